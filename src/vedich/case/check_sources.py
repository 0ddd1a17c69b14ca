"""Checks of what holds for sources, of the ceiling on obligations and of the order of funding."""

from __future__ import annotations

from typing import Literal

from vedich.case.checking import Checking
from vedich.case.investment_law import funding_orders
from vedich.case.model import Project
from vedich.case.nearest import nearest
from vedich.messages import date_text


def check_sources(checking: Checking) -> None:
    """A source has money somewhere, its earmark names projects or kinds, its contingency is a percentage."""
    case = checking.case
    sources = sorted({row.source for row in case.funding} | {row.source for row in case.receipts})
    projects = [row.project for row in case.projects]
    kinds = [row.kind for row in case.projects if row.kind is not None]
    named = list(dict.fromkeys([*projects, *kinds]))
    for index, row in enumerate(case.sources):
        checking.known("sources", index, "source", row.source, sources)
        for entry in row.only_for:
            if entry not in named:
                near = nearest(entry, named) or "B1; Giao thông"
                checking.add("sources", index, "only_for", "earmark_unknown", found=entry, nearest=near)
        if not 0 <= row.contingency_percent <= 100:
            found = f"{row.contingency_percent:f}"
            checking.add("sources", index, "contingency_percent", "contingency", found=found)


def check_earmarks(checking: Checking) -> None:
    """Earmarks leave each project that costs something at least one source; for a candidate it is a warning."""
    sources = {row.source for row in checking.case.funding}
    for index, project in enumerate(checking.case.projects):
        named = sorted(sources & set(project.funded_by) if project.funded_by else sources)
        if not named or project.status == "done" or not _costs(checking, project):
            continue
        if not any(checking.case.source_allows(source, project) for source in named):
            values = {"project": project.project, "sources": ", ".join(named)}
            severity: Literal["error", "warning"] = "warning" if project.status == "candidate" else "error"
            checking.add("projects", index, "funded_by", "no_source_allows", severity, **values)


def _costs(checking: Checking, project: Project) -> bool:
    """Whether every option of `project` costs something."""
    costs = [option.cost for option in checking.case.options if option.project == project.project]
    return bool(costs) and min(costs) > 0


def check_obligations(checking: Checking) -> None:
    """A ceiling is for a year of the horizon and is not negative."""
    years = {quarter.year for quarter in checking.case.horizon}
    for index, row in enumerate(checking.case.obligations):
        if row.at_most < 0:
            checking.add("obligations", index, "at_most", "negative", found=row.at_most)
        if years and row.year not in years:
            values = {"found": row.year, "first": min(years), "last": max(years)}
            checking.add("obligations", index, "year", "ceiling_outside", "warning", **values)


def check_claims(checking: Checking) -> None:
    """Only work that was decided can be in debt, short of capital or carried over; what is done takes no money."""
    for index, project in enumerate(checking.case.projects):
        if project.claim != "new" and project.status in ("candidate", "done"):
            values = {"project": project.project, "claim": project.claim}
            checking.add("projects", index, "claim", f"claim_of_{project.status}", "warning", **values)


def check_funding_order(checking: Checking) -> None:
    """The order exists and is in force on the first day of the plan."""
    case = checking.case
    if case.funding_order is None:
        return
    order = funding_orders().get(case.funding_order)
    if order is None:
        values = {"found": case.funding_order, "nearest": ", ".join(funding_orders())}
        checking.add_to_head("funding_order", "unknown", **values)
    elif not order.document.holds_on(case.start.first_day):
        values = {"number": order.document.number, "day": date_text(order.document.in_force.from_)}
        checking.add_to_head("funding_order", "order_not_in_force", "warning", start=str(case.start), **values)
