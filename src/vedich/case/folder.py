"""A case as a folder: case.yaml and one CSV file a table (RFC 4180, UTF-8). A missing table file is an empty table."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from vedich.case.cell_numbers import plain
from vedich.case.head import HEAD, read_head
from vedich.case.head_yaml import head_yaml, parse_head_yaml
from vedich.case.headings import count_named, match_headings
from vedich.case.located import LocatedCase, RowNumbers
from vedich.case.model import Case
from vedich.case.nearest import nearest, shown
from vedich.case.records import Record, TableRows, read_records
from vedich.case.tables import TABLES, Table
from vedich.messages import Place, Problem, Refused

HEAD_FILE = "case.yaml"
LARGEST_FILE = 20_000_000  # bytes
_DELIMITERS = (",", ";", "\t")


def table_file(table: Table) -> str:
    """The file name of a table."""
    return f"{table.key}.csv"


CASE_FILES = frozenset({HEAD_FILE, *(table_file(table) for table in TABLES)})


def read_folder(folder: Path) -> LocatedCase:
    """Read a case folder. Raises Refused with every problem of every file."""
    problems: list[Problem] = []
    _unknown_tables(folder, problems)
    content = _text_of(folder / HEAD_FILE, HEAD, problems)
    if content is None and not problems_of(problems, HEAD):
        problems.append(Problem("case.folder.no_head", Place(HEAD), {"file": HEAD_FILE}))
    cells = None if content is None else parse_head_yaml(content, problems)
    head = None if cells is None else read_head(cells, problems, workbook=False)
    tables = {table.key: _read_table(folder, table, problems) for table in TABLES}
    if problems or cells is None or head is None:
        raise Refused(problems)
    rows: dict[str, Any] = {key: found.rows for key, found in tables.items()}
    numbers = RowNumbers(
        {key: found.lines for key, found in tables.items()}, {key: cell.line for key, cell in cells.items()}
    )
    return LocatedCase(Case(**head, **rows, home=folder), numbers)


def problems_of(problems: list[Problem], table: str) -> list[Problem]:
    """Those of `problems` that stand in `table`."""
    return [problem for problem in problems if problem.place.table == table]


def _unknown_tables(folder: Path, problems: list[Problem]) -> None:
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() == ".csv" and path.name not in CASE_FILES:
            values = {"file": shown(path.name), "nearest": nearest(path.name, sorted(CASE_FILES))}
            problems.append(Problem("case.folder.unknown_table", Place(shown(path.stem)), values))


def _text_of(path: Path, table: str, problems: list[Problem]) -> str | None:
    """The file's text, or None if there is no such file or it cannot be read (then with a problem)."""
    try:
        if not path.is_file():
            if path.exists():
                problems.append(Problem("case.path.unreadable", Place(table), {"path": path.name, "reason": ""}))
            return None
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except OSError as error:
        values = {"path": path.name, "reason": error.strerror or ""}
        problems.append(Problem("case.path.unreadable", Place(table), values))
        return None
    if len(content) > LARGEST_FILE:
        problems.append(Problem("case.file.too_large", Place(table), {"file": path.name, "most": LARGEST_FILE}))
        return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        problems.append(Problem("case.file.encoding", Place(table, line), {"file": path.name}))
        return None


def _read_table(folder: Path, table: Table, problems: list[Problem]) -> TableRows:
    content = _text_of(folder / table_file(table), table.key, problems)
    if content is None:
        return TableRows()
    found: list[Record] = []
    try:
        # a blank first line would hide the headings, so they are looked for on line 1 only
        found = list(_records(content, _delimiter(table, content)))
    except csv.Error as error:
        problems.append(Problem("case.file.csv", Place(table.key), {"file": table_file(table), "reason": str(error)}))
        return TableRows()
    if not found:
        problems.append(Problem("case.table.no_headings", Place(table.key, 1), {"columns": _keys(table)}))
        return TableRows()
    headings = match_headings(table, found[0][1], 1, problems)
    return read_records(table, headings, found[1:], problems, workbook=False)


def _records(content: str, delimiter: str) -> Iterator[Record]:
    """The records, numbered as a spreadsheet shows them: a line break inside quotes does not start a new row."""
    reader = csv.reader(io.StringIO(content, newline=""), delimiter=delimiter, strict=True)
    return enumerate(reader, start=1)


def _delimiter(table: Table, content: str) -> str:
    """The delimiter under which most cells of the first record name a column (the comma if in doubt)."""

    def named(delimiter: str) -> int:
        try:
            return count_named(table, next(_records(content, delimiter), (1, []))[1])
        except csv.Error:
            return -1

    return max(_DELIMITERS, key=named)


def _keys(table: Table) -> str:
    return ",".join(column.key for column in table.columns)


def folder_files(case: Case) -> dict[str, str]:
    """The text of every file of a case folder, by name: the same for equal cases."""
    files = {HEAD_FILE: head_yaml(case)}
    for table in TABLES:
        buffer = io.StringIO(newline="")
        writer = csv.writer(buffer, lineterminator="\n")
        writer.writerow([column.key for column in table.columns])
        for row in getattr(case, table.key):
            writer.writerow([cell_text(column.entered(row)) for column in table.columns])
        files[table_file(table)] = buffer.getvalue()
    return files


def cell_text(value: object) -> str:
    """A value as its CSV cell; `cells.parse_cell` reads it back."""
    for type_, spelled in _SPELLED:
        if isinstance(value, type_):
            return spelled(value)
    return str(value)


_SPELLED: tuple[tuple[type, Callable[[Any], str]], ...] = (
    (type(None), lambda _: ""),
    (bool, lambda value: str(int(value))),
    (Decimal, plain),
    (date, date.isoformat),
    (tuple, lambda value: "; ".join(cell_text(part) for part in value)),
)
