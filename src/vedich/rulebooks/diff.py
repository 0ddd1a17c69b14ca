"""What changed between two rulebooks: two versions of a law, two classes, a draft and its completion."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from vedich.rulebooks.schema import Rulebook, Standard, Words
from vedich.rulebooks.spelling import spelt


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field, named by its path in the file (`scale.at_min`); None: absent on that side."""

    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class PartChange:
    """One criterion, standard or adjustment that both rulebooks have, and the fields that differ."""

    id: str
    label: Words
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class PartDiff:
    """Parts of one kind, matched by id: only in the second, only in the first, in both but different."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[PartChange, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


@dataclass(frozen=True, slots=True)
class RulebookDiff:
    """From rulebook `before` to rulebook `after`. `head`: title, days of effect, totals, provenance."""

    before: str
    after: str
    head: tuple[FieldChange, ...]
    recognition: tuple[FieldChange, ...]
    criteria: PartDiff
    standards: PartDiff
    adjustments: PartDiff

    def __bool__(self) -> bool:
        return any((self.head, self.recognition, self.criteria, self.standards, self.adjustments))


_HEAD = {
    "id",
    "title",
    "short",
    "issued",
    "amended_by",
    "in_force",
    "transcription",
    "standards_total",
    "total_max",
}
_SCORED = {"value", "unit", "scale", "points", "counts"}
_ALL_SCORED: dict[str, Any] = {
    "standards_total": True,
    "total_max": True,
    "recognition": {"total_at_least", "each_criterion_at_least_its_min", "transcribed"},
    "criteria": {"__all__": {"id": True, "points": True, "standards": {"__all__": {"id", *_SCORED}}}},
    "adjustments": {"__all__": {"id", "excludes", "changes"}},
    "quantities": True,
}


def diff(a: Rulebook, b: Rulebook) -> RulebookDiff:
    """The change from `a` to `b`, field by field; `criterion` is the field of a standard that moved."""
    return RulebookDiff(
        before=a.id,
        after=b.id,
        head=_fields(_flat(a, include=_HEAD), _flat(b, include=_HEAD)),
        recognition=_fields(_flat(a.recognition), _flat(b.recognition)),
        criteria=_parts(_criteria(a), _criteria(b)),
        standards=_parts(_standards(a), _standards(b)),
        adjustments=_parts(_adjustments(a), _adjustments(b)),
    )


def scored_fields(before: Standard, after: Standard) -> tuple[FieldChange, ...]:
    """What differs in how two rows score: figure, unit, ends, points; not their words, group or provenance."""
    return _fields(_flat(before, include=_SCORED), _flat(after, include=_SCORED))


def scored_alike(a: Rulebook, b: Rulebook) -> bool:
    """Whether the two differ in nothing that a score, a verdict or a goal depends on: words and provenance at most."""
    return a.model_dump(include=_ALL_SCORED) == b.model_dump(include=_ALL_SCORED)


_Parts = dict[str, tuple[Words, dict[str, str]]]


def _criteria(rulebook: Rulebook) -> _Parts:
    return {c.id: (c.label, _flat(c, exclude={"id", "standards", "not_transcribed"})) for c in rulebook.criteria}


def _standards(rulebook: Rulebook) -> _Parts:
    return {
        s.id: (s.label, {"criterion": c.id, **_flat(s, exclude={"id"})}) for c in rulebook.criteria for s in c.standards
    }


def _adjustments(rulebook: Rulebook) -> _Parts:
    return {a.id: (a.label, _flat(a, exclude={"id"})) for a in rulebook.adjustments}


def _parts(before: _Parts, after: _Parts) -> PartDiff:
    changed = (
        PartChange(id_, label, _fields(before[id_][1], fields))
        for id_, (label, fields) in after.items()
        if id_ in before
    )
    return PartDiff(
        added=tuple(id_ for id_ in after if id_ not in before),
        removed=tuple(id_ for id_ in before if id_ not in after),
        changed=tuple(change for change in changed if change.fields),
    )


def _fields(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[FieldChange, ...]:
    names = dict.fromkeys((*before, *after))
    return tuple(
        FieldChange(name, before.get(name), after.get(name)) for name in names if before.get(name) != after.get(name)
    )


def _flat(part: BaseModel, **selection: Any) -> dict[str, str]:
    """Every leaf that is given, by its dotted path, in one spelling a value (5.0 is 5)."""
    leaves: dict[str, str] = {}
    _walk("", part.model_dump(mode="python", by_alias=True, **selection), leaves)
    return leaves


def _walk(path: str, value: object, leaves: dict[str, str]) -> None:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            _walk(f"{path}.{key}" if path else str(key), inner, leaves)
    elif isinstance(value, tuple) and any(isinstance(inner, Mapping) for inner in value):
        for number, inner in enumerate(value, 1):
            _walk(f"{path}.{number}", inner, leaves)
    elif isinstance(value, tuple):
        if value:
            leaves[path] = "; ".join(map(spelt, value))
    elif value is not None:
        leaves[path] = spelt(value)
