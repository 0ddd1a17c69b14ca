"""The plan as one page a leader reads: when, for how much, how certain, what, and with which money."""

from __future__ import annotations

from dataclasses import asdict
from fractions import Fraction

from vedich.case.model import Case
from vedich.messages import Lang, number_text, text
from vedich.planning.dependencies import dependencies
from vedich.planning.result import Plan
from vedich.reports.dependency_wording import risks
from vedich.reports.gantt import gantt_pages
from vedich.reports.money import money_chart
from vedich.reports.numbers import (
    money_text,
    point_text,
    points_text,
    quarter_text,
    value_text,
    worded,
)
from vedich.reports.page import rendered
from vedich.reports.plan_projects import domain_tables
from vedich.reports.plan_tables import available, chosen, money
from vedich.reports.plan_wording import (
    cost_proved,
    date_proved,
    headline_text,
    proof_sentences,
    shown,
)
from vedich.reports.project_groups import group_lines
from vedich.reports.risk_chances import chance_curve
from vedich.reports.risk_fan import fan_chart
from vedich.reports.risk_wording import error_sentence, on_time_fact
from vedich.reports.risk_wording import headline as risk_headline
from vedich.reports.score_line import score_line
from vedich.reports.wording import gap_text, levels_of, recognised_text, status_symbol, status_text
from vedich.risk.result import Odds
from vedich.rulebooks import Rulebook
from vedich.scoring.result import Assessment, StandardScore


def plan_page(
    case: Case,
    plan: Plan,
    before: Assessment,
    after: Assessment | None,
    lang: Lang,
    rulebook: Rulebook | None = None,
    odds: Odds | None = None,
) -> str:
    """One HTML file. `before`: today; `after`: at the quarter reached, with the plan's projects finished.

    `rulebook` gives levels their labels, and what the reasons and the dependencies are computed from; without it
    levels appear by the names the case uses, and these two are left out. A plan that the verifier did not accept is
    not shown: the page says so instead. `odds`: how sure the plan is, where that was computed.
    """
    show = shown(plan)
    withheld = plan.found and not show
    return rendered(
        "plan.html",
        lang,
        case=case,
        plan=plan,
        title=text("report.plan.title", lang, unit=case.unit.name),
        rulebook_title=worded(before.rulebook_title, lang),
        illustrative="illustrative" in (case.figures, plan.figures),
        show=show,
        headline=headline_text(plan, lang),
        proof=proof_sentences(plan, lang),
        next_steps=() if show else _next_steps(plan, before, lang),
        stages=() if withheld else _stages(case, plan, lang),
        facts=_facts(case, plan, before, after, odds, lang) if show else (),
        odds=_odds(odds, before.total_at_least, lang) if show and odds is not None else None,
        risks=risks(case, plan, dependencies(case, rulebook, plan), lang) if show and rulebook is not None else None,
        domains=domain_tables(case, plan, rulebook, lang) if show else (),
        reasoned=rulebook is not None,
        groups=group_lines(case, plan, lang) if show else (),
        gantt=gantt_pages(case, plan, lang) if show else (),
        money=_money(case, plan, lang) if show else None,
        money_chart=money_chart(case, plan, lang) if show else "",
        score_title=text("report.section.score" if show else "report.section.score_idle", lang),
        score_line=score_line(plan.score, before.total_at_least, plan.at, lang, judged=plan.objective == "most-points")
        if plan.score and not withheld
        else "",
        quarters=_quarters(plan, lang) if show else (),
        standards=_standards(before, after, rulebook, lang) if show and after is not None else None,
        unmet=() if show else [_unmet(s, lang) for s in before.standards if s.status not in _FINE],
    )


_FINE = frozenset({"full", "met", "reduced", "not_considered"})


def _facts(
    case: Case, plan: Plan, before: Assessment, after: Assessment | None, odds: Odds | None, lang: Lang
) -> tuple[dict[str, str], ...]:
    assert plan.at is not None
    sure = () if odds is None else (asdict(on_time_fact(odds, lang)),)
    rows = chosen(case, plan)
    mandatory = sum(row.mandatory for row in rows)
    possible = sum(project.status != "done" for project in case.projects)
    cost_key = "cost_proved" if cost_proved(plan) else "cost_open"
    score = points_text(before.total, lang)
    if after is not None:
        score = f"{score} → {points_text(after.total, lang)}"
    least = before.total_at_least
    return (
        {
            "name": text("report.fact.judged" if plan.objective == "most-points" else "report.fact.reached", lang),
            "value": text("report.fact.end_of", lang, quarter=quarter_text(plan.at, lang)),
            "note": _date_note(plan, lang),
        },
        {
            "name": text("report.fact.cost", lang),
            "value": "" if plan.cost is None else money_text(plan.cost, lang),
            "note": text(f"report.fact.{cost_key}", lang),
        },
        {
            "name": text("report.fact.projects", lang),
            "value": text("report.fact.projects_of", lang, chosen=len(rows), all=possible),
            "note": text("report.fact.mandatory", lang, count=mandatory),
        },
        {
            "name": text("report.fact.score", lang),
            "value": score,
            "note": "" if least is None else text("report.fact.least", lang, least=point_text(least, lang)),
        },
        *sure,
    )


