"""A case as the benchmark's peers read it: tasks, money and points in whole or exact numbers.

Its own reading of the case (profiles, windows, receipts, distances on each scale), so that a peer that agrees with
the planner agrees about the case too. Only the scorer's rules and figures are shared. Covers what the instances
use: candidates only, one recognition goal, no adjustments; anything else is refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from vedich.case import Case, Option, Project, Quarter
from vedich.rulebooks import Rulebook
from vedich.scoring.figures import FigureNow, figures_of, standard_value
from vedich.scoring.rules import StandardRule, compile_for

Pick = tuple[int, int]  # (task, way)


@dataclass(frozen=True, slots=True)
class Way:
    """One option: quarters of work, cost and its part by quarter, demand a quarter, (source, amount, wait)."""

    name: str
    quarters: int
    cost: int
    amounts: tuple[int, ...]
    demands: dict[str, Decimal]
    receipts: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, slots=True)
class Task:
    """One project. Work lies within quarters `first` to `last`; `after`: (task, lag)."""

    name: str
    first: int
    last: int
    after: tuple[tuple[int, int], ...]
    sources: tuple[int, ...]
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Money by quarter in which it arrives (a year's money in the year's first quarter of the horizon)."""

    name: str
    carries: bool
    arrives: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Scale:
    """A standard at the end of one quarter: points p_min from gain `to_min` on, rising to p_max at `to_max`.

    `fixed`: points that no project changes. `lifts_min`, `lifts_max`: for a level, the picks that reach each end
    (None: reached today).
    """

    name: str
    criterion: str
    p_min: Fraction
    p_max: Fraction
    fixed: Fraction | None = None
    to_min: Fraction = Fraction(0)
    to_max: Fraction = Fraction(0)
    gains: dict[Pick, Fraction] | None = None
    lifts_min: frozenset[Pick] | None = None
    lifts_max: frozenset[Pick] | None = None

    @property
    def is_level(self) -> bool:
        return self.fixed is None and self.gains is None


@dataclass(frozen=True, slots=True)
class Reading:
    """The case without its points."""

    start: Quarter
    horizon: int
    tasks: tuple[Task, ...]
    sources: tuple[Source, ...]
    capacities: dict[str, tuple[Decimal, ...]]

    def new_year(self, quarter: int) -> bool:
        """Whether `quarter` is the first of its calendar year within the horizon."""
        return quarter == 0 or (self.start + quarter).number == 1

    @property
    def common_cost(self) -> int:
        """Costs are multiples of it: two costs closer than this are the same."""
        from math import gcd

        return gcd(*(way.cost for task in self.tasks for way in task.ways))


def read(case: Case) -> Reading:
    """The tasks and the money of `case`. Raises ValueError on what the peers do not model."""
    if case.adjustments or any(p.status != "candidate" for p in case.projects):
        raise ValueError("the peers model candidates only, without adjustments")
    number = {project.project: index for index, project in enumerate(case.projects)}
    names = list(dict.fromkeys(row.source for row in case.funding))
    tasks = tuple(_task(case, project, number, names) for project in case.projects)
    sources = tuple(_source(case, name) for name in names)
    amounts = {(row.resource, row.year): row.amount for row in case.capacities}
    capacities = {
        resource: tuple(amounts.get((resource, quarter.year), Decimal(0)) for quarter in case.horizon)
        for resource in dict.fromkeys(row.resource for row in case.demands)
    }
    return Reading(case.start, case.quarters, tasks, sources, capacities)


def _task(case: Case, project: Project, number: dict[str, int], names: list[str]) -> Task:
    first = 0 if project.earliest_start is None else project.earliest_start - case.start
    last = case.quarters - 1 if project.latest_finish is None else project.latest_finish - case.start
    return Task(
        name=project.project,
        first=max(0, first),
        last=min(last, case.quarters - 1),
        after=tuple((number[after.project], after.lag) for after in project.after),
        sources=tuple(names.index(name) for name in project.funded_by or names),
        ways=tuple(_way(case, option, names) for option in case.options if option.project == project.project),
    )


