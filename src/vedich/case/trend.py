"""A figure's trend: which row of `quantities` counts on a day, and what it has become by a quarter's end."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal

from vedich.case.model import Case, Figure
from vedich.case.quarter import Quarter

_WIDE = Context(prec=40, rounding=ROUND_HALF_EVEN)
_REPORTED = Context(prec=12, rounding=ROUND_HALF_EVEN)


def figure_at(case: Case, quantity: str, at: Quarter | None) -> Figure | None:
    """The row of `quantity` that counts at the end of `at`; None if the case has no row of it.

    The latest row not after the quarter's end; if every row is later, the earliest one. `at` None: the latest
    row. A row without `as_of` counts as the oldest. A row without a value counts as well: unknown stays unknown.
    """
    rows = [row for row in case.quantities if row.quantity == quantity]
    if not rows:
        return None
    early = rows if at is None else [row for row in rows if _day(row) <= at.end]
    return max(early, key=_day) if early else min(rows, key=_day)


def value_at(figure: Figure, at: Quarter | None) -> Decimal | str | None:
    """The value of `figure` at the end of `at`, its trend compounded from `as_of` in whole months.

    With n = the months from the month of `as_of` to the last month of the quarter (never negative) and
    g = `growth_per_year`:

    - `percent`: value · (1 + g/100)^(n/12); a fall of 100 % a year or more leaves 0;
    - `amount`: value + g · n/12;

    computed with 40 digits and rounded half-even to 12 significant digits. A level, a figure without trend or
    without `as_of`, n = 0 and `at` None give the value as reported.
    """
    value, growth = figure.value, figure.growth_per_year
    if not isinstance(value, Decimal) or growth is None or figure.growth_kind is None or figure.as_of is None:
        return value
    months = 0 if at is None else months_between(figure.as_of, at)
    if months == 0:
        return value
    years = _WIDE.divide(Decimal(months), Decimal(12))
    if figure.growth_kind == "amount":
        return _REPORTED.plus(_WIDE.add(value, _WIDE.multiply(growth, years)))
    factor = _WIDE.add(Decimal(1), _WIDE.divide(growth, Decimal(100)))
    if factor <= 0:
        return Decimal(0)
    return _REPORTED.plus(_WIDE.multiply(value, _WIDE.power(factor, years)))


def _day(figure: Figure) -> date:
    return figure.as_of or date.min


def months_between(as_of: date, at: Quarter) -> int:
    """Whole months from the month of `as_of` to the last month of `at`, never negative."""
    return max(0, 12 * (at.year - as_of.year) + at.number * 3 - as_of.month)
