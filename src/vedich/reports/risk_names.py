"""What may turn out otherwise, named in words: the kind of uncertainty and what it is about."""

from __future__ import annotations

from vedich.case.model import Case
from vedich.messages import Lang, text
from vedich.reports.numbers import worded
from vedich.risk.result import Driver, Input, RiskKind
from vedich.rulebooks import Rulebook

_OF_A_SOURCE = frozenset({"funding", "receipts", "freeze"})
_EVENTS = frozenset({"freeze", "price", "blocked"})


def kind_text(kind: RiskKind, lang: Lang | None = None) -> str:
    """The kind alone: `Biến động nguồn vốn`."""
    return text(f"risk.kind.{kind}", lang)


def driver_name(case: Case, driver: Driver, lang: Lang | None = None, rulebook: Rulebook | None = None) -> str:
    """A group of inputs: its kind and what it is about; for an event, what the event strikes.

    A group without a subject is what moves all of its kind together.
    """
    subject = driver.subject
    if driver.kind in _EVENTS:
        row = next((row for row in case.risks if row.risk == subject), None)
        about = subject or "" if row is None else subject_text(case, driver.kind, row.subject, lang)
    elif subject is None:
        about = text("risk.together", lang)
    else:
        about = subject_text(case, driver.kind, subject, lang, rulebook)
    return text("risk.named", lang, kind=text(f"risk.driver.{driver.kind}", lang), subject=about)


def input_name(
    case: Case, row: Input, lang: Lang | None = None, rulebook: Rulebook | None = None, *, rest: bool = False
) -> str:
    """What an input is about, without its year; its kind is the heading above it.

    `rest`: there are others of its kind, so that one without a subject is about what they leave.
    """
    about = subject_text(case, row.kind, row.subject, lang, rulebook)
    alone = not rest or row.subject is not None or row.kind in _EVENTS
    return about if alone else text("risk.rest", lang, all=about)


def subject_text(
    case: Case, kind: RiskKind, subject: str | None, lang: Lang | None = None, rulebook: Rulebook | None = None
) -> str:
    """A project by its name, a figure by its label, a source or a kind of project as the case writes it."""
    if kind == "trend":
        return text("risk.all.trend", lang) if subject is None else _figure(subject, lang, rulebook)
    if kind in _OF_A_SOURCE:
        return text("risk.all.source", lang) if subject is None else case.source(subject).name or subject
    if subject is None:
        return text("risk.all.project", lang)
    return next((project.name for project in case.projects if project.project == subject), subject)


def _figure(subject: str, lang: Lang | None, rulebook: Rulebook | None) -> str:
    kind = rulebook.quantity(subject) if rulebook else None
    return worded(kind.label, lang) if kind else subject
