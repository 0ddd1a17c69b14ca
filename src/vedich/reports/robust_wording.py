"""What a robust choice says, in words: the headline, its cards, what made plans surer."""

from __future__ import annotations

from collections.abc import Sequence

from vedich.messages import Lang, number_text, text
from vedich.reports.numbers import money_text, quarter_text
from vedich.reports.risk_numbers import WIDTH_95, chance_text, error_text, percent_text, points_of_percent
from vedich.reports.risk_wording import Fact
from vedich.risk.robust_result import Buffer, Robust


def headline(found: Robust, lang: Lang | None = None) -> str:
    """The choice in one or two sentences."""
    by, asked = quarter_text(found.by, lang), percent_text(found.asked, lang)
    if found.chance is None or found.plan.cost is None:
        return text("risk.robust.headline.no_plan", lang, by=by)
    key = "reached" if found.reached else "most"
    values = {"by": by, "asked": asked, "cost": money_text(found.plan.cost, lang)}
    first = text(f"risk.robust.headline.{key}", lang, chance=chance_text(found.chance, lang), **values)
    return f"{first} {_against_usual(found, lang)}"


def _against_usual(found: Robust, lang: Lang | None) -> str:
    if found.gain is None or found.extra_cost is None or not found.buffers:
        return text("risk.robust.same", lang)
    gain = text("risk.points_of_percent", lang, number=number_text(found.gain * 100, 1, lang))
    extra = found.extra_cost
    key = "dearer" if extra > 0 else "cheaper" if extra < 0 else "as_dear"
    return text(f"risk.robust.{key}", lang, gain=gain, extra=money_text(abs(extra), lang))


def facts(found: Robust, lang: Lang | None = None) -> tuple[Fact, ...]:
    """The cards: chance, cost, gain, price of the gain; none without a plan."""
    if found.chance is None or found.plan.cost is None:
        return ()
    asked = text("risk.robust.fact.asked", lang, asked=percent_text(found.asked, lang))
    cards = [
        Fact(text("risk.robust.fact.chance", lang), chance_text(found.chance, lang), asked),
        Fact(
            text("risk.robust.fact.cost", lang),
            money_text(found.plan.cost, lang),
            text("risk.fact.on_time.note", lang, quarter=quarter_text(found.by, lang)),
        ),
    ]
    if found.gain is not None and found.gain_error is not None and found.extra_cost is not None:
        error = error_text(WIDTH_95 * found.gain_error, lang)
        gain = text("risk.chance", lang, percent=number_text(found.gain * 100, 1, lang), error=error)
        against = text("risk.robust.fact.against", lang)
        extra = money_text(found.extra_cost, lang)
        cards += [
            Fact(text("risk.robust.fact.gain", lang), gain, against),
            Fact(text("risk.robust.fact.extra", lang), extra, against),
        ]
    return tuple(cards)


def buffers_text(buffers: Sequence[Buffer], lang: Lang | None = None) -> str:
    """What the plan was given to be surer; nothing: the usual plan."""
    if not buffers:
        return text("risk.robust.buffer.none", lang)
    return "; ".join(text(f"risk.robust.buffer.{buffer}", lang) for buffer in buffers)


def method_sentences(found: Robust, lang: Lang | None = None) -> tuple[str, ...]:
    """How the choice was made, its date and its error."""
    values = {
        "candidates": number_text(found.candidates, 0, lang),
        "scenarios": number_text(found.scenarios, 0, lang),
        "fresh": number_text(found.fresh_scenarios, 0, lang),
    }
    by = quarter_text(found.by, lang)
    sentences = [
        text(f"risk.robust.date.{found.date_from}", lang, by=by),
        text("risk.robust.method", lang, **values),
        text("risk.robust.usual", lang, by=by),
    ]
    if found.chance is not None:
        half = points_of_percent(WIDTH_95 * found.chance.error, lang)
        sentences.append(text("risk.robust.error", lang, points=half))
    if found.ended != "complete":
        sentences.append(text(f"risk.robust.ended.{found.ended}", lang))
    return tuple(sentences)
