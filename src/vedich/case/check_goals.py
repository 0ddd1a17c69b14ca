"""Checks of goals, and of the targets of the term resolution."""

from __future__ import annotations

from decimal import Decimal

from vedich.case.checking import Checking
from vedich.case.model import Goal, Target

YES_OR_NO = frozenset({"yes", "no"})


def check_goals(checking: Checking) -> None:
    """A goal names what its kind needs, something that exists, and a deadline inside the horizon."""
    case = checking.case
    for index, goal in enumerate(case.goals):
        if goal.priority < 1:
            checking.add("goals", index, "priority", "goal_priority", found=goal.priority)
        if goal.by is not None and case.quarters and not case.start <= goal.by <= case.horizon[-1]:
            values = {"found": str(goal.by), "first": str(case.start), "last": str(case.horizon[-1])}
            checking.add("goals", index, "by", "deadline", **values)
        if goal.kind == "recognition":
            for column in ("subject", "at_least"):
                if getattr(goal, column) is not None:
                    checking.add("goals", index, column, "goal_recognition")
        elif goal.subject is None:
            checking.add("goals", index, "subject", "goal_subject", kind=goal.kind)
        elif goal.kind == "standard":
            _check_standard_goal(checking, index, goal, goal.subject)
        else:
            _check_quantity_goal(checking, index, goal, goal.subject)


def _check_standard_goal(checking: Checking, index: int, goal: Goal, subject: str) -> None:
    standards = {standard.id: standard for standard in checking.rulebook.standards}
    if not checking.known("goals", index, "subject", subject, standards) or goal.at_least is None:
        return
    points = standards[subject].points
    if not isinstance(goal.at_least, Decimal):
        checking.add("goals", index, "at_least", "goal_points", found=goal.at_least, standard=subject)
    elif points is not None and not 0 <= goal.at_least <= points.max:
        values = {"found": f"{goal.at_least:f}", "most": f"{points.max:f}", "standard": subject}
        checking.add("goals", index, "at_least", "goal_points_range", **values)


def _check_quantity_goal(checking: Checking, index: int, goal: Goal, subject: str) -> None:
    reported = sorted({figure.quantity for figure in checking.case.quantities})
    if not checking.known("goals", index, "subject", subject, reported):
        return
    if goal.at_least is None:
        checking.add("goals", index, "at_least", "goal_amount", subject=subject)
    else:
        checking.level_problem("goals", index, "at_least", checking.kind(subject), goal.at_least)


def check_targets(checking: Checking) -> None:
    """A yes-or-no target is answered yes or no, the others with numbers; a target is due after its baseline."""
    for index, target in enumerate(checking.case.targets):
        for column in ("baseline", "value", "current"):
            _check_answer(checking, index, target, column)
        if target.direction is None and target.value is not None:
            checking.add("targets", index, "direction", "target_direction", target=target.target)
        if target.due is not None and target.baseline_on is not None and target.due <= target.baseline_on:
            values = {"due": target.due.isoformat(), "baseline": target.baseline_on.isoformat()}
            checking.add("targets", index, "due", "target_due", **values)
        if target.current is not None and target.source is None and not checking.case.illustrative:
            checking.add("targets", index, "source", "no_source", quantity=target.target)


def _check_answer(checking: Checking, index: int, target: Target, column: str) -> None:
    value = getattr(target, column)
    if value is None:
        return
    if target.direction == "yes":
        if value not in YES_OR_NO:
            checking.add("targets", index, column, "target_yes", found=str(value))
    elif isinstance(value, str):
        checking.add("targets", index, column, "target_number", found=value)
