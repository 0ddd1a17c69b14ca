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

    Ints = NDArray[np.int64]

BLOCK = 256  # scenarios that a thread takes at a time


def carry_out(programme: Programme, scenarios: Scenarios, *, worked: bool = False) -> Runs:
    """The runs of `programme` in each of the scenarios. `worked`: keep in which quarters each project is at work.

    Raises OverflowError where amounts are so large that a product of them does not fit into 63 bits.
    """
    from vedich.risk.kernel import carry_out_scenarios

    _check_size(programme, scenarios)
    count, places = scenarios.cost.shape
    shape = (count, len(programme.sources), len(programme.ceiling))
    runs = Runs(
        start=np.empty((count, places), dtype=np.int16),
        finish=np.empty((count, places), dtype=np.int16),
        waited_money=np.zeros((count, places), dtype=np.int16),
        waited_capacity=np.zeros((count, places), dtype=np.int16),
        paid=np.zeros(shape, dtype=np.int64),
        arrived=np.zeros(shape, dtype=np.int64),
        worked=np.zeros((count, places, programme.horizon), dtype=np.bool_) if worked else None,
    )
    fixed = _tables(programme)
    drawn = (scenarios.envelope, scenarios.receipts, scenarios.cost, scenarios.quarters, scenarios.held)
    kept = np.zeros((0, 0, 0), dtype=np.bool_) if runs.worked is None else runs.worked
    out = (runs.start, runs.finish, runs.waited_money, runs.waited_capacity, runs.paid, runs.arrived, kept)

    def block(first: int) -> None:
        carry_out_scenarios(first, min(first + BLOCK, count), *fixed, *drawn, *out)

    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        list(pool.map(block, range(0, count, BLOCK)))
    return runs


def _tables(programme: Programme) -> tuple[NDArray[np.generic], ...]:
    """The programme as the kernel wants it: `plan`, `steps`, …, in the order of its parameters."""
    until = np.cumsum(programme.amounts, axis=1) - programme.amounts
    head, following = _receipts_of(programme)
    plan = (programme.start, programme.quarters, programme.cost, programme.claim, head)
    last = [int(np.flatnonzero(programme.year == year)[-1]) for year in programme.year]
    calendar = (programme.year, programme.opens_year, programme.ceiling[programme.year], last)
    return (
        np.stack(plan, axis=1),
        np.concatenate([until[:, :, np.newaxis], programme.amounts[:, :, np.newaxis], programme.shares], axis=2),
        programme.may_use,
        programme.order,
        programme.before,
        programme.lag,
        programme.demand,
        programme.capacity,
        programme.carries,
        np.stack([following, programme.receipt_to, programme.receipt_after], axis=1),
        np.stack(calendar, axis=1).astype(np.int64),
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
