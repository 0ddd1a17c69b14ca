"""What drives the delay: each group of uncertain inputs and its share of the variance over the scenarios.

Where nearly every scenario is late by the same number of quarters (never within the horizon, or never late), there is
nothing to explain; then the points at the end of the planned quarter stand for the delay.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from vedich.risk.lateness import quarters_late
from vedich.risk.progress import RiskProgress
from vedich.risk.result import Driver
from vedich.risk.sobol import Indices, indices

if TYPE_CHECKING:
    from collections.abc import Callable

    from vedich.risk.progress import Hear
    from vedich.risk.result import DriverResponse
    from vedich.risk.runs import Floats, Outcomes, Small
    from vedich.risk.uncertainty import Uncertainty

ALIKE = 0.9  # share of scenarios with the same delay, above which the delay varies too rarely to be explained
WORK = 36_000_000  # runs × projects × quarters in all, about
SMALLEST, LARGEST = 256, 2048
# Names of what was done: reports have the words.
METHOD, NOT_COMPUTED, NOTHING_VARIES = "sobol_saltelli_2010", "not_computed", "nothing_varies"


def response_of(planned: int, date: Small) -> DriverResponse:
    """What is to be explained, by the dates (S,) of an ordinary draw."""
    commonest = np.bincount(quarters_late(planned, date)).max()
    return "points" if commonest > ALIKE * len(date) else "delay"


def drivers(
    uncertainty: Uncertainty,
    outcome_of: Callable[[Floats], Outcomes],
    response: DriverResponse,
    planned: int,
    size: int,
    seed: int,
    hear: Hear,
) -> tuple[tuple[Driver, ...], str]:
    """The groups that move the response, the strongest first, and the name of the method.

    `outcome_of`: of the points (n, dimensions) of a unit cube. `size`: see `base_size`.
    """
    groups = uncertainty.groups
    if not groups:
        return (), NOTHING_VARIES

    def respond(cube: Floats) -> Floats:
        found = outcome_of(cube)
        if response == "points":
            return found.points[:, planned]
        return quarters_late(planned, found.date).astype(np.float64)

    def tell(done: int) -> None:
        hear(RiskProgress("drivers", done, len(groups)))

    found = indices(respond, [group.columns for group in groups], uncertainty.dimensions, size, seed, tell)
    rows = [_driver(uncertainty, found, place) for place in np.flatnonzero(found.total > 0).tolist()]
    return tuple(sorted(rows, key=lambda row: -row.total)), METHOD if found.variance else NOTHING_VARIES


def base_size(groups: int, projects: int, horizon: int) -> int:
    """The largest power of two with which all groups together take about `WORK`."""
    size = LARGEST
    while size > SMALLEST and size * (groups + 2) * projects * horizon > WORK:
        size //= 2
    return size


def _driver(uncertainty: Uncertainty, found: Indices, place: int) -> Driver:
    group = uncertainty.groups[place]
    return Driver(
        kind=group.kind,
        subject=group.subject,
        first=_share(found.first[place]),
        total=_share(found.total[place]),
        error=float(found.error[place]),
    )


def _share(value: float) -> float:
    """An estimate may lie outside of what a share can be, by its error."""
    return min(max(float(value), 0.0), 1.0)
