"""What every solver of the planning benchmark answers, and the search by quarters that the peers share.

The peers do what the planner promises: prove quarter after quarter impossible, then prove the least cost at the first
quarter that is not. A quarter on which nothing is known after half of the time left is passed over, unproved.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from bench.reading import Reading, Scale, marks, read, scales
from vedich.case import Case
from vedich.rulebooks import Rulebook

Status = Literal["optimal", "feasible", "impossible", "unknown"]


@dataclass(frozen=True, slots=True)
class Asked:
    """The goals at the end of one quarter: points in each criterion and in total."""

    reading: Reading
    quarter: int
    scales: tuple[Scale, ...]
    total: float
    criteria: dict[str, float]


@dataclass(frozen=True, slots=True)
class AtQuarter:
    """The cheapest plan at one quarter. Costs and bounds in million VND."""

    status: Status
    cost: int | None = None
    bound: float = 0.0


@dataclass(frozen=True, slots=True)
class Answer:
    """`quarter`: quarters from the first to the date, `not_before` proved. `bound`: on the cost at that date.

    `seconds`: all of it; `to_proof`: until date and cost were proved (the planner goes on to the most points).
    """

    status: Status
    quarter: int | None
    not_before: int
    cost: int | None
    bound: float | None
    proved: bool
    seconds: float
    to_proof: float


SolveAt = Callable[[Asked, float, float], AtQuarter]  # (asked, seconds, seconds to wait for a first plan)


def earliest_then_cheapest(case: Case, rulebook: Rulebook, seconds: float, solve_at: SolveAt) -> Answer:
    """Search within `seconds`."""
    begun = time.monotonic()
    reading = read(case)
    total, criteria = marks(case, rulebook)
    least = {criterion: float(points) for criterion, points in criteria.items()}
    not_before = 0
    for quarter in range(reading.horizon):
        left = seconds - (time.monotonic() - begun)
        if left <= 0:
            break
        asked = Asked(reading, quarter, scales(case, rulebook, quarter), float(total), least)
        at = solve_at(asked, left, left / 2)
        if at.cost is not None:
            proved = at.status == "optimal" and not_before == quarter
            status: Status = "optimal" if proved else "feasible"
            spent = time.monotonic() - begun
            return Answer(status, quarter, not_before, at.cost, at.bound, proved, spent, spent)
        if at.status == "impossible" and not_before == quarter:
            not_before = quarter + 1
    impossible = not_before == reading.horizon
    status = "impossible" if impossible else "unknown"
    spent = time.monotonic() - begun
    return Answer(status, None, not_before, None, None, impossible, spent, spent)
