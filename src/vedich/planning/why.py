"""Why the goals cannot hold by a quarter, told as what would have to change: for each kind of change (money, capacity,
deadlines, the goals themselves) the cheapest set that makes them hold, then for combinations of kinds none of whose
parts is enough.

Each set is sought at the quarter asked about (goals met even earlier are rare and seldom cheaper), then applied to the
case and solved again; whatever can be left out is left out, so that no smaller part of the set would do.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from vedich.case import Case, Goal, Quarter
from vedich.planning.assemble import assemble
from vedich.planning.changes import apply, apply_to_rulebook
from vedich.planning.effort import Effort
from vedich.planning.found import Found, Progress
from vedich.planning.model import Start
from vedich.planning.objective import Objective, by_priority, demands_at
from vedich.planning.relaxed import Relaxation, Relaxed
from vedich.planning.result import Plan
from vedich.planning.search import Search
from vedich.planning.solver import Outcome
from vedich.planning.stoppable import run_stoppable
from vedich.planning.why_result import (
    KINDS,
    Change,
    ChangeSet,
    ExtraMoney,
    Finding,
    Kind,
    Why,
)
from vedich.rulebooks import Rulebook

DEFAULT_SECONDS = 120.0
SEARCHING = 0.7  # of the time of a kind; the rest is for trying what was found
MOST_DATED_GOALS = 3  # so many goals with earlier dates are freed in every combination, more only all together
_QUICKEST_FIRST: tuple[Kind, ...] = ("capacity", "deadlines", "goal", "money")
_Said = Literal["yes", "no", "unknown"]


def why(
    case: Case,
    rulebook: Rulebook,
    by: Quarter,
    *,
    time_limit: float = DEFAULT_SECONDS,
    on_progress: Callable[[Progress], None] | None = None,
) -> Why:
    """What would make the goals of first priority hold at the end of `by` or earlier. The case must have passed its
    checks. `time_limit`: seconds for everything; Ctrl-C ends with what was found. Raises ValueError if `by` is
    outside the horizon.
    """
    if not case.start <= by < case.start + case.quarters:
        raise ValueError(f"{by} is outside the horizon")
    effort = Effort(time_limit)
    inquiry = _Inquiry(case, rulebook, by, effort, on_progress)
    return run_stoppable(inquiry.run, effort)


@dataclass(frozen=True, slots=True)
class _Trial:
    """Whether the goals can hold by the quarter; if so, the verified plan that shows it."""

    said: _Said
    plan: Plan | None = None
    chosen: tuple[Start, ...] = ()


class _Inquiry:
    def __init__(
        self,
        case: Case,
        rulebook: Rulebook,
        by: Quarter,
        effort: Effort,
        on_progress: Callable[[Progress], None] | None,
    ) -> None:
        self.case, self.rulebook, self.by, self.effort = case, rulebook, by, effort
        self.number = by - case.start
        self.goals = by_priority(case)[0][1]
        self.on_progress = on_progress

    def run(self) -> Why:
        begun = time.monotonic()
        base = self._trial((), self.effort.part(self.effort.left() / 6))
        findings = () if base.said == "yes" else tuple(self._findings())
        return Why(
            case=f"{self.case.unit.code} {self.case.unit.name}",
            rulebook=self.rulebook.id,
            figures=self.case.figures,
            by=str(self.by),
            goals=tuple(goal.goal for goal in self.goals),
            possible={"yes": True, "no": False, "unknown": None}[base.said],
            findings=findings,
            stopped=self.effort.stopped,
            seconds=round(time.monotonic() - begun, 3),
        )

    def _findings(self) -> Iterator[Finding]:
        """The kinds one by one, then those combined of which none is enough: two by two if that will do."""
        singles: dict[Kind, Finding] = {}
        for place, kind in enumerate(_QUICKEST_FIRST):
            share = max(2, len(_QUICKEST_FIRST) - place)
            singles[kind] = self._finding((kind,), self.effort.part(self.effort.left() / share))
        yield from (singles[kind] for kind in KINDS)
        open_kinds = tuple(kind for kind in KINDS if kind != "goal" and singles[kind].outcome != "possible")
        if len(open_kinds) < 2:
            return
        together = self._finding(open_kinds, self.effort.part(self.effort.left() / 2))
        pairs = [*itertools.combinations(open_kinds, 2)] if len(open_kinds) > 2 else []
        enough = False
        if together.outcome != "impossible":
            for place, pair in enumerate(pairs):
                finding = self._finding(pair, self.effort.part(self.effort.left() / (len(pairs) - place)))
                if finding.outcome == "possible":
                    enough = True
                    yield finding
        if not enough:
            yield together

    def _finding(self, kinds: tuple[Kind, ...], effort: Effort) -> Finding:
        if effort.left() <= 0:
            return Finding(kinds=kinds, outcome="unknown", set=None)
        relaxation = self._cheapest(kinds, effort)
        if not relaxation.changes:
            impossible = relaxation.outcome == "impossible"
            return Finding(kinds=kinds, outcome="impossible" if impossible else "unknown", set=None)
        found = self._irreducible(relaxation, relaxation.outcome == "optimal", effort)
        return Finding(kinds=kinds, outcome="unknown" if found is None else "possible", set=found)

    def _cheapest(self, kinds: tuple[Kind, ...], effort: Effort) -> Relaxation:
        """The cheapest over the goals whose dates may be given up; `impossible` and `optimal` are proved of all."""
        best, outcomes = Relaxation("impossible"), set[Outcome]()
        for freed in self._freed(kinds):
            part = effort.part(effort.left() * SEARCHING)
            relaxed = Relaxed(self.case, self.rulebook, self.goals, self.number, kinds, part, self._report, freed)
            dates = sum(relaxed.goal_price(goal) for goal in freed)
            if best.changes and dates >= best.price:
                continue
            answer = relaxed.cheapest()
            outcomes.add(answer.outcome)
            if answer.changes is not None and answer.price + dates < best.price:
                best = replace(answer, price=answer.price + dates)
        if best.changes is None:
            return replace(best, outcome="impossible" if outcomes == {"impossible"} else "unknown")
        # A date given up counts in full in the price, though it may then be moved less: no proof.
        proved = outcomes == {"optimal"} and self._freed(kinds) == [()]
        return replace(best, outcome="optimal" if proved else "feasible")

    def _freed(self, kinds: tuple[Kind, ...]) -> list[tuple[Goal, ...]]:
        """Which goals' own dates may be given up: none, some, all."""
        dated = [goal for goal in self.goals if goal.by is not None and goal.by < self.by]
        if "deadlines" not in kinds or not dated:
            return [()]
        if len(dated) > MOST_DATED_GOALS:
            return [(), tuple(dated)]
        return [some for size in range(len(dated) + 1) for some in itertools.combinations(dated, size)]

    # --- trials --------------------------------------------------------------------------------

    def _irreducible(self, relaxation: Relaxation, cheapest: bool, effort: Effort) -> ChangeSet | None:
        """The changes tried on the case, without those that are not needed. None: they are not enough after all."""
        assert relaxation.changes is not None
        changes = relaxation.changes
        trial = self._shown(changes, relaxation.chosen) or self._trial(changes, effort, relaxation.chosen)
        if trial.plan is None:
            # The solver's own inexactness may hide a million.
            changes = tuple(_a_million_more(change) for change in changes)
            trial = self._shown(changes, relaxation.chosen) or self._trial(changes, effort, relaxation.chosen)
        if trial.plan is None:
            return None
        proved, reduced = True, True
        while reduced:
            reduced, proved = False, True
            for change in changes:
                rest = tuple(other for other in changes if other is not change)
                without = self._trial(rest, effort, trial.chosen)
                proved &= without.said != "unknown"
                if without.plan is not None:
                    changes, trial = rest, without
                    reduced = True
        assert trial.plan is not None and trial.plan.at is not None and trial.plan.cost is not None
        return ChangeSet(
            changes=changes, reached=trial.plan.at, cost=trial.plan.cost, irreducible=proved, cheapest=cheapest
        )

    def _shown(self, changes: Sequence[Change], chosen: tuple[Start, ...]) -> _Trial | None:
        """The plan that the price was found with, on the changed case, if the verifier accepts it."""
        case = apply(self.case, changes)
        rulebook = apply_to_rulebook(self.case, self.rulebook, changes)
        objective = Objective(by=self.by)
        search = Search(case, rulebook, objective, self.effort, self._report)
        found = search.found(chosen)
        if found is None or found.at is None or found.at > self.number:
            return None
        try:
            plan = assemble(case, rulebook, objective, found, self.effort.elapsed())
        except ValueError:  # what is chosen cannot be paid
            return None
        return _Trial("yes", plan, chosen) if plan.found else None

    def _trial(self, changes: Sequence[Change], effort: Effort, hint: Sequence[Start] = ()) -> _Trial:
        """Solve the changed case for each quarter up to the one asked about, the last first."""
        case = apply(self.case, changes)
        rulebook = apply_to_rulebook(self.case, self.rulebook, changes)
        goals = by_priority(case)[0][1]
        objective = Objective(by=self.by)
        search = Search(case, rulebook, objective, effort, self._report, hint)
        said: _Said = "no"
        for quarter in range(self.number, -1, -1):
            if effort.left() <= 0:
                return _Trial("unknown")
            attempt = search.attempt(demands_at(case, goals, quarter), quarter)
            if search.is_hopeless(attempt):
                continue
            answer = search.optimise(attempt, "date", first_is_enough=True, known=hint)
            if answer.chosen is not None:
                found = search.found(answer.chosen)
                shown = None if found is None else assemble(case, rulebook, objective, found, effort.elapsed())
                return _Trial("yes", shown, answer.chosen) if shown is not None and shown.found else _Trial("unknown")
            if answer.outcome != "impossible":
                said = "unknown"
        return _Trial(said)

    def _report(self, message: Progress | Found) -> None:
        if self.on_progress is not None and isinstance(message, Progress):
            self.on_progress(replace(message, quarter=str(self.by), seconds=self.effort.elapsed()))


def _a_million_more(change: Change) -> Change:
    return change.model_copy(update={"amount": change.amount + 1}) if isinstance(change, ExtraMoney) else change
