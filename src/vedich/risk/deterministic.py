"""The date that a robust choice is about, and the plan it is compared with: the cheapest by that date if all goes as
expected.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from vedich.case import Case, Quarter
from vedich.planning import Plan
from vedich.planning import plan as plan_for
from vedich.planning.found import Progress
from vedich.planning.meeting import reached_at
from vedich.planning.objective import by_priority
from vedich.risk.robust_result import DateFrom
from vedich.rulebooks import Rulebook


@dataclass(frozen=True, slots=True)
class Expected:
    """`plan` meets the goals of first priority by `by` if all goes as expected, or holds no plan."""

    by: Quarter
    date_from: DateFrom
    plan: Plan


@dataclass(frozen=True, slots=True)
class Planner:
    """How plans are looked for here."""

    case: Case
    rulebook: Rulebook
    budget: int | None
    seconds: float
    memory_gib: float | None
    on_progress: Callable[[Progress], None]
    in_child: bool

    def cheapest(self, by: Quarter) -> Plan:
        """The cheapest plan with all goals by `by`."""
        return self._plan("cheapest", by)

    def earliest(self) -> Plan:
        """The earliest plan."""
        return self._plan("earliest", None)

    def _plan(self, objective: str, by: Quarter | None) -> Plan:
        return plan_for(
            self.case,
            self.rulebook,
            objective="cheapest" if objective == "cheapest" else "earliest",
            by=by,
            budget=self.budget,
            time_limit=self.seconds,
            memory_gib=self.memory_gib,
            on_progress=self.on_progress,
            in_child=self.in_child,
        )


def expected(planner: Planner, by: Quarter | None) -> Expected:
    """The date: `by`, or the latest deadline of the goals of first priority, or the earliest there is a plan for.

    Where goals of lesser priority cannot hold by the date, it is the earliest plan that is compared with, if that
    meets the first ones by then.
    """
    case = planner.case
    last = case.start + (case.quarters - 1)
    deadlines = [goal.by for goal in by_priority(case)[0][1] if goal.by is not None]
    if by is None and not deadlines:
        plan = planner.earliest()
        return Expected(Quarter.parse(plan.reached) if plan.reached else last, "earliest", plan)
    date = min(max(deadlines), last) if by is None else by
    date_from: DateFrom = "deadline" if by is None else "asked"
    plan = planner.cheapest(date)
    if not plan.found and len(by_priority(case)) > 1 and plan.ended != "stopped":
        first = [goal.goal for goal in by_priority(case)[0][1]]
        earliest = planner.earliest()
        reached = reached_at(earliest, first) if earliest.found else None
        if reached is not None and case.start + reached <= date:
            plan = earliest
    return Expected(date, date_from, plan)
