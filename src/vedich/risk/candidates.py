"""Plans of a case that may be surer than the cheapest one, all of them verified: with time, money, points or projects
to spare, or with the same projects started in another order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from random import Random

from vedich.case import Case, Quarter
from vedich.planning import Plan, alternatives
from vedich.planning.effort import Effort
from vedich.planning.found import Found, Progress
from vedich.planning.given import drafted, planned, proofs_of
from vedich.planning.meeting import Arrange, Meet, kept_demands, reached_at
from vedich.planning.model import Start
from vedich.planning.objective import Objective, by_priority
from vedich.planning.planner import carried_out, starts_of
from vedich.planning.problem import PlanningProblem, build_problem
from vedich.planning.run import Order
from vedich.risk.demanding import Hardship, harder
from vedich.risk.neighbours import neighbours
from vedich.risk.orders import all_early, orders
from vedich.risk.outlook import Outlook
from vedich.risk.robust_result import Buffer
from vedich.risk.spare import adverse_growth, with_points_to_spare
from vedich.risk.trial import Trial, trials
from vedich.rulebooks import Rulebook

Key = tuple[Start, ...]
WITHIN = (Fraction(5, 100), Fraction(10, 100))  # by which other projects may be dearer
NEARLY = Fraction(5, 1000)  # by which a plan of a harder case may be dearer than its cheapest
LEAST_SECONDS = 1.0
PART_OF_TIME = 6  # one search takes at most this part of the time left


@dataclass(frozen=True, slots=True)
class Candidate:
    """A verified plan of the case and what it was given to be surer."""

    plan: Plan
    buffers: tuple[Buffer, ...]


def _step(chosen: tuple[Start, ...], other: tuple[Start, ...]) -> Buffer:
    """Other starts only, or other projects and options."""
    return "order" if {(j, w) for j, w, _ in chosen} == {(j, w) for j, w, _ in other} else "projects"


def _and(buffers: tuple[Buffer, ...], more: Buffer) -> tuple[Buffer, ...]:
    return buffers if more in buffers else (*buffers, more)


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
    seen: dict[Key, bool] = field(default_factory=dict)  # whether the choices are possible, as far as is known
    _impossible: list[Trial] = field(default_factory=list)
    _early_ways: set[frozenset[tuple[int, int]]] = field(default_factory=set)
    _objective: Objective = field(init=False)
    _proofs: Mapping[int, int] = field(init=False)
    _problem: PlanningProblem = field(init=False)
    _dice: Random = field(init=False, default_factory=lambda: Random(1))

    def __post_init__(self) -> None:
        best = self.best
        self._objective = Objective(best.objective, None if best.by is None else Quarter.parse(best.by), best.budget)
        self._proofs = proofs_of(self.case, best)
        self._problem = build_problem(self.case)
        self.seen[self._key(starts_of(self.case, best))] = True

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
            ways = frozenset((j, w) for j, w, _ in found.chosen)
            if ways not in self._early_ways:
                self._early_ways.add(ways)
                yield from self._arranged(found.chosen, all_early(self.case), trial.buffers)

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
            if found.stopped:
                self.effort.stop()
            for other in found.alternatives:
                fresh = self.of(starts_of(self.case, other.plan), ("projects",))
                if fresh is not None:
                    yield fresh

    def orders(self, candidate: Candidate) -> Iterator[Candidate]:
        """The same choices: all early, clearance and what is hard to foresee first, all late."""
        chosen = starts_of(self.case, candidate.plan)
        for weights in orders(self.case, self.outlook):
            if self.effort.left() <= 0:
                return
            yield from self._arranged(chosen, weights, _and(candidate.buffers, "order"))

    def near(self, candidate: Candidate, is_promising: Callable[[Plan], bool]) -> Iterator[Candidate]:
        """Plans one step away. `is_promising` is asked of a draft, before the planner is."""
        chosen = starts_of(self.case, candidate.plan)
        steps = [*neighbours(self._problem, chosen)]
        self._dice.shuffle(steps)
        for step in steps:
            for other in step:
                if self.effort.left() <= 0:
                    return
                fresh = self.of(other, _and(candidate.buffers, _step(chosen, other)), is_promising)
                if fresh is not None:
                    yield fresh
                if self.seen[self._key(other)]:
                    break

    def of(
        self,
        chosen: tuple[Start, ...],
        buffers: tuple[Buffer, ...],
        is_promising: Callable[[Plan], bool] | None = None,
    ) -> Candidate | None:
        """These choices, if they are new, promising, and a plan that keeps the date and the dates of lesser goals."""
        key = self._key(chosen)
        if key in self.seen:
            return None
        sketch = drafted(self.case, self._problem, chosen, self.best)
        self.seen[key] = sketch is not None
        if sketch is None or (is_promising is not None and not is_promising(sketch)):
            return None
        plan = planned(self.case, self.rulebook, self._objective, chosen, self._proofs)
        self.seen[key] = plan is not None and self._keeps(plan)
        return Candidate(plan, buffers) if plan is not None and self.seen[key] else None

    # --- one search -----------------------------------------------------------------------------

    def _solve(self, trial: Trial) -> Found:
        """The cheapest plan of the harder case; a budget is for costs as planned, so it is heeded afterwards."""
        case, rulebook, at = self.case, self.rulebook, self.by - trial.earlier
        growth = {}
        if trial.growth is not None:
            date = case.start + self.by
            growth = adverse_growth(case, rulebook, self.outlook, self.best, date, trial.growth)
        case = harder(case, self.outlook, Hardship(trial.money, trial.work, growth))
        if trial.spare is not None:
            case, rulebook = with_points_to_spare(case, rulebook, trial.spare)
        task = Meet(at, kept_demands(case, self.best, at), int((self.best.cost or 0) * NEARLY))
        return self._search(case, rulebook, task, starts_of(case, self.best))

    def _arranged(
        self, chosen: tuple[Start, ...], weights: Mapping[int, float], buffers: tuple[Buffer, ...]
    ) -> Iterator[Candidate]:
        task = Arrange(self.by, kept_demands(self.case, self.best, self.by), weights)
        found = self._search(self.case, self.rulebook, task, chosen)
        if found.found:
            fresh = self.of(found.chosen, buffers)
            if fresh is not None:
                yield fresh

    def _search(self, case: Case, rulebook: Rulebook, task: Meet | Arrange, hint: tuple[Start, ...]) -> Found:
        objective = Objective("cheapest", None, self._objective.budget if case is self.case else None)
        order = Order(case, rulebook, objective, self._seconds(), hint=hint, memory_gib=self.memory_gib, task=task)
        found = carried_out(order, self.on_progress, in_child=self.in_child)
        if found.ended == "stopped":
            self.effort.stop()
        return found

    def _seconds(self) -> float:
        return max(LEAST_SECONDS, self.effort.left() / PART_OF_TIME)

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
