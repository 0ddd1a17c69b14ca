"""Which kinds of projects are land clearance (giải phóng mặt bằng): `data/clearance.yaml`."""

from __future__ import annotations

from functools import cache

from vedich.case.investment_law import raw_law
from vedich.case.kind_words import has_word


@cache
def clearance_words() -> tuple[str, ...]:
    """The words that mean land clearance, in Vietnamese and English."""
    return tuple(raw_law("clearance")["words"])


def is_clearance(kind: str | None) -> bool:
    """Whether projects of `kind` clear land. No kind: no."""
    return has_word(kind, clearance_words())
