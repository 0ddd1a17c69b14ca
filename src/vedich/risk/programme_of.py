"""A case and its plan as a `Programme`: what the plan chooses, in the plan's order, in whole numbers (docs/risk.md)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from vedich.case import Case, Option, Project, Quarter, Receipt, funding_order
from vedich.planning import Plan
from vedich.planning.problem import spread
from vedich.planning.result import Choice
from vedich.risk.programme import Programme
from vedich.risk.sources import source_names

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

R = TypeVar("R")
C = TypeVar("C")


def programme_of(case: Case, plan: Plan) -> Programme:
    """What `plan` does in `case`. The plan must be one that the verifier accepts; ValueError if it holds no plan."""
    if not plan.found:
        raise ValueError("there is no plan to carry out")
    return _Reading(case, plan).programme()


class _Reading:
    def __init__(self, case: Case, plan: Plan) -> None:
        self.case, self.plan = case, plan
        self.place_in_case = {project.project: number for number, project in enumerate(case.projects)}
        self.ranks = _ranks(case)
        self.choices = sorted(plan.choices, key=self._turn)
        self.place = {choice.project: number for number, choice in enumerate(self.choices)}
        self.projects: list[Project] = [case.projects[self.place_in_case[c.project]] for c in self.choices]
        options = {(option.project, option.option): option for option in case.options}
        self.options: list[Option] = [options[c.project, c.option] for c in self.choices]
        self.sources = source_names(case)
        self.years = range(case.start.year, case.horizon[-1].year + 1)
        self.longest = max((option.quarters for option in self.options), default=1)

    def _turn(self, choice: Choice) -> tuple[int, Quarter, Quarter, int]:
        number = self.place_in_case[choice.project]
        return self.ranks[number], Quarter.parse(choice.start), Quarter.parse(choice.finish), number

    def programme(self) -> Programme:
        case, projects = self.case, self.projects
        before, lag = self._predecessors()
        demand, capacity = self._resources()
        receipts = sorted(
            (row for row in case.receipts if self._chosen(row)), key=lambda row: self.place[row.project]
        )
        carries = [all(row.carry_over for row in case.funding if row.source == name) for name in self.sources]
        opens = [number == 0 or quarter.number == 1 for number, quarter in enumerate(case.horizon)]
        return Programme(
            projects=tuple((choice.project, choice.option) for choice in self.choices),
            start=_ints([Quarter.parse(choice.start) - case.start for choice in self.choices]),
            quarters=_ints([option.quarters for option in self.options]),
            cost=_ints([option.cost for option in self.options]),
            amounts=self._amounts(),
            shares=self._shares(),
            may_use=_table(projects, self.sources, lambda p, f: case.source_allows(f, p)).astype(np.bool_),
            order=_ints(sorted(range(len(self.sources)), key=lambda f: carries[f])),
            before=before,
            lag=lag,
            claim=_ints([self.ranks[self.place_in_case[project.project]] for project in projects]),
            demand=demand,
            capacity=capacity,
            sources=self.sources,
            carries=np.array(carries, dtype=np.bool_),
            envelope=_table(self.sources, self.years, self._envelope),
            receipt_of=_ints([self.place[row.project] for row in receipts]),
            receipt_to=_ints([self.sources.index(row.source) for row in receipts]),
            receipt_amount=_ints([row.amount for row in receipts]),
            receipt_after=_ints([1 + row.lag_quarters for row in receipts]),
            year=_ints([quarter.year - self.years[0] for quarter in case.horizon]),
            opens_year=np.array(opens, dtype=np.bool_),
            ceiling=self._ceilings(),
            first_year=self.years[0],
        )

    def _chosen(self, row: Receipt) -> bool:
        place = self.place.get(row.project)
        return place is not None and self.options[place].option == row.option

    def _envelope(self, source: str, year: int) -> int:
        return sum(row.amount for row in self.case.funding if (row.source, row.year) == (source, year))

    def _amounts(self) -> Ints:
        table = np.zeros((len(self.options), self.longest), dtype=np.int64)
        for place, option in enumerate(self.options):
            table[place, : option.quarters] = spread(option.cost, option.quarters, option.profile)
        return table

    def _shares(self) -> Ints:
        table = np.zeros((len(self.options), self.longest, len(self.sources)), dtype=np.int64)
        starts = {choice.project: Quarter.parse(choice.start) for choice in self.choices}
        for row in self.plan.payments:
            step = Quarter.parse(row.quarter) - starts[row.project]
            table[self.place[row.project], step, self.sources.index(row.source)] += row.amount
        return table

    def _predecessors(self) -> tuple[Ints, Ints]:
        """Those that the plan does; what is done already is no longer waited for."""
        rows = [[(self.place[a.project], a.lag) for a in p.after if a.project in self.place] for p in self.projects]
        most = max((len(row) for row in rows), default=0)
        before, lag = (np.full((len(rows), most), -1, dtype=np.int64) for _ in range(2))
        for place, row in enumerate(rows):
            for n, (first, quarters) in enumerate(row):
                before[place, n], lag[place, n] = first, quarters
        return before, lag

    def _resources(self) -> tuple[Ints, Ints]:
        """Demands by project and capacities by quarter, as multiples of the largest unit in which all are whole."""
        options = {(option.project, option.option): place for place, option in enumerate(self.options)}
        demands = [row for row in self.case.demands if (row.project, row.option) in options]
        names = list(dict.fromkeys(row.resource for row in demands))
        units = {name: self._unit(name) for name in names}
        demand = np.zeros((len(self.options), len(names)), dtype=np.int64)
        for row in demands:
            place = options[row.project, row.option]
            demand[place, names.index(row.resource)] += _whole(row.amount, units[row.resource])
        by_year = {(row.resource, row.year): row.amount for row in self.case.capacities}

        def capacity(name: str, quarter: Quarter) -> int:
            return _whole(by_year.get((name, quarter.year), Decimal(0)), units[name])

        return demand, _table(names, self.case.horizon, capacity)

    def _unit(self, resource: str) -> int:
        amounts = [row.amount for row in self.case.demands if row.resource == resource]
        amounts += [row.amount for row in self.case.capacities if row.resource == resource]
        return lcm(*(Fraction(amount).denominator for amount in amounts))

    def _ceilings(self) -> Ints:
        at_most = {row.year: row.at_most for row in self.case.obligations}
        ends = {quarter.year for quarter in self.case.horizon if quarter.number == 4}
        return _ints([at_most.get(year, -1) if year in ends else -1 for year in self.years])


def _ranks(case: Case) -> list[int]:
    order = funding_order(case)
    return [1 if order is None else order.rank(project.claim) for project in case.projects]


def _whole(amount: Decimal, per_unit: int) -> int:
    return int(Fraction(amount) * per_unit)


def _ints(values: Sequence[int]) -> Ints:
    return np.array(values, dtype=np.int64)


def _table(rows: Sequence[R], columns: Sequence[C], cell: Callable[[R, C], int]) -> Ints:
    values = [[cell(row, column) for column in columns] for row in rows]
    return np.array(values, dtype=np.int64).reshape(len(rows), len(columns))
