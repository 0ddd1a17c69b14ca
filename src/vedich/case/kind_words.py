"""Kinds of projects are free text; words say which of them are meant."""

from __future__ import annotations

import re
from collections.abc import Iterable

from vedich.case.nearest import folded


def has_word(kind: str | None, words: Iterable[str]) -> bool:
    """Whether one of `words` stands in `kind` as whole words, whatever the case of letters and the spacing."""
    name = folded(kind or "")
    return any(re.search(rf"(?<!\w){re.escape(folded(word))}(?!\w)", name) for word in words)
