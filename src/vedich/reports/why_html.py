"""`why` as a page: what would have to change, way by way."""

from __future__ import annotations

from vedich.case.model import Case
from vedich.messages import Lang, text
from vedich.planning.why_result import Why
from vedich.reports.numbers import worded
from vedich.reports.page import rendered
from vedich.reports.why_wording import best_reachable, headline, not_enough, ways, ways_intro
from vedich.rulebooks import Rulebook


def why_page(case: Case, rulebook: Rulebook, found: Why, lang: Lang) -> str:
    """One HTML file."""
    return rendered(
        "why.html",
        lang,
        title=text("why.title", lang, unit=case.unit.name),
        illustrative="illustrative" in (case.figures, found.figures),
        rulebook_title=worded(rulebook.title, lang),
        headline=headline(found, lang),
        intro="" if found.possible else ways_intro(found, lang),
        ways=ways(case, rulebook, found, lang),
        best=best_reachable(case, rulebook, found, lang),
        not_enough=not_enough(found, lang),
        stopped=found.stopped,
    )
