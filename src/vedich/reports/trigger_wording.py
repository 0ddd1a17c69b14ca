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
    return [*sentences, text("triggers.none_low" if low else "triggers.none", lang, count=found.considered)]


def remarks(found: Triggers, lang: Lang | None = None) -> list[str]:
    """How the marks were found, and what to beware of."""
    even = any(one.observable.kind == "hectares" for one in found.triggers)
    return [text("triggers.checked", lang), *([text("triggers.even", lang)] if even else [])]


def sign_text(case: Case, trigger: Trigger, lang: Lang | None = None, *, low: bool = False) -> str:
    """What is to be watched for, and by when. `low`: where the chance is low already, the sign is the good news."""
    seen = trigger.observable
    quarter = quarter_text(seen.at, lang)
    if seen.kind == "finished":
        name = next((p.name for p in case.projects if p.project == seen.subject), "")
        key = "triggers.finished" if low else "triggers.not_finished"
        return text(key, lang, quarter=quarter, project=f"{seen.subject} {name}".strip())
    planned = value_text(seen, seen.planned, lang)
    values = {"quarter": quarter, "sign": figure_text(case, seen, lang), "planned": planned}
    if trigger.threshold is None:
        return text("triggers.watched", lang, **values)
    key = "triggers.reached" if low else "triggers.below"
    return text(key, lang, mark=value_text(seen, trigger.threshold, lang), **values)


def figure_text(case: Case, seen: Observable, lang: Lang | None = None) -> str:
    """The figure that is watched: `vốn đã về từ nguồn Tiền sử dụng đất`."""
    if seen.subject is None:
        return text("triggers.sign.money_all" if seen.kind == "money" else f"triggers.sign.{seen.kind}", lang)
    return text(f"triggers.sign.{seen.kind}", lang, subject=case.source(seen.subject).name or seen.subject)


def value_text(seen: Observable, value: float, lang: Lang | None = None) -> str:
    """A value of the figure with its unit."""
    if seen.kind in {"money", "receipts"}:
        return money_text(round(value), lang)
    if seen.kind == "hectares":
        return text("triggers.value.hectares", lang, number=number_text(value, 2, lang))
    return number_text(value, 0, lang)


def detail_text(trigger: Trigger, lang: Lang | None = None, *, low: bool = False) -> str:
    """How often the sign is seen, the chance with and without it, and how much it tells."""
    information = percent_text(trigger.information, lang)
    if trigger.below is None or trigger.above is None:
        return text("triggers.detail_none", lang, information=information)
    seen, not_seen = (trigger.above, trigger.below) if low else (trigger.below, trigger.above)
    chances = {"with": _chance(seen, lang), "without": _chance(not_seen, lang)}
    return text("triggers.detail", lang, share=percent_text(seen.share, lang), information=information, **chances)


def _chance(side: Side, lang: Lang | None) -> str:
    """`31% ± 2,1`: P(on time) and half its 95 % interval in percentage points."""
    error = points_of_percent(WIDTH_95 * side.error, lang)
    return text("triggers.chance", lang, percent=percent_text(side.probability, lang), error=error)
