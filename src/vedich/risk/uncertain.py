"""One uncertain number, and how numbers are tied to each other and from year to year."""

from __future__ import annotations

from dataclasses import dataclass

from vedich.risk.columns import Columns
from vedich.risk.marginal import Marginal
from vedich.risk.result import RiskKind


@dataclass(frozen=True, slots=True)
class Uncertain:
    """Its score is `common` · score of column `shared` + √(1 − common²) · score of column `own` (a Gaussian copula)."""

    marginal: Marginal
    own: int
    shared: int
    common: float


@dataclass(frozen=True, slots=True)
class Yearly:
    """One source's money by year of the horizon; None: a year without any.

    The score of year y is `over_years`[y] · score of year y−1 + √(1 − over_years[y]²) · its own (an AR(1) process).
    """

    years: tuple[Uncertain | None, ...]
    over_years: tuple[float, ...]


def drive(columns: Columns, kind: RiskKind, subject: str | None, number: Uncertain) -> None:
    """Note that `number` can touch the plan: its own column, and that of what moves all of its kind."""
    columns.drive(kind, subject, number.own)
    if number.common:
        columns.drive("funding" if kind == "receipts" else kind, None, number.shared)
