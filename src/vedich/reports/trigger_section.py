"""Early warnings as a section of the page of odds: what to watch, when, and below which mark to plan anew."""

from __future__ import annotations

from dataclasses import dataclass

from vedich.case.model import Case
from vedich.messages import Lang
from vedich.reports.trigger_wording import HALF, detail_text, findings, headline, remarks, sign_text
from vedich.risk.trigger_result import Triggers


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign as a sentence, and what it tells."""

    sentence: str
    detail: str


@dataclass(frozen=True, slots=True)
class TriggerSection:
    """What the section holds."""

    headline: str
    findings: tuple[str, ...]
    signs: tuple[Sign, ...]
    remarks: tuple[str, ...]


def trigger_section(case: Case, found: Triggers, lang: Lang) -> TriggerSection:
    """The warnings in words, in their own order."""
    low = found.on_time.probability < HALF
    return TriggerSection(
        headline=headline(found, lang),
        findings=tuple(findings(found, lang)),
        signs=tuple(
            Sign(sign_text(case, trigger, lang, low=low), detail_text(trigger, lang, low=low))
            for trigger in found.triggers
        ),
        remarks=tuple(remarks(found, lang)) if found.triggers else (),
    )
