"""From what the search found to a Plan: dates, payments, the exact score of every quarter, the verifier's word."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import Any

from vedich.case import Case
from vedich.planning.achievement import scores_by_quarter
from vedich.planning.found import Ended, Found, Miss
from vedich.planning.model import Start
from vedich.planning.objective import Objective, by_priority
from vedich.planning.payments import Paid, payments
from vedich.planning.problem import PlanningProblem, build_problem
from vedich.planning.result import (
    Choice,
    GoalDate,
    Payment,
    Plan,
    QuarterScore,
    Shortfall,
    Spending,
    Stage,
    Status,
)
from vedich.planning.search import finished_effects
from vedich.planning.shortfall import CLEAR
from vedich.planning.verifier import verify
from vedich.rulebooks import Rulebook


def assemble(case: Case, rulebook: Rulebook, objective: Objective, found: Found, seconds: float) -> Plan:
    """The plan that `found` describes, verified. A plan that the verifier refuses comes back as `unknown`."""
    if not found.found or found.at is None:
        return _without_plan(case, rulebook, objective, found, seconds)
    problem = build_problem(case)
    scores = scores_by_quarter(case, rulebook, finished_effects(case, problem, found.chosen))
    paid = payments_of(case, problem, payments(problem, found.chosen))
    choices = choices_of(case, problem, found.chosen)
    stages = _stages(case, objective, found)
    proved = all(stage.proved for stage in stages[:2])
    cost = found.stage("cost")
    plan = Plan(
        **_head(case, rulebook, objective),
        status="optimal" if proved else "feasible",
        at=str(case.start + found.at),
        reached=_reached(case, objective, scores),
        not_before=_not_before(case, objective, found),
        proved=proved,
        cost=sum(choice.cost for choice in choices),
        bound=cost.bound if cost else 0,
        goals=_goal_dates(case, objective, found, scores),
        stages=stages,
        shortfall=_shortfall(case, found.miss),
        choices=choices,
        spending=_by_year(paid),
        payments=paid,
        score=scores,
        ended=_ended(found, proved),
        verified=True,
        seconds=round(seconds, 3),
    )
    if verify(case, rulebook, plan):
        return _without_plan(case, rulebook, objective, Found(not_before=found.not_before, ended=found.ended), seconds)
    return plan


def _head(case: Case, rulebook: Rulebook, objective: Objective) -> dict[str, Any]:
    return {
        "case": f"{case.unit.code} {case.unit.name}",
        "rulebook": rulebook.id,
        "figures": case.figures,
        "objective": objective.kind,
        "by": str(objective.by) if objective.by is not None else None,
        "budget": objective.budget,
    }


def _ended(found: Found, proved: bool) -> Ended:
    """A search that ended by itself without proof ran out of time."""
    return "time_limit" if found.ended == "complete" and not proved else found.ended


def _reached(case: Case, objective: Objective, scores: tuple[QuarterScore, ...]) -> str | None:
    goals = by_priority(case)[0][1] if objective.kind == "earliest" else case.stated_goals
    wanted = {goal.goal for goal in goals}
    return next((row.quarter for row in scores if wanted <= set(row.met)), None)


def _not_before(case: Case, objective: Objective, found: Found) -> str | None:
    return str(case.start + found.not_before) if objective.kind == "earliest" else None


def _goal_dates(
    case: Case, objective: Objective, found: Found, scores: tuple[QuarterScore, ...]
) -> tuple[GoalDate, ...]:
    dated = {date.priority: date for date in found.dates} if objective.kind == "earliest" else {}
    rows = []
    for goal in case.stated_goals:
        date = dated.get(goal.priority)
        not_before = date.not_before if date is not None and date.not_before < case.quarters else None
        rows.append(
            GoalDate(
                goal=goal.goal,
                priority=goal.priority,
                reached=next((row.quarter for row in scores if goal.goal in row.met), None),
                not_before=None if not_before is None else str(case.start + not_before),
                proved=date is not None
                and (date.proved or (date.reached is None and date.not_before >= case.quarters)),
            )
        )
    return tuple(rows)


def _shortfall(case: Case, miss: Miss | None) -> Shortfall | None:
    if miss is None:
        return None
    return Shortfall(
        quarter=str(case.start + miss.quarter), least=miss.least, found=miss.found, agrees=miss.least > CLEAR
    )


def payments_of(case: Case, problem: PlanningProblem, paid: Sequence[Paid]) -> tuple[Payment, ...]:
    """Payments in the words of the case."""
    return tuple(
        Payment(
            project=problem.jobs[j].project,
            source=problem.sources[f].source,
            quarter=str(case.start + t),
            amount=amount,
        )
        for j, f, t, amount in paid
    )


def choices_of(case: Case, problem: PlanningProblem, chosen: Sequence[Start]) -> tuple[Choice, ...]:
    """Choices in the words of the case, by start, then finish."""
    rows = []
    for j, w, s in chosen:
        way = problem.jobs[j].ways[w]
        rows.append(
            Choice(
                project=problem.jobs[j].project,
                option=way.option,
                start=str(case.start + s),
                finish=str(case.start + (s + way.quarters - 1)),
                cost=way.cost,
            )
        )
    return tuple(sorted(rows, key=lambda c: (c.start, c.finish, c.project)))


def _by_year(paid: tuple[Payment, ...]) -> tuple[Spending, ...]:
    total: Counter[tuple[str, str, int]] = Counter()
    for row in paid:
        total[row.project, row.source, int(row.quarter[:4])] += row.amount
    return tuple(
        Spending(project=project, source=source, year=year, amount=amount)
        for (project, source, year), amount in sorted(total.items())
    )


def _stages(case: Case, objective: Objective, found: Found) -> tuple[Stage, ...]:
    """In the objective's own order."""
    proved_dates = objective.kind != "most-points" and all(
        date.proved or (date.reached is None and date.not_before >= case.quarters) for date in found.dates
    )
    date = Stage(
        name="date",
        value=found.at,
        bound=found.not_before,
        proved=proved_dates if objective.kind == "earliest" else found.not_before == found.at,
        seconds=round(found.date_seconds, 3),
    )
    told = {
        stage.name: Stage(
            name=stage.name,
            value=stage.value,
            bound=stage.bound if math.isfinite(stage.bound) else None,
            proved=stage.proved,
            seconds=round(stage.seconds, 3),
        )
        for stage in found.stages
    }
    cost, points = told["cost"], told["points"]
    if objective.kind == "most-points":
        return (points, cost)
    return (date, cost, points) if objective.kind == "earliest" else (cost, date, points)


def _without_plan(case: Case, rulebook: Rulebook, objective: Objective, found: Found, seconds: float) -> Plan:
    """No plan: impossible if that is proved, else unknown."""
    status: Status = "impossible" if found.impossible else "unknown"
    dated = objective.kind == "earliest" and not found.impossible
    return Plan(
        **_head(case, rulebook, objective),
        status=status,
        at=None,
        reached=None,
        not_before=str(case.start + found.not_before) if dated else None,
        proved=found.impossible,
        cost=None,
        bound=None,
        goals=(),
        stages=(),
        shortfall=_shortfall(case, found.miss),
        choices=(),
        spending=(),
        payments=(),
        score=scores_by_quarter(case, rulebook, []),
        ended=_ended(found, found.impossible),
        verified=False,
        seconds=round(seconds, 3),
    )
