"""The compiled loop of `score_many`: one pass over the values, all results written on the way.

Compiled by Numba on first use and kept on disk; imported only when many cases are scored.
"""

from __future__ import annotations

import math
from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# One row a standard. Oriented: `SIGN` turns a lower-is-better standard round, so that more is better.
SIGN, LEAST, AT_MIN, AT_MAX, SLOPE, BASE, BONUS, FLOOR, CAP, OPEN = range(10)
PLAIN = 6  # the fields up to BASE say all of a standard that has no bonus, floor or open end
FIELDS = 10
TILE = 8
# One row a criterion: the group's minimum (−∞: none), its maximum (∞: none).
C_MIN, C_MAX = range(2)

compiled: Any = numba.njit(nogil=True, cache=True, error_model="numpy")


@compiled
def score_certain(
    values: Floats,
    rules: Floats,
    ends: NDArray[np.int64],
    groups: Floats,
    total_least: float,
    may_be_sure: bool,
    low: Floats,
    criteria: Floats,
    total: Floats,
    recognised: NDArray[np.int8],
) -> bool:
    """Score rows without unknowns. False as soon as a NaN is met: the results are then to be thrown away.

    `values` and `low` are flat; `rules` (6, TILE · standards) repeats the row of each standard TILE times, so that
    the inner loop is long enough to run in vector registers and its tables stay in the first-level cache.
    """
    standards = rules.shape[1] // TILE
    yes = np.int8(1 if may_be_sure else -1)
    for first in range(0, total.shape[0], TILE):
        rows = min(TILE, total.shape[0] - first)
        span = slice(first * standards, (first + rows) * standards)
        points = low[span]
        _plain_points(values[span], rules, points)
        j = 0
        for row in range(first, first + rows):
            start, sum_all, possible = j, 0.0, True
            for c in range(ends.shape[0]):
                part = 0.0
                while j < start + ends[c]:
                    part += points[j]
                    j += 1
                criteria[row, c] = part
                possible &= part >= groups[C_MIN, c]
                sum_all += part
            total[row] = sum_all
            recognised[row] = yes if possible and sum_all >= total_least else 0
            if math.isnan(sum_all):
                return False
    return True


@compiled
def _plain_points(values: Floats, rules: Floats, out: Floats) -> None:
    """base + slope · (min(max(x, at_min), at_max) − at_max), 0 short of least; a NaN stays NaN.

    Written from the upper end so that the maximum is exact, and as selections so that it compiles to vector code.
    """
    sign, least, at_min, at_max = rules[SIGN], rules[LEAST], rules[AT_MIN], rules[AT_MAX]
    slope, base = rules[SLOPE], rules[BASE]
    for k in range(values.shape[0]):
        x = values[k] * sign[k]
        clipped = at_max[k] if at_max[k] < x else x
        clipped = at_min[k] if clipped < at_min[k] else clipped
        points = base[k] + slope[k] * (clipped - at_max[k])
        out[k] = 0.0 if x < least[k] else points


@compiled
def score_open(
    values: Floats,
    rules: Floats,
    ends: NDArray[np.int64],
    groups: Floats,
    total_least: float,
    may_be_sure: bool,
    total_max: float,
    unplaced: bool,
    low: Floats,
    high: Floats,
    criteria_low: Floats,
    criteria_high: Floats,
    total_low: Floats,
    total_high: Floats,
    recognised: NDArray[np.int8],
) -> None:
    """Score rows with unknowns: NaN earns [floor, cap], a row marked `open` always [0, cap]."""
    for row in range(values.shape[0]):
        first, least_sum, most_sum, sure, possible = 0, 0.0, 0.0, may_be_sure, True
        for c in range(ends.shape[0]):
            part, most = 0.0, 0.0
            for j in range(first, ends[c]):
                x = values[row, j] * rules[SIGN, j]
                points = rules[FLOOR, j]
                if x >= rules[LEAST, j]:
                    clipped = min(max(x, rules[AT_MIN, j]), rules[AT_MAX, j])
                    points = rules[BASE, j] + rules[SLOPE, j] * (clipped - rules[AT_MAX, j])
                    if x >= rules[AT_MAX, j]:
                        points += rules[BONUS, j]
                best = rules[CAP, j] if math.isnan(x) or rules[OPEN, j] > 0 else points
                low[row, j], high[row, j] = points, best
                part += points
                most += best
            first = ends[c]
            if unplaced:
                most = total_max
            most = min(most, groups[C_MAX, c])
            criteria_low[row, c], criteria_high[row, c] = part, most
            least_sum += part
            most_sum += most
            sure &= part >= groups[C_MIN, c]
            possible &= most >= groups[C_MIN, c]
        most_sum = min(most_sum, total_max)
        sure &= least_sum >= total_least
        possible &= most_sum >= total_least
        total_low[row], total_high[row] = least_sum, most_sum
        recognised[row] = (1 if sure else -1) if possible else 0
