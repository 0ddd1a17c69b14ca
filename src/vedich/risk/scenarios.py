"""What happens in each of S scenarios, as arrays over a programme (`risk/programme.py`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Scenarios:
    """`envelope` (S, F, Y) and `receipts` (S, R): million VND that arrive; `cost` (S, P): million VND; `quarters` (S,
    P): of
    work, at least 1; `held` (S, P): quarters after the planned start before which work may not begin.

    `growth` (S, G): added to `growth_per_year` of the figures named in `quantities`, in the trend's own unit.
    """

    envelope: Ints
    receipts: Ints
    cost: Ints
    quarters: Ints
    held: Ints
    quantities: tuple[str, ...]
    growth: Floats

    @property
    def count(self) -> int:
        """S."""
        return len(self.cost)
