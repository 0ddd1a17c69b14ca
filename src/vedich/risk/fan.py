"""The points of every quarter: as planned, and how far they may stray."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vedich.planning.result import QuarterScore
from vedich.risk.quantiles import quantile
from vedich.risk.result import FanQuarter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vedich.risk.runs import Floats


def fan(score: Sequence[QuarterScore], points: Floats) -> tuple[FanQuarter, ...]:
    """A row a quarter; `points` (S, H). Where something is unknown both give the lower end of the points."""
    low, middle, high = (quantile(points, percent).tolist() for percent in (10, 50, 90))
    return tuple(
        FanQuarter(quarter=row.quarter, planned=float(row.total.low), p10=low[t], p50=middle[t], p90=high[t])
        for t, row in enumerate(score)
    )
