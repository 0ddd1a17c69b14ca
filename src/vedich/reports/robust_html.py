"""A robust choice as a page: the price of certainty, and the chosen plan beside the usual one."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from vedich.case.model import Case
from vedich.messages import Lang, number_text, text
from vedich.planning.comparison import PlanDiff, Summary, compare
from vedich.planning.result import Choice, Plan
from vedich.reports.numbers import money_text, point_text, quarter_text, worded
from vedich.reports.page import rendered
from vedich.reports.risk_numbers import WIDTH_95, chance_text, percent_text, points_of_percent
from vedich.reports.robust_frontier import frontier, plans
from vedich.reports.robust_wording import buffers_text, facts, headline, method_sentences
from vedich.risk.result import Chance
from vedich.risk.robust_result import Robust
from vedich.rulebooks import Rulebook


def robust_page(case: Case, found: Robust, lang: Lang, rulebook: Rulebook | None = None) -> str:
    """One HTML file. Without any plan it says so and nothing else."""
    both = found.plan.found and found.deterministic.found
    differs = compare(found.deterministic, found.plan) if both else None
    return rendered(
        "robust.html",
        lang,
        title=text("risk.robust.title", lang, unit=case.unit.name),
        illustrative="illustrative" in (case.figures, found.figures),
        rulebook_title=worded(rulebook.title, lang) if rulebook else found.rulebook,
        headline=headline(found, lang),
        facts=facts(found, lang),
        frontier=frontier(found, lang) if found.frontier else "",
        rows=_rows(found, lang),
        comparison=_comparison(found, differs, lang) if differs else (),
        changes=_changes(case, differs, lang) if differs else (),
        same=text("diff.count", lang, changes=differs.changes, same=differs.same) if differs else "",
        buffers=buffers_text(found.buffers, lang),
        method=method_sentences(found, lang),
        seeds=text("risk.robust.seeds", lang, seed=found.seed, fresh=found.fresh_seed),
    )


@dataclass(frozen=True, slots=True)
class FrontierCells:
    """A plan of the frontier in words."""

    cost: str
    chance: str
    error: str
    aims_at: str
    buffers: str
    mark: str
    chosen: bool


def _rows(found: Robust, lang: Lang) -> list[FrontierCells]:
    return [
        FrontierCells(
            number_text(Fraction(row.cost, 1000), 1, lang, fixed=True),
            percent_text(row.probability, lang, 1),
            points_of_percent(WIDTH_95 * row.error, lang),
            quarter_text(row.aims_at, lang),
            "" if row.deterministic else buffers_text(row.buffers, lang),
            " ".join(
                text(f"risk.robust.frontier.{key}", lang)
                for key, holds in (("chosen", row.chosen), ("usual", row.deterministic))
                if holds
            ),
            row.chosen,
        )
        for row in plans(found)
    ]


@dataclass(frozen=True, slots=True)
class Compared:
    """One figure of both plans."""

    name: str
    usual: str
    chosen: str


def _comparison(found: Robust, differs: PlanDiff, lang: Lang) -> tuple[Compared, ...]:
    def row(key: str, usual: str, chosen: str) -> Compared:
        return Compared(text(f"risk.robust.compare.{key}", lang), usual, chosen)

    return (
        row("chance", _chance(found.deterministic_chance, lang), _chance(found.chance, lang)),
        row("cost", _cost(found.deterministic, lang), _cost(found.plan, lang)),
        row("reached", _reached(differs.before, lang), _reached(differs.after, lang)),
        row("points", _points(differs.before, lang), _points(differs.after, lang)),
        row("projects", number_text(differs.before.projects, 0, lang), number_text(differs.after.projects, 0, lang)),
    )


def _chance(chance: Chance | None, lang: Lang) -> str:
    return text("report.none", lang) if chance is None else chance_text(chance, lang)


def _cost(plan: Plan, lang: Lang) -> str:
    return text("report.none", lang) if plan.cost is None else money_text(plan.cost, lang)


def _reached(side: Summary, lang: Lang) -> str:
    if side.reached is None:
        return text("report.none", lang)
    return text("report.fact.end_of", lang, quarter=quarter_text(side.reached, lang))


def _points(side: Summary, lang: Lang) -> str:
    return text("report.none", lang) if side.points is None else point_text(side.points, lang)


@dataclass(frozen=True, slots=True)
class Change:
    """A project that the two plans treat differently."""

    kind: str
    code: str
    name: str
    usual: str
    chosen: str


def _changes(case: Case, differs: PlanDiff, lang: Lang) -> list[Change]:
    names = {project.project: project.name for project in case.projects}
    options = {(option.project, option.option): option.name or option.option for option in case.options}
    nothing = text("report.none", lang)

    def when(choice: Choice) -> str:
        return text(
            "risk.robust.when",
            lang,
            option=options.get((choice.project, choice.option), choice.option),
            start=quarter_text(choice.start, lang),
            finish=quarter_text(choice.finish, lang),
            cost=money_text(choice.cost, lang),
        )

    def change(key: str, project: str, usual: str, chosen: str) -> Change:
        return Change(text(f"diff.{key}", lang), project, names.get(project, project), usual, chosen)

    return [
        *(change("dropped", choice.project, when(choice), nothing) for choice in differs.dropped),
        *(change("added", choice.project, nothing, when(choice)) for choice in differs.added),
        *(change("moved", moved.project, when(moved.before), when(moved.after)) for moved in differs.moved),
    ]
