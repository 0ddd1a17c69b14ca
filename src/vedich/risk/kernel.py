"""The compiled loop of `carry_out`: scenarios one after the other, quarter by quarter (docs/risk.md has the rules).

Whole numbers only. Compiled by Numba on first use and kept on disk; imported only when plans are carried out.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numba
import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Small = NDArray[np.int16]

YES, NO = np.bool_(True), np.bool_(False)
NOBODY = np.int64(2**62)  # no claim is as low as this
UNKNOWN = np.int64(-1)

compiled: Any = numba.njit(nogil=True, cache=True)
inlined: Any = numba.njit(nogil=True, cache=True, inline="always")


class Plans(NamedTuple):
    """The programme: see `risk/programme.py`.

    `until` (P, D + 1): planned amounts summed. `receipt_head` (P,), `receipt_next` (R,): each project's receipts as a
    list, −1 at its end. `year_end` (Y,): each year's last quarter within the horizon.
    """

    start: Ints
    quarters: Ints
    cost: Ints
    until: Ints
    amounts: Ints
    shares: Ints
    may_use: Bools
    order: Ints
    before: Ints
    lag: Ints
    claim: Ints
    demand: Ints
    capacity: Ints
    carries: Bools
    receipt_head: Ints
    receipt_next: Ints
    receipt_to: Ints
    receipt_after: Ints
    year: Ints
    opens_year: Bools
    ceiling: Ints
    year_end: Ints


class Luck(NamedTuple):
    """The scenarios: see `risk/scenarios.py`."""

    envelope: Ints
    receipts: Ints
    cost: Ints
    quarters: Ints
    held: Ints


class Record(NamedTuple):
    """What is written, zeros before: see `risk/runs.py`. `worked` (0, 0, 0) if it is not wanted."""

    start: Small
    finish: Small
    waited_money: Small
    waited_capacity: Small
    paid: Ints
    arrived: Ints
    worked: Bools


class Now(NamedTuple):
    """The state of one scenario. `balance`, `waiting` (F,): the money there, and the highest claim that waits for it.

    `coming` (F, H): receipts on their way; `left` (K,): of the quarter's capacity; `done`, `spent` (P,): quarters of
    work and million VND.
    """

    balance: Ints
    coming: Ints
    waiting: Ints
    left: Ints
    done: Ints
    spent: Ints


@compiled
def carry_out_scenarios(first: int, last: int, plans: Plans, luck: Luck, record: Record) -> None:
    """Carry out scenarios `first` … `last` − 1 and write what becomes of them."""
    places, sources, resources, horizon = len(plans.cost), len(plans.order), len(plans.capacity), len(plans.year)
    now = Now(
        np.empty(sources, dtype=np.int64),
        np.empty((sources, horizon), dtype=np.int64),
        np.empty(sources, dtype=np.int64),
        np.empty(resources, dtype=np.int64),
        np.empty(places, dtype=np.int64),
        np.empty(places, dtype=np.int64),
    )
    for s in range(first, last):
        now.balance[:] = 0
        now.coming[:] = 0
        now.done[:] = 0
        now.spent[:] = 0
        record.start[s] = horizon
        record.finish[s] = horizon
        for q in range(horizon):
            _open_quarter(s, q, plans, luck, record, now)
            for p in range(places):
                if 0 < now.done[p] < luck.quarters[s, p]:
                    _work(s, p, q, plans, luck, record, now)
            owed = UNKNOWN  # at the year's end, by what has begun
            for p in range(places):
                if now.done[p] > 0 or not _is_free(s, p, q, plans, luck, record):
                    continue
                began = NO
                if not _gives_way(p, plans, now):
                    mine = np.int64(0)
                    if plans.ceiling[plans.year[q]] >= 0:
                        if owed == UNKNOWN:
                            owed = _owed_by_all(s, q, plans, luck, now)
                        mine = _owed(s, p, q, 1, plans, luck)
                    if mine == 0 or owed + mine <= plans.ceiling[plans.year[q]]:
                        began = _work(s, p, q, plans, luck, record, now)
                    if began:
                        record.start[s, p] = q
                        owed += mine
                if not began:
                    for f in range(sources):
                        if plans.may_use[p, f]:
                            now.waiting[f] = min(now.waiting[f], plans.claim[p])


@inlined
def _open_quarter(s: int, q: int, plans: Plans, luck: Luck, record: Record, now: Now) -> None:
    """Envelopes and receipts arrive; what a lapsing source had left of the year before is gone."""
    y = plans.year[q]
    for f in range(len(now.balance)):
        money = now.coming[f, q]
        if plans.opens_year[q]:
            if not plans.carries[f]:
                now.balance[f] = 0
            money += luck.envelope[s, f, y]
        now.balance[f] += money
        record.arrived[s, f, y] += money
        now.waiting[f] = NOBODY
    for k in range(len(now.left)):
        now.left[k] = plans.capacity[k, q]


@inlined
def _is_free(s: int, p: int, q: int, plans: Plans, luck: Luck, record: Record) -> np.bool_:
    """The planned start and the hold-up have passed, and every predecessor is finished, with its lag."""
    free: np.bool_ = q >= plans.start[p] + luck.held[s, p]
    for n in range(plans.before.shape[1]):
        b = plans.before[p, n]
        if free and b >= 0:
            free = q >= record.finish[s, b] + 1 + plans.lag[p, n]
    return free


@inlined
def _gives_way(p: int, plans: Plans, now: Now) -> np.bool_:
    """A project of a higher claim on one of its sources is free to begin in this quarter and has not."""
    first = NOBODY
    if plans.cost[p] > 0:
        for f in range(len(now.waiting)):
            if plans.may_use[p, f]:
                first = min(first, now.waiting[f])
    gives_way: np.bool_ = first < plans.claim[p]
    return gives_way


@inlined
def _paid_after(k: int, s: int, p: int, plans: Plans, luck: Luck) -> np.int64:
    """Paid after k quarters of work: the planned profile, stretched."""
    cost, new_cost, taken = plans.cost[p], luck.cost[s, p], luck.quarters[s, p]
    paid: np.int64 = new_cost if cost > 0 else np.int64(0)
    if k < taken and cost > 0:
        whole = k * plans.quarters[p]
        i = whole // taken
        paid = new_cost * (plans.until[p, i] * taken + plans.amounts[p, i] * (whole - i * taken)) // (cost * taken)
    return paid


@inlined
def _owed(s: int, p: int, q: int, done: int, plans: Plans, luck: Luck) -> np.int64:
    """Cost less what will have been paid at the year's end, `done` quarters being done at the end of this one."""
    ahead = plans.year_end[plans.year[q]] - q
    owed = luck.cost[s, p] if plans.cost[p] > 0 else np.int64(0)
    left: np.int64 = owed - _paid_after(done + ahead, s, p, plans, luck)
    return left


