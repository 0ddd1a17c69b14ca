"""Rulebooks in the terminal: the list, one in full, and the difference of two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.table import Table
from rich.text import Text

from vedich.messages import date_text, number_text, text
from vedich.reports.numbers import worded
from vedich.reports.wording import transcription_text
from vedich.rulebooks import Criterion, Rulebook, Standard
from vedich.rulebooks.diff import FieldChange, PartDiff, RulebookDiff
from vedich.rulebooks.spelling import rule_text


def rulebook_list(books: Sequence[Rulebook]) -> Table:
    """One line a rulebook: id, title, days of effect, how far it is transcribed."""
    table = Table(box=None, pad_edge=False, padding=(0, 1))
    for name in ("id", "title", "in_force", "rows"):
        table.add_column(text(f"rulebook.column.{name}"), overflow="fold", no_wrap=name == "id")
    for book in books:
        known = sum(standard.transcribed for standard in book.standards)
        table.add_row(book.id, Text(worded(book.title)), _effect(book), f"{known}/{book.standards_total}")
    return table


def _effect(book: Rulebook) -> str:
    until = "" if book.in_force.to is None else date_text(book.in_force.to)
    return f"{date_text(book.in_force.from_)} – {until}".rstrip()


def rulebook_lines(book: Rulebook) -> Iterator[Text | Table]:
    """Title and provenance, recognition, a table a criterion, adjustments."""
    yield Text(worded(book.title), "bold")
    yield Text(f"{book.id} · {book.issued.number} ({date_text(book.issued.date)}) · {_effect(book)}")
    yield Text(transcription_text(book.transcription.status), "yellow")
    if book.transcription.note:
        yield Text(worded(book.transcription.note), "dim")
    rule = book.recognition
    least = "?" if rule.total_at_least is None else number_text(rule.total_at_least)
    key = "rulebook.recognition.groups" if rule.each_criterion_at_least_its_min else "rulebook.recognition.total"
    yield Text(text(key, None, least=least, most=number_text(book.total_max)) + f" {rule.clause}")
    if rule.note:
        yield Text(worded(rule.note), "dim")
    for criterion in book.criteria:
        yield Text("\n" + _criterion(criterion), "bold")
        if criterion.standards:
            yield _standards(criterion.standards)
    for adjustment in book.adjustments:
        yield Text(f"\n[{adjustment.id}] {worded(adjustment.label)} · {adjustment.clause}", "bold")
        if adjustment.note:
            yield Text(worded(adjustment.note), "dim")


def _criterion(criterion: Criterion) -> str:
    points = criterion.points
    least = "?" if points is None or points.min is None else number_text(points.min)
    most = "?" if points is None else number_text(points.max)
    return f"{criterion.id}. {worded(criterion.label)} ({least} – {most})"


def _standards(standards: Sequence[Standard]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 1))
    for name in ("id", "label", "value", "ends", "points", "clause"):
        table.add_column(text(f"rulebook.column.{name}"), overflow="fold", no_wrap=name in {"id", "points"})
    for standard in standards:
        value = "?" if standard.value is None else rule_text(standard.value)
        scale, points = standard.scale, standard.points
        ends = "?" if scale is None else f"{_end(scale.at_min)} → {_end(scale.at_max)} {standard.unit or ''}".rstrip()
        worth = "?" if points is None else f"{_end(points.min)} – {_end(points.max)}"
        table.add_row(standard.id, Text(worded(standard.label)), value, ends, worth, Text(standard.clause, "dim"))
    return table


def _end(end: object) -> str:
    if end is None:
        return "?"
    return end if isinstance(end, str) else number_text(end, 4)  # type: ignore[arg-type]


def diff_lines(change: RulebookDiff) -> Iterator[Text]:
    """What differs, part by part, field by field."""
    yield Text(f"{change.before} → {change.after}", "bold")
    yield from _fields(change.head)
    yield from _fields(change.recognition)
    for name in ("criteria", "standards", "adjustments"):
        yield from _parts(name, getattr(change, name))


def _parts(name: str, part: PartDiff) -> Iterator[Text]:
    if not part:
        return
    yield Text(text(f"rulebook.part.{name}"), "bold")
    for sign, style, ids in (("+", "green", part.added), ("−", "red", part.removed)):
        for id_ in ids:
            yield Text(f"  {sign} {id_}", style)
    for changed in part.changed:
        yield Text(f"  {changed.id} {worded(changed.label)}")
        yield from _fields(changed.fields)


def _fields(fields: Sequence[FieldChange]) -> Iterator[Text]:
    for field in fields:
        yield Text(f"      {field.field}: {field.before or '—'} → {field.after or '—'}")
