"""What a plan claims, in words a leader can repeat: what was found, what is proved, and what is not."""

from __future__ import annotations

import math
from fractions import Fraction

from vedich.messages import Lang, number_text, text
from vedich.planning.result import Plan
from vedich.reports.numbers import money_text, point_text, quarter_text, rounded_up


def shown(plan: Plan) -> bool:
    """Whether there is a plan to show: it reaches the goals and the independent verifier accepted it."""
    return plan.found and plan.verified


def date_proved(plan: Plan) -> bool:
    """Whether every quarter before the one reached is proved impossible."""
    return plan.reached is not None and plan.not_before == plan.reached


def partly_proved(plan: Plan) -> bool:
    """Whether some quarter is proved impossible: `not_before` is later than the first quarter of the score."""
    return plan.not_before is not None and not (plan.score and plan.not_before <= plan.score[0].quarter)


def cost_proved(plan: Plan) -> bool:
    """Whether no cheaper plan does as well in what comes before the cost."""
    return plan.cost is not None and plan.bound is not None and plan.bound >= plan.cost


def cost_gap_text(plan: Plan, lang: Lang | None = None) -> str | None:
    """How much of the cost a cheaper plan could save at most, in percent; None without a bound."""
    if not plan.cost or plan.bound is None:
        return None
    gap = max(Fraction(0), (plan.cost - plan.bound) / plan.cost)
    return text("value.%", lang, number=number_text(rounded_up(gap * 100), 2, lang))


def lapses(plan: Plan) -> str | None:
    """The first quarter after the one reached in which the goals no longer hold: trends go on after the plan."""
    after = (row for row in plan.score if plan.reached is not None and row.quarter > plan.reached)
    return next((row.quarter for row in after if not row.goals_met), None)


def plan_status_text(plan: Plan, lang: Lang | None = None) -> str:
    """The whole finding as one paragraph."""
    return " ".join((headline_text(plan, lang), *proof_sentences(plan, lang)))


def headline_text(plan: Plan, lang: Lang | None = None) -> str:
    """The finding in one sentence: when the goals are reached and for how much, or that they are not."""
    if plan.at is None:
        return text("report.plan.impossible" if plan.status == "impossible" else "report.plan.unknown", lang)
    if not plan.verified:
        return text("report.plan.rejected", lang)
    quarter = quarter_text(plan.at, lang)
    cost = "" if plan.cost is None else money_text(plan.cost, lang)
    if plan.objective == "most-points":
        return text("report.plan.most_points", lang, quarter=quarter, cost=cost, points=_points_at(plan, lang))
    if plan.cost is None:
        return text("report.plan.reached_without_cost", lang, quarter=quarter)
    if plan.objective == "cheapest":
        key = "report.plan.cheapest" if cost_proved(plan) else "report.plan.cheapest_open"
        return text(key, lang, quarter=quarter, cost=cost, by=_last_text(plan, lang))
    return text("report.plan.reached", lang, quarter=quarter, cost=cost)


def _points_at(plan: Plan, lang: Lang | None) -> str:
    return next(point_text(row.total.low, lang) for row in plan.score if row.quarter == plan.at)


def _last_text(plan: Plan, lang: Lang | None) -> str:
    return quarter_text(plan.by or plan.score[-1].quarter, lang)


def proof_sentences(plan: Plan, lang: Lang | None = None) -> tuple[str, ...]:
    """What is proved and what is not, one claim a sentence."""
    if plan.at is None:
        return _without_plan(plan, lang)
    if not plan.verified:
        return (text("report.proof.not_verified", lang),)
    by_objective = {"earliest": _of_earliest, "cheapest": _of_cheapest, "most-points": _of_most_points}
    sentences = [*_of_ending(plan, lang), *by_objective[plan.objective](plan, lang)]
    if plan.budget is not None:
        sentences.append(text("report.proof.budget", lang, budget=money_text(plan.budget, lang)))
    sentences.append(text("report.proof.verified", lang))
    lapse = lapses(plan)
    if lapse is not None:
        sentences.append(text("report.proof.lapse", lang, quarter=quarter_text(lapse, lang)))
    return tuple(sentences)


def _of_ending(plan: Plan, lang: Lang | None) -> list[str]:
    return [] if plan.ended == "complete" else [text(f"report.proof.ended.{plan.ended}", lang)]


