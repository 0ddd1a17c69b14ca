"""One uncertain number: its quantile at a standard normal score, so that a Gaussian copula can tie numbers together.

Quantiles are SciPy's, tabulated at scores 1/256 apart and interpolated between (exact for a normal; elsewhere within a
few millionths of the spread).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from vedich.case.model import Distribution, Risk

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

FURTHEST = 8.5  # scores beyond it count as it
STEPS_PER_UNIT = 256
Z90 = 1.2815515655446004  # the score of the 90 % point
AS_PLANNED = {"funding": Decimal(100), "receipts": Decimal(100), "cost": Decimal(100), "freeze": Decimal(100)}


@dataclass(frozen=True, slots=True)
class Marginal:
    """A distribution by its ends and mode (triangular, PERT, uniform), or its 10, 50 and 90 % points.

    A normal whose points lie unevenly is of two halves, each normal. A lognormal is shifted so that it has all three
    points; where they lie evenly that is the normal, and where the longer side is below it is turned round.
    PERT: the beta distribution on [low, high] with mean (low + 4 · likely + high) / 6 (Malcolm et al. 1959).
    """

    distribution: Distribution
    low: float
    likely: float
    high: float

    @property
    def certain(self) -> bool:
        """Whether it is always the same."""
        return self.high <= self.low

    def at(self, scores: Floats) -> Floats:
        """The quantile at each standard normal score, in the number's own unit."""
        spread = self.high - self.low
        if self.certain:
            return np.full(scores.shape, self.likely)
        if self.distribution == "normal":
            halves = np.where(scores < 0, self.likely - self.low, self.high - self.likely)
            return self.likely + scores * (halves / Z90)
        mode = (self.likely - self.low) / spread
        grid, quantiles = _table(self.distribution, mode)
        result: Floats = self.low + spread * np.interp(scores, grid, quantiles)
        return result


def marginal_of(row: Risk, unit: Decimal = Decimal(1)) -> Marginal:
    """The distribution of a row of `risks`, times `unit`.

    `likely` left out is as planned (or the nearer end, where that is not between the ends; a freeze: all of it); an end
    left out is `likely`.
    """
    likely = row.likely
    if likely is None:
        likely = AS_PLANNED.get(row.kind, Decimal(0))
        likely = likely if row.low is None else max(likely, row.low)
        likely = likely if row.high is None else min(likely, row.high)
    low = likely if row.low is None else row.low
    high = likely if row.high is None else row.high
    return Marginal(row.distribution or "triangular", float(low * unit), float(likely * unit), float(high * unit))


@cache
def _table(distribution: Distribution, mode: float) -> tuple[Floats, Floats]:
    """Scores and quantiles of the distribution on [0, 1] with its mode (or median) at `mode`."""
    from scipy import stats

    grid = np.linspace(-FURTHEST, FURTHEST, int(2 * FURTHEST * STEPS_PER_UNIT) + 1)
    below, above = stats.norm.cdf(grid), stats.norm.sf(grid)
    if distribution == "uniform":
        return grid, stats.uniform.ppf(below)
    if distribution == "lognormal":
        return grid, _shifted_lognormal(mode, grid)
    frozen = stats.triang(mode) if distribution == "triangular" else stats.beta(1 + 4 * mode, 5 - 4 * mode)
    upper = grid > 0  # where 1 − p is told more finely than p
    quantiles = np.where(upper, frozen.isf(np.where(upper, above, 0.5)), frozen.ppf(np.where(upper, 0.5, below)))
    return grid, quantiles


def _shifted_lognormal(median: float, grid: Floats) -> Floats:
    """shift + scale · e^(σ z) through 0 at −z90, `median` at 0 and 1 at z90; mirrored where its long tail is below."""
    from scipy import stats

    if median > 0.5:
        return 1 - _shifted_lognormal(1 - median, grid)[::-1]
    if median > 0.5 - 1e-6:
        return 0.5 + grid / (2 * Z90)
    ratio = (1 - median) / max(median, 1e-9)
    sigma = np.log(ratio) / Z90
    scale = median / (1 - 1 / ratio)
    quantiles: Floats = stats.lognorm.ppf(stats.norm.cdf(grid), sigma, loc=median - scale, scale=scale)
    return quantiles
