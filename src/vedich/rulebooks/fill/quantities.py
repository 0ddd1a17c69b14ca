"""Lines of the sheet of figures: the known ones, and those an office adds for its own standards."""

from __future__ import annotations

import re

from pydantic import ValidationError

from vedich.rulebooks.explain import code_of
from vedich.rulebooks.fill.cells import Record
from vedich.rulebooks.fill.columns import KINDS, QUANTITIES
from vedich.rulebooks.schema import Level, QuantityKind, Rulebook, Words


def quantities_of(records: tuple[Record, ...], base: Rulebook) -> tuple[QuantityKind, ...]:
    """The base's quantities and the new ones of the sheet. A known id keeps the base's definition."""
    known = {kind.id for kind in base.quantities}
    new = []
    for record in records:
        id_ = record.text("id")
        if id_ in known:
            continue
        if id_ is not None and not re.fullmatch(r"[a-z]\w*", id_, re.ASCII):
            record.complain("rulebook.fill.quantity_id", "id", found=id_)
            continue
        kind = _quantity(record)
        if kind is not None:
            known.add(kind.id)
            new.append(kind)
    return base.quantities + tuple(new)


def _quantity(record: Record) -> QuantityKind | None:
    before = len(record.findings.problems)
    for column in QUANTITIES.columns:
        if column.needed and record.text(column.key) is None:
            record.complain("rulebook.fill.needed", column.key)
    kind = record.choice("kind", KINDS)
    levels = _levels(record)
    least, most = record.number("least"), record.number("most")
    if len(record.findings.problems) > before:
        return None
    label = record.text("label_vi") or ""
    definition = record.text("definition")
    try:
        return QuantityKind.model_validate(
            {
                "id": record.text("id"),
                "label": {"vi": label, "en": record.text("label_en") or label},
                "unit": record.text("unit"),
                "kind": kind,
                "levels": levels,
                "range": None if least is None or most is None else (least, most),
                "definition": Words(vi=definition, en=definition) if definition else None,
            }
        )
    except ValidationError as error:
        detail = error.errors(include_url=False)[0]
        values = {"path": record.text("id") or "", "found": "", "example": ""}
        record.complain(code_of(detail), "levels", **values)
        return None


def _levels(record: Record) -> tuple[Level, ...]:
    """`none=chưa có; commune=cấp xã`, lowest first."""
    levels = []
    for part in (record.text("levels") or "").split(";"):
        if not part.strip():
            continue
        id_, equals, label = (piece.strip() for piece in part.partition("="))
        if not (id_ and equals and label):
            record.complain("rulebook.fill.levels", "levels", found=part.strip())
            continue
        levels.append(Level(id=id_, label=Words(vi=label, en=label)))
    return tuple(levels)
