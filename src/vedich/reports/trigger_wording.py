"""Early warnings in words: the finding, each sign, its mark and its chances."""

from __future__ import annotations

from vedich.case.model import Case
from vedich.messages import Lang, number_text, text
from vedich.reports.numbers import money_text, quarter_text
from vedich.reports.risk_numbers import WIDTH_95, chance_text, percent_text, points_of_percent
from vedich.risk.trigger_result import Observable, Side, Trigger, Triggers

HALF = 0.5


def headline(found: Triggers, lang: Lang | None = None) -> str:
    """The chance that the warnings are about."""
    quarter = quarter_text(found.on_time.quarter, lang)
    return text("triggers.headline", lang, quarter=quarter, chance=chance_text(found.on_time, lang))


def findings(found: Triggers, lang: Lang | None = None) -> list[str]:
    """What the list says, and what to do where the chance is low already."""
    low = found.on_time.probability < HALF
    sentences = [text("triggers.low", lang)] if low else []
    if low and found.half is not None:
        sentences.append(text("triggers.low_half", lang, quarter=quarter_text(found.half, lang), code=found.half))
    elif low:
        sentences.append(text("triggers.low_never", lang))
    if found.triggers:
        verdict = found.triggers[0].verdict
        key = ("triggers.low_found" if low else "triggers.found") if verdict == "crosses" else f"triggers.{verdict}"
        return [*sentences, text(key, lang)]
    if found.on_time.probability in {0.0, 1.0}:
        return [*sentences, text("triggers.certain", lang)]
    return [*sentences, text("triggers.none", lang, count=found.considered)]


def sign_text(case: Case, seen: Observable, lang: Lang | None = None) -> str:
    """What is to be watched."""
    if seen.kind == "finished":
        name = next((p.name for p in case.projects if p.project == seen.subject), "")
        return text("triggers.sign.finished", lang, subject=f"{seen.subject} {name}".strip())
    if seen.subject is None:
        return text("triggers.sign.money_all" if seen.kind == "money" else f"triggers.sign.{seen.kind}", lang)
    return text(f"triggers.sign.{seen.kind}", lang, subject=case.source(seen.subject).name or seen.subject)


def value_text(seen: Observable, value: float | None, lang: Lang | None = None) -> str:
    """A value of the observable with its unit; a dash for none."""
    if value is None:
        return text("report.none", lang)
    if seen.kind in {"money", "receipts"}:
        return money_text(round(value), lang)
    if seen.kind == "hectares":
        return text("triggers.value.hectares", lang, number=number_text(value, 2, lang))
    if seen.kind == "finished":
        return text("triggers.value.finished" if value >= 1 else "triggers.value.not_finished", lang)
    return text("triggers.value.project" if value == 1 else "triggers.value.projects", lang, number=round(value))


def side_text(side: Side | None, lang: Lang | None = None) -> str:
    """`31% ±2,1`: P(on time) and half its 95 % interval in percentage points; a dash where no scenario is."""
    if side is None:
        return text("report.none", lang)
    error = points_of_percent(WIDTH_95 * side.error, lang)
    return text("triggers.chance", lang, percent=percent_text(side.probability, lang), error=error)


def share_below(trigger: Trigger, lang: Lang | None = None) -> str:
    """The share of scenarios below the mark; a dash without one."""
    return text("report.none", lang) if trigger.below is None else percent_text(trigger.below.share, lang)
