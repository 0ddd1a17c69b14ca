"""The known name nearest to a wrong one, for the example in a message."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable

_SHOWN = 5  # names listed when none is near
_LONGEST = 80  # characters compared and shown: a pasted page must not become the message


def folded(name: str) -> str:
    """`name` as headings and labels are compared: NFC, one case, single spaces."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def nearest(name: str, known: Iterable[str]) -> str:
    """The one of `known` nearest to `name`; failing that the first few; empty if nothing is known."""
    names = {folded(word): word for word in known}
    close = difflib.get_close_matches(folded(name[:_LONGEST]), names, n=1, cutoff=0.6)
    if close:
        return names[close[0]]
    first = list(names.values())[:_SHOWN]
    return ", ".join(first) + (", …" if len(names) > _SHOWN else "")


def near_miss(name: str, known: Iterable[str]) -> str | None:
    """The one of `known` that `name` is probably a slip of, or None."""
    close = difflib.get_close_matches(folded(name[:_LONGEST]), list(known), n=1, cutoff=0.85)
    return close[0] if close else None


def shown(found: object) -> str:
    """A wrong value as a message shows it: one short line without control characters."""
    line = "".join(char if char.isprintable() else "�" for char in str(found))
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
