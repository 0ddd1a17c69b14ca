"""Early warnings as a section of the page of odds: what to watch, when, and below which mark to plan anew."""

from __future__ import annotations

from dataclasses import dataclass

from vedich.case.model import Case
from vedich.messages import Lang
from vedich.reports.numbers import quarter_text
from vedich.reports.risk_numbers import percent_text
from vedich.reports.trigger_wording import findings, headline, share_below, side_text, sign_text, value_text
from vedich.risk.trigger_result import Trigger, Triggers


@dataclass(frozen=True, slots=True)
class TriggerRow:
    """One sign in words; `crosses`: it has a mark at which the plan should be made anew."""

    at: str
    sign: str
    mark: str
    planned: str
    share: str
    below: str
    above: str
    information: str
    crosses: bool


@dataclass(frozen=True, slots=True)
class TriggerSection:
    """What the section holds."""

    headline: str
    findings: tuple[str, ...]
    rows: tuple[TriggerRow, ...]


def trigger_section(case: Case, found: Triggers, lang: Lang) -> TriggerSection:
    """The warnings in words, in their own order."""
    rows = tuple(_row(case, trigger, lang) for trigger in found.triggers)
    return TriggerSection(headline(found, lang), tuple(findings(found, lang)), rows)


def _row(case: Case, trigger: Trigger, lang: Lang) -> TriggerRow:
    seen = trigger.observable
    return TriggerRow(
        at=quarter_text(seen.at, lang),
        sign=sign_text(case, seen, lang),
        mark=value_text(seen, trigger.threshold, lang),
        planned=value_text(seen, seen.planned, lang),
        share=share_below(trigger, lang),
        below=side_text(trigger.below, lang),
        above=side_text(trigger.above, lang),
        information=percent_text(max(trigger.information, 0.0), lang),
        crosses=trigger.verdict == "crosses",
    )
