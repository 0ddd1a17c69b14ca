"""What a new rulebook does, as a workbook: the two rulebooks, standards, missing figures, goals, projects."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from vedich.case import Case
from vedich.files import whole_file
from vedich.messages import Lang, text
from vedich.planning.impact_result import Impact
from vedich.planning.result import Choice
from vedich.reports.impact_tables import Side, figure_rows, goal_rows, law_rows, standard_rows
from vedich.reports.impact_wording import difference_sentences, headline, law_title, plan_sentences, warnings
from vedich.reports.numbers import quarter_text, rounded_down, worded
from vedich.reports.plan_changes import project_changes, project_names
from vedich.reports.plan_sheets import Cell, TitledSheets
from vedich.rulebooks import Rulebook


def write_impact_workbook(case: Case, old: Rulebook, new: Rulebook, found: Impact, path: Path, lang: Lang) -> None:
    """Write `path` (.xlsx), whole or not at all. The same result gives the same bytes. Raises OSError."""
    from xlsxwriter import Workbook

    with whole_file(Path(path)) as staged:
        book = Workbook(str(staged), {"strings_to_formulas": False, "strings_to_urls": False})
        title = text("impact.title", lang, unit=case.unit.name)
        # Without a fixed day the file would differ on every run.
        book.set_properties({"title": title, "created": datetime(2000, 1, 1)})
        sheets = TitledSheets(book, title, "illustrative" in (case.figures, found.figures), lang)
        _laws(sheets, found, old, new)
        _standards(sheets, found, old, new)
        if found.missing:
            _missing(sheets, found, new)
        _goals(sheets, case, found, old, new)
        if found.diff is not None and found.diff.changes:
            _projects(sheets, case, found)
        book.close()


def _laws(sheets: TitledSheets, found: Impact, old: Rulebook, new: Rulebook) -> None:
    lang = sheets.lang
    sheet = sheets.sheet("impact_laws", [(sheets.words("column.item"), 34), *_both(found, 60, lang)])
    for row in law_rows(found, lang):
        sheet.row((row.name, row.old, row.new), ("text",) * 3)
    findings = (headline(found, lang), *difference_sentences(found, lang))
    sentences = [(sheets.words("summary.finding"), sentence) for sentence in findings]
    sentences += [(text("cli.severity.warning", lang), s) for s in warnings(found, old, new, lang)]
    for law in (found.old, found.new):
        sentences += [(law_title(law, found, lang), sentence) for sentence in plan_sentences(law, lang)]
    for name, sentence in sentences:
        sheet.row((name, sentence, None), ("text",) * 3)


def _standards(sheets: TitledSheets, found: Impact, old: Rulebook, new: Rulebook) -> None:
    """Points as two numbers a side: certain and possible."""
    lang = sheets.lang
    columns = [(text("score.column.id", lang), 20.0), (sheets.words("column.standard"), 44)]
    columns += [(_column("change", lang), 24)]
    columns += _twice(sheets, value=16, thresholds=24, status=18, low=12, high=12, gap=30)
    sheet = sheets.sheet("impact_standards", columns, frozen=2)
    looks = ("text", "text", "text", "points", "points", "text")
    for row in standard_rows(found.standards, old, new, lang):
        cells = (row.id, row.label, row.change, *_side(row.old, lang), *_side(row.new, lang))
        sheet.row(cells, ("text",) * 3 + looks * 2)


def _side(side: Side | None, lang: Lang) -> tuple[Cell, ...]:
    if side is None:
        return (None, None, text("impact.absent", lang), None, None, None)
    low, high = (float(rounded_down(end)) for end in (side.certain.low, side.certain.high))
    return side.value, side.thresholds, side.status_words, low, high, side.gap or None


def _missing(sheets: TitledSheets, found: Impact, new: Rulebook) -> None:
    lang = sheets.lang
    widths = {"figure": 44.0, "unit": 30, "used_by": 60, "worth": 16, "asked_before": 14}
    sheet = sheets.sheet("impact_missing", [(_column(key, lang), width) for key, width in widths.items()])
    for row in figure_rows(found, new, lang):
        cells = (row.name, row.unit, row.used_by, float(row.worth), row.asked_before)
        sheet.row(cells, ("text", "text", "text", "points", "text"))


def _goals(sheets: TitledSheets, case: Case, found: Impact, old: Rulebook, new: Rulebook) -> None:
    lang = sheets.lang
    sheet = sheets.sheet("impact_goals", [(_column("goal", lang), 60), *_both(found, 48, lang)])
    for row in goal_rows(case, found, old, new, lang):
        sheet.row((row.name, row.old, row.new), ("text",) * 3)


def _projects(sheets: TitledSheets, case: Case, found: Impact) -> None:
    assert found.diff is not None
    lang, words = sheets.lang, sheets.words
    columns = [(words("column.code"), 12.0), (words("column.project"), 48), (text("diff.column.change", lang), 14)]
    columns += _twice(sheets, option=14, start=16, finish=16, cost_million=18)
    sheet = sheets.sheet("impact_projects", columns, frozen=2)
    for row in project_changes(found.diff, project_names(case)):
        kind = text(f"diff.{row.kind}", lang)
        cells = (row.project, row.name, kind, *_choice(row.before, lang), *_choice(row.after, lang))
        sheet.row(cells, ("text",) * 3 + ("text", "text", "text", "money") * 2)


def _choice(choice: Choice | None, lang: Lang) -> tuple[Cell, ...]:
    if choice is None:
        return (None,) * 4
    return choice.option, quarter_text(choice.start, lang), quarter_text(choice.finish, lang), choice.cost


def _both(found: Impact, width: float, lang: Lang) -> list[tuple[str, float]]:
    """A column for each rulebook."""
    return [(worded(law.short, lang), width) for law in (found.old, found.new)]


def _twice(sheets: TitledSheets, **widths: float) -> list[tuple[str, float]]:
    """These columns (`report.column.KEY`) for the old rulebook, then for the new one."""
    names = (text("impact.old", sheets.lang), text("impact.new", sheets.lang))
    return [
        (f"{name}: {sheets.words(f'column.{key}').lower()}", width) for name in names for key, width in widths.items()
    ]


def _column(key: str, lang: Lang) -> str:
    return text(f"impact.column.{key}", lang)
