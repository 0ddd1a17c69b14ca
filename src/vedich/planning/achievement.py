"""What finished projects achieve: the exact score at the end of each quarter, and whether the goals are met."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from vedich.case import Case, Effect, Goal, Quarter
from vedich.planning.result import Plan, QuarterScore
from vedich.rulebooks import Rulebook
from vedich.scoring import Assessment, assess
from vedich.scoring.figures import figures_of


def scores_by_quarter(
    case: Case, rulebook: Rulebook, effects: Sequence[tuple[Quarter, Effect]]
) -> tuple[QuarterScore, ...]:
    """The score at the end of every quarter of the horizon; `effects` with the quarter they are finished in."""
    held: dict[tuple[str, Quarter], bool] = {}
    rows = []
    for quarter in case.horizon:
        done = [effect for finish, effect in effects if finish <= quarter]
        assessment = assess(case, rulebook, quarter, done)
        for goal in case.stated_goals:
            held[goal.goal, quarter] = goal_holds(case, rulebook, assessment, goal, quarter, done)
        rows.append(
            QuarterScore(
                quarter=str(quarter),
                total=assessment.total,
                recognised=assessment.recognised,
                goals_met=all(_met_by(case, goal, quarter, held) for goal in case.stated_goals),
                met=tuple(goal.goal for goal in case.stated_goals if _met_by(case, goal, quarter, held)),
            )
        )
    return tuple(rows)


def goals_hold(
    case: Case, rulebook: Rulebook, quarter: Quarter, goals: Sequence[Goal], effects: Sequence[tuple[Quarter, Effect]]
) -> bool:
    """Whether all of `goals` certainly hold at the end of `quarter` alone; `effects` with their quarters."""
    done = [effect for finish, effect in effects if finish <= quarter]
    assessment = assess(case, rulebook, quarter, done)
    return all(goal_holds(case, rulebook, assessment, goal, quarter, done) for goal in goals)


def _met_by(case: Case, goal: Goal, quarter: Quarter, held: dict[tuple[str, Quarter], bool]) -> bool:
    """The goal holds at `quarter`, and held at its deadline if that has passed (false before the horizon)."""
    if not held[goal.goal, quarter]:
        return False
    return goal.by is None or goal.by >= quarter or held.get((goal.goal, goal.by), False)


def goal_holds(
    case: Case,
    rulebook: Rulebook,
    assessment: Assessment,
    goal: Goal,
    quarter: Quarter,
    done: Sequence[Effect],
) -> bool:
    """Whether `goal` certainly holds at the end of `quarter`: unknown is not enough."""
    if goal.kind == "recognition":
        return assessment.recognised == "yes"
    assert goal.subject is not None
    if goal.kind == "standard":
        standard = assessment.standard(goal.subject)
        wanted = standard.points_min
        if isinstance(goal.at_least, Decimal):
            wanted = Fraction(goal.at_least)
        return wanted is not None and standard.points.low >= wanted
    value = figures_of(case, rulebook, quarter, done)[goal.subject].value
    if isinstance(value, Fraction) and isinstance(goal.at_least, Decimal):
        return value >= Fraction(goal.at_least)
    kind = rulebook.quantity(goal.subject)
    if kind is None or not isinstance(value, str) or not isinstance(goal.at_least, str):
        return False
    now, least = kind.rank(value), kind.rank(goal.at_least)
    return now is not None and least is not None and now >= least


def assessments(case: Case, rulebook: Rulebook, plan: Plan) -> tuple[Assessment, Assessment | None]:
    """The case as reported today, and at the end of the quarter the plan is judged at (None without a plan)."""
    before = assess(case, rulebook)
    if plan.at is None:
        return before, None
    reached = Quarter.parse(plan.at)
    done = {(c.project, c.option) for c in plan.choices if Quarter.parse(c.finish) <= reached}
    effects = [effect for effect in case.effects if (effect.project, effect.option) in done]
    return before, assess(case, rulebook, reached, effects)


def restored(case: Case, rulebook: Rulebook, plan: Plan) -> Plan:
    """A plan read from JSON, where numbers are decimal approximations, with its exact scores again.

    Only scores that agree to 1e-9 are replaced: the verifier still sees one that was changed.
    """
    done = {(choice.project, choice.option): Quarter.parse(choice.finish) for choice in plan.choices}
    effects = [(done[e.project, e.option], e) for e in case.effects if (e.project, e.option) in done]
    exact = {row.quarter: row for row in scores_by_quarter(case, rulebook, effects)}
    rows = tuple(
        exact[row.quarter] if row.quarter in exact and _close(row, exact[row.quarter]) else row for row in plan.score
    )
    return plan.model_copy(update={"score": rows})


def _close(row: QuarterScore, exact: QuarterScore) -> bool:
    same = row.model_copy(update={"total": exact.total}) == exact
    ends = ((row.total.low, exact.total.low), (row.total.high, exact.total.high))
    return same and all(abs(one - other) <= Fraction(1, 10**9) for one, other in ends)
