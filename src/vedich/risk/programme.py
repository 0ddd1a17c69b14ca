"""A plan and its case as arrays, in the plan's order: what every scenario's execution starts from (docs/risk.md).

P chosen projects, F sources, H quarters, Y calendar years of the horizon, R receipts, K resources, B years with a
ceiling.
Money is whole million VND; quarters are counted from the case's first; years from the first year of the horizon.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Programme:
    """Everything about a plan that no scenario changes.

    `projects`: (project, option) by place in the plan's order. `start`, `quarters`, `cost` (P,): as planned.
    `amounts` (P, D): planned amount of each quarter of work, 0 past the last, D the longest plan. `shares` (P, D, F):
    the plan's payments of it.
    `may_use` (P, F): whether the project may use the source. `order` (F,): sources in the order in which they step
    in.
    `before`, `lag` (P, N): places of predecessors and their lags, −1 where there are fewer than N.
    `claim` (P,): rank of the claim, 1 first; all 1 without an order of funding.
    `demand` (P, K), `capacity` (K, H): in the resource's common unit.
    `sources`: names; `carries` (F,): whether unspent money stays. `envelope` (F, Y): the whole amounts of the case.
    `receipt_of`, `receipt_to`, `receipt_amount`, `receipt_after` (R,): the project's place, the source, million VND,
    and the quarters
    after the finish from which it can be spent (1 + lag).
    `year` (H,): the year's number of each quarter; `opens_year` (H,): whether envelopes arrive in it.
    `ceiling` (Y,): most unpaid obligations at the end of the year, −1: none, or the year does not end within the
    horizon.
    """

    projects: tuple[tuple[str, str], ...]
    start: Ints
    quarters: Ints
    cost: Ints
    amounts: Ints
    shares: Ints
    may_use: Bools
    order: Ints
    before: Ints
    lag: Ints
    claim: Ints
    demand: Ints
    capacity: Ints
    sources: tuple[str, ...]
    carries: Bools
    envelope: Ints
    receipt_of: Ints
    receipt_to: Ints
    receipt_amount: Ints
    receipt_after: Ints
    year: Ints
    opens_year: Bools
    ceiling: Ints
    first_year: int

    @property
    def horizon(self) -> int:
        """H."""
        return len(self.year)
