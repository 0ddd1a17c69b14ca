"""The facts of a planning problem, from a Case: indexed, in whole numbers, with windows tightened.

Quarters are counted 0 … H−1 from the case's first; money is whole million VND. The model reads only this.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from vedich.case import Case, Option, Project, Quarter, funding_order


@dataclass(frozen=True, slots=True)
class Way:
    """One option of a job. `amounts`: cost by quarter of work. `effects`: number or level id by quantity.

    `receipts`: (source, amount, quarters after the last quarter of work from which it can be spent).
    """

    option: str
    quarters: int
    cost: int
    amounts: tuple[int, ...]
    effects: dict[str, Fraction | str]
    receipts: tuple[tuple[int, int, int], ...]
    demands: dict[str, Fraction]


@dataclass(frozen=True, slots=True)
class Job:
    """One project to decide on. `first`: earliest start; `last`: latest last quarter of work; both tightened.

    `opens`: the earliest start as the case has it.
    """

    project: str
    mandatory: bool
    first: int
    last: int
    starts_at_once: bool
    predecessors: tuple[tuple[int, int], ...]
    sources: tuple[int, ...]
    ways: tuple[Way, ...]
    opens: int

    def starts(self, way: Way) -> range:
        """Quarters in which work on `way` can start."""
        stop = self.last - way.quarters + 2
        if self.starts_at_once:
            return range(min(1, stop)) if self.first == 0 else range(0)
        return range(self.first, max(self.first, stop))


@dataclass(frozen=True, slots=True)
class Source:
    """A funding source. `by_year`: what of each calendar year's envelope may be spent, contingency held back."""

    source: str
    carry_over: bool
    by_year: dict[int, int]
    has_receipts: bool


@dataclass(frozen=True, slots=True)
class PlanningProblem:
    """Everything the model needs except what scores (`planning/terms.py`).

    `ceilings`: (last quarter of a year, most unpaid obligations then); `ranks`: each job's claim, 1 is served first
    (all the same without an order of funding).
    """

    start: Quarter
    horizon: int
    jobs: tuple[Job, ...]
    sources: tuple[Source, ...]
    capacities: dict[str, tuple[Fraction, ...]]
    ceilings: tuple[tuple[int, int], ...]
    ranks: tuple[int, ...]

    def year(self, quarter: int) -> int:
        """The calendar year of quarter number `quarter`."""
        return (self.start + quarter).year

    @property
    def years(self) -> tuple[int, ...]:
        return tuple(range(self.start.year, self.year(self.horizon - 1) + 1))


def spread(cost: int, quarters: int, profile: Sequence[Decimal]) -> tuple[int, ...]:
    """Whole amounts by quarter: cost × share by largest remainder, earlier quarters first on ties (design §5)."""
    shares = [Fraction(share) for share in profile] or [Fraction(1, quarters)] * quarters
    whole = sum(shares)
    exact = [cost * share / whole for share in shares]
    amounts = [int(amount) for amount in exact]
    by_remainder = sorted(range(quarters), key=lambda q: (amounts[q] - exact[q], q))
    for quarter in by_remainder[: cost - sum(amounts)]:
        amounts[quarter] += 1
    return tuple(amounts)


def build_problem(case: Case) -> PlanningProblem:
    """Index the case. Projects that are done are figures already and are left out."""
    live = [project for project in case.projects if project.status != "done"]
    index = {project.project: number for number, project in enumerate(live)}
    names = dict.fromkeys(row.source for row in case.funding)
    names.update(dict.fromkeys(row.source for row in case.receipts))
    source_index = {name: number for number, name in enumerate(names)}
    ways = {project.project: _ways(case, project, source_index) for project in live}
    jobs = _tightened(
        [_job(case, project, index, source_index, ways[project.project]) for project in live], case.quarters
    )
    paying = {source for job in jobs for way in job.ways for source, _, _ in way.receipts}
    sources = tuple(_source(case, name, number in paying) for name, number in source_index.items())
    return PlanningProblem(
        case.start, case.quarters, jobs, sources, _capacities(case), _ceilings(case), _ranks(case, live)
    )


