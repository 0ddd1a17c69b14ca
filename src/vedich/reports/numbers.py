"""Amounts as a reader expects them: points, money, quarters, units and values of figures.

Points are rounded down and gaps up, so that a rounded number never says that a threshold was reached when
it was not.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from vedich.case.quarter import Quarter
from vedich.messages import Lang, date_text, has, language, number_text, text
from vedich.scoring.result import Interval

if TYPE_CHECKING:
    from vedich.rulebooks.schema import Level, Words

# Things that are counted: half a bed cannot be built.
WHOLE_UNITS = frozenset({"person", "bed", "facility", "works", "space", "event", "rank", "level"})


def rounded_down(value: Fraction, decimals: int = 2) -> Fraction:
    """The greatest number with `decimals` places that is not above `value`."""
    return Fraction(math.floor(value * 10**decimals), 10**decimals)


def rounded_up(value: Fraction, decimals: int = 2) -> Fraction:
    """The least number with `decimals` places that is not below `value`."""
    return Fraction(math.ceil(value * 10**decimals), 10**decimals)


def point_text(points: Fraction, lang: Lang | None = None) -> str:
    """Points with at most two places, rounded down: 74.999 is shown as 74.99, never as 75."""
    return number_text(rounded_down(points), 2, lang)


def points_text(interval: Interval, lang: Lang | None = None) -> str:
    """`5,5`, or `0 – 5` where the points are not certain."""
    if interval.known:
        return point_text(interval.low, lang)
    return f"{point_text(interval.low, lang)} – {point_text(interval.high, lang)}"


def money_text(million: int | Fraction, lang: Lang | None = None) -> str:
    """Million VND as billions, exact to the million: 12500 → `12,5 tỷ đồng` or `VND 12.5 billion`."""
    return text("report.money", lang, number=billions_text(million, lang))


def billions_text(million: int | Fraction, lang: Lang | None = None, decimals: int = 3) -> str:
    """The bare number of billions, for tables whose heading names the unit."""
    return number_text(Fraction(million) / 1000, decimals, lang)


def quarter_text(quarter: str, lang: Lang | None = None) -> str:
    """`2028Q4` → `quý IV/2028` (vi) or `Q4 2028` (en). Raises ValueError."""
    parsed = Quarter.parse(quarter)
    return text("report.quarter", lang, roman=_roman(parsed.number), number=parsed.number, year=parsed.year)


def _roman(number: int) -> str:
    return ("I", "II", "III", "IV")[number - 1]


def quarter_number_text(number: int, lang: Lang | None = None) -> str:
    """The quarter alone, for a time axis: `IV` (vi) or `Q4` (en)."""
    return text("report.quarter.short", lang, roman=_roman(number), number=number)


def unit_text(unit: str, lang: Lang | None = None, count: Fraction | int = 1) -> str:
    """The name of a unit in words; a unit that the catalogues do not know is shown as it is."""
    for key in (f"unit.{unit}.many", f"unit.{unit}") if abs(count) != 1 else (f"unit.{unit}",):
        if has(key):
            return text(key, lang)
    return unit


def level_text(name: str, lang: Lang | None = None, levels: Sequence[Level] = ()) -> str:
    """The label of a level given by id or label; the name itself if `levels` do not hold it."""
    wanted = name.strip().casefold()
    for level in levels:
        if wanted in {level.id.casefold(), level.label.vi.casefold(), level.label.en.casefold()}:
            return worded(level.label, lang)
    return name


def worded(words: Words, lang: Lang | None = None) -> str:
    """A text that data carries in both languages, in one of them."""
    return words.vi if (lang or language()) == "vi" else words.en


def value_text(
    value: Fraction | str | None,
    unit: str | None,
    lang: Lang | None = None,
    levels: Sequence[Level] = (),
) -> str:
    """A figure with its unit: `1.395,07 người/km²`, `71,32%`, `hạng 7`, `cấp tỉnh`; unknown in words."""
    if value is None:
        return text("report.value.unknown", lang)
    if isinstance(value, str):
        return level_text(value, lang, levels)
    number = number_text(value, 2 if abs(value) >= Fraction(1, 10) else 4, lang)
    if unit is None:
        return number
    if has(f"value.{unit}"):
        return text(f"value.{unit}", lang, number=number)
    return f"{number} {unit_text(unit, lang, value)}"


def gap_amount_text(gap: Fraction, unit: str | None, lang: Lang | None = None) -> str:
    """What is short: whole for things that are counted, otherwise two places; always rounded up."""
    if gap.denominator != 1:
        gap = Fraction(math.ceil(gap)) if unit in WHOLE_UNITS else rounded_up(gap)
    number = number_text(gap, 2, lang)
    if unit is None:
        return number
    named = f"gap.{unit}" if has(f"gap.{unit}") else None
    return text(named, lang, number=number) if named else f"{number} {unit_text(unit, lang, gap)}"


def change_text(amount: Decimal, unit: str | None, lang: Lang | None = None) -> str:
    """What a project adds, as the case gives it, to four places: `40 giường bệnh`, `1,5 điểm phần trăm`."""
    number = number_text(amount, 4, lang)
    if unit is None:
        return number
    if has(f"gap.{unit}"):
        return text(f"gap.{unit}", lang, number=number)
    return f"{number} {unit_text(unit, lang, Fraction(amount))}"


def day_text(day: date | None, lang: Lang | None = None) -> str:
    """A date as the reader writes it; none in words."""
    return text("report.value.undated", lang) if day is None else date_text(day, lang)
