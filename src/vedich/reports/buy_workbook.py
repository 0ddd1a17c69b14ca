"""`buy` as a workbook: one sheet, a row for each step, money in million VND."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from vedich.case.model import Case
from vedich.files import whole_file
from vedich.messages import Lang, text
from vedich.planning.buy_result import Buy
from vedich.reports.buy_tables import headline, rows

_COLUMNS = (("extra_million", 22), ("reached", 22), ("sooner", 16), ("cost_million", 22), ("proved", 26))


def write_buy_workbook(case: Case, found: Buy, path: Path, lang: Lang) -> None:
    """Write `path` (.xlsx), whole or not at all. The same result gives the same bytes. Raises OSError."""
    from xlsxwriter import Workbook

    with whole_file(Path(path)) as staged:
        book = Workbook(str(staged), {"strings_to_formulas": False, "strings_to_urls": False})
        name = text("buy.title", lang, unit=case.unit.name)
        # Without a fixed day the file would differ on every run.
        book.set_properties({"title": name, "created": datetime(2000, 1, 1)})
        page = book.add_worksheet(text("buy.sheet", lang))
        heading = book.add_format({"bold": True, "bg_color": "#E4E9EE", "border": 1, "text_wrap": True})
        money = book.add_format({"border": 1, "num_format": "#,##0"})
        words = book.add_format({"border": 1})
        page.write_string(0, 0, name, book.add_format({"bold": True, "font_size": 14}))
        page.write_string(1, 0, headline(found, lang))
        first = 2
        if "illustrative" in (case.figures, found.figures):
            page.write_string(2, 0, text("report.illustrative.short", lang), book.add_format({"bold": True}))
            first = 3
        for place, (column, width) in enumerate(_COLUMNS):
            page.write_string(first, place, text(f"buy.column.{column}", lang), heading)
            page.set_column(place, place, width)
        page.freeze_panes(first + 1, 0)
        for number, (point, row) in enumerate(zip(found.points, rows(found, lang), strict=True), first + 1):
            page.write_number(number, 0, point.extra, money)
            page.write_string(number, 1, row.reached, words)
            page.write_string(number, 2, row.sooner, words)
            if point.cost is None:
                page.write_blank(number, 3, None, money)
            else:
                page.write_number(number, 3, point.cost, money)
            page.write_string(number, 4, row.proof, words)
        book.close()
