"""The words of an assessment: verdict, statuses, gaps, what is missing; for pages and terminal tables alike."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from vedich.messages import Lang, has, number_text, text
from vedich.reports.numbers import (
    billions_text,
    day_text,
    gap_amount_text,
    level_text,
    money_text,
    point_text,
    points_text,
    quarter_text,
    unit_text,
    value_text,
    worded,
)
from vedich.reports.plan_wording import plan_status_text, proof_sentences
from vedich.scoring.result import Assessment, CriterionScore, Input, Recognised, StandardScore, Status, Step

if TYPE_CHECKING:
    from vedich.rulebooks.schema import Level, Rulebook

__all__ = [
    "age_text",
    "billions_text",
    "criterion_text",
    "day_text",
    "gap_text",
    "gap_to_max_text",
    "level_text",
    "levels_of",
    "missing_text",
    "moment_text",
    "money_text",
    "plan_status_text",
    "point_text",
    "points_text",
    "proof_sentences",
    "quarter_text",
    "recognised_text",
    "status_symbol",
    "status_text",
    "step_text",
    "thresholds_text",
    "transcription_text",
    "unit_text",
    "value_text",
    "worded",
]

_SYMBOLS: dict[Status, str] = {
    "full": "★",
    "met": "✓",
    "reduced": "✓",
    "not_considered": "○",
    "unmet": "✗",
    "unknown": "?",
    "not_transcribed": "?",
}


def recognised_text(recognised: Recognised, lang: Lang | None = None) -> str:
    """The verdict under the rulebook in words."""
    return text(f"report.recognised.{recognised}", lang)


def status_text(status: Status, lang: Lang | None = None) -> str:
    """A row's status in a word or two."""
    return text(f"report.status.{status}", lang)


def status_symbol(status: Status) -> str:
    """A sign that stands beside the word, so that colour is never the only difference."""
    return _SYMBOLS[status]


def transcription_text(transcription: str, lang: Lang | None = None) -> str:
    """How far the rulebook's text can be relied on, in a sentence."""
    return text(f"report.transcription.{transcription}", lang)


def moment_text(assessment: Assessment, lang: Lang | None = None) -> str:
    """The day the figures stand for: the end of a quarter, or as reported."""
    if assessment.at is None:
        return text("report.moment.reported", lang)
    return text("report.moment.at", lang, quarter=quarter_text(assessment.at, lang))


def criterion_text(criterion: CriterionScore, lang: Lang | None = None) -> str:
    """A group with its points, its ends and whether its minimum is met, in a line."""
    met = {True: "true", False: "false", None: "none"}[criterion.met]
    return text(
        "score.criterion",
        lang,
        id=criterion.id,
        label=worded(criterion.label, lang),
        points=points_text(criterion.points, lang),
        least="?" if criterion.min is None else point_text(criterion.min, lang),
        most="?" if criterion.max is None else point_text(criterion.max, lang),
        met=text(f"score.met.{met}", lang),
    )


def gap_text(standard: StandardScore, lang: Lang | None = None) -> str:
    """`thiếu 12 giường bệnh`; for an unknown row what is missing; empty when the minimum is met."""
    if standard.status in {"unknown", "not_transcribed"}:
        return missing_text(standard, lang)
    if standard.status != "unmet":
        return ""
    if standard.gap is None:
        return text("report.gap.unmeasured", lang)
    return _short(standard, standard.gap, lang)


def gap_to_max_text(standard: StandardScore, lang: Lang | None = None) -> str:
    """What is short of the maximum points; empty when they are earned or cannot be told."""
    if standard.gap_to_max is None or standard.gap_to_max <= 0:
        return ""
    return _short(standard, standard.gap_to_max, lang)


def _short(standard: StandardScore, gap: Fraction, lang: Lang | None) -> str:
    over = _too_high(standard)
    if over and standard.gap_unit == "rank":
        return text("report.gap.rank", lang, number=number_text(gap, 0, lang))
    key = "report.gap.over" if over else "report.gap.short"
    return text(key, lang, amount=gap_amount_text(gap, standard.gap_unit, lang))


def _too_high(standard: StandardScore) -> bool:
    """Whether the row wants a lower value: it is past an end that it has not earned."""
    value, least, most = standard.value, standard.at_min, standard.at_max
    if not isinstance(least, Fraction):
        return False
    if isinstance(most, Fraction) and most != least:
        return most < least
    return isinstance(value, Fraction) and standard.status == "unmet" and value > least


def missing_text(standard: StandardScore, lang: Lang | None = None) -> str:
    """Which figure, or which part of the row's law, has to be supplied before the row can be scored."""
    if standard.status == "not_transcribed":
        parts = {
            "at_min": standard.at_min,
            "at_max": standard.at_max,
            "points_min": standard.points_min,
            "points_max": standard.points_max,
        }
        names = [text(f"report.part.{name}", lang) for name, part in parts.items() if part is None]
        if not names:
            names = [text("report.part.rule", lang)]
        return text("report.missing.law", lang, parts=", ".join(names))
    figures = [_figure_name(figure, lang) for figure in standard.inputs if figure.value is None]
    if figures:
        return text("report.missing.figures", lang, figures="; ".join(figures))
    return text("report.missing.unusable", lang)


def _figure_name(figure: Input, lang: Lang | None) -> str:
    return figure.quantity if figure.label is None else worded(figure.label, lang)


def age_text(figure: Input, lang: Lang | None = None) -> str:
    """The date of a figure and, if counted, its age in months."""
    day = day_text(figure.as_of, lang)
    if figure.age_months is None or figure.as_of is None:
        return day
    key = "report.age.one" if figure.age_months == 1 else "report.age.many"
    return text(key, lang, date=day, months=figure.age_months)


def levels_of(rulebook: Rulebook | None, quantity: str | None) -> Sequence[Level]:
    """The levels of a quantity; none for a number, or if the rulebook does not know it."""
    kind = rulebook.quantity(quantity) if rulebook and quantity else None
    return kind.levels if kind else ()


def thresholds_text(standard: StandardScore, rulebook: Rulebook | None, lang: Lang | None = None) -> str:
    """`30 → 35 giường/10.000 dân`: the value that earns the minimum and the one that earns the maximum."""
    least, most = standard.at_min, standard.at_max
    levels = levels_of(rulebook, standard.gap_quantity)
    if least is None and most is None:
        return text("report.threshold.unknown", lang)
    if least == most:
        return value_text(least, standard.unit, lang, levels)
    unknown = text("report.threshold.end_unknown", lang)
    first = unknown if least is None else value_text(least, None, lang, levels)
    last = unknown if most is None else value_text(most, None, lang, levels)
    span = f"{first} → {last}"
    if standard.unit is None or isinstance(least, str) or isinstance(most, str):
        return span
    # A unit with its own pattern ("{number}%") takes the whole span in the place of the number.
    if has(f"value.{standard.unit}"):
        return text(f"value.{standard.unit}", lang, number=span)
    return f"{span} {unit_text(standard.unit, lang, 2)}"


def step_text(step: Step, standard: StandardScore, rulebook: Rulebook | None, lang: Lang | None = None) -> str:
    """One step of the arithmetic as a sentence; numbers with up to four places, names in words."""
    levels = levels_of(rulebook, standard.gap_quantity)
    adjustments = {a.id: worded(a.label, lang) for a in rulebook.adjustments} if rulebook else {}
    values = {
        name: adjustments.get(value, level_text(value, lang, levels))
        if isinstance(value, str)
        else number_text(value, 4, lang)
        for name, value in step.values.items()
    }
    return text(step.rule, lang, **values)
