"""A plan and its case as the tables that pages, drawings and the workbook share. Money is million VND."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from vedich.case.clearance import is_clearance
from vedich.case.model import Case, Project
from vedich.case.quarter import Quarter
from vedich.planning.result import Plan


@dataclass(frozen=True)
class ChosenProject:
    """A project that the plan does, with what the case says of it."""

    project: Project
    option: str
    start: Quarter
    finish: Quarter
    cost: int

    @property
    def mandatory(self) -> bool:
        """Committed and running projects are in every plan."""
        return self.project.status in {"committed", "running"}

    @property
    def clearance(self) -> bool:
        return is_clearance(self.project.kind)


@dataclass(frozen=True)
class Domain:
    """Chosen projects of one kind, by start. `name` None: the case gives them no kind."""

    name: str | None
    rows: tuple[ChosenProject, ...]

    @property
    def cost(self) -> int:
        return sum(row.cost for row in self.rows)


@dataclass(frozen=True)
class Money:
    """Spending by source and calendar year, with its totals."""

    sources: tuple[str, ...]
    years: tuple[int, ...]
    amounts: dict[tuple[str, int], int]

    def amount(self, source: str, year: int) -> int:
        return self.amounts.get((source, year), 0)

    def of_year(self, year: int) -> int:
        return sum(self.amount(source, year) for source in self.sources)

    def of_source(self, source: str) -> int:
        return sum(self.amount(source, year) for year in self.years)

    @cached_property
    def total(self) -> int:
        return sum(self.amounts.values())


def chosen(case: Case, plan: Plan) -> tuple[ChosenProject, ...]:
    """The plan's choices by start, then in the order of the case. Raises KeyError on another case's plan."""
    projects = {project.project: project for project in case.projects}
    names = {(option.project, option.option): option.name or option.option for option in case.options}
    order = {project.project: place for place, project in enumerate(case.projects)}
    rows = [
        ChosenProject(
            project=projects[choice.project],
            option=names[choice.project, choice.option],
            start=Quarter.parse(choice.start),
            finish=Quarter.parse(choice.finish),
            cost=choice.cost,
        )
        for choice in plan.choices
    ]
    return tuple(sorted(rows, key=lambda row: (row.start, row.finish, order[row.project.project])))


def domains(case: Case, plan: Plan) -> tuple[Domain, ...]:
    """The chosen projects grouped by kind, kinds in the order in which the case first names them."""
    kinds = dict.fromkeys(project.kind or None for project in case.projects)
    rows = chosen(case, plan)
    groups = (Domain(kind, tuple(r for r in rows if (r.project.kind or None) == kind)) for kind in kinds)
    return tuple(group for group in groups if group.rows)


def not_chosen(case: Case, plan: Plan) -> tuple[Project, ...]:
    """Projects that the plan leaves out; those already done are in the figures and not listed."""
    taken = {choice.project for choice in plan.choices}
    return tuple(p for p in case.projects if p.project not in taken and p.status != "done")


def money(case: Case, plan: Plan) -> Money:
    """Spending by source and year; sources in the order of the case, years from first to last spending."""
    amounts: dict[tuple[str, int], int] = {}
    for row in plan.spending:
        amounts[row.source, row.year] = amounts.get((row.source, row.year), 0) + row.amount
    spent = [row.year for row in plan.spending]
    years = tuple(range(min(spent), max(spent) + 1)) if spent else ()
    order = dict.fromkeys([row.source for row in case.funding] + [row.source for row in plan.spending])
    used = {source for source, _ in amounts}
    return Money(tuple(source for source in order if source in used), years, amounts)


def available(case: Case, plan: Plan) -> dict[int, int]:
    """What the plan could spend in each year of `money`: envelopes, receipts of the chosen projects by then,
    and what carries over unspent. Sources whose money lapses on 31 December start each year afresh.
    """
    spending = money(case, plan)
    last = spending.years[-1] if spending.years else case.start.year
    years = range(case.start.year, last + 1)
    inflow: dict[tuple[str, int], int] = {}
    carries: dict[str, bool] = {}
    for row in case.funding:
        inflow[row.source, row.year] = inflow.get((row.source, row.year), 0) + case.usable(row)
        carries[row.source] = row.carry_over
    for source, year, amount in _receipts(case, plan):
        inflow[source, year] = inflow.get((source, year), 0) + amount
        carries.setdefault(source, True)
    result = dict.fromkeys(years, 0)
    for source, carry_over in carries.items():
        left = 0
        for year in years:
            ready = inflow.get((source, year), 0) + left
            result[year] += ready
            left = ready - spending.amount(source, year) if carry_over else 0
    return {year: result[year] for year in spending.years}


def _receipts(case: Case, plan: Plan) -> list[tuple[str, int, int]]:
    finish = {(choice.project, choice.option): Quarter.parse(choice.finish) for choice in plan.choices}
    return [
        (row.source, (finish[row.project, row.option] + 1 + row.lag_quarters).year, row.amount)
        for row in case.receipts
        if (row.project, row.option) in finish
    ]
