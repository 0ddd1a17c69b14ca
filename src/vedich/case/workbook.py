"""A case as one .xlsx workbook: a sheet a table, a sheet for the head; headings in row 1, column keys in row 2.

A sheet without the row of keys is accepted too: its data start in row 2. Sheets whose name starts with `#` and
the guidance sheet are left alone.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from vedich.case.cells import is_empty
from vedich.case.head import HEAD, HeadCell, named_field, read_head, unknown_entry
from vedich.case.headings import is_key_row, match_headings, match_two_rows
from vedich.case.located import LocatedCase, RowNumbers
from vedich.case.model import Case
from vedich.case.nearest import folded, nearest, shown
from vedich.case.records import TableRows, read_records
from vedich.case.tables import TABLES, Table
from vedich.case.workbook_scan import Damaged, SheetScan, cell_position, scan
from vedich.messages import LANGUAGES, Place, Problem, Refused, text

LARGEST_FILE = 50_000_000  # bytes
GUIDE = "guide"
LEFT_ALONE = "#"

Grid = Sequence[Sequence[object]]  # rows of cells from A1 on


def read_workbook(path: Path) -> LocatedCase:
    """Read a case workbook. Raises Refused with every problem of every sheet; OSError if it cannot be opened."""
    with path.open("rb") as file:
        content = file.read(LARGEST_FILE + 1)
    try:
        if len(content) > LARGEST_FILE:
            raise Damaged("too_large")
        scans = {sheet.name: sheet for sheet in scan(content)}
        problems: list[Problem] = []
        names = _match_sheets(list(scans), problems)
        grids = _grids(content, names)
    except Damaged as damaged:
        raise Refused([Problem(damaged.code, values={"file": shown(path.name)})]) from damaged
    for key, name in names.items():
        problems.extend(_cell_problems(key, scans[name]))
    cells = _head_cells(grids.get(HEAD, ()), problems)
    head = read_head(cells, problems, workbook=True) if HEAD in grids else None
    if HEAD not in grids:
        problems.append(Problem("case.workbook.no_head", Place(HEAD), {"sheet": sheet_title(HEAD)}))
    tables = {table.key: _table_rows(table, grids.get(table.key, ()), problems) for table in TABLES}
    if problems or head is None:
        raise Refused(problems)
    rows: dict[str, Any] = {key: found.rows for key, found in tables.items()}
    numbers = RowNumbers(
        {key: found.lines for key, found in tables.items()}, {key: cell.line for key, cell in cells.items()}
    )
    return LocatedCase(Case(**head, **rows, home=path.parent), numbers)


def sheet_title(key: str) -> str:
    """The Vietnamese name of the sheet of a table, of the head or of the guidance."""
    return text(f"case.table.{key}", "vi")


def _match_sheets(names: list[str], problems: list[Problem]) -> dict[str, str]:
    """Table key (or `case`) → the name of its sheet."""
    words: dict[str, str] = {}
    for key in (HEAD, GUIDE, *(table.key for table in TABLES)):
        words |= {folded(word): key for word in (key, *(text(f"case.table.{key}", lang) for lang in LANGUAGES))}
    found: dict[str, str] = {}
    for name in names:
        key = words.get(folded(name), "")
        if name.startswith(LEFT_ALONE) or key == GUIDE:
            continue
        if not key:
            titles = [sheet_title(known) for known in dict.fromkeys(words.values())]
            values = {"sheet": shown(name), "nearest": nearest(name, titles)}
            problems.append(Problem("case.workbook.unknown_sheet", Place(shown(name)), values))
        elif key in found:
            values = {"sheet": shown(name), "other": shown(found[key])}
            problems.append(Problem("case.workbook.sheet_twice", Place(key), values))
        else:
            found[key] = name
    return found


def _grids(content: bytes, names: dict[str, str]) -> dict[str, Grid]:
    from python_calamine import CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return {key: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for key, name in names.items()}
    except Exception as error:
        raise Damaged("damaged") from error
    except BaseException as error:
        # a panic inside the compiled reader arrives as a BaseException; it must not pass for Ctrl-C
        if type(error).__name__ == "PanicException":
            raise Damaged("damaged") from error
        raise


def _cell_problems(key: str, sheet: SheetScan) -> list[Problem]:
    kinds = {"formula": sheet.formulas, "merged": sheet.merged, "error": sheet.errors, "percent": sheet.percents}
    return [
        Problem(f"case.workbook.{kind}", Place(key, cell_position(cell.partition(":")[0])[0]), {"cell": cell})
        for kind, cells in kinds.items()
        for cell in cells
    ]


def _table_rows(table: Table, grid: Grid, problems: list[Problem]) -> TableRows:
    if not any(not is_empty(cell) for row in grid for cell in row):
        return TableRows()
    if len(grid) > 1 and is_key_row(table, grid[1]):
        headings, first = match_two_rows(table, grid[0], grid[1], problems), 2
    else:
        headings, first = match_headings(table, grid[0], 1, problems), 1
    records = enumerate(grid[first:], start=first + 1)
    return read_records(table, headings, records, problems, workbook=True)


def _head_cells(grid: Grid, problems: list[Problem]) -> dict[str, HeadCell]:
    """The sheet `case`: column A the label (or key), B the value, D (hidden) the key; row 1 the headings."""
    cells: dict[str, HeadCell] = {}
    for line, row in enumerate(grid, start=1):
        label, raw, _, key = [*row[:4], "", "", "", ""][:4]
        word = str(label if is_empty(key) else key)
        field = named_field(word)
        if line == 1 and field is None:
            continue  # the headings of the sheet
        if is_empty(word):
            if not is_empty(raw):
                values = {"found": shown(raw)}
                problems.append(Problem("case.table.cell_without_heading", Place(HEAD, line), values))
        elif field is None:
            problems.append(unknown_entry(word, line))
        elif field.key in cells:
            problems.append(Problem("case.head.twice", Place(HEAD, line, field.key), {"key": field.key}))
        else:
            cells[field.key] = HeadCell(line, raw)
    return cells
