"""Variance-based sensitivity: how much of a result's variance each group of inputs explains (Sobol 2001).

The result is computed on two independent samples A and B of the unit cube, and for each group on A with the group's
columns from B ("pick and freeze"). Estimators: Saltelli et al. 2010, Table 2 (b) and (f), as `scipy.stats` has them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from vedich.risk.scenarios import Floats

    Respond = Callable[[Floats], Floats]  # (n, dimensions) points of the unit cube → (n,)

RESAMPLES = 500  # of the bootstrap


@dataclass(frozen=True, slots=True)
class Indices:
    """By group (G,): share of the variance that it explains alone, and with all its interactions; `error`: half the
    width of the 95 % bootstrap interval of `total`. `variance` of the result; 0: nothing moves it, all shares are 0.
    """

    first: Floats
    total: Floats
    error: Floats
    variance: float


def indices(
    respond: Respond,
    columns: Sequence[Sequence[int]],
    dimensions: int,
    size: int,
    seed: int,
    on_group: Callable[[int], None] = lambda _: None,
) -> Indices:
    """Indices of groups of `columns`, no column in two groups. `size`: of A and of B, a power of two.

    `respond` is called groups + 2 times with `size` points; `on_group` is told how many groups are done.
    The bootstrap takes the points for independent, which makes the interval rather too wide than too narrow.
    """
    from scipy.stats import sobol_indices
    from scipy.stats.qmc import Sobol

    rng = np.random.default_rng(seed)
    both = Sobol(2 * dimensions, rng=rng).random(size)
    a, b = both[:, :dimensions], both[:, dimensions:]
    f_a, f_b = (respond(points) for points in (a, b))
    nothing = np.zeros(len(columns))
    f_ab = np.empty((len(columns) + 1, size))
    f_ab[-1] = f_a  # a group that moves nothing: scipy's own result for a single group cannot be indexed
    for group, own in enumerate(columns):
        mixed = a.copy()
        mixed[:, list(own)] = b[:, list(own)]
        f_ab[group] = respond(mixed)
        on_group(group + 1)
    variance = float(np.var([f_a, f_b]))
    if variance == 0:
        return Indices(nothing, nothing, nothing, 0.0)
    found = sobol_indices(func={"f_A": f_a[None], "f_B": f_b[None], "f_AB": f_ab[:, None]}, n=size)
    error = _half_width(f_a, f_b, f_ab[:-1], rng)
    return Indices(found.first_order[:-1], found.total_order[:-1], error, variance)


def _half_width(f_a: Floats, f_b: Floats, f_ab: Floats, rng: np.random.Generator) -> Floats:
    """Of the 95 % percentile interval of `total`: rows of the sample are drawn again, all groups together."""
    size = len(f_a)
    weight = rng.multinomial(size, np.full(size, 1 / size), RESAMPLES) / size
    mean = weight @ (f_a + f_b) / 2
    variance = weight @ (f_a**2 + f_b**2) / 2 - mean**2
    changed = weight @ ((f_a - f_ab) ** 2).T / 2
    usable = variance > 0
    low, high = np.quantile(changed[usable] / variance[usable, None], [0.025, 0.975], axis=0)
    half: Floats = (high - low) / 2
    return half
