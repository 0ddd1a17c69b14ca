"""The compiled loop of `carry_out`: scenarios one after the other, quarter by quarter (docs/risk.md has the rules).

Whole numbers only. Compiled by Numba on first use and kept on disk; imported only when plans are carried out.
"""

from __future__ import annotations

from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Small = NDArray[np.int16]

# The columns of `plan` (P, 5): as planned, and the first of the project's receipts, −1: none.
START, QUARTERS, COST, CLAIM, RECEIPT = range(5)
# The columns of `steps` (P, D, 2 + F), a row a planned quarter of work: planned before it, in it, and by each source.
UNTIL, AMOUNT, PAYERS = range(3)
# The columns of `bring` (R, 3): the project's next receipt (−1: none), its source, quarters after the finish.
NEXT, TO, AFTER = range(3)
# The columns of `calendar` (H, 4): the year, 1 if envelopes arrive, the ceiling (−1: none), the year's last quarter.
YEAR, OPENS, CEILING, END = range(4)
# The columns of `state` (P, 2): quarters of work done, million VND spent.
DONE, SPENT = range(2)

NOTHING, CAPACITY, MONEY = range(3)  # what a quarter of work lacks
NOBODY = np.int64(2**62)  # no claim is as low as this
UNKNOWN = np.int64(-1)

compiled: Any = numba.njit(nogil=True, cache=True, error_model="numpy")
# Inlined and short, so that references to arrays need not be counted in and out: that took four fifths of the time when
# a quarter of work was a function of its own.
inlined: Any = numba.njit(nogil=True, cache=True, error_model="numpy", forceinline=True)


@compiled
def carry_out_scenarios(
    first: int,
    last: int,
    plan: Ints,
    steps: Ints,
    may_use: Bools,
    order: Ints,
    before: Ints,
    lag: Ints,
    demand: Ints,
    capacity: Ints,
    carries: Bools,
    bring: Ints,
    calendar: Ints,
    envelope: Ints,
    receipts: Ints,
    cost: Ints,
    quarters: Ints,
    held: Ints,
    start: Small,
    finish: Small,
    waited_money: Small,
    waited_capacity: Small,
    paid: Ints,
    arrived: Ints,
    worked: Bools,
) -> None:
    """Carry out scenarios `first` … `last` − 1. `may_use` … `carries`: see `risk/programme.py`; `envelope` … `held`:
    see `risk/scenarios.py`; `start` … `worked`: what is written, see `risk/runs.py`.

    `waited_money` … `worked` hold zeros before; `worked` (0, 0, 0) if it is not wanted.
    """
    places, sources, horizon = len(plan), len(order), len(calendar)
    balance = np.empty(sources, dtype=np.int64)
    coming = np.empty((sources, horizon), dtype=np.int64)
    waiting = np.empty(sources, dtype=np.int64)  # the highest claim that waits for the source's money
    left = np.empty(len(capacity), dtype=np.int64)
    state = np.empty((places, 2), dtype=np.int64)
    for s in range(first, last):
        start[s] = finish[s] = horizon
        _forget(balance, coming, state)
        for q in range(horizon):
            _open_quarter(s, q, calendar, carries, envelope, capacity, balance, coming, waiting, left, arrived)
            owed = UNKNOWN
            for turn in range(2 * places):
                begins = turn >= places
                p = turn - places if begins else turn
                mine = 0
                if begins:
                    if state[p, DONE] > 0 or not _is_free(s, p, q, plan, before, lag, held, finish):
                        continue
                    may_begin = plan[p, COST] == 0 or not _gives_way(p, plan, may_use, waiting)
                    if may_begin and calendar[q, CEILING] >= 0:
                        if owed == UNKNOWN:
                            owed = _owed_by_all(s, q, plan, steps, calendar, cost, quarters, state)
                        mine = _owed(s, p, q, 1, plan, steps, calendar, cost, quarters)
                        may_begin = mine == 0 or owed + mine <= calendar[q, CEILING]
                    if not may_begin:
                        _wait_for_money(p, plan, may_use, waiting)
                        continue
                elif state[p, DONE] == 0 or state[p, DONE] == quarters[s, p]:
                    continue
                due = _paid_after(state[p, DONE] + 1, s, p, plan, steps, cost, quarters) - state[p, SPENT]
                lacks = _lacks(p, due, demand, left, may_use, balance)
                if lacks != NOTHING:
                    waited_capacity[s, p] += lacks == CAPACITY
                    waited_money[s, p] += lacks == MONEY
                    if begins:
                        _wait_for_money(p, plan, may_use, waiting)
                    continue
                for k in range(len(left)):
                    left[k] -= demand[p, k]
                if due > 0:
                    step = state[p, DONE] * plan[p, QUARTERS] // quarters[s, p]
                    _pay(s, p, step, calendar[q, YEAR], due, steps, may_use, order, balance, paid)
                state[p, SPENT] += due
                state[p, DONE] += 1
                if len(worked):
                    worked[s, p, q] = True
                if begins:
                    start[s, p] = q
                    owed += mine
                if state[p, DONE] == quarters[s, p]:
                    finish[s, p] = q
                    _bring_in(s, plan[p, RECEIPT], q, bring, receipts, coming)


