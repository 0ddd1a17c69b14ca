"""Text in cells: composed Unicode, no character that nobody can see, so that equal-looking names are equal."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import date, datetime

from vedich.case.cell_fault import CellFault
from vedich.case.nearest import folded, nearest

LONGEST_TEXT = 10_000
LONGEST_NAME = 200
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})  # control, format, surrogate, line and paragraph separators


def clean(raw: str, lines: bool = False) -> str:
    """NFC, every kind of space a plain one, none at the ends; line breaks only if `lines`. Raises CellFault."""
    cell = unicodedata.normalize("NFC", raw)
    if not cell.isascii() or not cell.isprintable():
        cell = cell.replace("\r\n", "\n")
        spaced = (" " if unicodedata.category(char) == "Zs" else char for char in cell)
        cell = "".join(spaced).strip(" \t\r\n")
        for char in cell:
            if _is_unseen(char) and not (lines and char == "\n"):
                raise CellFault("control", raw, char=f"U+{ord(char):04X}")
    else:
        cell = cell.strip(" ")
    if len(cell) > LONGEST_TEXT:
        raise CellFault("too_long", raw, longest=LONGEST_TEXT)
    return cell


def _is_unseen(char: str) -> bool:
    return unicodedata.category(char) in _UNSEEN or (ord(char) & 0xFFFE) == 0xFFFE or char == "�"


def words(raw: object, lines: bool = True) -> str:
    """Text; a number or a date in a workbook's text column as a person would write it. Raises CellFault."""
    from vedich.case.cell_numbers import number, plain

    if isinstance(raw, str):
        return clean(raw, lines)
    if isinstance(raw, bool):
        raise CellFault("not_text", raw)
    if isinstance(raw, int | float):
        return plain(number(raw))
    if isinstance(raw, date):
        return (raw.date() if isinstance(raw, datetime) else raw).isoformat()
    raise CellFault("not_text", raw)


def name(raw: object) -> str:
    """One line of at most 200 characters. Raises CellFault."""
    found = words(raw, lines=False)
    if len(found) > LONGEST_NAME:
        raise CellFault("too_long", raw, longest=LONGEST_NAME)
    return found


def identifier(raw: object) -> str:
    """A name without `;` and `+`, which part the names in lists. Raises CellFault."""
    found = name(raw)
    if ";" in found or "+" in found:
        raise CellFault("bad_id", raw)
    return found


def choice(raw: object, labels: Mapping[str, str]) -> str:
    """A key of a closed list, given as the key or one of its labels (`labels`: folded word → key)."""
    found = labels.get(folded(words(raw)))
    if found is None:
        raise CellFault("not_choice", raw, nearest=nearest(str(raw), dict.fromkeys(labels.values())))
    return found


def items(raw: object) -> tuple[str, ...]:
    """The parts of `a; b`. Raises CellFault on an empty part."""
    parts = [part.strip(" ") for part in words(raw, lines=False).removesuffix(";").split(";")]
    if not all(parts):
        raise CellFault("empty_part", raw)
    return tuple(parts)
