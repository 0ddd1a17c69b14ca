"""What the odds of a plan say, in words a leader can repeat: the headline, its cards, how it was computed."""

from __future__ import annotations

from dataclasses import dataclass

from vedich.messages import Lang, has, number_text, text
from vedich.planning.result import Plan
from vedich.reports.numbers import money_text, quarter_text
from vedich.reports.plan_wording import lapses
from vedich.reports.risk_numbers import (
    chance_text,
    date_or_never,
    error_text,
    half_width,
    percent_text,
    quarters_text,
    unanimous,
)
from vedich.risk.result import Odds

_MANY = 0.1  # scenarios without a date within the horizon


@dataclass(frozen=True, slots=True)
class Fact:
    """A card: what, how much, and what that means."""

    name: str
    value: str
    note: str


def headline(odds: Odds, lang: Lang | None = None) -> str:
    """The chance of being on time with its error, then the middle and the bad case."""
    due = quarter_text(odds.on_time.quarter, lang)
    first = text("risk.headline", lang, quarter=due, chance=chance_text(odds.on_time, lang))
    return f"{first} {spread_text(odds, lang)}"


def spread_text(odds: Odds, lang: Lang | None = None) -> str:
    """The middle and the bad case in one sentence."""
    if odds.date.p50 is None:
        return text("risk.headline.never", lang)
    middle = quarter_text(odds.date.p50, lang)
    if odds.date.p90 is None:
        return text("risk.headline.middle_never", lang, middle=middle)
    return text("risk.headline.middle_bad", lang, middle=middle, bad=quarter_text(odds.date.p90, lang))


def basis(odds: Odds, lang: Lang | None = None) -> str:
    """Which plan, and how many scenarios."""
    return text(
        "risk.basis",
        lang,
        quarter=quarter_text(odds.planned, lang),
        cost=money_text(odds.cost, lang),
        scenarios=number_text(odds.scenarios, 0, lang),
    )


def facts(odds: Odds, lang: Lang | None = None) -> tuple[Fact, ...]:
    """The cards: on time, P10, P50, P90, mean and tail delay."""
    planned = quarter_text(odds.planned, lang)
    return (
        on_time_fact(odds, lang),
        *(_quantile(name, quarter, lang) for name, quarter in zip(_QUANTILES, _dates(odds), strict=True)),
        Fact(
            text("risk.fact.delay", lang),
            _delay(odds, odds.delay.expected, lang),
            text("risk.fact.delay.note", lang, quarter=planned),
        ),
        Fact(text("risk.fact.tail", lang), _delay(odds, odds.delay.tail, lang), text("risk.fact.tail.note", lang)),
    )


_QUANTILES = ("p10", "p50", "p90")


def _dates(odds: Odds) -> tuple[str | None, ...]:
    return odds.date.p10, odds.date.p50, odds.date.p90


def on_time_fact(odds: Odds, lang: Lang | None = None) -> Fact:
    """The card that the plan's page shows too."""
    due = text("risk.fact.on_time.note", lang, quarter=quarter_text(odds.on_time.quarter, lang))
    return Fact(text("risk.fact.on_time", lang), chance_text(odds.on_time, lang), due)


def _quantile(name: str, quarter: str | None, lang: Lang | None) -> Fact:
    note = text(f"risk.fact.{name}.never" if quarter is None else f"risk.fact.{name}.note", lang)
    return Fact(text(f"risk.fact.{name}", lang), date_or_never(quarter, lang), note)


def _delay(odds: Odds, quarters: float, lang: Lang | None) -> str:
    words = quarters_text(quarters, lang)
    return text("risk.at_least", lang, quarters=words) if odds.delay.censored > 0 else words


def censored_text(odds: Odds, lang: Lang | None = None) -> str:
    """How many scenarios never get there; empty where all do."""
    if odds.delay.censored <= 0:
        return ""
    return text("risk.censored", lang, share=percent_text(odds.delay.censored, lang, 1))


def lapse_text(plan: Plan, odds: Odds, lang: Lang | None = None) -> str:
    """That the plan itself does not hold the goals for long, where many scenarios never get there; else empty."""
    lapse = lapses(plan)
    if lapse is None or odds.delay.censored < _MANY:
        return ""
    return text("risk.lapse", lang, quarter=quarter_text(lapse, lang))


def driver_method(odds: Odds, lang: Lang | None = None) -> str:
    """The method of the drivers in words; a method without words in the catalogues by its name."""
    key = f"risk.driver_method.{odds.driver_method}"
    method = text(key, lang) if has(key) else odds.driver_method
    if odds.driver_response == "delay" or not odds.drivers:
        return method
    return text("risk.drivers.of_points", lang, method=method, quarter=quarter_text(odds.planned, lang))


def method_sentences(odds: Odds, lang: Lang | None = None) -> tuple[str, ...]:
    """How the odds were computed, in three sentences."""
    scenarios = number_text(odds.scenarios, 0, lang)
    return (
        text("risk.method.run", lang, scenarios=scenarios),
        text("risk.method.wait", lang),
        text("risk.method.score", lang),
    )


def error_sentence(odds: Odds, lang: Lang | None = None) -> str:
    """The sampling error of the chance of being on time, and what it leaves out."""
    scenarios = number_text(odds.scenarios, 0, lang)
    if not unanimous(odds.on_time):
        error = error_text(half_width(odds.on_time), lang)
        return text("risk.method.error", lang, scenarios=scenarios, error=error)
    # n agreeing scenarios: the contrary has a chance p with (1 − p)^n = 5 % at most.
    most = percent_text(1 - 0.05 ** (1 / odds.scenarios), lang, 2)
    return text("risk.method.no_error", lang, scenarios=scenarios, most=most)