@inlined
def _forget(balance: Ints, coming: Ints, state: Ints) -> None:
    balance[:] = 0
    coming[:] = 0
    state[:] = 0


@inlined
def _open_quarter(
    s: int,
    q: int,
    calendar: Ints,
    carries: Bools,
    envelope: Ints,
    capacity: Ints,
    balance: Ints,
    coming: Ints,
    waiting: Ints,
    left: Ints,
    arrived: Ints,
) -> None:
    """Envelopes and receipts arrive; what a lapsing source had left of the year before is gone."""
    year = calendar[q, YEAR]
    for f in range(len(balance)):
        money = coming[f, q]
        if calendar[q, OPENS]:
            if not carries[f]:
                balance[f] = 0
            money += envelope[s, f, year]
        balance[f] += money
        arrived[s, f, year] += money
        waiting[f] = NOBODY
    for k in range(len(left)):
        left[k] = capacity[k, q]


@inlined
def _is_free(s: int, p: int, q: int, plan: Ints, before: Ints, lag: Ints, held: Ints, finish: Small) -> bool:
    """The planned start and the hold-up have passed, and every predecessor is finished, with its lag."""
    if q < plan[p, START] + held[s, p]:
        return False
    for n in range(before.shape[1]):
        b = before[p, n]
        if b >= 0 and q < finish[s, b] + 1 + lag[p, n]:
            return False
    return True


@inlined
def _gives_way(p: int, plan: Ints, may_use: Bools, waiting: Ints) -> bool:
    """A project of a higher claim on one of its sources is free to begin in this quarter and has not."""
    first = NOBODY
    for f in range(len(waiting)):
        if may_use[p, f]:
            first = min(first, waiting[f])
    return bool(first < plan[p, CLAIM])


@inlined
def _wait_for_money(p: int, plan: Ints, may_use: Bools, waiting: Ints) -> None:
    for f in range(len(waiting)):
        if may_use[p, f] and plan[p, CLAIM] < waiting[f]:
            waiting[f] = plan[p, CLAIM]


@inlined
def _paid_after(k: int, s: int, p: int, plan: Ints, steps: Ints, cost: Ints, quarters: Ints) -> int:
    """Paid after k quarters of work: the planned profile, stretched."""
    takes: int = quarters[s, p]
    costs: int = cost[s, p]
    if plan[p, COST] == 0:
        return 0
    if k >= takes:
        return costs
    whole = k * plan[p, QUARTERS]
    i = whole // takes
    profile: int = steps[p, i, UNTIL] * takes + steps[p, i, AMOUNT] * (whole - i * takes)
    stretched: int = costs * profile // (plan[p, COST] * takes)
    return stretched


@inlined
def _owed(
    s: int, p: int, q: int, done: int, plan: Ints, steps: Ints, calendar: Ints, cost: Ints, quarters: Ints
) -> int:
    """Cost less what will have been paid at the year's end, `done` quarters being done at the end of this one."""
    by_then = done + calendar[q, END] - q
    whole: int = _paid_after(quarters[s, p], s, p, plan, steps, cost, quarters)
    left: int = whole - _paid_after(by_then, s, p, plan, steps, cost, quarters)
    return left


@inlined
def _owed_by_all(
    s: int, q: int, plan: Ints, steps: Ints, calendar: Ints, cost: Ints, quarters: Ints, state: Ints
) -> int:
    owed = 0
    for p in range(len(plan)):
        if state[p, DONE] > 0:
            owed += _owed(s, p, q, state[p, DONE], plan, steps, calendar, cost, quarters)
    return owed


@inlined
def _lacks(p: int, due: int, demand: Ints, left: Ints, may_use: Bools, balance: Ints) -> int:
    for k in range(len(left)):
        if left[k] < demand[p, k]:
            return CAPACITY
    for f in range(len(balance)):
        if may_use[p, f]:
            due -= balance[f]
    return MONEY if due > 0 else NOTHING


@inlined
def _pay(
    s: int,
    p: int,
    step: int,
    year: int,
    due: int,
    steps: Ints,
    may_use: Bools,
    order: Ints,
    balance: Ints,
    paid: Ints,
) -> None:
    """Take `due`, which is there: first from whom the plan has pay for `step`, then from what lapses first."""
    missing = due
    for f in range(len(balance)):
        if steps[p, step, PAYERS + f] > 0:
            given = min(balance[f], due * steps[p, step, PAYERS + f] // steps[p, step, AMOUNT])
            balance[f] -= given
            paid[s, f, year] += given
            missing -= given
    for n in range(len(order)):
        f = order[n]
        if missing > 0 and may_use[p, f]:
            given = min(balance[f], missing)
            balance[f] -= given
            paid[s, f, year] += given
            missing -= given


@inlined
def _bring_in(s: int, r: int, q: int, bring: Ints, receipts: Ints, coming: Ints) -> None:
    """What a project that has just finished brings in is on its way."""
    while r >= 0:
        usable = q + bring[r, AFTER]
        if usable < coming.shape[1]:
            coming[bring[r, TO], usable] += receipts[s, r]
        r = bring[r, NEXT]
