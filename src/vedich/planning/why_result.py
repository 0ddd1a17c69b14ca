"""What `why` returns: frozen, and the JSON contract of `vedich why` (schema: docs/schemas/why.json)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from vedich.scoring.result import Exact

Kind = Literal["money", "capacity", "deadlines", "goal"]
KINDS: tuple[Kind, ...] = ("money", "capacity", "deadlines", "goal")


class _Result(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ExtraMoney(_Result):
    """`amount` million VND more in the source's envelope of `year`."""

    kind: Literal["money"] = "money"
    source: str
    year: int
    amount: int


class ExtraCapacity(_Result):
    """`amount` more units of the resource in every quarter of `year`."""

    kind: Literal["capacity"] = "capacity"
    resource: str
    year: int
    amount: int


class LaterDeadline(_Result):
    """The latest finish of a project, or the date of a goal, moved from quarter `old` to quarter `new`."""

    kind: Literal["deadlines"] = "deadlines"
    of: Literal["project", "goal"]
    id: str
    old: str
    new: str


class LowerGoal(_Result):
    """A goal lowered to the best that can be reached.

    `measure` total: the pass mark of recognition; criterion: the minimum of the criterion `subject`; points: of the
    standard `subject`; quantity: the figure `subject` (a number or a level).
    """

    kind: Literal["goal"] = "goal"
    goal: str
    measure: Literal["total", "criterion", "points", "quantity"]
    subject: str | None
    old: Exact | str
    new: Exact | str


Change = Annotated[ExtraMoney | ExtraCapacity | LaterDeadline | LowerGoal, Field(discriminator="kind")]


class ChangeSet(_Result):
    """Changes that together make the goals hold at the end of `reached`, shown by a verified plan that costs `cost`.

    `irreducible`: without any one of them they no longer would, proved. `cheapest`: proved that no changes of these
    kinds have a lower price.
    """

    changes: tuple[Change, ...]
    reached: str
    cost: int
    irreducible: bool
    cheapest: bool


class Finding(_Result):
    """What changes of `kinds` alone can do. `impossible`: proved that at the end of `by` they cannot be enough."""

    kinds: tuple[Kind, ...]
    outcome: Literal["possible", "impossible", "unknown"]
    set: ChangeSet | None


class Why(_Result):
    """Why not by `by`: for each kind of change, and where one kind is not enough for several, the cheapest set.

    `possible`: no change is needed (None: not decided in time). `goals`: those asked about (of first priority).
    """

    format: Literal["vedich-why/1"] = "vedich-why/1"
    case: str
    rulebook: str
    figures: Literal["reported", "illustrative"]
    by: str
    goals: tuple[str, ...]
    possible: bool | None
    findings: tuple[Finding, ...]
    stopped: bool
    seconds: float

    @property
    def sets(self) -> tuple[ChangeSet, ...]:
        """The sets found, in order."""
        return tuple(finding.set for finding in self.findings if finding.set is not None)
