"""The cross-check of "not before": one quarter earlier, every goal may be missed at a price. What must be missed?

If the least is more than nothing, the solver has said twice, over two different programs, that the quarter is
impossible; and the leader learns by how much.
"""

from __future__ import annotations

from dataclasses import replace

from vedich.planning.found import Miss
from vedich.planning.objective import demands_at
from vedich.planning.search import Attempt, Search
from vedich.planning.selecting import Selected, select
from vedich.planning.solver import Outcome, solve

LONGEST = 60.0  # seconds
CLEAR = 1e-6  # less than this missed is nothing missed


def least_miss(search: Search) -> None:
    """Add to the best plan what its first goals must lack in the last quarter proved impossible."""
    quarter = search.best.not_before - 1
    if quarter < 0 or search.effort.left() <= 0:
        return
    _, goals = search.groups[0]
    attempt = search.attempt(demands_at(search.case, goals, quarter), quarter, forgiving=True)
    model = attempt.model
    if model.hopeless or not model.points.missed:
        return
    model.aim([(column, 1.0) for column in model.points.missed])
    most = min(LONGEST, search.effort.left() / 2, search.effort.seconds / 8)
    outcome, bound, least = _least(search, attempt, most)
    if outcome != "impossible":  # nothing but the goals was forgiven: projects that must be done do not fit
        search.better(replace(search.best, miss=Miss(quarter, max(0.0, bound), least)))


def _least(search: Search, attempt: Attempt, most: float) -> tuple[Outcome, float, float | None]:
    if search.is_large(attempt):
        selected = _selected(search, attempt, most)
        if not selected.misled:
            least = selected.objective if selected.outcome == "optimal" else None
            return selected.outcome, selected.bound, least
    return _whole(search, attempt, most)


def _whole(search: Search, attempt: Attempt, most: float) -> tuple[Outcome, float, float | None]:
    answer = solve(attempt.model.program, search.effort, most=most)
    return answer.outcome, answer.bound, answer.objective if answer.outcome == "optimal" else None


def _selected(search: Search, attempt: Attempt, most: float) -> Selected:
    """By selecting first, whose bound holds whether or not a schedule is found: one more than nothing is enough."""
    return select(
        attempt.model,
        search.effort,
        gap=CLEAR / 10,
        most=most,
        round_seconds=most,
        fruitless=most,
        stop_above=CLEAR,
    )
