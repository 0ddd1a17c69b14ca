"""What became of the plan in each scenario."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]
    Small = NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class Runs:
    """S scenarios carried out, P projects in the plan's order, H quarters.

    `start`, `finish` (S, P): first and last quarter of work, H where it is not within the horizon. `waited_money`,
    `waited_capacity` (S, P): quarters in which the project could have worked but for money (resources were there) or
    for resources.
    `paid`, `arrived` (S, F, Y): million VND by source and year; arrivals with receipts, without what was carried
    over.
    `worked` (S, P, H) bool: at work in the quarter; None unless asked for.
    """

    start: Small
    finish: Small
    waited_money: Small
    waited_capacity: Small
    paid: Ints
    arrived: Ints
    worked: NDArray[np.bool_] | None = None


@dataclass(frozen=True, slots=True)
class Outcomes:
    """`date` (S,): the first quarter at whose end the goals of first priority are met, H if never within the horizon.

    `points` (S, H): total points at the end of each quarter (the lower end where something is unknown).
    """

    date: Small
    points: Floats
