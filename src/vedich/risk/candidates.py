"""Plans of a case that may be surer than the cheapest one, all of them verified: with time, money, points or projects
to spare, or with the same projects started in another order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from vedich.case import Case, Quarter
from vedich.case.clearance import is_clearance
from vedich.planning import Plan, alternatives
from vedich.planning.effort import Effort
from vedich.planning.found import Found, Progress
from vedich.planning.given import planned, proofs_of
from vedich.planning.meeting import Arrange, Meet, kept_demands, reached_at
from vedich.planning.model import Start
from vedich.planning.objective import Objective, by_priority
from vedich.planning.planner import carried_out, starts_of
from vedich.planning.problem import PlanningProblem, build_problem
from vedich.planning.run import Order
from vedich.risk.demanding import Hardship, harder
from vedich.risk.neighbours import neighbours
from vedich.risk.outlook import Outlook
from vedich.risk.robust_result import Buffer
from vedich.risk.spare import adverse_growth, with_points_to_spare
from vedich.rulebooks import Rulebook

Key = tuple[Start, ...]
EARLIER = (0, 1, 2, 4)  # quarters
SHARES = (0.4, 0.25, 0.1)  # chances that money is shorter, or work longer, than planned for
SPARE = (Fraction(2, 100), Fraction(5, 100))  # of the points that the goals ask
WITHIN = (Fraction(5, 100), Fraction(10, 100))  # by which other projects may be dearer
FIRST = 20.0  # weight of a project that is to come first, against 1 of the others
LEAST_SECONDS = 1.0
PART_OF_TIME = 6  # one search takes at most this part of the time left


@dataclass(frozen=True, slots=True)
class Candidate:
    """A verified plan of the case and what it was given to be surer."""

    plan: Plan
    buffers: tuple[Buffer, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """What a candidate is planned against. `earlier`: quarters before the date asked for."""

    earlier: int = 0
    money: float | None = None
    work: float | None = None
    spare: Fraction | None = None
    growth: float | None = None

    @property
    def buffers(self) -> tuple[Buffer, ...]:
        """In words."""
        told: list[Buffer] = []
        if self.earlier:
            told.append("time")
        if self.money is not None or self.work is not None:
            told.append("money")
        if self.spare is not None or self.growth is not None:
            told.append("points")
        return tuple(told)

    def asks_no_less_than(self, other: Trial) -> bool:
        """Whether whatever is impossible under `other` is so under this."""
        return (
            self.earlier >= other.earlier
            and _severity(self.money) >= _severity(other.money)
            and _severity(self.work) >= _severity(other.work)
            and (self.spare or 0) >= (other.spare or 0)
            and _severity(self.growth) >= _severity(other.growth)
        )


def _severity(share: float | None) -> float:
    return 0.0 if share is None else 1 - share


def trials() -> tuple[Trial, ...]:
    """What is tried, in the order in which it is: each buffer alone, then together."""
    alone = [Trial(earlier=q) for q in EARLIER[1:]]
    alone += [Trial(money=s, work=s) for s in SHARES]
    alone += [Trial(money=s) for s in SHARES] + [Trial(work=s) for s in SHARES]
    alone += [Trial(spare=s) for s in SPARE] + [Trial(growth=s) for s in SHARES[1:]]
    both = [Trial(earlier=q, money=s, work=s) for q in EARLIER[1:3] for s in SHARES]
    both += [Trial(spare=SPARE[0], money=s, work=s, growth=s) for s in SHARES]
    both += [Trial(earlier=q, spare=SPARE[0]) for q in EARLIER[1:3]]
    return tuple(alone + both)


def _step(chosen: tuple[Start, ...], other: tuple[Start, ...]) -> tuple[Buffer, ...]:
    """Other starts only, or other projects and options."""
    same = {(j, w) for j, w, _ in chosen} == {(j, w) for j, w, _ in other}
    return ("order",) if same else ("projects",)


@dataclass(slots=True)
class Candidates:
    """Searches for plans of `case`. `best`: the cheapest plan by quarter number `by`; `effort`: the time there is."""

    case: Case
    rulebook: Rulebook
    best: Plan
    by: int
    outlook: Outlook
    effort: Effort
    on_progress: Callable[[Progress], None] | None = None
    memory_gib: float | None = None
    in_child: bool = True
    seen: set[Key] = field(default_factory=set)
    _impossible: list[Trial] = field(default_factory=list)
    _objective: Objective = field(init=False)
    _proofs: Mapping[int, int] = field(init=False)
    _problem: PlanningProblem = field(init=False)

    def __post_init__(self) -> None:
        best = self.best
        self._objective = Objective(best.objective, None if best.by is None else Quarter.parse(best.by), best.budget)
        self._proofs = proofs_of(self.case, best)
        self._problem = build_problem(self.case)

    def buffered(self) -> Iterator[Candidate]:
        """Plans for harder cases, as plans of the case itself, each also with its options started early."""
        for trial in trials():
            if self.effort.left() <= 0:
                return
            if trial.earlier > self.by or any(trial.asks_no_less_than(other) for other in self._impossible):
                continue
            found = self._solve(trial)
            if found.impossible:
                self._impossible.append(trial)
            if not found.found:
                continue
            fresh = self.of(found.chosen, trial.buffers)
            if fresh is not None:
                yield fresh
            yield from self._early(found.chosen, trial.buffers)

    def others(self) -> Iterator[Candidate]:
        """Plans of other projects that cost nearly the same."""
        for within in WITHIN:
            if self.effort.left() <= 0:
                return
            found = alternatives(
                self.case,
                self.rulebook,
                self.best,
                within=within,
                time_limit=self._seconds(),
                on_progress=self.on_progress,
                in_child=self.in_child,
            )
            for other in found.alternatives:
                self._heed(other.plan.ended)
                fresh = self.of(starts_of(self.case, other.plan), ("projects",))
                if fresh is not None:
                    yield fresh

    def orders(self, candidate: Candidate) -> Iterator[Candidate]:
        """The same choices: all early, clearance and what is hard to foresee first, all late."""
        chosen = starts_of(self.case, candidate.plan)
        for weights in (self._all(1.0), self._clearance_first(), self._unsure_first(), self._all(-1.0)):
            if self.effort.left() <= 0:
                return
            yield from self._arranged(chosen, weights, candidate.buffers)

    def near(self, candidate: Candidate) -> Iterator[Candidate]:
        """Plans one step away."""
        chosen = starts_of(self.case, candidate.plan)
        for other in neighbours(self._problem, chosen):
            if self.effort.left() <= 0:
                return
            fresh = self.of(other, tuple(dict.fromkeys((*candidate.buffers, *_step(chosen, other)))))
            if fresh is not None:
                yield fresh

    def of(self, chosen: tuple[Start, ...], buffers: tuple[Buffer, ...]) -> Candidate | None:
        """These choices, if they are a plan that keeps the date and the dates of lesser goals, and are new."""
        key = self._key(chosen)
        if key in self.seen:
            return None
        self.seen.add(key)
        plan = planned(self.case, self.rulebook, self._objective, chosen, self._proofs)
        return Candidate(plan, buffers) if plan is not None and self._keeps(plan) else None

    # --- one search -----------------------------------------------------------------------------

    def _solve(self, trial: Trial) -> Found:
        """The cheapest plan of the harder case."""
        case, rulebook, at = self.case, self.rulebook, self.by - trial.earlier
        growth = {}
        if trial.growth is not None:
            date = case.start + self.by
            growth = adverse_growth(case, rulebook, self.outlook, self.best, date, trial.growth)
        case = harder(case, self.outlook, Hardship(trial.money, trial.work, growth))
        if trial.spare is not None:
            case, rulebook = with_points_to_spare(case, rulebook, trial.spare)
        return self._search(case, rulebook, Meet(at, kept_demands(case, self.best, at)), starts_of(case, self.best))

    def _early(self, chosen: tuple[Start, ...], buffers: tuple[Buffer, ...]) -> Iterator[Candidate]:
        """The choices as early as the case itself allows."""
        return self._arranged(chosen, self._all(1.0), buffers)

    def _arranged(
        self, chosen: tuple[Start, ...], weights: Mapping[int, float], buffers: tuple[Buffer, ...]
    ) -> Iterator[Candidate]:
        task = Arrange(self.by, kept_demands(self.case, self.best, self.by), weights)
        found = self._search(self.case, self.rulebook, task, chosen)
        if found.found:
            fresh = self.of(found.chosen, tuple(dict.fromkeys((*buffers, "order"))))
            if fresh is not None:
                yield fresh

    def _search(self, case: Case, rulebook: Rulebook, task: Meet | Arrange, hint: tuple[Start, ...]) -> Found:
        objective = Objective("cheapest", None, self._objective.budget)
        order = Order(
            case, rulebook, objective, self._seconds(), hint=hint, memory_gib=self.memory_gib, task=task
        )
        found = carried_out(order, self.on_progress, in_child=self.in_child)
        self._heed(found.ended)
        return found

    def _seconds(self) -> float:
        return max(LEAST_SECONDS, self.effort.left() / PART_OF_TIME)

    def _heed(self, ended: str) -> None:
        """Whoever stops one search stops them all."""
        if ended == "stopped":
            self.effort.stop()

    # --- what is asked of a plan ----------------------------------------------------------------

    @staticmethod
    def _key(chosen: tuple[Start, ...]) -> Key:
        return tuple(sorted(chosen))

    def _keeps(self, plan: Plan) -> bool:
        """First goals by the date; others no later than in the best plan, if that has them."""
        (_, first), *others = by_priority(self.case)
        reached = reached_at(plan, [goal.goal for goal in first])
        if reached is None or reached > self.by:
            return False
        for _, goals in others:
            names = [goal.goal for goal in goals]
            wanted, is_at = reached_at(self.best, names), reached_at(plan, names)
            if wanted is not None and (is_at is None or is_at > wanted):
                return False
        return True

    # --- what comes first -----------------------------------------------------------------------

    def _live(self) -> list[str]:
        return [project.project for project in self.case.projects if project.status != "done"]

    def _all(self, weight: float) -> dict[int, float]:
        return dict.fromkeys(range(len(self._live())), weight)

    def _clearance_first(self) -> dict[int, float]:
        live = [project for project in self.case.projects if project.status != "done"]
        return {
            j: FIRST if is_clearance(project.kind) or project.hectares else 1.0 for j, project in enumerate(live)
        }

    def _unsure_first(self) -> dict[int, float]:
        """By the quarters that work is expected to take longer than planned."""
        late: dict[str, float] = {}
        for (project, _), drawn in self.outlook.longer.items():
            late[project] = max(late.get(project, 0.0), float(drawn.mean()))
        return {j: 1.0 + FIRST * round(max(0.0, late.get(name, 0.0)), 1) for j, name in enumerate(self._live())}
