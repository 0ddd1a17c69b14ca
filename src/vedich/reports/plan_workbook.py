"""The plan as a workbook to work on: sheets with totals as formulas, money in million VND."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from vedich.case.model import Case
from vedich.case.quarter import Quarter
from vedich.files import whole_file
from vedich.messages import Lang, text
from vedich.planning.dependencies import Dependency, dependencies
from vedich.planning.result import Plan
from vedich.reports.dependency_wording import risks
from vedich.reports.numbers import quarter_text, rounded_down
from vedich.reports.plan_project_sheets import add_projects, add_slack
from vedich.reports.plan_sheets import Cell, Sheets, plan_title
from vedich.reports.plan_tables import money, not_chosen
from vedich.reports.plan_wording import headline_text, proof_sentences, shown
from vedich.reports.wording import recognised_text
from vedich.rulebooks import Rulebook


def write_plan_workbook(case: Case, plan: Plan, path: Path, lang: Lang, rulebook: Rulebook | None = None) -> None:
    """Write `path` (.xlsx), whole or not at all: summary, chosen projects, money by project, source and year,
    payments by quarter, score by quarter, how late each project may be, projects left out. Without a `rulebook`
    nothing is said of why a project is chosen, nor of how late it may be. A plan that the verifier did not accept
    gets the summary only. The same plan gives the same bytes. Raises OSError if `path` cannot be written.
    """
    from xlsxwriter import Workbook

    with whole_file(Path(path)) as staged:
        options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        book = Workbook(str(staged), options)
        # Without a fixed day the file would differ on every run.
        book.set_properties({"title": plan_title(case, lang), "created": datetime(2000, 1, 1)})
        sheets = Sheets(book, case, plan, lang)
        rows = dependencies(case, rulebook, plan) if shown(plan) and rulebook is not None else ()
        _summary(sheets, rows)
        if shown(plan):
            add_projects(sheets, rulebook)
            _money(sheets)
            _payments(sheets)
            _score(sheets)
            if rows:
                add_slack(sheets, rows)
            _left_out(sheets)
        book.close()


def _summary(sheets: Sheets, dependent: tuple[Dependency, ...]) -> None:
    case, plan, lang, words = sheets.case, sheets.plan, sheets.lang, sheets.words
    columns = [(words("column.item"), 28), (words("column.content"), 100)]
    sheet = sheets.sheet("summary", columns)
    rows: list[tuple[str, str]] = [
        (words("summary.unit"), f"{case.unit.name} ({text('report.code', lang, code=case.unit.code)})"),
        (words("score.rulebook"), plan.rulebook),
        (words("summary.finding"), headline_text(plan, lang)),
        *((words("summary.proof"), sentence) for sentence in proof_sentences(plan, lang)),
    ]
    for row in rows:
        sheet.row(row, ("text", "text"))
    if shown(plan):
        assert plan.at is not None
        at = text("report.fact.end_of", lang, quarter=quarter_text(plan.at, lang))
        sheet.row((words("fact.judged" if plan.objective == "most-points" else "fact.reached"), at), ("text", "text"))
        sheet.row((words("column.cost_million"), plan.cost), ("text", "money"))
        sheet.row((words("fact.projects"), len(plan.choices)), ("text", "money"))
    found = risks(case, plan, dependent, lang)
    if found is not None:
        sentences = [row.sentence for row in found.rows] + [found.others, found.note]
        for sentence in filter(None, sentences):
            sheet.row((found.title, sentence), ("text", "text"))
    sheet.row((words("summary.seconds"), plan.seconds), ("text", "points"))


def _money(sheets: Sheets) -> None:
    """Rows project × source, columns years; the last column and the last row are sums."""
    from xlsxwriter.utility import xl_range

    words, plan = sheets.words, sheets.plan
    years = money(sheets.case, plan).years
    names = {project.project: project.name for project in sheets.case.projects}
    amounts: dict[tuple[str, str], dict[int, int]] = {}
    for spent in plan.spending:
        by_year = amounts.setdefault((spent.project, spent.source), {})
        by_year[spent.year] = by_year.get(spent.year, 0) + spent.amount
    columns = [(words("column.code"), 12.0), (words("column.project"), 48), (words("column.source"), 24)]
    columns += [(str(year), 13) for year in years] + [(words("column.total"), 15)]
    sheet = sheets.sheet("money", columns, frozen=3)
    for (project, source), by_year in amounts.items():
        cells: list[Cell] = [project, names[project], source, *(by_year.get(year) for year in years)]
        row = sheet.next
        sheet.row(cells, ("text",) * 3 + ("money",) * len(years))
        formula = f"=SUM({xl_range(row, 3, row, 2 + len(years))})"
        sheet.page.write_formula(row, 3 + len(years), formula, sheets.formats["sum"], sum(by_year.values()))
    totals = {3 + place: sum(by_year.get(year, 0) for by_year in amounts.values()) for place, year in enumerate(years)}
    totals[3 + len(years)] = sum(totals.values())
    sheet.totals(words("column.total"), totals)


def _payments(sheets: Sheets) -> None:
    words, lang, plan = sheets.words, sheets.lang, sheets.plan
    names = {project.project: project.name for project in sheets.case.projects}
    columns = [
        (words("column.quarter"), 14.0),
        (words("column.code"), 12),
        (words("column.project"), 48),
        (words("column.source"), 24),
        (words("column.cost_million"), 16),
    ]
    sheet = sheets.sheet("payments", columns)
    for paid in sorted(plan.payments, key=lambda row: Quarter.parse(row.quarter)):
        quarter = quarter_text(paid.quarter, lang)
        cells = (quarter, paid.project, names[paid.project], paid.source, paid.amount)
        sheet.row(cells, ("text",) * 4 + ("money",))
    sheet.totals(words("column.total"), {4: sum(paid.amount for paid in plan.payments)})


def _score(sheets: Sheets) -> None:
    words, lang = sheets.words, sheets.lang
    columns = [
        (words("column.quarter"), 16.0),
        (words("column.low"), 16),
        (words("column.high"), 16),
        (words("column.recognised"), 44),
        (words("column.goals_met"), 16),
    ]
    sheet = sheets.sheet("score", columns)
    for row in sheets.plan.score:
        cells = (
            quarter_text(row.quarter, lang),
            float(rounded_down(row.total.low)),
            float(rounded_down(row.total.high)),
            recognised_text(row.recognised, lang),
            words("yes" if row.goals_met else "no"),
        )
        sheet.row(cells, ("text", "points", "points", "text", "text"))


def _left_out(sheets: Sheets) -> None:
    words = sheets.words
    columns = [
        (words("column.code"), 12.0),
        (words("column.project"), 60),
        (words("column.domain"), 26),
        (words("column.project_status"), 18),
    ]
    sheet = sheets.sheet("not_chosen", columns, frozen=2)
    for project in not_chosen(sheets.case, sheets.plan):
        state = words(f"project_status.{project.status}")
        cells = (project.project, project.name, project.kind or words("domain.other"), state)
        sheet.row(cells, ("text",) * 4)
