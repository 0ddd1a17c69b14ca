"""From the records of a sheet or CSV file to the frozen rows of one table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from vedich.case.cell_fault import CellFault
from vedich.case.cells import choice_labels, is_empty, parse_cell
from vedich.case.headings import Headings
from vedich.case.nearest import folded, shown
from vedich.case.tables import Column, Table
from vedich.messages import LANGUAGES, Place, Problem, text

MOST_ROWS = 20_000
Record = tuple[int, Sequence[object]]  # the line in the file, the cells


@dataclass(frozen=True, slots=True)
class TableRows:
    """The rows of one table and the line of each."""

    rows: tuple[Any, ...] = ()
    lines: tuple[int, ...] = ()


def read_records(
    table: Table, headings: Headings, records: Iterable[Record], problems: list[Problem], workbook: bool
) -> TableRows:
    """Parse all records; what is wrong goes to `problems`, each with its line and column. Blank lines are skipped."""
    rows: list[Any] = []
    lines: list[int] = []
    for line, cells in records:
        if all(is_empty(cell) for cell in cells):
            continue
        if len(lines) >= MOST_ROWS:
            problems.append(Problem("case.table.too_long", Place(table.key, line), {"most": MOST_ROWS}))
            break
        rows.append(_read_row(table, headings, line, cells, problems, workbook))
        lines.append(line)
    return TableRows(tuple(rows), tuple(lines))


def _read_row(
    table: Table, headings: Headings, line: int, cells: Sequence[object], problems: list[Problem], workbook: bool
) -> object:
    fields: dict[str, Any] = {column.key: _nothing(column) for column in table.columns}
    sound = True
    entered = dict(enumerate(cells))
    for position, column in headings.columns.items():
        place = Place(table.key, line, column.key)
        raw = entered.pop(position, None)
        if is_empty(raw):
            if column.required:
                problems.append(Problem("case.cell.missing", place, {"column": column.key}))
                sound = False
            continue
        try:
            fields[column.key] = _parse(table, column, raw, workbook)
        except CellFault as fault:
            problems.append(Problem(fault.code, place, fault.values))
            sound = False
    for position, raw in entered.items():
        if position not in headings.headed and not is_empty(raw):
            problems.append(Problem("case.table.cell_without_heading", Place(table.key, line), {"found": shown(raw)}))
    if sound and table.key == "targets" and fields["direction"] == "yes":
        fields |= {key: yes_or_no(fields[key]) for key in ("baseline", "value", "current")}
    return table.row(**fields) if sound and _complete(table, headings) else None


def _parse(table: Table, column: Column, raw: object, workbook: bool) -> object:
    labels = choice_labels(f"{table.key}.{column.key}", column.choices) if column.choices else None
    found = parse_cell(raw, column.kind, labels, workbook)
    # text of control-free spaces only, such as a lone no-break space, cleans to nothing
    if found == "" and column.required:
        raise CellFault("missing", raw, column=column.key)
    return _nothing(column) if found == "" else found


def _nothing(column: Column) -> object:
    return () if column.kind in {"ids", "after", "shares"} else column.default


def _complete(table: Table, headings: Headings) -> bool:
    return all(column in headings.columns.values() for column in table.columns if column.required)


def yes_or_no(answer: object) -> object:
    """`có`, `Yes`, … of a yes-or-no target as `yes` or `no`; anything else as it is, for the checks to report."""
    if isinstance(answer, str):
        for key in ("yes", "no"):
            if folded(answer) in {key, *(folded(text(f"case.answer.{key}", lang)) for lang in LANGUAGES)}:
                return key
    return answer
