"""How far each goal would have to be lowered for a given choice of projects to be enough, in exact arithmetic."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from vedich.case import Case, Effect, Goal, Quarter
from vedich.planning.achievement import goal_holds
from vedich.planning.objective import Demands
from vedich.planning.why_result import LowerGoal
from vedich.rulebooks import Rulebook
from vedich.scoring import Assessment, assess
from vedich.scoring.figures import figures_of

_Key = tuple[str, str, str | None]


def lowered_goals(
    case: Case, rulebook: Rulebook, demands: Demands, effects: Sequence[tuple[Quarter, Effect]]
) -> tuple[LowerGoal, ...] | None:
    """The marks that are missed, each lowered to what is reached; `effects` with the quarter they are finished in.

    None: a figure is unknown, so that no mark, however low, is certain to be met.
    """
    lowest: dict[_Key, LowerGoal] = {}
    for number, goals in demands.items():
        at = case.start + number
        done = [effect for finish, effect in effects if finish <= at]
        assessment = assess(case, rulebook, at, done)
        for goal in goals:
            if goal_holds(case, rulebook, assessment, goal, at, done):
                continue
            changes = [*_of_goal(case, rulebook, assessment, goal, at, done)]
            if not changes:
                return None
            for change in changes:
                key = (change.goal, change.measure, change.subject)
                if key not in lowest or _less(rulebook, change, lowest[key]):
                    lowest[key] = change
    return tuple(lowest.values())


def _of_goal(
    case: Case, rulebook: Rulebook, assessment: Assessment, goal: Goal, at: Quarter, done: Sequence[Effect]
) -> Iterator[LowerGoal]:
    if goal.kind == "recognition":
        yield from _of_recognition(rulebook, assessment, goal)
        return
    assert goal.subject is not None
    if goal.kind == "standard":
        standard = assessment.standard(goal.subject)
        wanted = Fraction(goal.at_least) if isinstance(goal.at_least, Decimal) else standard.points_min
        if wanted is not None:
            new = _rounded_down(standard.points.low, 2)
            yield LowerGoal(goal=goal.goal, measure="points", subject=goal.subject, old=wanted, new=new)
        return
    value, least = figures_of(case, rulebook, at, done)[goal.subject].value, goal.at_least
    if isinstance(value, Fraction) and isinstance(least, Decimal):
        new = _rounded_down(value, 4)
        yield LowerGoal(goal=goal.goal, measure="quantity", subject=goal.subject, old=Fraction(least), new=new)
    elif isinstance(value, str) and isinstance(least, str):
        yield LowerGoal(goal=goal.goal, measure="quantity", subject=goal.subject, old=least, new=value)


def _of_recognition(rulebook: Rulebook, assessment: Assessment, goal: Goal) -> Iterator[LowerGoal]:
    least = assessment.total_at_least
    if least is not None and assessment.total.low < least:
        new = _rounded_down(assessment.total.low, 2)
        yield LowerGoal(goal=goal.goal, measure="total", subject=None, old=least, new=new)
    if rulebook.recognition.each_criterion_at_least_its_min:
        for criterion in assessment.criteria:
            if criterion.min is not None and criterion.points.low < criterion.min:
                new = _rounded_down(criterion.points.low, 2)
                yield LowerGoal(goal=goal.goal, measure="criterion", subject=criterion.id, old=criterion.min, new=new)


def _less(rulebook: Rulebook, one: LowerGoal, other: LowerGoal) -> bool:
    if isinstance(one.new, Fraction) and isinstance(other.new, Fraction):
        return one.new < other.new
    kind = rulebook.quantity(one.subject or "")
    assert kind is not None
    return (kind.rank(str(one.new)) or 0) < (kind.rank(str(other.new)) or 0)


def _rounded_down(value: Fraction, decimals: int) -> Fraction:
    return Fraction(math.floor(value * 10**decimals), 10**decimals)
