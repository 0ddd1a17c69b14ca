"""What a plan is to be best at, and which goals it must meet by when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from vedich.case import Case, Goal, Quarter

Kind = Literal["earliest", "cheapest", "most-points"]
Demands = Mapping[int, tuple[Goal, ...]]  # quarter number -> goals that must hold at its end


@dataclass(frozen=True, slots=True)
class Objective:
    """Lexicographic, the first word first.

    `earliest`: date of the goals of first priority, then of the next priorities, then cost, then points to spare.
    `cheapest`: cost of meeting every goal at the end of some quarter up to `by`, then date, then points.
    `most-points`: points at the end of `by`, then cost; only goals with a deadline up to then bind.
    `by`: last quarter that counts (None: the horizon's last). `budget`: the most a plan may cost, million VND.
    """

    kind: Kind = "earliest"
    by: Quarter | None = None
    budget: int | None = None

    def last(self, case: Case) -> int:
        """The number of the last quarter that counts: −1 when `by` is before the horizon."""
        return case.quarters - 1 if self.by is None else max(-1, min(self.by - case.start, case.quarters - 1))


def by_priority(case: Case) -> tuple[tuple[int, tuple[Goal, ...]], ...]:
    """The goals in groups, first priority first."""
    priorities = sorted({goal.priority for goal in case.stated_goals})
    return tuple((p, tuple(goal for goal in case.stated_goals if goal.priority == p)) for p in priorities)


def demands_at(case: Case, goals: Iterable[Goal], quarter: int) -> Demands:
    """What must hold for `goals` to be met at the end of `quarter`: all of them then, and each goal whose deadline
    is earlier also at its deadline."""
    goals = tuple(goals)
    demands: dict[int, tuple[Goal, ...]] = {quarter: goals}
    for goal in goals:
        if goal.by is not None and goal.by - case.start < quarter:
            number = goal.by - case.start
            demands[number] = (*demands.get(number, ()), goal)
    return demands


def together(*parts: Demands) -> Demands:
    """All demands of all parts."""
    merged: dict[int, tuple[Goal, ...]] = {}
    for part in parts:
        for quarter, goals in part.items():
            merged[quarter] = (*merged.get(quarter, ()), *(g for g in goals if g not in merged.get(quarter, ())))
    return merged
