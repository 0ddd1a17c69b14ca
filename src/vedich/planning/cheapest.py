"""`cheapest --by Q`: the least cost of a plan that meets every goal at the end of some quarter up to Q; then the
earliest date at that cost; then points to spare.

Quarters are tried from the last: more time is seldom dearer, so the first solve nearly always finds the cost, and
each earlier quarter need only be shown to cost more.
"""

from __future__ import annotations

import math
import time
from dataclasses import replace

from vedich.planning.finish import most_spare_points, tidied
from vedich.planning.found import Found, StageFound
from vedich.planning.model import Start
from vedich.planning.money import MILLION
from vedich.planning.objective import demands_at
from vedich.planning.search import Search


def cheapest(search: Search) -> Found:
    """Search until proved or out of effort."""
    begun = time.monotonic()
    case, goals = search.case, search.case.stated_goals
    bound = math.inf
    open_quarters: list[int] = []
    for quarter in range(search.last, -1, -1):
        most = search.cost(search.best.chosen) if search.best.found else None
        attempt = search.attempt(demands_at(case, goals, quarter), quarter, most_cost=most)
        if search.effort.left() <= 0:
            bound, open_quarters = 0.0, [*open_quarters, quarter]
            break
        if search.is_hopeless(attempt):
            continue
        answer = search.optimise(
            attempt,
            "cost",
            most=search.effort.left() / 2 if search.best.found else None,
            known=search.best.chosen or search.hint,
            on_better=lambda chosen: _tell(search, chosen),
        )
        if answer.chosen is not None:
            _tell(search, answer.chosen)
        if answer.outcome in {"feasible", "unknown"}:
            bound = min(bound, max(0.0, answer.bound / MILLION))
            open_quarters.append(quarter)
    return _finished(search, bound, open_quarters, time.monotonic() - begun)


def _finished(search: Search, bound: float, open_quarters: list[int], seconds: float) -> Found:
    best = search.best
    if not best.found or best.at is None:
        return Found(impossible=not open_quarters, date_seconds=seconds)
    cost = search.cost(best.chosen)
    proved = bound >= cost
    search.better(best.with_stage(StageFound("cost", cost, min(bound, float(cost)), proved, seconds)))
    date_proved = proved and all(quarter >= best.at for quarter in open_quarters)
    dates = tuple(replace(d, not_before=best.at if date_proved else 0) for d in search.best.dates)
    search.better(replace(search.best, dates=dates, not_before=best.at if date_proved else 0))
    demands = demands_at(search.case, search.case.stated_goals, best.at)
    most_spare_points(search, demands)
    return tidied(search, demands)


def _tell(search: Search, chosen: tuple[Start, ...]) -> None:
    names = [goal.goal for goal in search.case.stated_goals]
    at = search.first_quarter(search.scores(chosen), names)
    found = search.found(chosen, at=at) if at is not None else None
    if found is None or found.at is None:
        return
    best = search.best
    now, before = (search.cost(chosen), found.at), (search.cost(best.chosen), best.at or 0)
    if not best.found or now < before:
        search.better(found)
