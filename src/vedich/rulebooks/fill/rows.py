"""Lines of the sheet of standards as Standards."""

from __future__ import annotations

from decimal import Decimal

from pydantic import ValidationError

from vedich.rulebooks.explain import code_of
from vedich.rulebooks.fill.cells import Record
from vedich.rulebooks.fill.columns import DIRECTIONS, STANDARDS
from vedich.rulebooks.fill.write import untouched
from vedich.rulebooks.schema import Points, QuantityKind, Rulebook, Scale, Standard, ValueRule, Words
from vedich.rulebooks.spelling import rule_of

OFFICE = "office"  # the key of the source that an office's own copy is
_PREFILLED = {"criterion", "id"}


def standard_of(record: Record, base: Rulebook, quantities: dict[str, QuantityKind]) -> Standard | None:
    """The standard a line gives: the base's own where the line changes nothing; None where it is unusable.

    A line that adds or changes anything must give its clause and who checked it on which day.
    """
    id_ = record.text("id")
    known = next((s for s in base.standards if s.id == id_), None)
    given = {column.key for column in STANDARDS.columns if record.text(column.key)}
    if known is not None and untouched(known) and given <= _PREFILLED:
        return known
    before = len(record.findings.problems)
    value = _value(record, quantities)
    scale = _scale(record, value, quantities)
    points = _points(record)
    read = {
        "label": _label(record, known),
        "clause": record.text("clause"),
        "unit": record.text("unit"),
        "value": value,
        "scale": scale,
        "points": points,
        "counts": record.flag("counts") or False,
        "note": _note(record, known),
        "checked_by": record.text("checked_by"),
        "checked_on": record.day("checked_on"),
    }
    # What the office checked and left as it is keeps its source.
    if known is not None and known.model_copy(update=read) == known:
        return known if len(record.findings.problems) == before else None
    for column in STANDARDS.columns:
        if column.needed and column.key not in given:
            record.complain("rulebook.fill.needed", column.key)
    if len(record.findings.problems) > before:
        return None
    substance = {key: read[key] for key in ("label", "clause", "unit", "value", "scale", "points", "counts")}
    if known is not None and known.model_copy(update=substance) == known:
        return known.model_copy(update=read)
    return Standard(id=id_, source=OFFICE, confidence="high", **read)


def _label(record: Record, known: Standard | None) -> Words | None:
    vi, en = record.text("label_vi"), record.text("label_en")
    if vi is None:
        return None
    if known is not None and (known.label.vi, known.label.en) == (vi, en):
        return known.label
    return Words(vi=vi, en=en or vi)


def _note(record: Record, known: Standard | None) -> Words | None:
    note = record.text("note")
    if known is not None and known.note is not None and known.note.vi == note:
        return known.note
    return None if note is None else Words(vi=note, en=note)


def _value(record: Record, quantities: dict[str, QuantityKind]) -> ValueRule | None:
    written = record.text("value")
    if written is None:
        return None
    try:
        value = rule_of(written)
    except ValueError:
        record.complain("rulebook.fill.value_rule", "value", found=written)
        return None
    for quantity in value.quantities:
        if quantity not in quantities:
            record.complain("rulebook.fill.quantity_unknown", "value", quantity=quantity)
    return value


def _scale(record: Record, value: ValueRule | None, quantities: dict[str, QuantityKind]) -> Scale | None:
    if record.text("at_min") is None:
        if record.text("at_max") is not None:
            record.complain("rulebook.fill.min_first", "at_min")
        return None
    if value is None:
        if record.text("value") is None:
            record.complain("rulebook.fill.needed", "value")
        return None
    kind = quantities.get(value.subject)
    at_min, at_max = _end(record, "at_min", kind), _end(record, "at_max", kind)
    direction = record.choice("direction", DIRECTIONS)
    if at_min is None:
        return None
    try:
        return Scale.model_validate({"at_min": at_min, "at_max": at_max, "direction": direction})
    except ValidationError as error:
        _complain_of(record, error, "at_max")
        return None


def _end(record: Record, key: str, kind: QuantityKind | None) -> Decimal | str | None:
    if kind is None or not kind.levels:
        return record.number(key)
    written = record.text(key)
    if written is None:
        return None
    rank = kind.rank(written)
    if rank is None:
        levels = ", ".join(level.label.vi for level in kind.levels)
        record.complain("rulebook.fill.level_unknown", key, found=written, levels=levels)
        return None
    return kind.levels[rank].id


def _points(record: Record) -> Points | None:
    least, most = record.number("points_min"), record.number("points_max")
    if most is None:
        if record.text("points_min") is not None and record.text("points_max") is None:
            record.complain("rulebook.fill.needed", "points_max")
        return None
    try:
        return Points(min=least, max=most)
    except ValidationError as error:
        _complain_of(record, error, "points_max")
        return None


def _complain_of(record: Record, error: ValidationError, key: str) -> None:
    detail = error.errors(include_url=False)[0]
    values = {"path": record.text("id") or "", "found": record.text(key) or "", "example": ""}
    record.complain(code_of(detail), key, **values)
