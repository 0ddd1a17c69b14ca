"""The named events of a case: whom each strikes, with which chance, and how hard."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from vedich.case import Case, Risk
from vedich.risk.columns import Columns
from vedich.risk.marginal import Marginal, marginal_of
from vedich.risk.sources import source_names


@dataclass(frozen=True, slots=True)
class Strike:
    """The sources or projects that are struck together if column `column` says so; `year`: its number."""

    names: frozenset[str]
    year: int | None
    column: int


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens or not. A `freeze` strikes its source (or all) in one year, a `price` event its projects
    all at once; a `blocked` event strikes each of its projects by itself.

    `size`, drawn by `size_column`: percent withheld, percent dearer, or quarters.
    """

    row: Risk
    chance: float
    strikes: tuple[Strike, ...]
    size: Marginal
    size_column: int


def events_of(case: Case, columns: Columns) -> tuple[Event, ...]:
    """The events of `case`. A freeze without a year may come in any year of the horizon, each by itself."""
    rows = [row for row in case.risks if row.kind in {"freeze", "price", "blocked"}]
    return tuple(
        Event(
            row=row,
            chance=float(row.probability_percent or 0) / 100,
            strikes=tuple(Strike(names, year, columns.new()) for names, year in _struck(case, row)),
            size=marginal_of(row),
            size_column=columns.new(),
        )
        for row in rows
    )


def _struck(case: Case, row: Risk) -> Iterable[tuple[frozenset[str], int | None]]:
    first, last = case.start.year, case.horizon[-1].year
    if row.kind == "freeze":
        names = frozenset(source_names(case) if row.subject is None else [row.subject])
        years = range(first, last + 1) if row.year is None else [row.year]
        return [(names, year - first) for year in years if first <= year <= last]
    projects = [
        project.project
        for project in case.projects
        if project.status != "done" and row.subject in {None, project.project, project.kind}
    ]
    if row.kind == "price":
        return [(frozenset(projects), None if row.year is None else row.year - first)]
    return [(frozenset([project]), None) for project in projects]
