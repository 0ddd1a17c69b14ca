"""The riskiest dependencies of a plan in plain words."""

from __future__ import annotations

from dataclasses import dataclass

from vedich.case.model import Case
from vedich.messages import Lang, text
from vedich.planning.dependencies import Dependency, riskiest
from vedich.planning.result import Plan
from vedich.reports.numbers import money_text, quarter_text
from vedich.reports.reason_wording import listed

_STRICT = 12  # projects without time to spare, by name


@dataclass(frozen=True, slots=True)
class Risk:
    """One dependency: the sentence for a leader, and the dates and projects behind it."""

    sentence: str
    detail: str
    clearance: bool


@dataclass(frozen=True, slots=True)
class Risks:
    """The riskiest dependencies under their heading; `others`: what else has no time to spare, or that nothing has."""

    title: str
    rows: tuple[Risk, ...]
    others: str
    note: str


def risks(case: Case, plan: Plan, rows: tuple[Dependency, ...], lang: Lang | None = None) -> Risks | None:
    """The words for `rows`, what `dependencies` returned for `plan`; None without any."""
    if not rows or plan.at is None:
        return None
    worst = riskiest(rows)
    return Risks(
        title=text("report.section.risks.three" if len(worst) == 3 else "report.section.risks", lang),
        rows=tuple(Risk(_sentence(case, row, plan.at, lang), _detail(row, lang), row.clearance) for row in worst),
        others=_others(rows, worst, plan.at, lang),
        note=text("report.risk.note", lang),
    )


def _sentence(case: Case, row: Dependency, at: str, lang: Lang | None) -> str:
    assert row.slack is not None
    late = row.slack + 1
    return text(
        "report.risk.waiting.one" if len(row.waiting) == 1 else "report.risk.waiting",
        lang,
        name=next(project.name for project in case.projects if project.project == row.project),
        late=text("report.risk.late.one" if late == 1 else "report.risk.late", lang, quarters=late),
        quarter=quarter_text(at, lang),
        count=len(row.waiting),
        cost=money_text(row.waiting_cost, lang),
    )


def _detail(row: Dependency, lang: Lang | None) -> str:
    return text(
        "report.risk.by" if row.slack else "report.risk.on_time",
        lang,
        code=row.project,
        finish=quarter_text(row.finish, lang),
        last=quarter_text(row.last_finish or row.finish, lang),
        projects=listed(row.waiting, lang),
    )


def _others(rows: tuple[Dependency, ...], worst: tuple[Dependency, ...], at: str, lang: Lang | None) -> str:
    strict = tuple(row.project for row in rows if row.slack == 0 and row not in worst)
    sentences = []
    if not worst:
        sentences.append(text("report.risk.none", lang, quarter=quarter_text(at, lang)))
    if strict:
        key = "report.risk.others.one" if len(strict) == 1 else "report.risk.others"
        sentences.append(text(key, lang, count=len(strict), projects=listed(strict, lang, _STRICT)))
    return " ".join(sentences)
