"""The plan of given options and starts: dated, paid for, scored and verified like any other, or refused; or a draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vedich.case import Case, Quarter
from vedich.planning.assemble import assemble, choices_of, payments_of
from vedich.planning.effort import Effort
from vedich.planning.found import Found, Progress
from vedich.planning.model import Start
from vedich.planning.objective import Objective
from vedich.planning.payments import payments
from vedich.planning.problem import PlanningProblem
from vedich.planning.result import Plan
from vedich.planning.search import Search
from vedich.rulebooks import Rulebook


def planned(
    case: Case,
    rulebook: Rulebook,
    objective: Objective,
    chosen: Sequence[Start],
    not_before: Mapping[int, int] | None = None,
) -> Plan | None:
    """`chosen` as a plan of `case`, judged as `objective` judges; None where money, order, windows, resources or the
    goals do not allow it. Nothing is said of its being best.

    `not_before`: what is proved of the date of each priority (`proofs_of` another plan of the same case).
    """
    search = Search(case, rulebook, objective, Effort(0.0), _untold)
    found = search.found(tuple(chosen), at=_judged_at(search, chosen), not_before=not_before)
    if found is None or found.at is None:
        return None
    try:
        plan = assemble(case, rulebook, objective, found, 0.0)
    except ValueError:  # the money is not there
        return None
    return plan.model_copy(update={"ended": "complete"}) if plan.found else None


def drafted(case: Case, problem: PlanningProblem, chosen: Sequence[Start], like: Plan) -> Plan | None:
    """`chosen` paid for, in haste: choices, cost and payments in place of those of `like`. None: not enough money.

    Neither scored nor verified: a draft may be carried out in a simulation but is not a plan to show.
    """
    try:
        paid = payments(problem, chosen)
    except ValueError:
        return None
    choices = choices_of(case, problem, chosen)
    return like.model_copy(
        update={
            "choices": choices,
            "cost": sum(choice.cost for choice in choices),
            "payments": payments_of(case, problem, paid),
            "spending": (),
            "verified": False,
        }
    )


def proofs_of(case: Case, plan: Plan) -> dict[int, int]:
    """By priority, the quarter before which every quarter is proved impossible, for any plan of `case`."""
    return {
        row.priority: Quarter.parse(row.not_before) - case.start for row in plan.goals if row.not_before is not None
    }


def _judged_at(search: Search, chosen: Sequence[Start]) -> int | None:
    """None: when the goals of first priority, or, of the cheapest, all goals are met."""
    if search.objective.kind == "most-points":
        return search.last
    if search.objective.kind == "earliest":
        return None
    return search.first_quarter(search.scores(chosen), [goal.goal for goal in search.case.stated_goals])


def _untold(_: Progress | Found) -> None:
    """No one is told of it."""
