"""What `impact` returns: frozen, and the JSON contract of `vedich impact` (schema: docs/schemas/impact.json).

Money is whole million VND; quarters are written `2027Q3`; gaps are in units of the figure that people can change.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

from vedich.case import Quarter
from vedich.planning.comparison import PlanDiff
from vedich.planning.result import Plan
from vedich.rulebooks import Words
from vedich.scoring.result import CriterionScore, Exact, Interval, Recognised, StandardScore

InForce = Literal["yes", "not_yet", "no_longer"]
Asked = Literal[
    "yes",
    "no_counterpart",  # the goal names a standard that this rulebook lacks
    "above_maximum",  # it wants more points than the standard gives under this rulebook
    "undecidable",  # a missing figure or provision keeps it from ever being certain
]
Change = Literal["kept", "changed", "new", "gone"]
Turn = Literal[
    "same",
    "newly_unmet",  # met or not asked for before, short of the minimum now
    "gap_changed",  # unmet under both, not by the same amount
    "points_changed",  # met, or unknown, under both, for other points
    "newly_met",
    "newly_unknown",  # a figure or a provision is missing now
    "newly_known",
    "no_longer_asked",  # unmet before, and the new rulebook does not have it
]


class _Result(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class GoalUnder(_Result):
    """A goal under one rulebook. `standard`: the id of the standard that it means there, if it names one."""

    goal: str
    kind: Literal["recognition", "standard", "quantity"]
    subject: str | None
    standard: str | None
    asked: Asked


class Law(_Result):
    """One rulebook and what it makes of the case.

    `at_start`: whether it is in force at the end of the case's first quarter. `not_transcribed`: how many of its
    `standards` cannot be scored. `set_aside`: adjustments that the case claims and this rulebook does not have.
    `planning`: whether a plan was sought; `cannot_be_asked`: some goal is not asked (`goals` says which and why).
    """

    id: str
    title: Words
    short: Words
    in_force_from: date
    in_force_to: date | None
    at_start: InForce
    transcription: Literal["official", "secondary", "partial"]
    standards: int
    not_transcribed: int
    adjustments: tuple[str, ...]
    set_aside: tuple[str, ...]
    total: Interval
    total_at_least: Exact | None
    total_max: Exact
    recognised: Recognised
    criteria: tuple[CriterionScore, ...]
    goals: tuple[GoalUnder, ...]
    planning: Literal["planned", "not_asked", "cannot_be_asked"]
    plan: Plan | None

    def in_force(self, quarter: Quarter) -> InForce:
        """At the end of `quarter`, when everything is judged."""
        return in_force(self.in_force_from, self.in_force_to, quarter)


class FieldChange(_Result):
    """A field of the law that differs, as rulebook files name it (`scale.at_min`); `adjusted.*`: by an adjustment."""

    field: str
    before: str | None
    after: str | None


class StandardImpact(_Result):
    """One standard and its counterpart, scored by the same figures. `before` None: new; `after` None: gone.

    `matched_by` figure: the two bear different ids but are counted from the same figures.
    """

    change: Change
    matched_by: Literal["id", "figure"] | None
    fields: tuple[FieldChange, ...]
    turn: Turn
    before: StandardScore | None
    after: StandardScore | None


class MissingFigure(_Result):
    """A figure that the new rulebook asks for and the case lacks.

    `standards`: who asks. `points`: the most that the rows could earn that wait for figures alone. `asked_before`:
    the old rulebook reads it too.
    """

    quantity: str
    label: Words | None
    unit: str | None
    standards: tuple[str, ...]
    points: Exact
    asked_before: bool


class Impact(_Result):
    """The same case, with the figures as reported, under an old and a new rulebook.

    `diff`, `extra_cost`, `later` (quarters): from the plan under the old to the plan under the new one; None unless
    there are both. `stopped`: by the user, before everything was looked at.
    """

    format: Literal["vedich-impact/1"] = "vedich-impact/1"
    case: str
    figures: Literal["reported", "illustrative"]
    start: str
    old: Law
    new: Law
    standards: tuple[StandardImpact, ...]
    missing: tuple[MissingFigure, ...]
    diff: PlanDiff | None
    extra_cost: int | None
    later: int | None
    stopped: bool
    seconds: float

    def turned(self, *turns: Turn) -> tuple[StandardImpact, ...]:
        """The standards that the new rulebook turns in one of these ways."""
        return tuple(row for row in self.standards if row.turn in turns)


def in_force(from_: date, to: date | None, quarter: Quarter) -> InForce:
    """Whether a law of these days of effect (both inclusive) is in force at the end of `quarter`."""
    if quarter.end < from_:
        return "not_yet"
    return "yes" if to is None or quarter.end <= to else "no_longer"
