"""Writing the completion workbook: what is known filled in, what is missing highlighted, choices as drop-downs."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from vedich.files import whole_file
from vedich.messages import LANGUAGES, language, text
from vedich.rulebooks.fill.columns import (
    CRITERIA,
    FIELDS,
    FIRST_ROW,
    QUANTITIES,
    RULEBOOK_FIELDS,
    STANDARDS,
    Column,
    Sheet,
)
from vedich.rulebooks.schema import QuantityKind, Rulebook, Standard
from vedich.rulebooks.spelling import rule_text, spelt

_SPARE_ROWS = 30  # empty lines below the known quantities, with drop-downs, for those an office adds

_SUBSTANCE = {"unit", "value", "at_min", "at_max", "points_min", "points_max"}


def write_fill(rulebook: Rulebook, path: Path) -> None:
    """Write the workbook to `path` (.xlsx), whole or not at all, in the current language.

    One line a standard; a standard that no criterion of the file holds yet is a blank line whose criterion is
    chosen from a drop-down.
    """
    import xlsxwriter

    with whole_file(path) as staged:
        book = xlsxwriter.Workbook(str(staged))
        writer = _Writer(book)
        writer.guide()
        writer.table(STANDARDS, list(_standard_rows(rulebook)), frozen_columns=3)
        writer.table(CRITERIA, [_criterion_row(c) for c in rulebook.criteria], frozen_columns=1)
        writer.fields(rulebook)
        quantities = [_quantity_row(q) for q in rulebook.quantities]
        writer.table(QUANTITIES, quantities + [{} for _ in range(_SPARE_ROWS)], frozen_columns=1)
        writer.level_choices(rulebook)
        writer.criterion_choices(rulebook)
        book.close()


def default_id(rulebook: Rulebook) -> str:
    """The id of the completed rulebook unless the sheet gives another."""
    return rulebook.id if rulebook.id.endswith("-filled") else f"{rulebook.id}-filled"


def untouched(standard: Standard) -> bool:
    """Whether nothing of the row was transcribed, so that even its name is to be written."""
    return standard.value is None and standard.scale is None and standard.points is None


def field_values(rulebook: Rulebook) -> dict[str, Any]:
    """The values of the sheet `rulebook`."""
    transcription, recognition = rulebook.transcription, rulebook.recognition
    return {
        "base": rulebook.id,
        "id": default_id(rulebook),
        "source": transcription.sources.get("office"),
        "status": transcription.status,
        "verified_by": transcription.verified_by,
        "verified_on": transcription.verified_on,
        "transcription_note": transcription.note.vi if transcription.note else None,
        "standards_total": rulebook.standards_total,
        "total_max": rulebook.total_max,
        "total_at_least": recognition.total_at_least,
        "each_criterion_at_least_its_min": recognition.each_criterion_at_least_its_min,
        "recognition_transcribed": recognition.transcribed,
        "recognition_clause": recognition.clause,
    }


def _standard_rows(rulebook: Rulebook) -> Iterator[dict[str, Any]]:
    for criterion in rulebook.criteria:
        for standard in criterion.standards:
            yield _standard_row(rulebook, criterion.id, standard)
    for _ in range(max(rulebook.unplaced, 0)):
        yield {"missing": True}


def _standard_row(rulebook: Rulebook, criterion: str, standard: Standard) -> dict[str, Any]:
    row: dict[str, Any] = {
        "criterion": criterion,
        "id": standard.id,
        "unit": standard.unit,
        "counts": standard.counts or None,
        "checked_by": standard.checked_by,
        "checked_on": standard.checked_on,
        "note": standard.note.vi if standard.note else None,
        "missing": not standard.transcribed,
    }
    if not untouched(standard):
        row |= {"label_vi": standard.label.vi, "label_en": standard.label.en, "clause": standard.clause}
    kind = None
    if standard.value is not None:
        row["value"] = rule_text(standard.value)
        kind = rulebook.quantity(standard.value.subject)
    if standard.scale is not None:
        row["at_min"] = _end(standard.scale.at_min, kind)
        row["at_max"] = _end(standard.scale.at_max, kind)
        row["direction"] = standard.scale.direction
    if kind is not None and kind.levels:
        row["levels"] = "; ".join(_level_names(kind))
    if standard.points is not None:
        row |= {"points_min": standard.points.min, "points_max": standard.points.max}
    return row


def _end(end: Decimal | str | None, kind: QuantityKind | None) -> Decimal | str | None:
    if not isinstance(end, str) or kind is None:
        return end
    rank = kind.rank(end)
    return end if rank is None else _level_names(kind)[rank]


def _level_names(kind: QuantityKind) -> list[str]:
    return [getattr(level.label, language()) for level in kind.levels]


def _criterion_row(criterion: Any) -> dict[str, Any]:
    points = criterion.points
    return {
        "id": criterion.id,
        "label_vi": criterion.label.vi,
        "clause": criterion.clause,
        "points_min": points.min if points else None,
        "points_max": points.max if points else None,
        "missing": points is None or points.min is None,
    }


def _quantity_row(kind: QuantityKind) -> dict[str, Any]:
    return {
        "id": kind.id,
        "label_vi": kind.label.vi,
        "label_en": kind.label.en,
        "unit": kind.unit,
        "kind": kind.kind,
        "levels": "; ".join(f"{level.id}={level.label.vi}" for level in kind.levels) or None,
        "least": kind.range[0] if kind.range else None,
        "most": kind.range[1] if kind.range else None,
        "definition": kind.definition.vi if kind.definition else None,
    }


def _height(cells: Iterable[tuple[Any, int]]) -> float:
    """Points that the longest wrapped cell needs: programs do not all fit rows to wrapped text on opening."""
    lines = (math.ceil(len(str(value)) / width) for value, width in cells if value is not None)
    return 16.0 * max(lines, default=1)


class _Writer:
    """The workbook under way and its formats."""

    def __init__(self, book: Any) -> None:
        self.book = book
        base = {"font_name": "Times New Roman", "font_size": 12, "valign": "top", "text_wrap": True}
        self.plain = book.add_format(base)
        self.day = book.add_format({**base, "num_format": "yyyy-mm-dd"})
        self.head = book.add_format({**base, "bold": True, "bg_color": "#1F4E79", "font_color": "#FFFFFF"})
        self.keys = book.add_format({**base, "font_size": 9, "italic": True, "font_color": "#595959"})
        self.missing = book.add_format({"bg_color": "#FFE699"})
        self.sheets: dict[str, Any] = {}

    def guide(self) -> None:
        """How to complete the workbook, Vietnamese first."""
        sheet = self.book.add_worksheet(text("rulebook.fill.sheet.guide"))
        sheet.set_column(0, 1, 70)
        sides = [text("rulebook.fill.guide", lang).strip().split("\n") for lang in LANGUAGES]
        for row, lines in enumerate(zip(*sides, strict=True)):
            sheet.set_row(row, _height((line, 70) for line in lines))
            for column, line in enumerate(lines):
                sheet.write_string(row, column, line, self.head if row == 0 else self.plain)

    def table(self, sheet: Sheet, rows: list[dict[str, Any]], frozen_columns: int) -> None:
        """Headings, keys, records and drop-downs of one sheet."""
        page = self.book.add_worksheet(sheet.title())
        self.sheets[sheet.key] = page
        for number, column in enumerate(sheet.columns):
            page.set_column(number, number, column.width)
            page.write_string(0, number, sheet.heading(column), self.head)
            page.write_string(1, number, column.key, self.keys)
            last = FIRST_ROW - 2 + max(len(rows), 1)
            self._choices(page, column, FIRST_ROW - 1, number, last)
        for row, record in enumerate(rows, FIRST_ROW - 1):
            page.set_row(row, _height((record.get(c.key), c.width) for c in sheet.columns))
            for number, column in enumerate(sheet.columns):
                self._cell(page, row, number, column, record.get(column.key))
                if record.get("missing") and (column.needed or column.key in _SUBSTANCE):
                    page.conditional_format(row, number, row, number, {"type": "blanks", "format": self.missing})
        page.freeze_panes(FIRST_ROW - 1, frozen_columns)

    def fields(self, rulebook: Rulebook) -> None:
        """The sheet of single values: key, meaning, entry."""
        page = self.book.add_worksheet(FIELDS.title())
        for number, column in enumerate(FIELDS.columns):
            page.set_column(number, number, column.width)
            page.write_string(0, number, FIELDS.heading(column), self.head)
            page.write_string(1, number, column.key, self.keys)
        values = field_values(rulebook)
        for row, column in enumerate(RULEBOOK_FIELDS, FIRST_ROW - 1):
            page.set_row(row, _height([(values[column.key], FIELDS.columns[2].width)]))
            page.write_string(row, 0, column.key, self.keys)
            page.write_string(row, 1, text(f"rulebook.fill.field.{column.key}"), self.plain)
            self._cell(page, row, 2, column, values[column.key])
            self._choices(page, column, row, 2, row)
            page.conditional_format(row, 2, row, 2, {"type": "blanks", "format": self.missing})
        page.freeze_panes(FIRST_ROW - 1, 1)

    def level_choices(self, rulebook: Rulebook) -> None:
        """Drop-downs of level names where a row reads a quantity of levels."""
        first, last = STANDARDS.position("at_min"), STANDARDS.position("at_max")
        for row, standard in enumerate(rulebook.standards, FIRST_ROW - 1):
            kind = rulebook.quantity(standard.value.subject) if standard.value else None
            if kind is not None and kind.levels:
                source = {"validate": "list", "source": _level_names(kind), "ignore_blank": True}
                self.sheets["standards"].data_validation(row, first, row, last, source)

    def criterion_choices(self, rulebook: Rulebook) -> None:
        """The criterion of a row is one of the sheet of criteria."""
        rows = len(rulebook.standards) + max(rulebook.unplaced, 0)
        last = FIRST_ROW - 1 + len(rulebook.criteria)
        source = f"='{CRITERIA.title()}'!$A${FIRST_ROW}:$A${last}"
        self.sheets["standards"].data_validation(
            FIRST_ROW - 1, 0, FIRST_ROW - 2 + rows, 0, {"validate": "list", "source": source}
        )

    def _choices(self, page: Any, column: Column, first: int, number: int, last: int) -> None:
        words = [text(f"rulebook.fill.choice.{choice}") for choice in column.choices]
        if column.kind == "flag":
            words = [text("rulebook.fill.choice.yes"), text("rulebook.fill.choice.no")]
        if words:
            page.data_validation(first, number, last, number, {"validate": "list", "source": words})
        elif column.kind in {"number", "count"}:
            rule = {"validate": "decimal", "criteria": ">=", "value": 0, "ignore_blank": True}
            page.data_validation(first, number, last, number, rule)

    def _cell(self, page: Any, row: int, number: int, column: Column, value: Any) -> None:
        if value is None:
            page.write_blank(row, number, None, self.day if column.kind == "date" else self.plain)
        elif isinstance(value, bool):
            page.write_string(row, number, text(f"rulebook.fill.choice.{'yes' if value else 'no'}"), self.plain)
        elif column.choices:
            page.write_string(row, number, text(f"rulebook.fill.choice.{value}"), self.plain)
        elif isinstance(value, Decimal | int):
            page.write_number(row, number, float(spelt(value)), self.plain)
        elif column.kind == "date":
            page.write_datetime(row, number, value, self.day)
        else:
            page.write_string(row, number, str(value), self.plain)