def _of_earliest(plan: Plan, lang: Lang | None) -> list[str]:
    return [
        _date_sentence(plan, lang),
        *_cross_check(plan, lang),
        *_goal_sentences(plan, lang),
        _cost_sentence(plan, lang),
    ]


def _of_cheapest(plan: Plan, lang: Lang | None) -> list[str]:
    if cost_proved(plan):
        return [text("report.proof.cheapest", lang, by=_last_text(plan, lang)), *_goal_sentences(plan, lang)]
    return [_cost_sentence(plan, lang), *_goal_sentences(plan, lang)]


def _of_most_points(plan: Plan, lang: Lang | None) -> list[str]:
    stage = plan.stage("points")
    if stage is not None and stage.proved:
        return [text("report.proof.points", lang, quarter=quarter_text(plan.at or "", lang))]
    if stage is None or stage.bound is None:
        return [text("report.proof.points_open", lang)]
    return [text("report.proof.points_bound", lang, bound=number_text(rounded_up(stage.bound), 2, lang))]


def _cross_check(plan: Plan, lang: Lang | None) -> list[str]:
    """Only where the date is proved: what the second computation says of the quarter before."""
    if plan.shortfall is None or not date_proved(plan):
        return []
    quarter = quarter_text(plan.shortfall.quarter, lang)
    if not plan.shortfall.agrees:
        return [text("report.proof.shortfall_open", lang, quarter=quarter)]
    points = number_text(Fraction(math.floor(plan.shortfall.least * 100), 100), 2, lang)
    if plan.shortfall.least < Fraction(1, 100):
        return [text("report.proof.shortfall_goal", lang, quarter=quarter)]
    return [text("report.proof.shortfall", lang, quarter=quarter, points=points)]


def _goal_sentences(plan: Plan, lang: Lang | None) -> list[str]:
    """Each goal with its quarter, where they are not all the same."""
    if len({goal.reached for goal in plan.goals}) <= 1 and len({goal.priority for goal in plan.goals}) <= 1:
        return []
    sentences = []
    for goal in sorted(plan.goals, key=lambda goal: (goal.priority, goal.goal)):
        values = {"goal": goal.goal, "priority": goal.priority}
        if goal.reached is None:
            sentences.append(text("report.proof.goal_never", lang, **values))
        else:
            sentences.append(text("report.proof.goal", lang, quarter=quarter_text(goal.reached, lang), **values))
    return sentences


def _without_plan(plan: Plan, lang: Lang | None) -> tuple[str, ...]:
    sentences = []
    if plan.status == "impossible":
        if plan.by is None:
            sentences.append(text("report.proof.impossible", lang))
        else:
            sentences.append(text("report.proof.impossible_by", lang, by=quarter_text(plan.by, lang)))
    else:
        if plan.not_before is not None and partly_proved(plan):
            sentences.append(text("report.proof.not_before", lang, quarter=quarter_text(plan.not_before, lang)))
        if plan.ended in {"stopped", "memory", "crash"}:
            sentences.append(text(f"report.proof.without.{plan.ended}", lang))
        seconds = number_text(math.ceil(plan.seconds), 0, lang)
        sentences.append(text("report.proof.open", lang, seconds=seconds))
    return tuple(sentences)


def _date_sentence(plan: Plan, lang: Lang | None) -> str:
    assert plan.reached is not None
    reached = quarter_text(plan.reached, lang)
    if date_proved(plan):
        return text("report.proof.date", lang, quarter=reached)
    if plan.not_before is None or not partly_proved(plan):
        return text("report.proof.date_open", lang, quarter=reached)
    return text("report.proof.date_partly", lang, quarter=reached, proved=quarter_text(plan.not_before, lang))


def _cost_sentence(plan: Plan, lang: Lang | None) -> str:
    if cost_proved(plan):
        return text("report.proof.cost", lang)
    gap = cost_gap_text(plan, lang)
    if gap is None or plan.bound is None or plan.bound <= 0:  # that nothing costs less than nothing is no news
        return text("report.proof.cost_open", lang)
    return text("report.proof.cost_bound", lang, bound=money_text(math.floor(plan.bound), lang), gap=gap)
