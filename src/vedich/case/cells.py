"""One cell of a case, by the kind of its column (`tables.Kind`): text from CSV, typed cells from a workbook."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import cache

from vedich.case.cell_dates import day, quarter
from vedich.case.cell_fault import CellFault
from vedich.case.cell_numbers import looks_numeric, number, whole_number, year
from vedich.case.cell_text import choice, identifier, items, name, words
from vedich.case.model import After
from vedich.case.nearest import folded
from vedich.case.tables import Kind
from vedich.messages import LANGUAGES, text

_AFTER = re.compile(r"([^+]+?)\s*(?:\+\s*([0-9]{1,3}))?")
_SHARE_PLACES_OF_100 = 7  # a share of 100 keeps its digits when it becomes a share of 1


def is_empty(raw: object) -> bool:
    """Whether nothing was entered."""
    return raw is None or (isinstance(raw, str) and not raw.strip())


@cache
def choice_labels(prefix: str, choices: tuple[str, ...]) -> dict[str, str]:
    """Every word a choice may be entered as, folded → its key. `prefix`: `TABLE.COLUMN`."""
    labels = {folded(key): key for key in choices}
    for key in choices:
        for lang in LANGUAGES:
            labels.setdefault(folded(text(f"case.choice.{prefix}.{key}", lang)), key)
    return labels


def parse_cell(raw: object, kind: Kind, labels: dict[str, str] | None = None, workbook: bool = False) -> object:
    """The value of a cell that is not empty. Raises CellFault.

    `labels`: for a choice, from `choice_labels`; `workbook`: the cell comes from a spreadsheet, where a date
    may be written 23/11/2026.
    """
    if kind == "date":
        return day(raw, workbook)
    if kind == "choice":
        return choice(raw, labels or {})
    return _PARSERS[kind](raw)


def value(raw: object) -> Decimal | str:
    """A number, or else the name of a level. Raises CellFault."""
    if isinstance(raw, str) and not looks_numeric(raw.strip()):
        return name(raw)
    return number(raw)


def flag(raw: object) -> bool:
    """0 or 1. Raises CellFault."""
    if isinstance(raw, bool):
        return raw
    cell = raw.strip() if isinstance(raw, str) else raw
    if cell in ("0", "1", 0, 1):
        return cell in ("1", 1)
    raise CellFault("not_flag", raw)


def ids(raw: object) -> tuple[str, ...]:
    """`a; b`. Raises CellFault."""
    return _distinct(raw, tuple(identifier(part) for part in items(raw)))


def after(raw: object) -> tuple[After, ...]:
    """`P1; P2+1`. Raises CellFault."""
    found = []
    for part in items(raw):
        match = _AFTER.fullmatch(part)
        if match is None:
            raise CellFault("bad_after", part)
        found.append(After(identifier(match[1]), int(match[2] or 0)))
    _distinct(raw, tuple(entry.project for entry in found))
    return tuple(found)


def shares(raw: object) -> tuple[Decimal, ...]:
    """`0.5; 0.3; 0.2`: shares of 1, or of 100, that fill it exactly. Raises CellFault."""
    found = tuple(number(part) for part in (items(raw) if isinstance(raw, str) else (raw,)))
    if any(share < 0 for share in found):
        raise CellFault("share_negative", raw)
    total = sum(found, Decimal(0))
    if total == 1:
        return found
    if total != 100:
        raise CellFault("shares_sum", raw, total=str(total))
    if any(share != round(share, _SHARE_PLACES_OF_100) for share in found):
        raise CellFault("too_many_decimals", raw, places=_SHARE_PLACES_OF_100, right="33.3333333")
    return tuple((share / 100).normalize() for share in found)


def _distinct(raw: object, names: tuple[str, ...]) -> tuple[str, ...]:
    for index, entry in enumerate(names):
        if entry in names[:index]:
            raise CellFault("repeated", raw, twice=entry)
    return names


_PARSERS: dict[str, Callable[[object], object]] = {
    "id": identifier,
    "text": words,
    "number": number,
    "value": value,
    "money": whole_number,
    "count": whole_number,
    "positive": lambda raw: whole_number(raw, 1),
    "year": year,
    "quarter": quarter,
    "flag": flag,
    "ids": ids,
    "after": after,
    "shares": shares,
}
