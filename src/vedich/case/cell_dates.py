"""Dates and quarters in cells."""

from __future__ import annotations

import re
from datetime import date, datetime

from vedich.case.cell_fault import CellFault
from vedich.case.cell_numbers import FIRST_YEAR, LAST_YEAR
from vedich.case.cell_text import clean
from vedich.case.quarter import Quarter

_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_VIETNAMESE = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_SLOPPY_QUARTER = re.compile(r"(?:q|quý|quy)?\s*([1-4IV]{1,3})\s*[-/. ]\s*([0-9]{4})", re.IGNORECASE)
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}


def day(raw: object, workbook: bool) -> date:
    """`2026-11-23`; in a workbook also a date cell or the text 23/11/2026. Raises CellFault."""
    found = _day(raw, workbook)
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise CellFault("date_range", raw, first=FIRST_YEAR, last=LAST_YEAR)
    return found


def _day(raw: object, workbook: bool) -> date:
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    cell = clean(raw) if isinstance(raw, str) else ""
    if match := _ISO.fullmatch(cell):
        return _date(raw, match[1], match[2], match[3])
    if match := _VIETNAMESE.fullmatch(cell):
        found = _date(raw, match[3], match[2], match[1])
        if workbook:
            return found
        # day and month trade places between programs, so a text file has one order only
        raise CellFault("not_date", raw, right=found.isoformat())
    raise CellFault("not_date", raw, right="2026-11-23")


def _date(raw: object, year: str, month: str, number: str) -> date:
    try:
        return date(int(year), int(month), int(number))
    except ValueError:
        raise CellFault("no_such_day", raw) from None


def quarter(raw: object) -> Quarter:
    """`2027Q3`. Raises CellFault."""
    cell = clean(raw) if isinstance(raw, str) else ""
    try:
        found = Quarter.parse(cell) if cell.isascii() else None
    except ValueError:
        found = None
    if found is not None and FIRST_YEAR <= found.year <= LAST_YEAR:
        return found
    raise CellFault("not_quarter", raw, right=_right_quarter(raw, cell))


def _right_quarter(raw: object, cell: str) -> str:
    if isinstance(raw, date):
        return str(Quarter.of(raw))
    if match := _SLOPPY_QUARTER.fullmatch(cell):
        number = _ROMAN.get(match[1].casefold(), match[1])
        if number in {"1", "2", "3", "4"}:
            return f"{match[2]}Q{number}"
    return "2027Q3"
