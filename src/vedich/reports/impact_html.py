"""What a new rulebook does, as one page: the finding, what to beware of, standards, figures, goals, plans."""

from __future__ import annotations

from vedich.case import Case
from vedich.messages import Lang, text
from vedich.planning.impact_result import Impact, Law
from vedich.planning.result import Choice
from vedich.reports.impact_tables import figure_rows, goal_rows, law_cells, law_rows, standard_rows, untold
from vedich.reports.impact_wording import (
    TURNS,
    difference_sentences,
    goals_lead,
    headline,
    law_title,
    plan_sentences,
    turn_text,
    warnings,
)
from vedich.reports.numbers import billions_text, point_text, points_text, quarter_text, worded
from vedich.reports.page import rendered
from vedich.reports.plan_changes import project_changes, project_names
from vedich.reports.plan_wording import shown
from vedich.reports.score_bar import score_bar
from vedich.reports.wording import criterion_text, recognised_text
from vedich.rulebooks import Rulebook


def impact_page(case: Case, old: Rulebook, new: Rulebook, found: Impact, lang: Lang) -> str:
    """One HTML file. `old`, `new`: the rulebooks that `found` compares; they give levels their labels."""
    laws = (found.old, found.new)
    return rendered(
        "impact.html",
        lang,
        title=text("impact.title", lang, unit=case.unit.name),
        illustrative="illustrative" in (case.figures, found.figures),
        headline=headline(found, lang),
        differences=difference_sentences(found, lang),
        warnings=warnings(found, old, new, lang),
        facts=_facts(found, lang),
        old=worded(found.old.short, lang),
        new=worded(found.new.short, lang),
        pairs=law_rows(found, lang),
        scores=[_score(law, found, lang) for law in laws],
        turned=[
            {
                "words": turn_text(found, turn, lang),
                "rows": standard_rows(found.turned(turn), old, new, lang),
                "open": turn in {"newly_unmet", "gap_changed", "points_changed", "newly_met"},
            }
            for turn in TURNS
            if found.turned(turn)
        ],
        standards=standard_rows(found.standards, old, new, lang),
        untold=sum(untold(row) for row in found.standards),
        missing=figure_rows(found, new, lang),
        goals_lead=goals_lead(found, lang),
        goals=goal_rows(case, found, old, new, lang),
        plans=[{"name": law_title(law, found, lang), "sentences": plan_sentences(law, lang)} for law in laws],
        changes=_changes(case, found, lang),
    )


def _facts(found: Impact, lang: Lang) -> list[dict[str, str]]:
    """The cards on top: score, unmet standards; date and cost where there is a plan."""
    laws = (found.old, found.new)
    before, after = (law_cells(found, law, lang) | {"score": points_text(law.total, lang)} for law in laws)
    planned = any(law.plan is not None and shown(law.plan) for law in laws)
    notes = {
        "score": text("impact.fact.score_note", lang, before=before["mark"], after=after["mark"]),
        "unmet": text("impact.fact.unmet_note", lang, before=before["unknown"], after=after["unknown"]),
    }
    return [
        {
            "name": text(f"impact.fact.{key}", lang),
            "value": text("impact.arrow", lang, before=before[key], after=after[key]),
            "note": notes.get(key, ""),
        }
        for key in ("score", "unmet", *(("reached", "cost") if planned else ()))
    ]


def _score(law: Law, found: Impact, lang: Lang) -> dict[str, object]:
    name = law_title(law, found, lang)
    return {
        "name": name,
        "bar": score_bar(name, law.total, law.total_at_least, law.total_max, lang),
        "points": points_text(law.total, lang),
        "most": point_text(law.total_max, lang),
        "recognised": law.recognised,
        "verdict": recognised_text(law.recognised, lang),
        "groups": [criterion_text(criterion, lang) for criterion in law.criteria],
    }


def _changes(case: Case, found: Impact, lang: Lang) -> list[dict[str, str]]:
    if found.diff is None:
        return []
    return [
        {
            "change": text(f"diff.{row.kind}", lang),
            "project": row.name or row.project,
            "code": row.project,
            "before": choice_text(row.before, lang),
            "after": choice_text(row.after, lang),
        }
        for row in project_changes(found.diff, project_names(case))
    ]


def choice_text(choice: Choice | None, lang: Lang) -> str:
    """`A · quý I/2027 – quý IV/2028 · 12,5`, the cost in billion VND; a dash if the plan does not do the project."""
    if choice is None:
        return text("report.none", lang)
    span = f"{quarter_text(choice.start, lang)} – {quarter_text(choice.finish, lang)}"
    return f"{choice.option} · {span} · {billions_text(choice.cost, lang)}"
