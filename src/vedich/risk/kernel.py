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

WORKED, NO_CAPACITY, NO_MONEY = range(3)
NOBODY = np.int64(2**62)  # no claim is as low as this

compiled: Any = numba.njit(nogil=True, cache=True)


@compiled
def paid_after(k: int, planned: int, taken: int, cost: int, new_cost: int, until: Ints, amounts: Ints) -> int:
    """Paid after k of `taken` quarters: the planned profile (`until`: amounts summed), stretched."""
    if k >= taken:
        return new_cost
    if cost == 0:
        return 0
    i = k * planned // taken
    return new_cost * (until[i] * taken + amounts[i] * (k * planned - i * taken)) // (cost * taken)


@compiled
def take_money(
    due: int, planned: int, shares: Ints, may_use: Bools, order: Ints, balance: Ints, paid: Ints
) -> None:
    """Take `due`, which is there: first as the plan has it, then from what lapses first. `paid` is added to."""
    missing = due
    if planned > 0:
        for f in range(balance.shape[0]):
            if shares[f] > 0:
                given = min(balance[f], due * shares[f] // planned)
                balance[f] -= given
                paid[f] += given
                missing -= given
    for f in order:
        if missing == 0:
            return
        if may_use[f]:
            given = min(balance[f], missing)
            balance[f] -= given
            paid[f] += given
            missing -= given


@compiled
def carry_out_scenarios(
    first: int,
    last: int,
    # the programme
    start: Ints,
    planned: Ints,
    cost: Ints,
    until: Ints,
    amounts: Ints,
    shares: Ints,
    may_use: Bools,
    order: Ints,
    before: Ints,
    lag: Ints,
    claim: Ints,
    demand: Ints,
    capacity: Ints,
    carries: Bools,
    receipt_head: Ints,
    receipt_next: Ints,
    receipt_to: Ints,
    receipt_after: Ints,
    year: Ints,
    opens_year: Bools,
    ceiling: Ints,
    year_end: Ints,
    # the scenarios
    envelope: Ints,
    receipts: Ints,
    new_cost: Ints,
    taken: Ints,
    held: Ints,
    # what became of it
    begun: Small,
    finish: Small,
    waited_money: Small,
    waited_capacity: Small,
    paid: Ints,
    arrived: Ints,
    worked: Bools,
    keep_worked: bool,
) -> None:
    """Carry out scenarios `first` … `last` − 1 and write `begun`, `finish`, … of them, which hold zeros.

    `until` (P, D + 1): planned amounts summed. `receipt_head` (P,), `receipt_next` (R,): each project's receipts as a
    list, −1 at its end. `year_end` (Y,): each year's last quarter within the horizon.
    """
    places, sources, resources, horizon = start.shape[0], order.shape[0], demand.shape[1], year.shape[0]
    balance = np.empty(sources, dtype=np.int64)
    coming = np.empty((sources, horizon), dtype=np.int64)
    left = np.empty(resources, dtype=np.int64)
    done = np.empty(places, dtype=np.int64)
    spent = np.empty(places, dtype=np.int64)
    waiting = np.empty(sources, dtype=np.int64)
    for s in range(first, last):
        balance[:] = 0
        coming[:] = 0
        done[:] = 0
        spent[:] = 0
        for p in range(places):
            begun[s, p] = horizon
            finish[s, p] = horizon
        for q in range(horizon):
            y = year[q]
            for f in range(sources):
                money = coming[f, q]
                if opens_year[q]:
                    if not carries[f]:
                        balance[f] = 0
                    money += envelope[s, f, y]
                balance[f] += money
                arrived[s, f, y] += money
                waiting[f] = NOBODY
            for k in range(resources):
                left[k] = capacity[k, q]
            owed = np.int64(-1)  # at the year's end; not yet summed up
            for turn in range(2 * places):
                beginning = turn >= places
                p = turn - places if beginning else turn
                if beginning:
                    if done[p] > 0 or q < start[p] + held[s, p]:
                        continue
                    free = True
                    for n in range(before.shape[1]):
                        b = before[p, n]
                        if b >= 0 and q < finish[s, b] + 1 + lag[p, n]:
                            free = False
                            break
                    if not free:
                        continue
                    may_begin = True
                    if cost[p] > 0:
                        for f in range(sources):
                            if may_use[p, f] and waiting[f] < claim[p]:
                                may_begin = False
                                break
                    if may_begin and ceiling[y] >= 0:
                        ahead = year_end[y] - q
                        mine = new_cost[s, p] - paid_after(
                            ahead + 1, planned[p], taken[s, p], cost[p], new_cost[s, p], until[p], amounts[p]
                        )
                        if owed < 0:
                            owed = 0
                            for b in range(places):
                                if done[b] > 0:
                                    owed += new_cost[s, b] - paid_after(
                                        done[b] + ahead,
                                        planned[b],
                                        taken[s, b],
                                        cost[b],
                                        new_cost[s, b],
                                        until[b],
                                        amounts[b],
                                    )
                        may_begin = mine == 0 or owed + mine <= ceiling[y]
                    if not may_begin:
                        for f in range(sources):
                            if may_use[p, f]:
                                waiting[f] = min(waiting[f], claim[p])
                        continue
                elif done[p] == 0 or done[p] == taken[s, p]:
                    continue
                # a quarter of work
                outcome = WORKED
                for k in range(resources):
                    if left[k] < demand[p, k]:
                        outcome = NO_CAPACITY
                        break
                due = np.int64(0)
                if outcome == WORKED:
                    due = (
                        paid_after(
                            done[p] + 1, planned[p], taken[s, p], cost[p], new_cost[s, p], until[p], amounts[p]
                        )
                        - spent[p]
                    )
                    there = np.int64(0)
                    for f in range(sources):
                        if may_use[p, f]:
                            there += balance[f]
                    if there < due:
                        outcome = NO_MONEY
                if outcome != WORKED:
                    if outcome == NO_MONEY:
                        waited_money[s, p] += 1
                    else:
                        waited_capacity[s, p] += 1
                    if beginning:
                        for f in range(sources):
                            if may_use[p, f]:
                                waiting[f] = min(waiting[f], claim[p])
                    continue
                for k in range(resources):
                    left[k] -= demand[p, k]
                if due > 0:
                    i = done[p] * planned[p] // taken[s, p]
                    take_money(due, amounts[p, i], shares[p, i], may_use[p], order, balance, paid[s, :, y])
                spent[p] += due
                done[p] += 1
                if keep_worked:
                    worked[s, p, q] = True
                if beginning:
                    begun[s, p] = q
                    if owed >= 0:
                        owed += new_cost[s, p] - paid_after(
                            done[p] + year_end[y] - q,
                            planned[p],
                            taken[s, p],
                            cost[p],
                            new_cost[s, p],
                            until[p],
                            amounts[p],
                        )
                if done[p] == taken[s, p]:
                    finish[s, p] = q
                    r = receipt_head[p]
                    while r >= 0:
                        usable = q + receipt_after[r]
                        if usable < horizon:
                            coming[receipt_to[r], usable] += receipts[s, r]
                        r = receipt_next[r]
