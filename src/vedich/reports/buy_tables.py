"""What a list of bought dates says: the headline, and each point's row in words."""

from __future__ import annotations

from dataclasses import dataclass

from vedich.case.quarter import Quarter
from vedich.messages import Lang, text
from vedich.planning.buy_result import Buy, BuyPoint
from vedich.reports.numbers import billions_text, money_text, quarter_text


@dataclass(frozen=True, slots=True)
class Row:
    """One point as cells; `better`: the date is earlier than with one step less."""

    extra: str
    reached: str
    sooner: str
    cost: str
    proof: str
    better: bool


def headline(found: Buy, lang: Lang | None = None) -> str:
    """The least extra that brings the best date of all."""
    if not found.points:
        return text("buy.not_run", lang)
    values = {"source": found.source, "year": found.year}
    reached = [point for point in found.points if point.reached is not None]
    most = money_text(found.points[-1].extra, lang)
    if not reached:
        return text("buy.headline_never", lang, extra=most, **values)
    best = min(reached, key=lambda point: (point.reached or "", point.extra))
    quarter = quarter_text(best.reached or "", lang)
    before = found.points[0].reached
    if before is None:
        return text(
            "buy.headline_first",
            lang,
            extra=money_text(reached[0].extra, lang),
            quarter=quarter_of(reached[0], lang),
            **values,
        )
    if before == best.reached:
        return text("buy.headline_same", lang, extra=most, quarter=quarter, **values)
    before_text = quarter_text(before, lang)
    return text("buy.headline", lang, extra=money_text(best.extra, lang), quarter=quarter, before=before_text, **values)


def quarter_of(point: BuyPoint, lang: Lang | None = None) -> str:
    """The quarter reached in words; a dash if none."""
    return text("report.none", lang) if point.reached is None else quarter_text(point.reached, lang)


def rows(found: Buy, lang: Lang | None = None) -> list[Row]:
    """Every point, in the order of the extra money."""
    first = found.points[0].reached if found.points else None
    cells = []
    before: str | None = first
    for point in found.points:
        cells.append(
            Row(
                extra=billions_text(point.extra, lang),
                reached=quarter_of(point, lang),
                sooner=_sooner(first, point.reached, lang),
                cost=text("report.none", lang) if point.cost is None else billions_text(point.cost, lang),
                proof=proof_text(point, lang),
                better=point.reached is not None and (before is None or point.reached < before),
            )
        )
        before = point.reached or before
    return cells


def _sooner(first: str | None, reached: str | None, lang: Lang | None) -> str:
    if first is None or reached is None or first == reached:
        return text("report.none", lang)
    return str(Quarter.parse(first) - Quarter.parse(reached))


def proof_text(point: BuyPoint, lang: Lang | None = None) -> str:
    """What of the point is proved."""
    if point.reached is None:
        return text("buy.proof.impossible" if point.status == "impossible" else "buy.proof.unknown", lang)
    if point.proved:
        return text("buy.proof.proved", lang)
    return text("buy.proof.date" if point.not_before == point.reached else "buy.proof.none", lang)
