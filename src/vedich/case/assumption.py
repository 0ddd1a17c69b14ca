"""Whether a source owns to being a judgement: it holds the word "giả định" or "assumption"."""

from __future__ import annotations

from vedich.case.kind_words import has_word
from vedich.messages import LANGUAGES, text


def is_assumption(source: str | None) -> bool:
    """Whether `source` says that its figures are assumed; an empty one does not say so."""
    return has_word(source, (text("case.assumption", lang) for lang in LANGUAGES))
