"""`buy` as a page: the curve and its table."""

from __future__ import annotations

from vedich.case.model import Case
from vedich.messages import Lang, text
from vedich.planning.buy_result import Buy
from vedich.reports.buy_curve import buy_curve
from vedich.reports.buy_tables import headline, rows
from vedich.reports.page import rendered


def buy_page(case: Case, found: Buy, lang: Lang) -> str:
    """One HTML file."""
    return rendered(
        "buy.html",
        lang,
        title=text("buy.title", lang, unit=case.unit.name),
        illustrative="illustrative" in (case.figures, found.figures),
        found=found,
        headline=headline(found, lang),
        curve=buy_curve(found, lang) if found.points else "",
        rows=rows(found, lang),
    )
