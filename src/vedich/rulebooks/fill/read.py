"""Reading the completion workbook back: the base rulebook with what the office filled in."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from vedich.messages import Problem, Refused, text
from vedich.rulebooks.checks import check, reducible
from vedich.rulebooks.fill.cells import Findings, Record, open_workbook, records_of
from vedich.rulebooks.fill.columns import CRITERIA, FIELDS, QUANTITIES, RULEBOOK_FIELDS, STANDARDS, STATUSES
from vedich.rulebooks.fill.quantities import quantities_of
from vedich.rulebooks.fill.rows import OFFICE, standard_of
from vedich.rulebooks.fill.write import default_id
from vedich.rulebooks.schema import Adjustment, Criterion, Points, Rulebook, Standard, Words


def read_fill(path: Path, base: Rulebook) -> Rulebook:
    """The completed rulebook, with an id of its own. Raises Refused with every problem of the workbook at once.

    Rows left blank stay not transcribed. Rows, criteria and the recognition rule that the office filled in or
    changed have the source `office`; everything else is the base's.
    """
    findings = Findings(path.name)
    book = open_workbook(path)
    fields = {
        str(record.text("field")): replace(record, cells={str(record.text("field")): record.cells.get("entry")})
        for record in records_of(book, FIELDS, findings)
    }
    _check_fields(fields, base, findings)
    quantities = quantities_of(records_of(book, QUANTITIES, findings), base)
    rows = records_of(book, STANDARDS, findings)
    standards = _standards(rows, base, {kind.id: kind for kind in quantities}, findings)
    groups = records_of(book, CRITERIA, findings)
    criteria = tuple(_criterion(criterion, groups, standards, findings) for criterion in base.criteria)
    findings.raise_any()
    head = _head(fields, base, criteria)
    findings.raise_any()
    filled = base.model_copy(
        update={"criteria": criteria, "quantities": quantities, **head, "adjustments": _adjustments(base, standards)}
    )
    _refuse_inconsistent(filled, rows, groups, findings)
    return Rulebook.model_validate(filled.model_dump(by_alias=True))


def _check_fields(fields: dict[str, Record], base: Rulebook, findings: Findings) -> None:
    for column in RULEBOOK_FIELDS:
        record = fields.get(column.key)
        if record is None or (column.needed and record.text(column.key) is None):
            findings.add("rulebook.fill.needed", FIELDS, record.row if record else None, column.key)
            fields.setdefault(column.key, Record(FIELDS, 0, {}, findings))
    found = fields["base"].text("base")
    if found is not None and found != base.id:
        fields["base"].complain("rulebook.fill.other_base", "base", found=found, base=base.id)
    id_ = fields["id"].text("id")
    if id_ is not None and (not re.fullmatch(r"[a-z0-9][a-z0-9-]*", id_) or id_ == base.id):
        fields["id"].complain("rulebook.fill.id", "id", found=id_, example=default_id(base))


def _standards(
    rows: tuple[Record, ...], base: Rulebook, quantities: dict[str, Any], findings: Findings
) -> dict[str, list[Standard]]:
    """The standards by criterion, in the order of the sheet."""
    by_criterion: dict[str, list[Standard]] = {criterion.id: [] for criterion in base.criteria}
    ids = Counter(record.text("id") for record in rows)
    for record in rows:
        criterion, id_ = record.text("criterion"), record.text("id")
        if criterion is not None and criterion not in by_criterion:
            known = ", ".join(by_criterion)
            record.complain("rulebook.fill.criterion_unknown", "criterion", found=criterion, known=known)
        if id_ is not None and ids[id_] > 1:
            record.complain("rulebook.fill.id_twice", "id", id=id_)
        standard = standard_of(record, base, quantities)
        if standard is not None and criterion in by_criterion:
            by_criterion[criterion].append(standard)
    for standard in base.standards:
        if standard.id not in ids:
            findings.add("rulebook.fill.row_gone", STANDARDS, None, "id", id=standard.id)
    return by_criterion


def _criterion(
    base: Criterion, rows: tuple[Record, ...], standards: dict[str, list[Standard]], findings: Findings
) -> Criterion:
    record = next((row for row in rows if row.text("id") == base.id), None)
    if record is None:
        findings.add("rulebook.fill.row_gone", CRITERIA, None, "id", id=base.id)
        return base
    least, most = record.number("points_min"), record.number("points_max")
    points = base.points
    if most is None:
        points = None
    elif most < 0 or (least is not None and not 0 <= least <= most):
        record.complain("rulebook.points_order", "points_max", path=base.id)
    else:
        points = Points(min=least, max=most)
    label = base.label
    if (vi := record.text("label_vi")) is not None and vi != label.vi:
        label = Words(vi=vi, en=vi)
    read = {"points": points, "label": label, "clause": record.text("clause") or base.clause}
    source = base.source if base.model_copy(update=read) == base else OFFICE
    return base.model_copy(update={**read, "source": source, "standards": tuple(standards[base.id])})


def _head(fields: dict[str, Record], base: Rulebook, criteria: tuple[Criterion, ...]) -> dict[str, Any]:
    """Everything outside the criteria: id, totals, recognition and provenance."""
    recognition = base.recognition.model_copy(
        update={
            "total_at_least": fields["total_at_least"].number("total_at_least"),
            "each_criterion_at_least_its_min": fields["each_criterion_at_least_its_min"].flag(
                "each_criterion_at_least_its_min"
            )
            or False,
            "transcribed": fields["recognition_transcribed"].flag("recognition_transcribed") or False,
            "clause": fields["recognition_clause"].text("recognition_clause"),
        }
    )
    if recognition != base.recognition:
        recognition = recognition.model_copy(update={"source": OFFICE})
    used = {recognition.source} | {criterion.source for criterion in criteria}
    used |= {standard.source for criterion in criteria for standard in criterion.standards}
    sources = dict(base.transcription.sources)
    office = fields["source"].text("source")
    if office is not None:
        sources[OFFICE] = office
    elif OFFICE in used:
        fields["source"].complain("rulebook.fill.needed", "source")
    note = fields["transcription_note"].text("transcription_note")
    kept = base.transcription.note if base.transcription.note and base.transcription.note.vi == note else None
    transcription = base.transcription.model_copy(
        update={
            "status": fields["status"].choice("status", STATUSES),
            "verified_by": fields["verified_by"].text("verified_by"),
            "verified_on": fields["verified_on"].day("verified_on"),
            "sources": sources,
            "note": kept or (Words(vi=note, en=note) if note else None),
        }
    )
    total = fields["standards_total"].number("standards_total")
    if total is None or total < 1 or total != total.to_integral_value():
        fields["standards_total"].complain("rulebook.fill.number", "standards_total", found=total)
        total = Decimal(1)
    return {
        "id": fields["id"].text("id") or default_id(base),
        "recognition": recognition,
        "transcription": transcription,
        "standards_total": int(total),
        "total_max": fields["total_max"].number("total_max"),
    }


def _adjustments(base: Rulebook, standards: dict[str, list[Standard]]) -> tuple[Adjustment, ...]:
    """A share of a minimum has no meaning for levels and for rows where less is better: such rows, once filled in,
    leave the reduction, and the adjustment's note says which."""
    fixed = {s.id for rows in standards.values() for s in rows if not reducible(s)}
    return tuple(_without(adjustment, fixed) for adjustment in base.adjustments)


