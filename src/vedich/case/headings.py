"""Which column of a sheet or CSV file is which: by key, or by its Vietnamese or English heading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from vedich.case.cells import is_empty
from vedich.case.nearest import folded, nearest, shown
from vedich.case.tables import TABLES, Column, Table
from vedich.messages import LANGUAGES, Place, Problem


@dataclass(slots=True)
class Headings:
    """Positions in a row (0 = first): `columns`, those whose column is known; `headed`, those with any heading."""

    columns: dict[int, Column] = field(default_factory=dict)
    headed: set[int] = field(default_factory=set)


@cache
def heading_words(key: str) -> dict[str, Column]:
    """Every word that may head a column of table `key`, folded → the column."""
    table = next(table for table in TABLES if table.key == key)
    found = {folded(column.key): column for column in table.columns}
    for column in table.columns:
        for lang in LANGUAGES:
            found.setdefault(folded(table.heading(column, lang)), column)
    return found


def named_column(table: Table, cell: object) -> Column | None:
    """The column that a heading cell names, or None."""
    return heading_words(table.key).get(folded(str(cell)))


def count_named(table: Table, cells: Sequence[object]) -> int:
    """How many of `cells` name a column: what tells a heading row, and its delimiter, from another."""
    return sum(1 for cell in cells if named_column(table, cell) is not None)


def is_key_row(table: Table, cells: Sequence[object]) -> bool:
    """Whether a workbook's row holds the column keys (the second, hidden heading row)."""
    entered = [str(cell).strip() for cell in cells if not is_empty(cell)]
    keys = {column.key for column in table.columns}
    named = sum(1 for cell in entered if cell in keys)
    return named >= 2 and 2 * named >= len(entered)


def match_headings(table: Table, cells: Sequence[object], row: int, problems: list[Problem]) -> Headings:
    """Match one heading row; unknown, repeated and missing columns are added to `problems`."""
    headings = Headings()
    found = headings.columns
    for position, cell in enumerate(cells):
        if is_empty(cell):
            continue
        headings.headed.add(position)
        column = named_column(table, cell)
        place = Place(table.key, row, shown(cell))
        if column is None:
            near = nearest(str(cell), (column.key for column in table.columns))
            problems.append(Problem("case.heading.unknown", place, {"found": shown(cell), "nearest": near}))
        elif column in found.values():
            problems.append(Problem("case.heading.twice", place, {"found": shown(cell), "column": column.key}))
        else:
            found[position] = column
    problems.extend(_missing(table, headings, row))
    return headings


def match_two_rows(table: Table, titles: Sequence[object], keys: Sequence[object], problems: list[Problem]) -> Headings:
    """Match a workbook's keys (row 2), and see that the headings above them (row 1) do not name other columns.

    A person sees row 1 while row 2 is hidden: headings moved without their keys would put figures in wrong columns.
    """
    headings = match_headings(table, keys, 2, problems)
    for position, title in enumerate(titles):
        if is_empty(title):
            continue
        named, column = named_column(table, title), headings.columns.get(position)
        place = Place(table.key, 1, shown(title))
        if column is None and position in headings.headed:
            continue  # the key itself is wrong and reported
        headings.headed.add(position)
        if column is None:
            near = nearest(str(title), (column.key for column in table.columns))
            problems.append(Problem("case.heading.unknown", place, {"found": shown(title), "nearest": near}))
        elif named is not None and named is not column:
            values = {"found": shown(title), "key": column.key, "right": table.heading(column)}
            problems.append(Problem("case.heading.mismatch", place, values))
    return headings


def _missing(table: Table, headings: Headings, row: int) -> list[Problem]:
    return [
        Problem("case.heading.missing", Place(table.key, row, column.key), {"column": column.key})
        for column in table.columns
        if column.required and column not in headings.columns.values()
    ]
