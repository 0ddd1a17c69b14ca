"""Chances, errors and delays as a reader expects them.

A chance is never rounded to 0 or 100 % unless it is just that; an error is rounded up.
"""

from __future__ import annotations

from fractions import Fraction

from vedich.messages import Lang, number_text, text
from vedich.reports.numbers import quarter_text, rounded_up
from vedich.risk.result import Chance

WIDTH_95 = 1.96  # standard errors on either side of an estimate that hold 95 % of a normal distribution
_NEARLY = 0.01  # chances nearer to none or all are told to one place more


def percent_text(share: float, lang: Lang | None = None, decimals: int = 0) -> str:
    """`0.623` → `62%`; `dưới 1%` and `trên 99%` where rounding would make it none or all."""
    least = Fraction(1, 10**decimals)
    percent = round(Fraction(share) * 100, decimals)
    if percent <= 0 and share > 0:
        return text("risk.below", lang, most=_percent(least, decimals, lang))
    if percent >= 100 and share < 1:
        return text("risk.above", lang, least=_percent(100 - least, decimals, lang))
    return _percent(max(percent, Fraction(0)), decimals, lang)


def _percent(percent: Fraction, decimals: int, lang: Lang | None) -> str:
    return text("value.%", lang, number=number_text(percent, decimals, lang))


def half_width(chance: Chance) -> float:
    """Half the 95 % interval of a chance, as a share."""
    return WIDTH_95 * chance.error


def error_text(share: float, lang: Lang | None = None) -> str:
    """Half an interval in percentage points, to one place, rounded up: `0.0095` → `1 điểm phần trăm`."""
    return text("risk.points_of_percent", lang, number=points_of_percent(share, lang))


def points_of_percent(share: float, lang: Lang | None = None) -> str:
    """The bare number of percentage points, to one place, rounded up."""
    return number_text(rounded_up(Fraction(share) * 100, 1), 1, lang)


def unanimous(chance: Chance) -> bool:
    """Whether all scenarios give the same answer."""
    return chance.probability in {0, 1}


def chance_text(chance: Chance, lang: Lang | None = None) -> str:
    """`62% ± 1 điểm phần trăm`, `0,2% ± 0,1 …`; where all scenarios agree, that instead of the error."""
    nearly = not _NEARLY < chance.probability < 1 - _NEARLY
    percent = percent_text(chance.probability, lang, 1 if nearly else 0)
    if unanimous(chance):
        return text("risk.chance.all" if chance.probability else "risk.chance.none", lang, percent=percent)
    return text("risk.chance", lang, percent=percent, error=error_text(half_width(chance), lang))


def quarters_text(count: float, lang: Lang | None = None) -> str:
    """A number of quarters to one place: `1,2 quý`."""
    number = number_text(Fraction(count), 1, lang)
    return text("risk.quarters.one" if number == "1" else "risk.quarters", lang, number=number)


def date_or_never(quarter: str | None, lang: Lang | None = None) -> str:
    """`cuối quý II/2030`, or that it is not within the horizon."""
    if quarter is None:
        return text("risk.never", lang)
    return text("report.fact.end_of", lang, quarter=quarter_text(quarter, lang))
