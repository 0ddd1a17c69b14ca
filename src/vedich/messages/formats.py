"""Numbers and dates as a Vietnamese or an English reader writes them (Babel's CLDR data)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from vedich.messages.catalogue import Lang, language


def number_text(
    value: Decimal | Fraction | float, decimals: int = 2, lang: Lang | None = None, *, fixed: bool = False
) -> str:
    """`1234.5` → `1.234,5` (vi) or `1,234.5` (en); at most `decimals` places, exactly so many if `fixed`."""
    from babel.numbers import format_decimal

    if isinstance(value, Fraction):
        value = Decimal(value.numerator) / Decimal(value.denominator)
    places = ("0" if fixed else "#") * decimals
    pattern = f"#,##0.{places}" if places else "#,##0"
    shown = format_decimal(value, format=pattern, locale=lang or language())
    return "0" if shown in {"-0", "−0"} else shown


def date_text(day: date, lang: Lang | None = None) -> str:
    """`2026-11-23` → `23/11/2026` (vi) or `23 Nov 2026` (en)."""
    from babel.dates import format_date

    chosen = lang or language()
    return format_date(day, format="dd/MM/yyyy" if chosen == "vi" else "d MMM yyyy", locale=chosen)
