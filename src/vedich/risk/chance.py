"""Probabilities counted over scenarios, and how far off they may be."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

from vedich.case import Quarter
from vedich.risk.quantiles import quantile
from vedich.risk.result import Chance, Spread

if TYPE_CHECKING:
    from vedich.risk.runs import Small


def standard_error(hits: int, scenarios: int) -> float:
    """Of the share hits/scenarios, after Agresti & Coull (1998): as if two hits and two misses more had been seen.

    The plain √(p(1−p)/n) is 0 where nothing or everything was hit, as if ten thousand scenarios were all there are.
    """
    count = scenarios + 4
    return sqrt((hits + 2) * (scenarios - hits + 2) / count) / count


def chances(start: Quarter, horizon: int, date: Small) -> tuple[Chance, ...]:
    """P(date ≤ quarter) for each quarter of the horizon; `date` (S,): quarters from `start`, `horizon` if never."""
    return tuple(_chance(start, quarter, date) for quarter in range(horizon))


def chance(start: Quarter, by: Quarter, date: Small) -> Chance:
    """P(date ≤ by)."""
    return _chance(start, by - start, date)


def _chance(start: Quarter, quarter: int, date: Small) -> Chance:
    hits = int((date <= quarter).sum())
    return Chance(quarter=str(start + quarter), probability=hits / len(date), error=standard_error(hits, len(date)))


def spread(start: Quarter, horizon: int, date: Small) -> Spread:
    """P10, P50 and P90 of the date; None where it lies past the horizon."""
    ends = {percent: int(quantile(date, percent)) for percent in (10, 50, 90)}
    words = {percent: str(start + end) if end < horizon else None for percent, end in ends.items()}
    return Spread(p10=words[10], p50=words[50], p90=words[90])
