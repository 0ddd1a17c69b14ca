"""What drives the delay: each group of uncertain inputs and its share of the delay's variance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vedich.risk.lateness import quarters_late
from vedich.risk.progress import RiskProgress
from vedich.risk.result import Driver
from vedich.risk.sobol import indices

if TYPE_CHECKING:
    from collections.abc import Callable

    from vedich.risk.progress import Hear
    from vedich.risk.runs import Small
    from vedich.risk.scenarios import Floats, Ints
    from vedich.risk.uncertainty import Uncertainty

RUNS = 60_000  # about as many as are carried out in all
SMALLEST, LARGEST = 256, 2048


def drivers(
    uncertainty: Uncertainty,
    date_of: Callable[[Floats], Small],
    planned: int,
    seed: int,
    hear: Hear,
) -> tuple[tuple[Driver, ...], str]:
    """The groups that move the delay, the strongest first, and the method's name.

    `date_of`: dates of the points of a unit cube (n, dimensions). None: nothing uncertain moves the delay.
    """
    groups = uncertainty.groups
    if not groups:
        return (), ""
    size = base_size(len(groups))

    def respond(cube: Floats) -> Ints:
        return quarters_late(planned, date_of(cube))

    def tell(done: int) -> None:
        hear(RiskProgress("drivers", done, len(groups)))

    found = indices(respond, [group.columns for group in groups], uncertainty.dimensions, size, seed, tell)
    rows = [
        Driver(
            kind=group.kind,
            subject=group.subject,
            first=_share(found.first[place]),
            total=_share(found.total[place]),
            error=float(found.error[place]),
        )
        for place, group in enumerate(groups)
        if found.total[place] > 0
    ]
    method = f"Sobol, Saltelli 2010, N = {size}"
    return tuple(sorted(rows, key=lambda row: -row.total)), method


def base_size(groups: int) -> int:
    """The largest power of two with which all groups take about `RUNS` runs."""
    size = LARGEST
    while size > SMALLEST and size * (groups + 2) > RUNS:
        size //= 2
    return size


def _share(value: float) -> float:
    """An estimate may lie outside of what a share can be, by its error."""
    return min(max(float(value), 0.0), 1.0)