def _way(case: Case, option: Option, names: list[str]) -> Way:
    key = (option.project, option.option)
    if option.profile:
        raise ValueError("the peers model even profiles only")
    whole, rest = divmod(option.cost, option.quarters)
    return Way(
        name=option.option,
        quarters=option.quarters,
        cost=option.cost,
        amounts=tuple(whole + (step < rest) for step in range(option.quarters)),
        demands={row.resource: row.amount for row in case.demands if (row.project, row.option) == key},
        receipts=tuple(
            (names.index(row.source), row.amount, row.lag_quarters + 1)
            for row in case.receipts
            if (row.project, row.option) == key
        ),
    )


def _source(case: Case, name: str) -> Source:
    rows = {row.year: row for row in case.funding if row.source == name}
    arrives = tuple(
        rows[quarter.year].amount if (index == 0 or quarter.number == 1) and quarter.year in rows else 0
        for index, quarter in enumerate(case.horizon)
    )
    return Source(name, all(row.carry_over for row in rows.values()), arrives)


def scales(case: Case, rulebook: Rulebook, quarter: int) -> tuple[Scale, ...]:
    """Every standard at the end of quarter number `quarter`, and what each pick adds to it."""
    figures = figures_of(case, rulebook, case.start + quarter)
    picks = _picks(case)
    by_quantity: dict[str, dict[Pick, Decimal | str]] = {}
    for effect in case.effects:
        by_quantity.setdefault(effect.quantity, {})[picks[effect.project, effect.option]] = effect.amount
    return tuple(_scale(rule, figures, by_quantity) for rule in compile_for(case, rulebook).rules)


def marks(case: Case, rulebook: Rulebook) -> tuple[Fraction, dict[str, Fraction]]:
    """The pass mark and the least points of each criterion."""
    compiled = compile_for(case, rulebook)
    return compiled.total_at_least or Fraction(0), {c: least for c, least in compiled.criteria_min.items() if least}


def _picks(case: Case) -> dict[tuple[str, str], Pick]:
    tasks = {project.project: index for index, project in enumerate(case.projects)}
    seen: dict[str, int] = {}
    picks = {}
    for option in case.options:
        picks[option.project, option.option] = (tasks[option.project], seen.setdefault(option.project, 0))
        seen[option.project] += 1
    return picks


def _scale(
    rule: StandardRule, figures: dict[str, FigureNow], by_quantity: dict[str, dict[Pick, Decimal | str]]
) -> Scale:
    value, reading = standard_value(rule, figures), rule.standard.value
    if value is None or reading is None or rule.at_min is None or rule.at_max is None or rule.lower_is_better:
        raise ValueError(f"the peers do not model {rule.standard.id}")
    name, criterion, p_min, p_max = rule.standard.id, rule.criterion, rule.p_min or 0, rule.p_max or 0
    head = (name, criterion, Fraction(p_min), Fraction(p_max))
    effects = by_quantity.get(reading.subject, {})
    if rule.levels is not None:
        ranks = {pick: rule.levels.rank(str(level)) or 0 for pick, level in effects.items()}
        ends = [
            None if value >= end else frozenset(pick for pick, rank in ranks.items() if rank >= end)
            for end in (rule.at_min, rule.at_max)
        ]
        return Scale(*head, lifts_min=ends[0], lifts_max=ends[1])
    unit = Fraction(reading.times)
    if reading.ratio is not None:
        unit /= Fraction(figures[reading.ratio[1]].value or 1)
    gains = {pick: Fraction(amount) * unit for pick, amount in effects.items()}
    to_min, to_max = rule.at_min - value, rule.at_max - value
    if gains and to_max > 0:
        return Scale(*head, to_min=to_min, to_max=to_max, gains=gains)
    return Scale(*head, fixed=_points(head[2], head[3], to_min, to_max))


def _points(p_min: Fraction, p_max: Fraction, to_min: Fraction, to_max: Fraction) -> Fraction:
    if to_min > 0:
        return Fraction(0)
    return p_max if to_max <= 0 else p_min + (p_max - p_min) * -to_min / (to_max - to_min)
