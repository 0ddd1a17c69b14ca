"""Re-plan from today: what has begun stays as it was planned, the figures are the case's, and changes are few.

Nothing that has not begun may start before today; a project that the old plan starts before today is held to its
option and dates, unless the case says that it is done or running, or the caller that it did not start.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Literal

from pydantic import BaseModel, ConfigDict

from vedich.case import Case, Project, Quarter
from vedich.planning.assemble import assemble
from vedich.planning.changing import FewChanges
from vedich.planning.comparison import PlanDiff, compare
from vedich.planning.found import Progress
from vedich.planning.objective import Objective
from vedich.planning.planner import carried_out, starts_of
from vedich.planning.result import Choice, Plan
from vedich.planning.run import Order
from vedich.rulebooks import Rulebook

WORTH = 1000  # million VND that a change must save, unless the caller says otherwise


class Replan(BaseModel):
    """The new plan and its changes. `held`: projects that had begun; `unclear`: begun before the case's first quarter
    by the old plan, yet neither running nor done in the case, so taken as not begun."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    format: Literal["vedich-replan/1"] = "vedich-replan/1"
    today: str
    keep: int
    plan: Plan
    diff: PlanDiff
    held: tuple[str, ...]
    unclear: tuple[str, ...]


def replan(
    case: Case,
    rulebook: Rulebook,
    old: Plan,
    today: Quarter,
    *,
    keep: int = WORTH,
    not_started: Collection[str] = (),
    time_limit: float = 120.0,
    on_progress: Callable[[Progress], None] | None = None,
    in_child: bool = True,
) -> Replan:
    """The earliest plan from `today`; among these the least of cost plus `keep` million VND a change."""
    begun = time.monotonic()
    held = held_by(case, old, today, not_started)
    now = from_today(case, held, today)
    task = FewChanges(starts_of(now, old), keep)
    hint = starts_of(now, old)
    objective = Objective()
    order = Order(now, rulebook, objective, time_limit, hint=hint, task=task)
    found = carried_out(order, on_progress, in_child=in_child)
    plan = assemble(now, rulebook, objective, found, time.monotonic() - begun)
    return Replan(
        today=str(today),
        keep=keep,
        plan=plan,
        diff=compare(_still_open(case, old), plan),
        held=tuple(held),
        unclear=tuple(
            choice.project
            for choice in old.choices
            if Quarter.parse(choice.start) < case.start and _status(case, choice.project) in {"candidate", "committed"}
        ),
    )


def _still_open(case: Case, old: Plan) -> Plan:
    """The old plan without what is done: that is carried out, not dropped."""
    done = {project.project for project in case.projects if project.status == "done"}
    return old.model_copy(update={"choices": tuple(c for c in old.choices if c.project not in done)})


def held_by(case: Case, old: Plan, today: Quarter, not_started: Collection[str] = ()) -> dict[str, Choice]:
    """The choices of the old plan that had begun by `today` and still are the case's to plan."""
    options = {(option.project, option.option) for option in case.options}
    return {
        choice.project: choice
        for choice in old.choices
        if case.start <= Quarter.parse(choice.start) < today
        and (choice.project, choice.option) in options
        and choice.project not in not_started
        and _status(case, choice.project) not in {"done", None}
    }


def from_today(case: Case, held: dict[str, Choice], today: Quarter) -> Case:
    """The case in which `held` can only go on as planned, and nothing else starts before `today`."""
    return replace(
        case,
        projects=tuple(_project(project, held.get(project.project), today) for project in case.projects),
        options=tuple(
            option
            for option in case.options
            if option.project not in held or held[option.project].option == option.option
        ),
    )


def _project(project: Project, choice: Choice | None, today: Quarter) -> Project:
    if choice is not None:
        start, finish = Quarter.parse(choice.start), Quarter.parse(choice.finish)
        status = project.status if project.status == "running" else "committed"
        return replace(project, status=status, earliest_start=start, latest_finish=finish)
    if project.status == "running":
        return project
    first = project.earliest_start
    return replace(project, earliest_start=today if first is None else max(first, today))


def _status(case: Case, name: str) -> str | None:
    return next((project.status for project in case.projects if project.project == name), None)
