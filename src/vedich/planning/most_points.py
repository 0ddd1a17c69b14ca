"""`most-points --by Q --budget M`: the best score at the end of Q within a budget; then the least cost of that score.

Only goals with a deadline up to Q bind; the others are not asked for.
"""

from __future__ import annotations

import time

from vedich.planning.finish import tidied
from vedich.planning.found import Found, StageFound
from vedich.planning.model import Start
from vedich.planning.money import MILLION
from vedich.planning.objective import Demands, together
from vedich.planning.search import POINTS_GAP, Search


def most_points(search: Search) -> Found:
    """Search until proved or out of effort."""
    begun = time.monotonic()
    demands = _binding(search)
    attempt = search.attempt(demands, search.last, scored=True)
    if search.last < 0 or search.is_hopeless(attempt):
        return Found(impossible=True, date_seconds=time.monotonic() - begun)
    constant = attempt.model.points.total[1]
    answer = search.optimise(attempt, "points", known=search.hint, on_better=lambda chosen: _tell(search, chosen))
    if answer.chosen is not None:
        _tell(search, answer.chosen)
    if not search.best.found:
        return Found(impossible=answer.outcome == "impossible", date_seconds=time.monotonic() - begun)
    proved = answer.outcome == "optimal"
    points = _points(search, search.best.chosen)
    bound = points if proved else constant - answer.bound
    search.better(search.best.with_stage(StageFound("points", points, bound, proved, time.monotonic() - begun)))
    if proved:
        _least_cost(search, demands, points)
    return tidied(search, demands)


def _binding(search: Search) -> Demands:
    goals = [goal for goal in search.case.stated_goals if goal.by is not None]
    numbered = [(goal.by - search.case.start, goal) for goal in goals if goal.by is not None]
    return together(*({number: (goal,)} for number, goal in numbered if number <= search.last))


def _points(search: Search, chosen: tuple[Start, ...]) -> float:
    return float(search.scores(chosen)[search.last].total.low)


def _tell(search: Search, chosen: tuple[Start, ...]) -> None:
    found = search.found(chosen, at=search.last)
    assert found is not None
    if not search.best.found or _points(search, chosen) > _points(search, search.best.chosen):
        search.better(found)


def _least_cost(search: Search, demands: Demands, points: float) -> None:
    """The cheapest plan with as many points."""
    begun = time.monotonic()
    if search.effort.left() <= 0:
        return
    attempt = search.attempt(demands, search.last, scored=True)
    terms, constant = attempt.model.points.total
    attempt.model.program.row(terms, lower=points - constant - POINTS_GAP)
    best = search.best
    answer = search.optimise(attempt, "cost", known=best.chosen)
    chosen = best.chosen if answer.chosen is None else answer.chosen
    found = search.found(chosen, at=search.last)
    assert found is not None
    cost = search.cost(chosen)
    proved = answer.outcome == "optimal"
    bound = float(cost) if proved else max(0.0, answer.bound / MILLION)
    stage = best.stage("points")
    assert stage is not None
    search.better(found.with_stage(stage).with_stage(StageFound("cost", cost, bound, proved, time.monotonic() - begun)))
