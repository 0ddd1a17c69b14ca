"""A plan without a search: projects in a list, each as early as its predecessors, capacity and money let it.

For benchmarks and tests that need a large plan at once, not a good one. The verifier accepts it like any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from vedich.case import Case
from vedich.planning.achievement import scores_by_quarter
from vedich.planning.assemble import assemble
from vedich.planning.found import Found, StageFound
from vedich.planning.model import Start
from vedich.planning.objective import Objective
from vedich.planning.problem import PlanningProblem, Way, build_problem
from vedich.planning.result import Plan
from vedich.planning.search import finished_effects
from vedich.rulebooks import Rulebook


def listed_plan(case: Case, rulebook: Rulebook, most: int | None = None) -> Plan:
    """A plan of `most` projects (None: of all that fit), in their first options. Raises ValueError if fewer fit."""
    problem = build_problem(case)
    chosen = _Lister(problem).chosen(len(problem.jobs) if most is None else most)
    if most is not None and len(chosen) < most:
        raise ValueError(f"only {len(chosen)} projects fit")
    score = scores_by_quarter(case, rulebook, finished_effects(case, problem, chosen))[-1].total.low
    cost = sum(problem.jobs[j].ways[w].cost for j, w, _ in chosen)
    stages = (
        StageFound("points", float(score), float(score), proved=False, seconds=0.0),
        StageFound("cost", cost, 0.0, proved=False, seconds=0.0),
    )
    last = case.horizon[-1]
    found = Found(found=True, chosen=chosen, at=case.quarters - 1, stages=stages)
    return assemble(case, rulebook, Objective("most-points", last, None), found, 0.0)


class _Lister:
    def __init__(self, problem: PlanningProblem) -> None:
        self.problem = problem
        self.left = {name: list(amounts) for name, amounts in problem.capacities.items()}
        self.money = [self._ledger(f) for f in range(len(problem.sources))]
        self.finish: dict[int, int] = {}

    def _ledger(self, f: int) -> list[int]:
        """What could still be spent by the end of each quarter, of its year alone if the source lapses."""
        source, problem = self.problem.sources[f], self.problem
        total, ledger = 0, []
        for t in range(problem.horizon):
            year = problem.year(t)
            if t == 0 or problem.year(t - 1) != year:
                total = source.by_year.get(year, 0) + (total if source.carry_over else 0)
            ledger.append(total)
        return ledger

    def chosen(self, most: int) -> tuple[Start, ...]:
        """Those that run already, those that must be done, then the others in the order of the case; each after what it
        waits for."""
        starts: list[Start] = []
        jobs = self.problem.jobs
        for j in sorted(range(len(jobs)), key=lambda j: (not jobs[j].starts_at_once, not jobs[j].mandatory)):
            for job in self._with_predecessors(j):
                if job not in self.finish and len(starts) < most:
                    starts += self._place(job)
        return tuple(starts)

    def _with_predecessors(self, j: int) -> Iterable[int]:
        for before, _ in self.problem.jobs[j].predecessors:
            yield from self._with_predecessors(before)
        yield j

    def _place(self, j: int) -> Sequence[Start]:
        job = self.problem.jobs[j]
        if any(before not in self.finish for before, _ in job.predecessors):
            return []
        free = max([0, *(self.finish[before] + 1 + lag for before, lag in job.predecessors)])
        way = job.ways[0]
        for start in job.starts(way):
            if start >= free and self._has_capacity(way, start) and self._pays(job.sources, way, start):
                self._take_capacity(way, start)
                self.finish[j] = start + way.quarters - 1
                return [(j, 0, start)]
        return []

    def _has_capacity(self, way: Way, start: int) -> bool:
        quarters = range(start, start + way.quarters)
        return all(self.left[name][t] >= amount for name, amount in way.demands.items() for t in quarters)

    def _take_capacity(self, way: Way, start: int) -> None:
        for name, amount in way.demands.items():
            for t in range(start, start + way.quarters):
                self.left[name][t] -= amount
        for f, amount, after in way.receipts:
            usable = start + way.quarters - 1 + after
            if usable < self.problem.horizon:
                self._book(f, usable, amount)

    def _pays(self, sources: Sequence[int], way: Way, start: int) -> bool:
        """Book what the work costs; nothing if it cannot be paid."""
        booked: list[tuple[int, int, int]] = []
        for step, amount in enumerate(way.amounts):
            missing = amount
            for f in sources:
                given = min(missing, *(self.money[f][t] for t in self._until_lapse(f, start + step)))
                if given > 0:
                    self._book(f, start + step, -given)
                    booked.append((f, start + step, given))
                    missing -= given
            if missing > 0:
                for f, t, given in booked:
                    self._book(f, t, given)
                return False
        return True

    def _book(self, f: int, quarter: int, amount: int) -> None:
        for t in self._until_lapse(f, quarter):
            self.money[f][t] += amount

    def _until_lapse(self, f: int, quarter: int) -> list[int]:
        keeps, year = self.problem.sources[f].carry_over, self.problem.year(quarter)
        return [t for t in range(quarter, self.problem.horizon) if keeps or self.problem.year(t) == year]