def _ceilings(case: Case) -> tuple[tuple[int, int], ...]:
    """A year that ends after the horizon needs none: every project is finished, and so paid, by then."""
    at_most = {row.year: row.at_most for row in case.obligations}
    return tuple(
        (number, at_most[quarter.year])
        for number, quarter in enumerate(case.horizon)
        if quarter.number == 4 and quarter.year in at_most
    )


def _ranks(case: Case, live: Sequence[Project]) -> tuple[int, ...]:
    order = funding_order(case)
    return tuple(1 if order is None else order.rank(project.claim) for project in live)


def _ways(case: Case, project: Project, source_index: dict[str, int]) -> tuple[Way, ...]:
    return tuple(_way(case, option, source_index) for option in case.options if option.project == project.project)


def _way(case: Case, option: Option, source_index: dict[str, int]) -> Way:
    key = (option.project, option.option)
    return Way(
        option=option.option,
        quarters=option.quarters,
        cost=option.cost,
        amounts=spread(option.cost, option.quarters, option.profile),
        effects={
            e.quantity: Fraction(e.amount) if isinstance(e.amount, Decimal) else e.amount
            for e in case.effects
            if (e.project, e.option) == key
        },
        receipts=tuple(
            (source_index[r.source], r.amount, 1 + r.lag_quarters)
            for r in case.receipts
            if (r.project, r.option) == key
        ),
        demands={d.resource: Fraction(d.amount) for d in case.demands if (d.project, d.option) == key},
    )


def _job(
    case: Case, project: Project, index: dict[str, int], source_index: dict[str, int], ways: tuple[Way, ...]
) -> Job:
    first = project.earliest_start - case.start if project.earliest_start else 0
    last = project.latest_finish - case.start if project.latest_finish else case.quarters - 1
    return Job(
        project=project.project,
        mandatory=project.status in {"committed", "running"},
        first=max(0, first),
        last=min(last, case.quarters - 1),
        starts_at_once=project.status == "running",
        predecessors=tuple((index[a.project], a.lag) for a in project.after if a.project in index),
        sources=tuple(number for name, number in source_index.items() if case.source_allows(name, project)),
        ways=ways,
        opens=max(0, first),
    )


def _tightened(jobs: list[Job], horizon: int) -> tuple[Job, ...]:
    """Move each earliest start past the shortest chain of predecessors that could come before it."""
    first: dict[int, int] = {}

    def earliest(number: int) -> int:
        if number not in first:
            job = jobs[number]
            first[number] = max([job.first, *(finish(before) + 1 + lag for before, lag in job.predecessors)])
        return first[number]

    def finish(number: int) -> int:
        shortest = min((way.quarters for way in jobs[number].ways), default=horizon)
        return earliest(number) + shortest - 1

    return tuple(
        Job(
            job.project,
            job.mandatory,
            earliest(number),
            job.last,
            job.starts_at_once,
            job.predecessors,
            job.sources,
            job.ways,
            job.opens,
        )
        for number, job in enumerate(jobs)
    )


def _source(case: Case, name: str, has_receipts: bool) -> Source:
    """Money of years outside the horizon cannot be used; receipts to a source without envelopes carry over."""
    rows = [row for row in case.funding if row.source == name]
    years = {quarter.year for quarter in case.horizon}
    return Source(
        source=name,
        carry_over=all(row.carry_over for row in rows),
        by_year={row.year: case.usable(row) for row in rows if row.year in years},
        has_receipts=has_receipts,
    )


def _capacities(case: Case) -> dict[str, tuple[Fraction, ...]]:
    """By resource and quarter; a year without a row has none of it."""
    resources: Iterable[str] = dict.fromkeys(
        [row.resource for row in case.capacities] + [row.resource for row in case.demands]
    )
    by_year = {(row.resource, row.year): Fraction(row.amount) for row in case.capacities}
    return {
        resource: tuple(by_year.get((resource, quarter.year), Fraction(0)) for quarter in case.horizon)
        for resource in resources
    }
