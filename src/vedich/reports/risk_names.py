"""What may turn out otherwise, named in words: the kind of uncertainty and what it is about."""

from __future__ import annotations

from vedich.case.model import Case
from vedich.messages import Lang, text
from vedich.reports.numbers import worded
from vedich.risk.result import RiskKind
from vedich.rulebooks import Rulebook

OF_A_SOURCE = frozenset({"funding", "receipts", "freeze"})


def kind_text(kind: RiskKind, lang: Lang | None = None) -> str:
    """The kind alone: `Vốn về hằng năm`."""
    return text(f"risk.kind.{kind}", lang)


def risk_name(
    case: Case,
    kind: RiskKind,
    subject: str | None,
    lang: Lang | None = None,
    *,
    year: int | None = None,
    rulebook: Rulebook | None = None,
) -> str:
    """Kind, subject and year: `Vốn về hằng năm: Tiền sử dụng đất, 2028`."""
    about = subject_text(case, kind, subject, lang, rulebook=rulebook)
    named = text("risk.named", lang, kind=kind_text(kind, lang), subject=about)
    return named if year is None else text("risk.in_year", lang, name=named, year=year)


def subject_text(
    case: Case, kind: RiskKind, subject: str | None, lang: Lang | None = None, *, rulebook: Rulebook | None = None
) -> str:
    """A project by its name, a figure by its label, a source or a kind of project as the case writes it."""
    if kind == "trend":
        return text("risk.all.trend", lang) if subject is None else _figure(subject, lang, rulebook)
    if kind in OF_A_SOURCE:
        return text("risk.all.source", lang) if subject is None else case.source(subject).name or subject
    if subject is None:
        return text("risk.all.project", lang)
    return next((project.name for project in case.projects if project.project == subject), subject)


def _figure(subject: str, lang: Lang | None, rulebook: Rulebook | None) -> str:
    kind = rulebook.quantity(subject) if rulebook else None
    return worded(kind.label, lang) if kind else subject
