"""The stages after the one an objective is named for: least cost, most points to spare, earliest starts."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from vedich.planning.found import Found, StageFound
from vedich.planning.model import Start
from vedich.planning.money import MILLION
from vedich.planning.objective import Demands
from vedich.planning.search import POINTS_GAP, Answer, Search

TIDY_SECONDS = 10.0


def least_cost(search: Search, demands: Demands, answer: Answer | None) -> Found:
    """The cheapest plan for `demands`. `answer`: of a solve of this that was made already."""
    begun = time.monotonic()
    best = search.best
    assert best.at is not None
    if answer is None or answer.outcome != "optimal":
        attempt = search.attempt(demands, best.at)
        answer = search.optimise(attempt, "cost", known=best.chosen, on_better=_keeping(search))
    if answer.chosen is None or search.cost(answer.chosen) > search.cost(search.best.chosen):
        chosen = search.best.chosen
    else:
        chosen = answer.chosen
    found = _replan(search, chosen)
    cost = search.cost(chosen)
    proved = answer.outcome == "optimal"
    bound = float(cost) if proved else max(0.0, answer.bound / MILLION)
    return search.better(found.with_stage(StageFound("cost", cost, bound, proved, time.monotonic() - begun)))


def _replan(search: Search, chosen: tuple[Start, ...]) -> Found:
    """The best with other choices: exact dates and points again, what is proved of dates kept."""
    best = search.best
    kept = {dated.priority: dated.not_before for dated in best.dates}
    at = None if search.objective.kind == "earliest" else best.at
    found = search.found(chosen, at=at, not_before=kept)
    assert found is not None
    old = best.stage("cost")
    if old is not None and old.value == search.cost(chosen):
        found = found.with_stage(old)
    return replace(found, date_seconds=best.date_seconds, miss=best.miss)


def _keeping(search: Search) -> Callable[[tuple[Start, ...]], None]:
    def on_better(chosen: tuple[Start, ...]) -> None:
        if search.cost(chosen) <= search.cost(search.best.chosen):
            search.better(_replan(search, chosen))

    return on_better


def most_spare_points(search: Search, demands: Demands) -> Found:
    """Among the plans of the least cost, proved, the one with most points at the date."""
    begun = time.monotonic()
    best, cost = search.best, search.best.stage("cost")
    if cost is None or not cost.proved or search.effort.left() <= 0 or best.at is None:
        return best
    attempt = search.attempt(demands, best.at, scored=True, most_cost=int(cost.value))
    terms, constant = attempt.model.points.total
    if not terms:
        return search.better(best.with_stage(StageFound("points", constant, constant, True, 0.0)))
    answer = search.optimise(attempt, "points", known=best.chosen)
    chosen = best.chosen if answer.chosen is None else answer.chosen
    if search.scores(chosen)[best.at].total.low < search.scores(best.chosen)[best.at].total.low:
        chosen = best.chosen
    found = _replan(search, chosen)
    at_date = float(search.scores(chosen)[best.at].total.low)
    stage = StageFound(
        "points", at_date, constant - answer.bound, answer.outcome == "optimal", time.monotonic() - begun
    )
    return search.better(found.with_stage(stage))


def tidied(search: Search, demands: Demands) -> Found:
    """The same options started as early as money and order allow: of many equal schedules the one offices expect."""
    best = search.best
    if search.effort.left() <= 0 or best.at is None or not best.chosen:
        return best
    attempt = search.attempt(demands, best.at, scored=True)
    model = attempt.model
    taken = {(j, w) for j, w, _ in best.chosen}
    for way, column in model.y.items():
        model.program.lower[column] = model.program.upper[column] = float(way in taken)
    terms, constant = model.points.total
    points = search.scores(best.chosen)[best.at].total.low
    model.program.row(terms, lower=float(points) - constant - POINTS_GAP / 10)
    starts = [(column, float(start[2])) for start, column in model.x.items()]
    limit = min(TIDY_SECONDS, search.effort.left())
    answer = search.minimise(attempt, "points", starts, 0.5, most=limit, known=best.chosen)
    if answer.chosen is None or search.scores(answer.chosen)[best.at].total.low < points:
        return best
    found = replace(_replan(search, answer.chosen), stages=best.stages)
    return search.better(found) if found.at == best.at else best
