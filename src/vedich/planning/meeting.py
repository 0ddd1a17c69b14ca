"""The cheapest plan that keeps given goals at given quarters; and given options, started in another order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vedich.case import Case
from vedich.planning.finish import tidied
from vedich.planning.found import Found
from vedich.planning.model import Start
from vedich.planning.objective import Demands, by_priority, demands_at, together
from vedich.planning.result import Plan
from vedich.planning.search import Search


@dataclass(frozen=True, slots=True)
class Meet:
    """The least cost of keeping `demands`, judged at quarter `at`; then its options started as early as they may.

    `within`: million VND by which it may be dearer than that.
    """

    at: int
    demands: Demands
    within: int = 0

    def run(self, search: Search) -> Found:
        """Search until proved or out of effort; `impossible` when no plan keeps the demands."""
        attempt = search.attempt(self.demands, self.at)
        if search.is_hopeless(attempt):
            return Found(impossible=True)
        answer = search.optimise(
            attempt,
            "cost",
            known=search.hint,
            on_better=lambda chosen: _keep(search, self.at, chosen),
            within=self.within,
        )
        if answer.chosen is not None:
            _keep(search, self.at, answer.chosen)
        if not search.best.found:
            return Found(impossible=answer.outcome == "impossible")
        return tidied(search, self.demands)


@dataclass(frozen=True, slots=True)
class Arrange:
    """The hint's options, no more and no less, started so that Σ weight · start is least and `demands` are kept.

    `weights`: by job; above 0: the earlier the better, below 0: the later the better.
    """

    at: int
    demands: Demands
    weights: Mapping[int, float]

    def run(self, search: Search) -> Found:
        """Search until proved or out of effort; `impossible` when the options cannot keep the demands."""
        taken = {(j, w) for j, w, _ in search.hint}
        attempt = search.attempt(self.demands, self.at)
        model = attempt.model
        if model.hopeless or not taken <= model.y.keys():
            return Found(impossible=True)
        for way, column in model.y.items():
            model.program.lower[column] = model.program.upper[column] = float(way in taken)
        terms = [
            (column, self.weights.get(j, 0.0) * s) for (j, w, s), column in model.x.items() if (j, w) in taken and s
        ]
        finest = min((abs(weight) for weight in self.weights.values() if weight), default=1.0) / 2
        answer = search.minimise(attempt, "date", terms, finest, known=search.hint)
        if answer.chosen is None:
            return Found(impossible=answer.outcome == "impossible")
        _keep(search, self.at, answer.chosen)
        return search.best


def kept_demands(case: Case, plan: Plan, first_at: int) -> Demands:
    """The goals of first priority at quarter `first_at`, those of the others at the quarters in which `plan` has
    them."""
    (_, first), *others = by_priority(case)
    parts = [demands_at(case, first, first_at)]
    for _, goals in others:
        reached = reached_at(plan, [goal.goal for goal in goals])
        if reached is not None:
            parts.append(demands_at(case, goals, reached))
    return together(*parts)


def reached_at(plan: Plan, goals: list[str]) -> int | None:
    """The number of the first quarter at whose end all of `goals` are met."""
    return next((t for t, row in enumerate(plan.score) if set(goals) <= set(row.met)), None)


def _keep(search: Search, at: int, chosen: tuple[Start, ...]) -> None:
    """Tell of the choices, if they cost no more; dates and points are for whoever makes a plan of them."""
    if not search.best.found or search.cost(chosen) <= search.cost(search.best.chosen):
        search.better(Found(found=True, chosen=chosen, at=at))
