"""Plans almost as good as the best one and as different from it, and from each other, as possible."""

from __future__ import annotations

import time
from collections.abc import Callable
from fractions import Fraction
from typing import Literal

from pydantic import BaseModel, ConfigDict

from vedich.case import Case, Quarter
from vedich.planning.assemble import assemble
from vedich.planning.comparison import PlanDiff, compare
from vedich.planning.differing import Different
from vedich.planning.found import Progress
from vedich.planning.given import proofs_of
from vedich.planning.objective import Demands, Objective, by_priority, demands_at, together
from vedich.planning.planner import carried_out
from vedich.planning.result import Plan
from vedich.planning.run import Order
from vedich.rulebooks import Rulebook
from vedich.scoring.result import Exact


class Alternative(BaseModel):
    """A verified plan and what it does otherwise than the best. `differs`: in how many projects from the nearest."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    plan: Plan
    diff: PlanDiff
    differs: int


class Alternatives(BaseModel):
    """`within`: share by which they may be dearer (`most-points`: score less). `complete`: there are no more.

    `stopped`: the search was stopped by the user.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    format: Literal["vedich-alternatives/1"] = "vedich-alternatives/1"
    best: Plan
    within: Exact
    alternatives: tuple[Alternative, ...]
    complete: bool
    stopped: bool = False


def alternatives(
    case: Case,
    rulebook: Rulebook,
    best: Plan,
    *,
    count: int = 3,
    within: Fraction = Fraction(5, 100),
    time_limit: float = 60.0,
    on_progress: Callable[[Progress], None] | None = None,
    in_child: bool = True,
) -> Alternatives:
    """Up to `count` plans that reach what `best` reaches, each within `time_limit` seconds."""
    known, found, complete, stopped = [best], list[Alternative](), False, False
    while best.found and len(found) < count:
        begun = time.monotonic()
        objective = Objective(best.objective, Quarter.parse(best.by) if best.by else None, best.budget)
        order = Order(case, rulebook, objective, time_limit, task=_task(case, best, known, within))
        answer = carried_out(order, on_progress, in_child=in_child)
        plan = assemble(case, rulebook, objective, answer, time.monotonic() - begun)
        stopped = answer.ended == "stopped"
        if not plan.found:
            complete = answer.impossible
            break
        differs = min(len(_projects(plan) ^ _projects(other)) for other in known)
        found.append(Alternative(plan=plan, diff=compare(best, plan), differs=differs))
        known.append(plan)
        if stopped:
            break
    return Alternatives(best=best, within=within, alternatives=tuple(found), complete=complete, stopped=stopped)


def _projects(plan: Plan) -> frozenset[str]:
    return frozenset(choice.project for choice in plan.choices)


def _task(case: Case, best: Plan, known: list[Plan], within: Fraction) -> Different:
    assert best.at is not None and best.cost is not None
    at = Quarter.parse(best.at) - case.start
    projects = tuple(_projects(plan) for plan in known)
    if best.objective == "most-points":
        points = next(row.total.low for row in best.score if row.quarter == best.at)
        binding = {goal.by - case.start: (goal,) for goal in case.stated_goals if goal.by is not None}
        demands = together(*({q: goals} for q, goals in binding.items() if q <= at))
        return Different(projects, at, demands, None, float(points * (1 - within)), {})
    most_cost = int(best.cost * (1 + within))
    return Different(projects, at, _demands(case, best), most_cost, None, proofs_of(case, best))


def _demands(case: Case, best: Plan) -> Demands:
    """The goals of each priority at the quarter the best plan reaches them; all of them, for `cheapest`."""
    assert best.at is not None
    if best.objective == "cheapest":
        return demands_at(case, case.stated_goals, Quarter.parse(best.at) - case.start)
    parts = []
    for _, goals in by_priority(case):
        names = {goal.goal for goal in goals}
        reached = next((t for t, row in enumerate(best.score) if names <= set(row.met)), None)
        if reached is not None:
            parts.append(demands_at(case, goals, reached))
    return together(*parts)