@inlined
def _owed_by_all(s: int, q: int, plans: Plans, luck: Luck, now: Now) -> np.int64:
    owed = np.int64(0)
    for p in range(len(now.done)):
        if now.done[p] > 0:
            owed += _owed(s, p, q, now.done[p], plans, luck)
    return owed


@compiled
def _work(s: int, p: int, q: int, plans: Plans, luck: Luck, record: Record, now: Now) -> np.bool_:
    """A quarter of work, if all its resources and all its money are there; says whether it is done."""
    for k in range(len(now.left)):
        if now.left[k] < plans.demand[p, k]:
            record.waited_capacity[s, p] += 1
            return NO
    due = _paid_after(now.done[p] + 1, s, p, plans, luck) - now.spent[p]
    there = np.int64(0)
    for f in range(len(now.balance)):
        if plans.may_use[p, f]:
            there += now.balance[f]
    if there < due:
        record.waited_money[s, p] += 1
        return NO
    for k in range(len(now.left)):
        now.left[k] -= plans.demand[p, k]
    if due > 0:
        _pay(s, p, q, due, plans, luck, record, now)
    now.spent[p] += due
    now.done[p] += 1
    if record.worked.shape[0]:
        record.worked[s, p, q] = True
    if now.done[p] == luck.quarters[s, p]:
        record.finish[s, p] = q
        r = plans.receipt_head[p]
        while r >= 0:
            usable = q + plans.receipt_after[r]
            if usable < now.coming.shape[1]:
                now.coming[plans.receipt_to[r], usable] += luck.receipts[s, r]
            r = plans.receipt_next[r]
    return YES


@inlined
def _pay(s: int, p: int, q: int, due: int, plans: Plans, luck: Luck, record: Record, now: Now) -> None:
    """Take `due`, which is there: first from whom the plan says, then from what lapses first."""
    y = plans.year[q]
    i = now.done[p] * plans.quarters[p] // luck.quarters[s, p]
    missing = due
    for f in range(len(now.balance)):
        if plans.shares[p, i, f] > 0:
            given = min(now.balance[f], due * plans.shares[p, i, f] // plans.amounts[p, i])
            now.balance[f] -= given
            record.paid[s, f, y] += given
            missing -= given
    for n in range(len(plans.order)):
        f = plans.order[n]
        if missing > 0 and plans.may_use[p, f]:
            given = min(now.balance[f], missing)
            now.balance[f] -= given
            record.paid[s, f, y] += given
            missing -= given
