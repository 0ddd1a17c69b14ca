"""Goals with something to spare: higher marks to plan for, and trends that turn out worse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from vedich.case import Case, Goal, Quarter
from vedich.planning.achievement import goal_holds
from vedich.planning.changes import apply, apply_to_rulebook
from vedich.planning.result import Plan
from vedich.planning.why_result import LowerGoal
from vedich.risk.demanding import with_growth
from vedich.risk.outlook import Outlook
from vedich.rulebooks import Rulebook
from vedich.scoring import Assessment, assess


def with_points_to_spare(case: Case, rulebook: Rulebook, share: Fraction) -> tuple[Case, Rulebook]:
    """The case and rulebook with every mark in points, and every goal on a number, higher by `share`, for a trial.

    A mark never goes past what can be had at most. Goals on levels stay.
    """
    case = replace(case, goals=case.stated_goals)
    assessment = assess(case, rulebook)
    raised = [change for goal in case.goals for change in _raised(assessment, goal, share)]
    return apply(case, raised), apply_to_rulebook(case, rulebook, raised)


def _raised(assessment: Assessment, goal: Goal, share: Fraction) -> Iterator[LowerGoal]:
    """A change of a mark, upwards here."""
    if goal.kind == "recognition":
        yield from _change(goal, "total", None, assessment.total_at_least, assessment.total_max, share)
        for criterion in assessment.criteria:
            yield from _change(goal, "criterion", criterion.id, criterion.min, criterion.max, share)
    elif goal.kind == "standard" and goal.subject is not None:
        standard = assessment.standard(goal.subject)
        least = Fraction(goal.at_least) if isinstance(goal.at_least, Decimal) else standard.points_min
        yield from _change(goal, "points", goal.subject, least, standard.points_max, share)
    elif isinstance(goal.at_least, Decimal):
        yield from _change(goal, "quantity", goal.subject, Fraction(goal.at_least), None, share)


def _change(
    goal: Goal, measure: str, subject: str | None, old: Fraction | None, most: Fraction | None, share: Fraction
) -> Iterator[LowerGoal]:
    if old is None:
        return
    new = Fraction(round((old + abs(old) * share) * 100), 100)
    new = new if most is None else min(new, most)
    if new > old:
        yield LowerGoal.model_validate(
            {"goal": goal.goal, "measure": measure, "subject": subject, "old": old, "new": new}
        )


def adverse_growth(
    case: Case, rulebook: Rulebook, outlook: Outlook, plan: Plan, at: Quarter, share: float
) -> dict[str, float]:
    """What each trend changes by, at its quantile `share` or 1 − `share`: the one that is worse for `plan` at `at`."""
    import numpy as np

    found = {}
    for quantity, drawn in outlook.growth.items():
        ends = [float(np.quantile(drawn, end)) for end in (share, 1 - share)]
        merits = [_merit(with_growth(case, {quantity: end}), rulebook, plan, at) for end in ends]
        if merits[0] != merits[1]:
            found[quantity] = ends[merits.index(min(merits))]
    return found


def _merit(case: Case, rulebook: Rulebook, plan: Plan, at: Quarter) -> tuple[int, Fraction]:
    """Goals that hold at `at` under the plan, and the points."""
    ways = {(c.project, c.option) for c in plan.choices if Quarter.parse(c.finish) <= at}
    done = [effect for effect in case.effects if (effect.project, effect.option) in ways]
    assessment = assess(case, rulebook, at, done)
    held = sum(goal_holds(case, rulebook, assessment, goal, at, done) for goal in case.stated_goals)
    return held, assessment.total.low
