"""What differs between two plans: dropped, added and moved projects, date, cost and points."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from vedich.planning.result import Choice, Plan
from vedich.scoring.result import Exact


class _Result(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Moved(_Result):
    """A project that both plans do, at another time or in another way."""

    project: str
    before: Choice
    after: Choice


class Summary(_Result):
    """The figures of one side."""

    reached: str | None
    cost: int | None
    points: Exact | None
    projects: int


class PlanDiff(_Result):
    """From plan `before` to plan `after`; money in million VND, lists by project."""

    format: Literal["vedich-plan-diff/1"] = "vedich-plan-diff/1"
    before: Summary
    after: Summary
    same: int
    dropped: tuple[Choice, ...]
    added: tuple[Choice, ...]
    moved: tuple[Moved, ...]

    @property
    def changes(self) -> int:
        """How many projects differ."""
        return len(self.dropped) + len(self.added) + len(self.moved)


def compare(before: Plan, after: Plan) -> PlanDiff:
    """The difference between two plans, of the same case or of an older and a newer one."""
    old = {choice.project: choice for choice in before.choices}
    new = {choice.project: choice for choice in after.choices}
    both = [name for name in old if name in new]
    moved = tuple(
        Moved(project=name, before=old[name], after=new[name]) for name in both if _when(old[name]) != _when(new[name])
    )
    return PlanDiff(
        before=_summary(before),
        after=_summary(after),
        same=len(both) - len(moved),
        dropped=tuple(choice for name, choice in old.items() if name not in new),
        added=tuple(choice for name, choice in new.items() if name not in old),
        moved=moved,
    )


def _when(choice: Choice) -> tuple[str, str, str]:
    return choice.option, choice.start, choice.finish


def _summary(plan: Plan) -> Summary:
    points = next((row.total.low for row in plan.score if row.quarter == plan.at), None)
    return Summary(reached=plan.reached, cost=plan.cost, points=points, projects=len(plan.choices))
