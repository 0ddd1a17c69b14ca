"""Quantiles that are values which occurred: the inverse of the empirical distribution (type 1 of Hyndman & Fan 1996).

A quarter between two quarters is no date, so nothing is interpolated.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def quantile(values: NDArray[Any], percent: int) -> NDArray[Any]:
    """The least value that at least `percent` (1 to 100) of the scenarios do not exceed; along the first axis (S, …).

    The place is counted in whole numbers: with 10 values the 10 % quantile is the least, not the second.
    """
    place = -(-len(values) * percent // 100) - 1
    found: NDArray[Any] = np.partition(values, place, axis=0)[place]
    return found
