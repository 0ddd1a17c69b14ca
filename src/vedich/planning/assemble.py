"""From what the search found to a Plan: dates, payments, the exact score of every quarter, the verifier's word."""

from __future__ import annotations

from collections import Counter

from vedich.case import Case
from vedich.planning.achievement import scores_by_quarter
from vedich.planning.payments import payments
from vedich.planning.problem import PlanningProblem, build_problem
from vedich.planning.result import Choice, Payment, Plan, Spending, Stage, Status
from vedich.planning.search import Found, finished_effects
from vedich.planning.verifier import verify
from vedich.rulebooks import Rulebook


def assemble(case: Case, rulebook: Rulebook, found: Found, seconds: float) -> Plan:
    """The plan that `found` describes, verified. A plan that the verifier refuses comes back as `unknown`."""
    problem = build_problem(case)
    if found.reached is None:
        return _without_plan(case, rulebook, found, seconds)
    choices = tuple(sorted(_choices(case, problem, found), key=lambda c: (c.start, c.finish, c.project)))
    paid = tuple(
        Payment(
            project=problem.jobs[j].project,
            source=problem.sources[f].source,
            quarter=str(case.start + t),
            amount=amount,
        )
        for j, f, t, amount in payments(problem, found.chosen)
    )
    proved_date = found.not_before == found.reached
    proved = proved_date and found.cost_proved
    plan = Plan(
        case=f"{case.unit.code} {case.unit.name}",
        rulebook=rulebook.id,
        figures=case.figures,
        status="optimal" if proved else "feasible",
        objective="earliest",
        reached=str(case.start + found.reached),
        not_before=str(case.start + found.not_before),
        proved=proved,
        cost=found.cost,
        bound=found.cost_bound,
        stages=_stages(found, proved_date),
        choices=choices,
        spending=_by_year(paid),
        payments=paid,
        score=scores_by_quarter(case, rulebook, finished_effects(case, problem, found.chosen)),
        verified=True,
        seconds=round(seconds, 3),
    )
    if verify(case, rulebook, plan):
        return _without_plan(case, rulebook, Found(not_before=found.not_before), seconds)
    return plan


def _choices(case: Case, problem: PlanningProblem, found: Found) -> list[Choice]:
    rows = []
    for j, w, s in found.chosen:
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
    return rows


def _by_year(paid: tuple[Payment, ...]) -> tuple[Spending, ...]:
    total: Counter[tuple[str, str, int]] = Counter()
    for row in paid:
        total[row.project, row.source, int(row.quarter[:4])] += row.amount
    return tuple(
        Spending(project=project, source=source, year=year, amount=amount)
        for (project, source, year), amount in sorted(total.items())
    )


def _stages(found: Found, proved_date: bool) -> tuple[Stage, ...]:
    """Values are quarter numbers from the case's first (date), million VND (cost) and points."""
    seconds = {name: round(value, 3) for name, value in found.seconds_by_stage.items()}
    stages = [
        Stage(
            name="date",
            value=found.reached,
            bound=found.not_before,
            proved=proved_date,
            seconds=seconds.get("date", 0.0),
        ),
        Stage(
            name="cost",
            value=found.cost,
            bound=found.cost_bound,
            proved=found.cost_proved,
            seconds=seconds.get("cost", 0.0),
        ),
    ]
    if found.points is not None:
        stages.append(
            Stage(
                name="points",
                value=found.points,
                bound=found.points_bound,
                proved=found.points_proved,
                seconds=seconds.get("points", 0.0),
            )
        )
    return tuple(stages)


def _without_plan(case: Case, rulebook: Rulebook, found: Found, seconds: float) -> Plan:
    """No plan: impossible if every quarter of the horizon is proved so, else unknown."""
    impossible = found.not_before >= case.quarters
    status: Status = "impossible" if impossible else "unknown"
    return Plan(
        case=f"{case.unit.code} {case.unit.name}",
        rulebook=rulebook.id,
        figures=case.figures,
        status=status,
        objective="earliest",
        reached=None,
        not_before=None if impossible else str(case.start + found.not_before),
        proved=impossible,
        cost=None,
        bound=None,
        stages=(),
        choices=(),
        spending=(),
        payments=(),
        score=scores_by_quarter(case, rulebook, []),
        verified=False,
        seconds=round(seconds, 3),
    )
