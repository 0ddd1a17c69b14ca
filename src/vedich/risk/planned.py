"""The date that a plan promises: what lateness is counted from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vedich.case import Quarter
from vedich.messages import Problem, Refused

if TYPE_CHECKING:
    from vedich.case import Case
    from vedich.planning.result import Plan


def planned_date(plan: Plan) -> Quarter:
    """The quarter at whose end the plan reaches the goals. Raises Refused if it does not."""
    if plan.reached is None:
        raise Refused([Problem("risk.no_date")])
    return Quarter.parse(plan.reached)


def deadline_of(case: Case, plan: Plan, by: Quarter | None) -> Quarter:
    """`by`, or the plan's date. Raises Refused for a quarter outside the horizon."""
    last = case.start + (case.quarters - 1)
    if by is None:
        return planned_date(plan)
    if not case.start <= by <= last:
        values = {"value": str(by), "first": str(case.start), "last": str(last)}
        raise Refused([Problem("cli.quarter_outside", values=values)])
    return by
