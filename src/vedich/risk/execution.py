"""Carry a plan out in every scenario (docs/risk.md): whole numbers, compiled, on all processors."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np

from vedich.risk.programme import Programme
from vedich.risk.runs import Runs
from vedich.risk.scenarios import Scenarios

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from vedich.risk.kernel import Plans

    Ints = NDArray[np.int64]

BLOCK = 256  # scenarios that a thread takes at a time


def carry_out(programme: Programme, scenarios: Scenarios, *, worked: bool = False) -> Runs:
    """The runs of `programme` in each of the scenarios. `worked`: keep in which quarters each project is at work.

    Raises OverflowError where amounts are so large that a product of them does not fit into 63 bits.
    """
    from vedich.risk.kernel import Luck, Record, carry_out_scenarios

    _check_size(programme, scenarios)
    count, places = scenarios.cost.shape
    horizon, years = programme.horizon, len(programme.ceiling)
    runs = Runs(
        start=np.empty((count, places), dtype=np.int16),
        finish=np.empty((count, places), dtype=np.int16),
        waited_money=np.zeros((count, places), dtype=np.int16),
        waited_capacity=np.zeros((count, places), dtype=np.int16),
        paid=np.zeros((count, len(programme.sources), years), dtype=np.int64),
        arrived=np.zeros((count, len(programme.sources), years), dtype=np.int64),
        worked=np.zeros((count, places, horizon), dtype=np.bool_) if worked else None,
    )
    plans = _plans(programme)
    luck = Luck(scenarios.envelope, scenarios.receipts, scenarios.cost, scenarios.quarters, scenarios.held)
    kept = np.zeros((0, 0, 0), dtype=np.bool_) if runs.worked is None else runs.worked
    record = Record(
        runs.start, runs.finish, runs.waited_money, runs.waited_capacity, runs.paid, runs.arrived, worked=kept
    )

    def block(first: int) -> None:
        carry_out_scenarios(first, min(first + BLOCK, count), plans, luck, record)

    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        list(pool.map(block, range(0, count, BLOCK)))
    return runs


def _plans(programme: Programme) -> Plans:
    from vedich.risk.kernel import Plans

    until = np.zeros((len(programme.amounts), programme.amounts.shape[1] + 1), dtype=np.int64)
    np.cumsum(programme.amounts, axis=1, out=until[:, 1:])
    head, following = _receipts_of(programme)
    ends = [int(np.flatnonzero(programme.year == year)[-1]) for year in range(len(programme.ceiling))]
    return Plans(
        start=programme.start,
        quarters=programme.quarters,
        cost=programme.cost,
        until=until,
        amounts=programme.amounts,
        shares=programme.shares,
        may_use=programme.may_use,
        order=programme.order,
        before=programme.before,
        lag=programme.lag,
        claim=programme.claim,
        demand=programme.demand,
        capacity=programme.capacity,
        carries=programme.carries,
        receipt_head=head,
        receipt_next=following,
        receipt_to=programme.receipt_to,
        receipt_after=programme.receipt_after,
        year=programme.year,
        opens_year=programme.opens_year,
        ceiling=programme.ceiling,
        year_end=np.array(ends, dtype=np.int64),
    )


def _receipts_of(programme: Programme) -> tuple[Ints, Ints]:
    """The receipts of each project as a list: the first, and the one after each; −1 where there is none."""
    head = np.full(len(programme.cost), -1, dtype=np.int64)
    following = np.full(len(programme.receipt_of), -1, dtype=np.int64)
    for number, project in enumerate(programme.receipt_of):
        following[number], head[project] = head[project], number
    return head, following


def _check_size(programme: Programme, scenarios: Scenarios) -> None:
    """The largest product of the rules is c′ · c · d′."""
    if not scenarios.cost.size:
        return
    largest = scenarios.cost.max(axis=0).astype(object) * programme.cost * scenarios.quarters.max(axis=0)
    if largest.max() >= 2**63:
        raise OverflowError("a cost is too large to be carried out in whole million VND")
