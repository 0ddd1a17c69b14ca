"""What a plan claims, in words a leader can repeat: what was found, what is proved, and what is not."""

from __future__ import annotations

import math
from fractions import Fraction

from vedich.messages import Lang, number_text, text
from vedich.planning.result import Plan
from vedich.reports.numbers import money_text, quarter_text, rounded_up


def shown(plan: Plan) -> bool:
    """Whether there is a plan to show: it reaches the goals and the independent verifier accepted it."""
    return plan.reached is not None and plan.verified


def date_proved(plan: Plan) -> bool:
    """Whether every quarter before the one reached is proved impossible."""
    return plan.reached is not None and (plan.proved or plan.not_before == plan.reached)


def partly_proved(plan: Plan) -> bool:
    """Whether some quarter is proved impossible: `not_before` is later than the first quarter of the score."""
    return plan.not_before is not None and not (plan.score and plan.not_before <= plan.score[0].quarter)


def cost_proved(plan: Plan) -> bool:
    """Whether no cheaper plan reaches the goals in the same quarter."""
    if plan.cost is None:
        return False
    return plan.proved or (plan.bound is not None and plan.bound >= plan.cost)


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
    if plan.reached is not None and not plan.verified:
        return text("report.plan.rejected", lang)
    if plan.reached is not None:
        quarter = quarter_text(plan.reached, lang)
        if plan.cost is None:
            return text("report.plan.reached_without_cost", lang, quarter=quarter)
        return text("report.plan.reached", lang, quarter=quarter, cost=money_text(plan.cost, lang))
    return text("report.plan.impossible" if plan.status == "impossible" else "report.plan.unknown", lang)


def proof_sentences(plan: Plan, lang: Lang | None = None) -> tuple[str, ...]:
    """What is proved and what is not, one claim a sentence."""
    if plan.reached is None:
        return _without_plan(plan, lang)
    if not plan.verified:
        return (text("report.proof.not_verified", lang),)
    sentences = (_date_sentence(plan, lang), _cost_sentence(plan, lang), text("report.proof.verified", lang))
    lapse = lapses(plan)
    if lapse is None:
        return sentences
    return (*sentences, text("report.proof.lapse", lang, quarter=quarter_text(lapse, lang)))


def _without_plan(plan: Plan, lang: Lang | None) -> tuple[str, ...]:
    sentences = []
    if plan.status == "impossible":
        sentences.append(text("report.proof.impossible", lang))
    else:
        if plan.not_before is not None and partly_proved(plan):
            sentences.append(text("report.proof.not_before", lang, quarter=quarter_text(plan.not_before, lang)))
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
    if gap is None or plan.bound is None:
        return text("report.proof.cost_open", lang)
    return text("report.proof.cost_bound", lang, bound=money_text(math.floor(plan.bound), lang), gap=gap)
