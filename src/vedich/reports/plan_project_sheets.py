"""The workbook's sheets on the chosen projects: what, when, for how much and why; and how late each may be."""

from __future__ import annotations

from vedich.messages import text
from vedich.planning.dependencies import Dependency
from vedich.planning.reasons import reasons
from vedich.reports.numbers import quarter_text
from vedich.reports.plan_sheets import Sheets
from vedich.reports.plan_tables import domains
from vedich.reports.project_groups import basis_text, groups
from vedich.reports.reason_wording import why_text
from vedich.rulebooks import Rulebook


def add_projects(sheets: Sheets, rulebook: Rulebook | None) -> None:
    """The chosen projects by domain, with their sum. `rulebook` None: the column of reasons stays empty."""
    case, plan, words, lang = sheets.case, sheets.plan, sheets.words, sheets.lang
    columns = [
        (words("column.code"), 12.0),
        (words("column.project"), 48),
        (words("column.domain"), 22),
        (words("column.project_status"), 16),
        (words("column.option"), 28),
        (words("column.start"), 14),
        (words("column.finish"), 14),
        (words("column.cost_million"), 16),
        (words("column.why"), 70),
        (words("column.group"), 14),
        (words("column.group_basis"), 60),
    ]
    sheet = sheets.sheet("projects", columns, frozen=2)
    why = {} if rulebook is None else {n: why_text(r, rulebook, lang) for n, r in reasons(case, rulebook, plan).items()}
    group = groups(case, plan)
    total = 0
    for domain in domains(case, plan):
        for row in domain.rows:
            code = row.project.project
            cells = (
                code,
                row.project.name,
                domain.name or words("domain.other"),
                words(f"project_status.{row.project.status}"),
                row.option,
                quarter_text(str(row.start), lang),
                quarter_text(str(row.finish), lang),
                row.cost,
                why.get(code),
                group[code].title(lang) if code in group else None,
                basis_text(group[code], lang) if code in group else None,
            )
            sheet.row(cells, ("text",) * 7 + ("money",) + ("text",) * 3)
            total += row.cost
    sheet.totals(words("column.total"), {7: total})


def add_slack(sheets: Sheets, rows: tuple[Dependency, ...]) -> None:
    """How late each chosen project may be, the riskiest first; money is million VND."""
    words, lang = sheets.words, sheets.lang
    names = {project.project: project.name for project in sheets.case.projects}
    columns = [
        (words("column.code"), 12.0),
        (words("column.project"), 48),
        (words("column.finish"), 14),
        (words("column.slack"), 14),
        (words("column.last_finish"), 14),
        (words("column.waiting_count"), 12),
        (words("column.waiting_cost"), 20),
        (words("column.waiting"), 60),
    ]
    sheet = sheets.sheet("risks", columns, frozen=2, note=text("report.risk.note", lang))
    for row in rows:
        cells = (
            row.project,
            names[row.project],
            quarter_text(row.finish, lang),
            words("risk.any") if row.slack is None else row.slack,
            None if row.last_finish is None else quarter_text(row.last_finish, lang),
            len(row.waiting),
            row.waiting_cost,
            ", ".join(row.waiting),
        )
        sheet.row(cells, ("text",) * 3 + ("money", "text") + ("money",) * 2 + ("text",))
