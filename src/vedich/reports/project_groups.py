"""The statutory groups of a plan's projects, and where they stand in the law."""

from __future__ import annotations

from vedich.case import ProjectGroup, project_group
from vedich.case.model import Case
from vedich.messages import Lang, text
from vedich.planning.result import Plan
from vedich.reports.numbers import money_text, worded
from vedich.reports.plan_tables import chosen


def groups(case: Case, plan: Plan) -> dict[str, ProjectGroup]:
    """The group of each chosen project by the cost of its option; those without a statutory field are left out."""
    found = {row.project.project: project_group(case, row.project, row.cost) for row in chosen(case, plan)}
    return {name: group for name, group in found.items() if group is not None}


def group_lines(case: Case, plan: Plan, lang: Lang | None = None) -> list[str]:
    """One line a group and clause, with how many projects it has and what they cost; then what limits its certainty.

    Empty if no project has a group.
    """
    cost = {choice.project: choice.cost for choice in plan.choices}
    by_text: dict[str, list[int]] = {}
    notes: dict[str, None] = {}
    for name, group in sorted(groups(case, plan).items(), key=lambda item: -cost[item[0]]):
        by_text.setdefault(group.text(lang), []).append(cost[name])
        if group.note is not None:
            notes[worded(group.note, lang)] = None
    lines = [
        text(
            "report.group.line.one" if len(costs) == 1 else "report.group.line",
            lang,
            group=told[0].upper() + told[1:],
            count=len(costs),
            cost=money_text(sum(costs), lang),
        )
        for told, costs in by_text.items()
    ]
    return [*lines, *notes, text("report.group.basis", lang)] if lines else []


def basis_text(group: ProjectGroup, lang: Lang | None = None) -> str:
    """Clause, day of effect, confidence, and the note of the law's data."""
    return group.text(lang) if group.note is None else f"{group.text(lang)}. {worded(group.note, lang)}"
