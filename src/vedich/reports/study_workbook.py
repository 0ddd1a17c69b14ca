"""The ranking as a workbook: a sheet of ranked units, a sheet of what could not be computed and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from vedich.files import whole_file
from vedich.messages import Lang, text
from vedich.reports.numbers import quarter_text
from vedich.reports.study_tables import headlines, problems_of, reached_text, spread_text
from vedich.studies.result import Study, StudyRow

WORKBOOK_FILE = "ranking.xlsx"
Cell = str | int | float | None
Column = tuple[str, float, str, Callable[[StudyRow, Lang], Cell]]  # key, width, look, what it shows


def _words(group: str, value: str | None, lang: Lang) -> str:
    return text("report.none", lang) if value is None else text(f"study.{group}.{value}", lang)


def _quarter(quarter: str | None, lang: Lang) -> str:
    return text("report.none", lang) if quarter is None else quarter_text(quarter, lang)


def _proof(row: StudyRow, lang: Lang) -> Cell:
    return None if row.proved is None else text("study.proof.proved" if row.proved else "study.proof.open", lang)


_RANKED: tuple[Column, ...] = (
    ("unit_code", 10, "text", lambda row, _: row.unit_code),
    ("unit_name", 26, "text", lambda row, _: row.unit_name),
    ("name", 24, "text", lambda row, _: row.name),
    ("figures", 12, "text", lambda row, lang: _words("figures", row.figures, lang)),
    ("rulebook", 24, "text", lambda row, _: row.rulebook),
    ("score_low", 11, "points", lambda row, _: row.score_low),
    ("score_high", 11, "points", lambda row, _: row.score_high),
    ("to_go", 11, "points", lambda row, _: row.to_go),
    ("standards_unmet", 12, "count", lambda row, _: row.standards_unmet),
    ("recognised", 20, "text", lambda row, lang: _words("recognised", row.recognised, lang)),
    ("reached", 18, "text", reached_text),
    ("proof", 16, "text", _proof),
    ("cost_million", 16, "money", lambda row, _: row.cost),
    ("on_time", 11, "percent", lambda row, _: row.on_time),
    ("p10", 14, "text", lambda row, lang: spread_text(row, row.p10, lang)),
    ("p50", 14, "text", lambda row, lang: spread_text(row, row.p50, lang)),
    ("p90", 14, "text", lambda row, lang: spread_text(row, row.p90, lang)),
    ("expected_delay", 14, "points", lambda row, _: row.expected_delay),
    ("tail_delay", 16, "points", lambda row, _: row.tail_delay),
)
_BAD: tuple[Column, ...] = (
    ("unit_code", 10, "text", lambda row, _: row.unit_code),
    ("unit_name", 26, "text", lambda row, _: row.unit_name),
    ("name", 24, "text", lambda row, _: row.name),
    ("status", 14, "text", lambda row, lang: text(f"study.status.{row.status}", lang)),
    ("problems", 110, "text", lambda row, lang: "\n".join(problems_of(row, lang))[:32_000]),
)
_LOOKS: dict[str, dict[str, object]] = {
    "title": {"bold": True, "font_size": 14},
    "banner": {"bold": True, "font_color": "#7D4400", "bg_color": "#FDF0D9"},
    "head": {"bold": True, "bg_color": "#E4E9EE", "border": 1, "text_wrap": True, "valign": "vcenter"},
    "text": {"border": 1, "text_wrap": True, "valign": "top"},
    "count": {"border": 1, "num_format": "0", "valign": "top"},
    "money": {"border": 1, "num_format": "#,##0", "valign": "top"},
    "points": {"border": 1, "num_format": "0.00", "valign": "top"},
    "percent": {"border": 1, "num_format": "0.0%", "valign": "top"},
}


def write_study_workbook(study: Study, path: Path, lang: Lang) -> None:
    """Write `path` (.xlsx), whole or not at all. The same study gives the same bytes. Raises OSError."""
    from xlsxwriter import Workbook

    with whole_file(path) as staged:
        options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        book = Workbook(str(staged), options)
        # Without a fixed day the file would differ on every run.
        book.set_properties({"title": text("study.title", lang), "created": datetime(2000, 1, 1)})
        looks = {name: book.add_format(look) for name, look in _LOOKS.items()}
        ranked = [study.rows[number] for number in study.ranking]
        _sheet(book, looks, study, "ranking", ranked, _RANKED, lang)
        bad = [row for row in study.rows if row.status != "done"]
        if bad:
            _sheet(book, looks, study, "bad", bad, _BAD, lang)
        book.close()


def _sheet(
    book: Any,
    looks: dict[str, Any],
    study: Study,
    key: str,
    rows: Sequence[StudyRow],
    columns: Sequence[Column],
    lang: Lang,
) -> None:
    """Title, banner if due, what the study found, one heading row that stays in view, and the rows with their place."""
    page = book.add_worksheet(text(f"study.sheet.{key}", lang))
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.write_string(0, 0, text("study.title", lang), looks["title"])
    above = [(line, "") for line in (*headlines(study, lang), text("study.order", lang))]
    if study.illustrative:
        above.insert(
            0, (f"{text('report.illustrative.short', lang)}. {text('report.illustrative.long', lang)}", "banner")
        )
    for number, (line, look) in enumerate(above, 1):
        page.write_string(number, 0, line, looks.get(look))
    head = len(above) + 1
    headings = [(text("study.column.rank", lang), 7.0), *((text(f"study.column.{c[0]}", lang), c[1]) for c in columns)]
    for place, (heading, width) in enumerate(headings):
        page.write_string(head, place, heading, looks["head"])
        page.set_column(place, place, width)
    page.freeze_panes(head + 1, 3)
    page.repeat_rows(head)
    for number, row in enumerate(rows, 1):
        page.write_number(head + number, 0, number, looks["count"])
        for place, (_, _, look, value) in enumerate(columns, 1):
            _write(page, head + number, place, value(row, lang), looks[look])


def _write(page: Any, row: int, place: int, cell: Cell, look: Any) -> None:
    if cell is None:
        page.write_blank(row, place, None, look)
    elif isinstance(cell, str):
        page.write_string(row, place, cell, look)
    else:
        page.write_number(row, place, cell, look)
