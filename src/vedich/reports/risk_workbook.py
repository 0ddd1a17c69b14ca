"""The odds of a plan as a workbook to work on: probabilities and money as numbers, money in million VND."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from vedich.case.model import Case
from vedich.case.quarter import Quarter
from vedich.files import whole_file
from vedich.messages import Lang, text
from vedich.planning.result import Plan
from vedich.reports.numbers import quarter_text, rounded_down
from vedich.reports.plan_sheets import Cell, Sheet, Sheets
from vedich.reports.risk_fan import points_of
from vedich.reports.risk_inputs import source_text
from vedich.reports.risk_names import driver_name, input_name, kind_text
from vedich.reports.risk_numbers import date_or_never, half_width
from vedich.reports.risk_tornado import ranked
from vedich.reports.risk_wording import (
    basis,
    censored_text,
    driver_method,
    error_sentence,
    headline,
    method_sentences,
)
from vedich.risk.result import Odds
from vedich.rulebooks import Rulebook


def write_risk_workbook(
    case: Case, plan: Plan, odds: Odds, path: Path, lang: Lang, rulebook: Rulebook | None = None
) -> None:
    """Write `path` (.xlsx), whole or not at all: summary, chances and points by quarter, drivers, money short, late
    projects, inputs. The same odds give the same bytes but for the time they took. Raises OSError if `path` cannot be
    written.
    """
    from xlsxwriter import Workbook

    with whole_file(Path(path)) as staged:
        options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        book = Workbook(str(staged), options)
        title = text("risk.title", lang, unit=case.unit.name)
        # Without a fixed day the file would differ on every run.
        book.set_properties({"title": title, "created": datetime(2000, 1, 1)})
        sheets = Sheets(book, case, plan, lang, title)
        sheets.illustrative = sheets.illustrative or odds.figures == "illustrative"
        _summary(sheets, odds)
        _chances(sheets, odds)
        _points(sheets, odds)
        _drivers(sheets, odds, rulebook)
        _short(sheets, odds)
        _late(sheets, odds)
        _inputs(sheets, odds, rulebook)
        book.close()


def _sheet(sheets: Sheets, key: str, columns: list[tuple[str, float]], *, millions: bool = False) -> Sheet:
    """`columns`: keys of headings, and widths."""
    headed = [(text(column, sheets.lang), width) for column, width in columns]
    notes = [sheets.words("sheet.unit_million")] if millions else []
    return sheets.named(text(f"risk.sheet.{key}", sheets.lang), headed, notes=notes)


def _summary(sheets: Sheets, odds: Odds) -> None:
    case, lang = sheets.case, sheets.lang
    sheet = _sheet(sheets, "summary", [("report.column.item", 34), ("report.column.content", 100)])
    unit = f"{case.unit.name} ({text('report.code', lang, code=case.unit.code)})"
    words = [
        ("report.summary.unit", unit),
        ("report.score.rulebook", odds.rulebook),
        ("report.summary.finding", headline(odds, lang)),
        ("report.summary.finding", basis(odds, lang)),
        ("risk.fact.p10", date_or_never(odds.date.p10, lang)),
        ("risk.fact.p50", date_or_never(odds.date.p50, lang)),
        ("risk.fact.p90", date_or_never(odds.date.p90, lang)),
    ]
    for key, cell in words:
        sheet.row((text(key, lang), cell), ("text", "text"))
    numbers: list[tuple[str, float, str]] = [
        ("risk.fact.on_time", odds.on_time.probability, "share"),
        ("risk.column.error_share", half_width(odds.on_time), "share"),
        ("risk.summary.delay", odds.delay.expected, "mean"),
        ("risk.summary.tail", odds.delay.tail, "mean"),
        ("risk.summary.censored", odds.delay.censored, "share"),
        ("risk.summary.scenarios", odds.scenarios, "money"),
        ("risk.summary.seed", odds.seed, "plain"),
        ("report.summary.seconds", odds.seconds, "mean"),
    ]
    for key, number, look in numbers:
        sheet.row((text(key, lang), number), ("text", look))
    notes = [censored_text(odds, lang), *method_sentences(odds, lang), error_sentence(odds, lang)]
    for note in notes:
        if note:
            sheet.row((text("risk.section.method", lang), note), ("text", "text"))


def _chances(sheets: Sheets, odds: Odds) -> None:
    columns = [("risk.column.quarter", 18.0), ("risk.column.chance", 16), ("risk.column.error_share", 22)]
    sheet = _sheet(sheets, "chances", columns)
    for row in sorted(odds.chances, key=lambda row: Quarter.parse(row.quarter)):
        sheet.row(
            (quarter_text(row.quarter, sheets.lang), row.probability, half_width(row)), ("text", "share", "share")
        )


def _points(sheets: Sheets, odds: Odds) -> None:
    columns = [("report.column.quarter", 18.0)]
    columns += [(f"risk.column.{key}", 16) for key in ("planned", "p10", "p50", "p90")]
    sheet = _sheet(sheets, "fan", columns)
    for row in sorted(odds.fan, key=lambda row: Quarter.parse(row.quarter)):
        points = (float(rounded_down(points_of(value))) for value in (row.planned, row.p10, row.p50, row.p90))
        sheet.row((quarter_text(row.quarter, sheets.lang), *points), ("text", *("points",) * 4))


def _drivers(sheets: Sheets, odds: Odds, rulebook: Rulebook | None) -> None:
    columns = [("risk.column.driver", 56.0), ("risk.column.first", 16), ("risk.column.total", 16)]
    sheet = _sheet(sheets, "drivers", [*columns, ("risk.column.error_share", 22)])
    for row in ranked(odds.drivers):
        cells = (driver_name(sheets.case, row, sheets.lang, rulebook), row.first, row.total, row.error)
        sheet.row(cells, ("text", "share", "share", "share"))
    method = text("risk.drivers.method", sheets.lang, method=driver_method(odds, sheets.lang))
    sheet.row((method, None, None, None), ("text",) * 4)


def _short(sheets: Sheets, odds: Odds) -> None:
    columns = [("risk.column.source", 28.0), ("risk.column.year", 10), ("risk.column.needed_million", 20)]
    columns += [("risk.column.short_chance", 18), ("risk.column.short_mean_million", 20)]
    sheet = _sheet(sheets, "short", [*columns, ("risk.column.short_p90_million", 20)], millions=True)
    for row in odds.short:
        source = sheets.case.source(row.source).name or row.source
        cells = (source, row.year, row.planned, row.probability, row.expected, row.p90)
        sheet.row(cells, ("text", "plain", "money", "share", "money", "money"))


def _late(sheets: Sheets, odds: Odds) -> None:
    columns = [("report.column.code", 12.0), ("risk.column.project", 48), ("risk.column.finish", 18)]
    columns += [(f"risk.column.{key}", 16) for key in ("late", "late_mean", "late_p90", "wait_money", "wait_capacity")]
    sheet = _sheet(sheets, "late", columns)
    names = {project.project: project.name for project in sheets.case.projects}
    for row in odds.late:
        cells: tuple[Cell, ...] = (
            row.project,
            names.get(row.project, row.project),
            quarter_text(row.planned, sheets.lang),
            row.probability,
            row.expected,
            row.p90,
            row.waited_money,
            row.waited_capacity,
        )
        sheet.row(cells, ("text", "text", "text", "share", "mean", "plain", "mean", "mean"))


def _inputs(sheets: Sheets, odds: Odds, rulebook: Rulebook | None) -> None:
    case, lang = sheets.case, sheets.lang
    columns = [("case.column.risks.kind", 24.0), ("risk.column.input", 40), ("risk.column.year", 10)]
    columns += [(f"case.column.risks.{key}", 14) for key in ("distribution", "low", "likely", "high")]
    columns += [("case.column.risks.probability_percent", 14), ("risk.column.basis", 60)]
    sheet = _sheet(sheets, "inputs", [*columns, ("risk.column.assumption", 12), ("risk.column.default", 14)])
    yes, no = text("report.yes", lang), text("report.no", lang)
    for row in odds.inputs:
        shape = row.distribution and text(f"case.choice.risks.distribution.{row.distribution}", lang)
        cells: tuple[Cell, ...] = (
            kind_text(row.kind, lang),
            input_name(case, row, lang, rulebook),
            row.year,
            shape,
            row.low,
            row.likely,
            row.high,
            row.probability_percent,
            source_text(row, lang),
            yes if row.assumption else no,
            yes if row.default else no,
        )
        sheet.row(cells, ("text", "text", "plain", "text", *("plain",) * 4, "text", "text", "text"))
