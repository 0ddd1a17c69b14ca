"""Numbers in cells: one machine-neutral writing (`1234.5`), whatever the language of the office.

A comma or a space in a number means one thing in Vietnam and another elsewhere, so neither is guessed: the
message shows how the number is written instead.
"""

from __future__ import annotations

import math
import re
from datetime import date, time, timedelta
from decimal import Decimal, InvalidOperation

from vedich.case.cell_fault import CellFault
from vedich.case.cell_text import clean

LARGEST = Decimal(10) ** 15
PLACES = 9
FIRST_YEAR, LAST_YEAR = 1950, 2150
EXACT_DIGITS = 15  # a decimal of so many significant digits survives a double and every spreadsheet

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_LOOKS_NUMERIC = re.compile(r"(?=.*[0-9])[-+−0-9eE.,\s'’_%]+", re.DOTALL)
_THOUSANDS = re.compile(r"[0-9]{1,3}([.,][0-9]{3})+")
_NOT_FINITE = frozenset({"nan", "inf", "infinity", "-inf", "+inf", "-infinity", "+infinity"})
_LONGEST = 60


def plain(number: Decimal) -> str:
    """The one writing of a number: no exponent, no zeros behind the last decimal, no -0."""
    digits = format(number, "f")
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return "0" if digits == "-0" else digits


def survives_a_double(number: Decimal) -> bool:
    """Whether a spreadsheet's number cell gives `number` back."""
    return len(plain(number).replace(".", "").lstrip("-0").rstrip("0")) <= EXACT_DIGITS


def looks_numeric(cell: str) -> bool:
    """Whether text is meant as a number, well written or not (a level's name is anything else)."""
    return cell.casefold() in _NOT_FINITE or _LOOKS_NUMERIC.fullmatch(cell) is not None


def number(raw: object, example: str = "1234.5", whole: bool = False) -> Decimal:
    """A decimal of at most 15 digits before and 9 behind the point. Raises CellFault."""
    found = _from_text(raw, example, whole) if isinstance(raw, str) else _from_typed(raw, example)
    if abs(found) > LARGEST:
        raise CellFault("too_large", raw, largest=plain(LARGEST))
    written = plain(found)
    if len(written.partition(".")[2]) > PLACES:
        raise CellFault("too_many_decimals", raw, places=PLACES, right=plain(round(found, PLACES)))
    return Decimal(written)


def whole_number(raw: object, least: int = 0) -> int:
    """A whole number, at least `least`. Raises CellFault."""
    found = number(raw, "1500", whole=True)
    if found != int(found):
        right = _right_writing(clean(raw), whole=True) if isinstance(raw, str) else ""
        raise CellFault("not_whole", raw, right=right or plain(Decimal(round(found))))
    if found < least:
        raise CellFault("negative" if least == 0 else "not_positive", raw)
    return int(found)


def year(raw: object) -> int:
    """A calendar year. Raises CellFault."""
    try:
        found = whole_number(raw)
    except CellFault as fault:
        raise CellFault("not_year", raw) from fault
    if not FIRST_YEAR <= found <= LAST_YEAR:
        raise CellFault("not_year", raw)
    return found


def _from_text(raw: str, example: str, whole: bool) -> Decimal:
    cell = clean(raw)
    if _NUMBER.fullmatch(cell) and len(cell) <= _LONGEST:
        return Decimal(cell)
    right = _right_writing(cell, whole)
    if right:
        raise CellFault("number_writing", raw, right=right)
    if len(cell) > _LONGEST and _LOOKS_NUMERIC.fullmatch(cell):
        raise CellFault("too_large", raw, largest=plain(LARGEST))
    raise CellFault("not_number", raw, right=example)


def _from_typed(raw: object, example: str) -> Decimal:
    if isinstance(raw, bool):
        raise CellFault("not_number", raw, right=example)
    if isinstance(raw, date | time | timedelta):
        raise CellFault("is_date", raw, right=example)
    if isinstance(raw, int):
        return Decimal(raw)
    if isinstance(raw, float) and math.isfinite(raw):
        # a spreadsheet shows 15 digits of its doubles: 0.1 + 0.2 is the 0.3 that the person sees
        return Decimal(f"{raw:.{EXACT_DIGITS}g}")
    raise CellFault("not_number", raw, right=example)


def _right_writing(cell: str, whole: bool) -> str:
    """How the number that `cell` seems to mean is written; empty if it means none."""
    digits = re.sub(r"[\s'’_%]", "", cell).replace("−", "-").removeprefix("+")
    if not _LOOKS_NUMERIC.fullmatch(cell) or len(digits) > _LONGEST:
        return ""
    sign, digits = ("-", digits[1:]) if digits.startswith("-") else ("", digits)
    if whole and _THOUSANDS.fullmatch(digits):
        return sign + re.sub("[.,]", "", digits)
    last = max(digits.rfind("."), digits.rfind(","))
    mark = digits[last] if last >= 0 else ""
    if mark and digits.count(mark) > 1:
        digits = re.sub("[.,]", "", digits)  # several of one mark: it parts thousands
    elif mark:
        digits = re.sub("[.,]", "", digits[:last]) + "." + digits[last + 1 :]
    try:
        meant = Decimal(sign + digits)
    except InvalidOperation:
        return ""
    return plain(round(meant, PLACES)) if abs(meant) <= LARGEST else ""