def _odds(odds: Odds, total_at_least: Fraction | None, lang: Lang) -> dict[str, object]:
    return {
        "headline": risk_headline(odds, lang),
        "error": error_sentence(odds, lang),
        "curve": chance_curve(odds, lang),
        "fan": fan_chart(odds, total_at_least, lang) if odds.fan else "",
    }


def _date_note(plan: Plan, lang: Lang) -> str:
    if plan.objective == "earliest":
        return text("report.fact.date_proved" if date_proved(plan) else "report.fact.date_open", lang)
    if plan.objective == "cheapest":
        return text("report.fact.by", lang, by=quarter_text(plan.by or plan.score[-1].quarter, lang))
    stage = plan.stage("points")
    return text("report.fact.points_proved" if stage is not None and stage.proved else "report.fact.points_open", lang)


def _next_steps(plan: Plan, before: Assessment, lang: Lang) -> list[str]:
    if plan.found:
        return [text("report.next.check", lang)]
    keys = ["time", "horizon"]
    if plan.status == "impossible":
        keys = ["money", "projects", "capacity", "horizon"]
    if not before.total.known:
        keys.insert(0, "figures")
    return [text(f"report.next.{key}", lang) for key in keys]


def _stages(case: Case, plan: Plan, lang: Lang) -> list[dict[str, str]]:
    shown_values = {
        # The date stage counts quarters from the case's first.
        "date": lambda number: quarter_text(str(case.start + int(number)), lang),
        "cost": lambda number: money_text(number, lang),
        "points": lambda number: point_text(number, lang),
    }
    nothing = text("report.none", lang)
    return [
        {
            "name": text(f"report.stage.{stage.name}", lang),
            "value": nothing if stage.value is None else shown_values[stage.name](stage.value),
            "bound": nothing if stage.bound is None else shown_values[stage.name](stage.bound),
            "proved": text("report.yes" if stage.proved else "report.no", lang),
            "seconds": number_text(stage.seconds, 1, lang),
        }
        for stage in plan.stages
    ]


def _money(case: Case, plan: Plan, lang: Lang) -> dict[str, object]:
    table = money(case, plan)
    limits = available(case, plan)

    def amount(million: int) -> str:
        return number_text(Fraction(million, 1000), 3, lang, fixed=True) if million else nothing

    nothing = text("report.none", lang)
    return {
        "years": table.years,
        "rows": [
            {
                "name": source,
                "amounts": [amount(table.amount(source, year)) for year in table.years],
                "total": amount(table.of_source(source)),
            }
            for source in table.sources
        ],
        "totals": [amount(table.of_year(year)) for year in table.years],
        "total": amount(table.total),
        "limits": [amount(limits[year]) for year in table.years],
    }


def _quarters(plan: Plan, lang: Lang) -> list[dict[str, object]]:
    return [
        {
            "quarter": quarter_text(row.quarter, lang),
            "points": points_text(row.total, lang),
            "verdict": recognised_text(row.recognised, lang),
            "goals": text("report.yes" if row.goals_met else "report.no", lang),
            "reached": row.quarter == plan.at,
        }
        for row in plan.score
    ]


def _standards(before: Assessment, after: Assessment, rulebook: Rulebook | None, lang: Lang) -> dict[str, object]:
    pairs = [(standard, after.standard(standard.id)) for standard in before.standards]
    rows = [
        {
            "id": old.id,
            "label": worded(old.label, lang),
            "before": _side(old, rulebook, lang),
            "after": _side(new, rulebook, lang),
            "changed": old.points != new.points,
        }
        for old, new in pairs
    ]
    changed = [row for row in rows if row["changed"]]
    same = [row for row in rows if not row["changed"]]
    return {
        "changed": changed,
        "same": same,
        "changed_words": _counted("report.standards.changed", len(changed), lang),
        "same_words": _counted("report.standards.same", len(same), lang),
    }


def _counted(key: str, count: int, lang: Lang) -> str:
    return text(f"{key}.one" if count == 1 else key, lang, count=count)


def _side(standard: StandardScore, rulebook: Rulebook | None, lang: Lang) -> dict[str, str]:
    levels = levels_of(rulebook, standard.gap_quantity)
    return {
        "value": value_text(standard.value, standard.unit, lang, levels),
        "points": points_text(standard.points, lang),
        "status": standard.status,
        "symbol": status_symbol(standard.status),
        "status_words": status_text(standard.status, lang),
    }


def _unmet(standard: StandardScore, lang: Lang) -> dict[str, str]:
    return {
        "id": standard.id,
        "label": worded(standard.label, lang),
        "status": standard.status,
        "symbol": status_symbol(standard.status),
        "status_words": status_text(standard.status, lang),
        "gap": gap_text(standard, lang),
    }
