"""The chosen projects of a plan as the page shows them: by domain, each with its group and why it is chosen."""

from __future__ import annotations

from vedich.case import ProjectGroup
from vedich.case.model import Case
from vedich.messages import Lang, text
from vedich.planning.reasons import reasons
from vedich.planning.result import Plan
from vedich.reports.numbers import billions_text, money_text, quarter_text
from vedich.reports.plan_tables import Domain, domains
from vedich.reports.project_groups import groups
from vedich.reports.reason_wording import why_text
from vedich.rulebooks import Rulebook

_NAMED = 2  # standards in a phrase of the page; the workbook has all


def domain_tables(case: Case, plan: Plan, rulebook: Rulebook | None, lang: Lang) -> list[dict[str, object]]:
    """One table a domain. Without a rulebook nothing is said of why a project is chosen."""
    whys = {}
    if rulebook is not None:
        whys = {name: why_text(row, rulebook, lang, _NAMED) for name, row in reasons(case, rulebook, plan).items()}
    found = groups(case, plan)
    return [_domain(domain, whys, found, lang) for domain in domains(case, plan)]


def _domain(domain: Domain, whys: dict[str, str], found: dict[str, ProjectGroup], lang: Lang) -> dict[str, object]:
    count = len(domain.rows)
    key = "report.domain.sum.one" if count == 1 else "report.domain.sum"
    return {
        "name": domain.name or text("report.domain.other", lang),
        "sum": text(key, lang, count=count, cost=money_text(domain.cost, lang)),
        "rows": [
            {
                "name": row.project.name,
                "code": row.project.project,
                "mandatory": row.mandatory,
                "group": found[row.project.project].title(lang) if row.project.project in found else "",
                "option": row.option,
                "start": quarter_text(str(row.start), lang),
                "finish": quarter_text(str(row.finish), lang),
                "cost": billions_text(row.cost, lang),
                "why": whys.get(row.project.project, ""),
            }
            for row in domain.rows
        ],
    }
