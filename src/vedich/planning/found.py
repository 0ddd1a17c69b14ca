"""What the search knows, as plain numbers: quarters counted from the case's first, money in million VND."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from vedich.planning.model import Start

StageName = Literal["date", "cost", "points"]
Ended = Literal["complete", "time_limit", "stopped", "memory", "crash"]


@dataclass(frozen=True, slots=True)
class Progress:
    """Where the search stands. `incumbent` and `bound` in million VND (cost stage) or points (points stage)."""

    stage: StageName
    quarter: str
    incumbent: float | None
    bound: float | None
    seconds: float


@dataclass(frozen=True, slots=True)
class Dated:
    """The date of the goals of one priority. `reached` None: not in this plan.

    `not_before`: every quarter before it is proved impossible (the horizon's length: all of them).
    """

    priority: int
    reached: int | None
    not_before: int

    @property
    def proved(self) -> bool:
        return self.reached == self.not_before


@dataclass(frozen=True, slots=True)
class StageFound:
    """One lexicographic stage: its value, a bound that no plan can beat, and whether the two agree."""

    name: StageName
    value: float
    bound: float
    proved: bool
    seconds: float


@dataclass(frozen=True, slots=True)
class Miss:
    """The goals with slack at a price, one quarter before the date: the least they must lack, and what a plan lacks.

    In points, and shares of a quantity. A positive `least` says the same as the proof that the quarter is impossible.
    """

    quarter: int
    least: float
    found: float | None


@dataclass(frozen=True, slots=True)
class Found:
    """The best so far. `found` False: no plan yet. `at`: the quarter at whose end it is judged.

    `impossible`: proved that there is no plan.
    """

    found: bool = False
    chosen: tuple[Start, ...] = ()
    at: int | None = None
    not_before: int = 0
    dates: tuple[Dated, ...] = ()
    date_seconds: float = 0.0
    stages: tuple[StageFound, ...] = ()
    miss: Miss | None = None
    impossible: bool = False
    ended: Ended = "complete"

    def with_stage(self, stage: StageFound) -> Found:
        """The same with one stage told anew, in its place."""
        return replace(self, stages=tuple(stage if old.name == stage.name else old for old in self.stages))

    def stage(self, name: StageName) -> StageFound | None:
        """The stage of that name, if it was come to."""
        return next((stage for stage in self.stages if stage.name == name), None)