def _without(adjustment: Adjustment, fixed: set[str]) -> Adjustment:
    left = [id_ for c in adjustment.changes if c.minimum_times for id_ in c.standards if id_ in fixed]
    if not left:
        return adjustment
    changes = tuple(
        change.model_copy(update={"standards": tuple(id_ for id_ in change.standards if id_ not in fixed)})
        if change.minimum_times
        else change
        for change in adjustment.changes
    )
    said = {
        lang: " ".join(
            filter(
                None,
                (
                    getattr(adjustment.note, lang, None),
                    text("rulebook.fill.not_reduced", "vi" if lang == "vi" else "en", ids=", ".join(left)),
                ),
            )
        )
        for lang in ("vi", "en")
    }
    kept = tuple(change for change in changes if change.standards or not change.minimum_times)
    return adjustment.model_copy(update={"changes": kept, "note": Words(**said)})


def _refuse_inconsistent(
    filled: Rulebook, rows: tuple[Record, ...], groups: tuple[Record, ...], findings: Findings
) -> None:
    """The rulebook's own rules, each problem placed on the line of the standard or criterion it speaks of."""
    lines = {record.text("id"): (STANDARDS, record.row) for record in rows}
    lines |= {record.text("id"): (CRITERIA, record.row) for record in groups}
    placed: list[Problem] = []
    for problem in check(filled):
        sheet, row = lines.get(str(problem.values["subject"]), (FIELDS, None))
        placed.append(replace(problem, place=replace(problem.place, file=findings.file, table=sheet.title(), row=row)))
    if placed:
        raise Refused(placed)
