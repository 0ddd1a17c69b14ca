"""One observable as an early warning: P(on time) against its value, and the value under which it is less likely
than not.

P is fitted without a formula: it may only rise with the observable (isotonic regression, Barlow et al. 1972).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import floor, log10
from typing import TYPE_CHECKING

import numpy as np

from vedich.risk.chance import standard_error
from vedich.risk.trigger_result import Side, Verdict

if TYPE_CHECKING:
    from vedich.risk.programme import Bools, Ints
    from vedich.risk.runs import Floats

HALF = 0.5
DIGITS = 3  # a threshold is a number that a leader can remember
BLOCKS = 100  # no probability is fitted to less than one in so many scenarios


@dataclass(frozen=True, slots=True)
class Fit:
    """Blocks of neighbouring values: the least and the greatest of each, and P(on time) in it, which does not fall."""

    least: Floats
    greatest: Floats
    probability: Floats

    def at(self, values: Floats) -> Floats:
        """P at other values: that of the last block that does not begin above; of the first, below all."""
        place = np.searchsorted(self.least, values, side="right") - 1
        found: Floats = self.probability[np.maximum(place, 0)]
        return found

    @property
    def verdict(self) -> Verdict:
        """Whether P passes one half."""
        if self.probability[0] >= HALF:
            return "never"
        return "crosses" if self.probability[-1] >= HALF else "always"

    @property
    def threshold(self) -> float | None:
        """The roundest number above the blocks with P < ½, not above those with P ≥ ½; None if P does not cross."""
        if self.verdict != "crosses":
            return None
        place = int(np.argmax(self.probability >= HALF))
        return roundest(float(self.greatest[place - 1]), float(self.least[place]))


def fit(values: Floats, on_time: Bools) -> Fit:
    """Of values, not negative, and whether the scenario is on time; both (S,)."""
    from scipy.optimize import isotonic_regression

    levels, place, count = np.unique(values, return_inverse=True, return_counts=True)
    hits = np.bincount(place, weights=on_time)
    first = _blocks(count)
    size = np.add.reduceat(count, first)
    share = np.add.reduceat(hits, first) / size
    last = np.append(first[1:], len(levels)) - 1
    return Fit(levels[first], levels[last], isotonic_regression(share, weights=size).x)


def _blocks(count: Ints) -> Ints:
    """Where blocks begin: as small as can be, but each with 1/BLOCKS of all; what is left goes to the last."""
    so_far = count.cumsum()
    enough = so_far[-1] / BLOCKS
    first = [0]
    while True:
        before = so_far[first[-1] - 1] if first[-1] else 0
        begin = int(np.searchsorted(so_far, before + enough)) + 1
        if begin >= len(count) or so_far[-1] - so_far[begin - 1] < enough:
            return np.array(first)
        first.append(begin)


def roundest(above: float, up_to: float) -> float:
    """The number with fewest digits in (above, up_to]; if three are not enough, `up_to` with three.

    0 ≤ above < up_to. Three digits move a threshold by half a percent at most, less than its own error.
    """
    size = floor(log10(up_to)) + 1
    for digits in range(1, DIGITS + 1):
        step = 10.0 ** (size - digits)
        rounded = round(floor(up_to / step + 1e-9) * step, 6)
        if above < rounded <= up_to:
            return rounded
    step = 10.0 ** (size - DIGITS)
    return round(round(up_to / step) * step, 6)


def sides(values: Floats, on_time: Bools, threshold: float) -> tuple[Side | None, Side | None]:
    """Below the threshold, and at it or above; None: no scenario is there."""
    return _side(values < threshold, on_time), _side(values >= threshold, on_time)


def _side(there: Bools, on_time: Bools) -> Side | None:
    count = int(there.sum())
    if count == 0:
        return None
    hits = int((there & on_time).sum())
    return Side(share=count / len(there), probability=hits / count, error=standard_error(hits, count))


def information(forecast: Floats, before: float, on_time: Bools) -> float:
    """By which share `forecast` (S,) has a smaller mean squared error than `before` for all (Brier 1950): at most 1.

    Below 0 it says less than nothing; 0 where everything is as it was told before.
    """
    known = float(((before - on_time) ** 2).mean())
    return 1 - float(((forecast - on_time) ** 2).mean()) / known if known > 0 else 0.0
