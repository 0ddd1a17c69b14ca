"""The catalogues: one YAML file a room, each key with its Vietnamese and its English words side by side.

A test holds that every key has both languages with the same placeholders, and that every key the code
names exists.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any, Literal, TypedDict, cast

import yaml

Lang = Literal["vi", "en"]
LANGUAGES: tuple[Lang, ...] = ("vi", "en")


class Text(TypedDict):
    """One text in both languages, as rulebooks and cases carry it."""

    vi: str
    en: str


_current: list[Lang] = ["vi"]


def language() -> Lang:
    """The language of this run; Vietnamese unless `set_language` said otherwise."""
    return _current[0]


def set_language(lang: Lang) -> None:
    """Choose the language that `text` and the formats use when none is named."""
    _current[0] = lang


@cache
def _entries() -> dict[str, dict[str, Any]]:
    entries: dict[str, dict[str, Any]] = {}
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    for file in sorted(resources.files("vedich.messages").joinpath("catalogues").iterdir(), key=str):
        if file.name.endswith(".yaml"):
            entries.update(yaml.load(file.read_text(encoding="utf-8"), loader))
    return entries


def has(key: str) -> bool:
    """Whether a catalogue holds `key`."""
    return key in _entries()


def keys() -> frozenset[str]:
    """All keys of all catalogues (for the tests)."""
    return frozenset(_entries())


def entry(key: str) -> dict[str, Any]:
    """The raw entry of `key`: `{vi: ..., en: ...}`. Raises KeyError on an unknown key."""
    return _entries()[key]


def text(key: str, lang: Lang | None = None, /, **values: object) -> str:
    """The words of `key` in `lang`, with `{placeholders}` filled from `values`."""
    words = cast("str", entry(key)[lang or language()])
    return words.format(**values) if values else words
