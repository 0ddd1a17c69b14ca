"""The sheets of a workbook of results: what each begins with, its formats, rows and totals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from vedich.case.model import Case
from vedich.messages import Lang, text
from vedich.planning.result import Plan

if TYPE_CHECKING:
    from xlsxwriter import Workbook

_MONEY = "#,##0"
_POINTS = "0.00"
_FORMATS: dict[str, dict[str, object]] = {
    "title": {"bold": True, "font_size": 14},
    "banner": {"bold": True, "font_color": "#7D4400", "bg_color": "#FDF0D9"},
    "head": {"bold": True, "bg_color": "#E4E9EE", "border": 1, "text_wrap": True, "valign": "vcenter"},
    "text": {"border": 1, "text_wrap": True, "valign": "top"},
    "money": {"border": 1, "num_format": _MONEY, "valign": "top"},
    "points": {"border": 1, "num_format": _POINTS, "valign": "top"},
    "share": {"border": 1, "num_format": "0.0%", "valign": "top"},
    "mean": {"border": 1, "num_format": "0.0", "valign": "top"},
    "plain": {"border": 1, "num_format": "0.###", "valign": "top"},
    "sum": {"border": 1, "bold": True, "num_format": _MONEY, "bg_color": "#F4F6F8"},
    "sum_text": {"border": 1, "bold": True, "bg_color": "#F4F6F8"},
}
Cell = str | int | float | None


def plan_title(case: Case, lang: Lang) -> str:
    """The title that every sheet carries."""
    return text("report.plan.title", lang, unit=case.unit.name)


class TitledSheets:
    """The workbook under way, its formats, and what every sheet begins with."""

    def __init__(self, book: Workbook, title: str, illustrative: bool, lang: Lang) -> None:
        self.book, self.title, self.illustrative, self.lang = book, title, illustrative, lang
        self.formats = {name: book.add_format(look) for name, look in _FORMATS.items()}

    def words(self, key: str) -> str:
        return text(f"report.{key}", self.lang)

    def sheet(self, key: str, columns: Sequence[tuple[str, float]], frozen: int = 1, note: str = "") -> Sheet:
        """A sheet titled `report.sheet.KEY`."""
        millions = self.words("sheet.unit_million") if key in {"projects", "money", "payments"} else ""
        return self.named(self.words(f"sheet.{key}"), columns, frozen, (millions, note))

    def named(
        self, name: str, columns: Sequence[tuple[str, float]], frozen: int = 1, notes: Sequence[str] = ()
    ) -> Sheet:
        """A sheet of that name: the banner if due, `notes`, and one heading row that stays in view."""
        page = self.book.add_worksheet(name)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.write_string(0, 0, self.title, self.formats["title"])
        row = 1
        if self.illustrative:
            banner = f"{self.words('illustrative.short')}. {self.words('illustrative.long')}"
            page.write_string(row, 0, banner, self.formats["banner"])
            row += 1
        for note in filter(None, notes):
            page.write_string(row, 0, note)
            row += 1
        for place, (heading, width) in enumerate(columns):
            page.write_string(row, place, heading, self.formats["head"])
            page.set_column(place, place, width)
        page.freeze_panes(row + 1, frozen)
        page.repeat_rows(row)
        return Sheet(page, self.formats, row + 1)


class Sheets(TitledSheets):
    """A plan's workbook under way."""

    def __init__(self, book: Workbook, case: Case, plan: Plan, lang: Lang, title: str | None = None) -> None:
        illustrative = "illustrative" in (case.figures, plan.figures)
        super().__init__(book, title or plan_title(case, lang), illustrative, lang)
        self.case, self.plan = case, plan


class Sheet:
    """One sheet that is filled from top to bottom; `next` is the first free row (0-based)."""

    def __init__(self, page: Any, formats: dict[str, Any], first: int) -> None:
        self.page, self.formats, self.first, self.next = page, formats, first, first

    def row(self, cells: Iterable[Cell], looks: Sequence[str]) -> None:
        for place, (cell, look) in enumerate(zip(cells, looks, strict=True)):
            self._write(place, cell, self.formats[look])
        self.next += 1

    def _write(self, place: int, cell: Cell, look: Any) -> None:
        if cell is None:
            self.page.write_blank(self.next, place, None, look)
        elif isinstance(cell, str):
            self.page.write_string(self.next, place, cell, look)
        else:
            self.page.write_number(self.next, place, cell, look)

    def totals(self, name: str, values: dict[int, int]) -> None:
        """A last row with `name` in front and, in the columns of `values`, sums that carry their result."""
        from xlsxwriter.utility import xl_range

        for place in range(max(values) + 1):
            self.page.write_blank(self.next, place, None, self.formats["sum_text"])
        self.page.write_string(self.next, 0, name, self.formats["sum_text"])
        for place, value in values.items():
            span = xl_range(self.first, place, max(self.next - 1, self.first), place)
            formula = f"=SUM({span})" if self.next > self.first else "=0"
            self.page.write_formula(self.next, place, formula, self.formats["sum"], value)
        self.next += 1
