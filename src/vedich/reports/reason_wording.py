"""Why a project is chosen, in one phrase: what it adds to which standards, what it brings in, who waits for it."""

from __future__ import annotations

from vedich.messages import Lang, text
from vedich.planning.reasons import Contribution, Reasons
from vedich.reports.numbers import change_text, level_text, money_text, worded
from vedich.reports.wording import levels_of
from vedich.rulebooks import Rulebook

_NAMES = 4  # projects that wait, by name


def why_text(reasons: Reasons, rulebook: Rulebook, lang: Lang | None = None, most: int | None = None) -> str:
    """All reasons in one phrase; of the standards served only the first `most` by name (None: all)."""
    parts = []
    if reasons.mandatory is not None:
        parts.append(text(f"report.reason.{reasons.mandatory}", lang))
    named = reasons.contributions[:most]
    parts += [_contribution(row, rulebook, lang) for row in named]
    if more := len(reasons.contributions) - len(named):
        parts.append(text("report.reason.more.one" if more == 1 else "report.reason.more", lang, count=more))
    parts += [
        text("report.reason.receipts", lang, amount=money_text(amount, lang), source=source)
        for source, amount in reasons.receipts
    ]
    if reasons.waiting:
        parts.append(waiting_text(reasons.waiting, lang))
    phrase = "; ".join(parts) or text("report.reason.nothing", lang)
    return phrase[0].upper() + phrase[1:]


def waiting_text(waiting: tuple[str, ...], lang: Lang | None = None) -> str:
    """`3 dự án chờ: GT03, GT04, YT01`; of many, the first by name and how many more there are."""
    key = "report.reason.waiting.one" if len(waiting) == 1 else "report.reason.waiting"
    return text(key, lang, count=len(waiting), projects=listed(waiting, lang))


def listed(projects: tuple[str, ...], lang: Lang | None = None, most: int = _NAMES) -> str:
    """Project codes; of many the first `most`, and how many more there are."""
    if len(projects) <= most + 1:
        return ", ".join(projects)
    names = ", ".join(projects[:most])
    return text("report.reason.names_more", lang, names=names, count=len(projects) - most)


def _contribution(row: Contribution, rulebook: Rulebook, lang: Lang | None) -> str:
    labels = row.standards or ((row.label,) if row.label else ())
    what = ", ".join(worded(label, lang) for label in labels) or row.quantity
    phrase = text("report.reason.serves", lang, what=what, change=_change(row, rulebook, lang))
    if not row.goals:
        return phrase
    key = "report.reason.goal" if len(row.goals) == 1 else "report.reason.goals"
    return text(key, lang, phrase=phrase, goals=", ".join(row.goals))


def _change(row: Contribution, rulebook: Rulebook, lang: Lang | None) -> str:
    if isinstance(row.amount, str):
        return text("report.reason.level", lang, level=level_text(row.amount, lang, levels_of(rulebook, row.quantity)))
    key = "adds" if row.amount > 0 else "rises" if row.unit == "rank" else "lowers"
    return text(f"report.reason.{key}", lang, amount=change_text(abs(row.amount), row.unit, lang))
