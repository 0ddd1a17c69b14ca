"""The mixed-integer program: at most one option and one start a project, within time, capacity and money, so
that the goals hold at the end of one given quarter.

One binary x[j,w,s] for each project j, option w and start s. One method a family of constraints.
"""

from __future__ import annotations

from collections.abc import Sequence

from vedich.planning.claims import add_funding_order
from vedich.planning.linear import INFINITY, LinearProgram, Term
from vedich.planning.money import MoneyRows
from vedich.planning.obligations import add_ceilings
from vedich.planning.points import PointRows
from vedich.planning.problem import Job, PlanningProblem, Way
from vedich.planning.terms import Checkpoint

Start = tuple[int, int, int]  # (job, way, first quarter of work)


class Model:
    """The program for goals at the checkpoints' quarters. `x` maps (job, way, start) to its column, `y` (job, way).

    `schedule`: the columns that say when work is done and paid; the others say what is taken and what it is worth.

    `hopeless`: a mandatory project or a checkpoint can never be satisfied, so no solve is needed. `forgiving`,
    `extra_money`, `extra_capacity`: goals, envelopes and capacities may be exceeded by columns that the caller prices
    (`points.missed`, `money.extra`, `extra_capacity` by resource and year).
    """

    def __init__(
        self,
        problem: PlanningProblem,
        checks: Sequence[Checkpoint],
        *,
        forgiving: bool = False,
        extra_money: bool = False,
        extra_capacity: bool = False,
    ) -> None:
        self.problem = problem
        self.checks = checks
        self.program = LinearProgram()
        self.x: dict[Start, int] = {}
        self.y: dict[tuple[int, int], int] = {}
        self.hopeless = any(check.impossible for check in checks)
        self.extra_capacity: dict[tuple[str, int], int] = {}
        self._may_add_capacity = extra_capacity
        self._add_starts()
        self._add_one_way_each()
        self._add_precedence()
        self._add_capacities()
        self.money = MoneyRows(problem, self.program, self.x, extra=extra_money)
        add_ceilings(problem, self.program, self.x)
        add_funding_order(self)
        self.schedule = frozenset(range(len(self.program.lower))) - frozenset(self.y.values())
        self.points = PointRows(self.program, checks, self.finished, forgiving=forgiving)

    # --- expressions ---------------------------------------------------------------------------

    def started(self, job: int, by: int) -> list[Term]:
        """Σ x[j,w,s] with s ≤ by: 1 if work on the job has started by the end of `by`."""
        return [(column, 1.0) for (j, _, s), column in self._of(job) if s <= by]

    def finished(self, job: int, by: int, way: int | None = None) -> list[Term]:
        """Σ x[j,w,s] with s + quarters − 1 ≤ by: 1 if the job (done that way) is finished by the end of `by`.

        Where every start there is finishes by then, the sum is simply y.
        """
        ways = self.problem.jobs[job].ways
        latest = max((s + ways[w].quarters - 1 for (_, w, s), _ in self._of(job) if way in (None, w)), default=0)
        if latest <= by:
            return [(column, 1.0) for (j, w), column in self.y.items() if j == job and way in (None, w)]
        return [
            (column, 1.0) for (_, w, s), column in self._of(job) if s + ways[w].quarters - 1 <= by and way in (None, w)
        ]

    def cost(self) -> list[Term]:
        """Σ cost · y."""
        jobs = self.problem.jobs
        return [(column, float(jobs[j].ways[w].cost)) for (j, w), column in self.y.items()]

    def _of(self, job: int) -> list[tuple[Start, int]]:
        return self._by_job.get(job, [])

    # --- constraints ---------------------------------------------------------------------------

    def _add_starts(self) -> None:
        """A column for each start that could matter.

        A project that no one is bound to do, that brings no money and that nothing of the kind waits for, earns
        its place only by its effects: if it cannot finish by the last checkpoint it is left out.
        """
        last_check = max(check.quarter for check in self.checks)
        needed = _worth_doing_late(self.problem)
        self._by_job: dict[int, list[tuple[Start, int]]] = {}
        for j, job in enumerate(self.problem.jobs):
            for w, way in enumerate(job.ways):
                for s in self._starts(job, way, last_check, j in needed):
                    column = self.program.binary()
                    self.x[j, w, s] = column
                    self._by_job.setdefault(j, []).append(((j, w, s), column))

    @staticmethod
    def _starts(job: Job, way: Way, last_check: int, late_too: bool) -> list[int]:
        return [s for s in job.starts(way) if late_too or s + way.quarters - 1 <= last_check]

    def _add_one_way_each(self) -> None:
        """y[j,w] = Σ_s x[j,w,s]; Σ_w y[j,w] ≤ 1, and = 1 for committed and running projects.

        y says whether an option is taken at all. Cost and points hang on y, dates on x: branching on y decides
        what matters first, where branching on one start among many equal ones decides nothing.
        """
        starts: dict[tuple[int, int], list[Term]] = {}
        for (j, w, _), column in self.x.items():
            starts.setdefault((j, w), []).append((column, 1.0))
        for way, terms in starts.items():
            self.y[way] = self.program.binary()
            self.program.row([*terms, (self.y[way], -1.0)], 0.0, 0.0)
        for j, job in enumerate(self.problem.jobs):
            columns = [self.y[j, w] for w in range(len(job.ways)) if (j, w) in self.y]
            if job.mandatory:
                self.hopeless |= not columns
                self.program.row([(c, 1.0) for c in columns], 1.0, 1.0)
            elif columns:
                self.program.row([(c, 1.0) for c in columns], upper=1.0)

    def _add_precedence(self) -> None:
        """Started(j, t) ≤ Finished(i, t − 1 − lag) for every t: cumulative sums, far tighter than start times."""
        for j, job in enumerate(self.problem.jobs):
            begins = sorted({s for (_, _, s), _ in self._of(j)})
            for before, lag in job.predecessors:
                for t in begins:
                    terms = self.started(j, t)
                    terms += [(c, -v) for c, v in self.finished(before, t - 1 - lag)]
                    self.program.row(terms, upper=0.0)

    def _add_capacities(self) -> None:
        """Σ demand · (at work in t) ≤ what quarter t has of the resource."""
        for resource, available in self.problem.capacities.items():
            at_work: list[list[Term]] = [[] for _ in range(self.problem.horizon)]
            for (j, w, s), column in self.x.items():
                way = self.problem.jobs[j].ways[w]
                demand = way.demands.get(resource)
                if demand:
                    for t in range(s, s + way.quarters):
                        at_work[t].append((column, float(demand)))
            for t, terms in enumerate(at_work):
                if terms:
                    more = self._more_capacity(resource, self.problem.year(t))
                    self.program.row([*terms, *more], upper=float(available[t]))

    def _more_capacity(self, resource: str, year: int) -> list[Term]:
        """Whole units that every quarter of the year may have more."""
        if not self._may_add_capacity:
            return []
        key = (resource, year)
        if key not in self.extra_capacity:
            self.extra_capacity[key] = self.program.column(0.0, INFINITY, integer=True)
        return [(self.extra_capacity[key], -1.0)]

    def add_cost_limit(self, most: int) -> None:
        """Σ cost · x ≤ most, for the stage after the cheapest cost is known."""
        self.program.row([(c, v / 1000) for c, v in self.cost()], upper=most / 1000)

    def exclude(self, chosen: Sequence[Start]) -> None:
        """Cut off exactly one plan: Σ_{chosen} (1 − x) + Σ_{others} x ≥ 1."""
        picked = set(chosen)
        terms = [(column, -1.0 if start in picked else 1.0) for start, column in self.x.items()]
        self.program.row(terms, lower=1.0 - len(picked))

    def aim(self, terms: Sequence[Term]) -> None:
        """Minimise Σ coefficient · column."""
        self.program.cost = [0.0] * len(self.program.cost)
        for column, coefficient in terms:
            self.program.cost[column] += coefficient


def _worth_doing_late(problem: PlanningProblem) -> frozenset[int]:
    """Jobs that may have to finish after the goals are met: mandatory ones, those of a higher claim than others (these
    wait for their start), those that bring money for them, and everything all of these wait for."""
    lowest = max(problem.ranks, default=1)
    bound = [j for j, job in enumerate(problem.jobs) if job.mandatory or problem.ranks[j] < lowest]
    if not bound:
        return frozenset()
    wanted = bound + [j for j, job in enumerate(problem.jobs) if any(way.receipts for way in job.ways)]
    needed: set[int] = set()
    while wanted:
        j = wanted.pop()
        if j not in needed:
            needed.add(j)
            wanted += [before for before, _ in problem.jobs[j].predecessors]
    return frozenset(needed)
