"""Programmes and runs made by hand: three years from 2027Q1, each project one quarter long unless told otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from vedich.case import Quarter
from vedich.risk.programme import Programme
from vedich.risk.runs import Runs
from vedich.risk.scenarios import Scenarios

START = Quarter(2027, 1)
HORIZON = 12


def programme(
    finish: Mapping[str, int] | None = None,
    sources: Sequence[str] = ("S",),
    carries: Sequence[bool] = (True,),
    receipts: Sequence[tuple[int, int, int, int]] = (),
) -> Programme:
    """Projects by their planned last quarter; `receipts`: (project's place, source's place, amount, quarters after)."""
    finish = finish or {"P": 0}
    count = len(finish)
    none = np.zeros((count, 0), np.int64)
    rows = np.array(receipts, np.int64).reshape(-1, 4)
    return Programme(
        projects=tuple((name, "A") for name in finish),
        start=np.array(list(finish.values()), np.int64),
        quarters=np.ones(count, np.int64),
        cost=np.zeros(count, np.int64),
        amounts=np.zeros((count, 1), np.int64),
        shares=np.zeros((count, 1, len(sources)), np.int64),
        may_use=np.ones((count, len(sources)), np.bool_),
        order=np.arange(len(sources)),
        before=none,
        lag=none,
        claim=np.ones(count, np.int64),
        demand=none,
        capacity=np.zeros((0, HORIZON), np.int64),
        sources=tuple(sources),
        carries=np.array(carries, np.bool_),
        envelope=np.zeros((len(sources), 3), np.int64),
        receipt_of=rows[:, 0],
        receipt_to=rows[:, 1],
        receipt_amount=rows[:, 2],
        receipt_after=rows[:, 3],
        year=np.arange(HORIZON) // 4,
        opens_year=np.arange(HORIZON) % 4 == 0,
        ceiling=np.full(3, -1, np.int64),
        first_year=START.year,
    )


def runs(
    finish: Sequence[Sequence[int]],
    waited_money: Sequence[Sequence[int]] | None = None,
    arrived: Sequence[object] | None = None,
    worked: Sequence[object] | None = None,
) -> Runs:
    """Runs (scenario by scenario) of which only what is given matters."""
    done = np.array(finish, np.int16)
    nothing = np.zeros_like(done)
    came = np.zeros((len(done), 1, 3), np.int64) if arrived is None else np.array(arrived, np.int64)
    return Runs(
        start=done,
        finish=done,
        waited_money=nothing if waited_money is None else np.array(waited_money, np.int16),
        waited_capacity=nothing,
        paid=np.zeros_like(came),
        arrived=came,
        worked=None if worked is None else np.array(worked, np.bool_),
    )


def scenarios(
    count: int, projects: int, receipts: Sequence[Sequence[int]] | None = None, quarters: object = 1
) -> Scenarios:
    """Scenarios of which only receipts and quarters of work matter."""
    whole = np.zeros((count, projects), np.int64)
    return Scenarios(
        envelope=np.zeros((count, 1, 3), np.int64),
        receipts=np.zeros((count, 0), np.int64) if receipts is None else np.array(receipts, np.int64),
        cost=whole,
        quarters=whole + np.array(quarters, np.int64),
        held=whole,
        quantities=(),
        growth=np.zeros((count, 0)),
    )
