"""What planning returns: frozen, and the JSON contract of `vedich plan` (schema: docs/schemas/plan.json).

Money is whole million VND; quarters are written `2027Q3`.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from vedich.scoring.result import Exact, Interval, Recognised

Status = Literal["optimal", "feasible", "impossible", "unknown"]


class _Result(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Choice(_Result):
    """A project that the plan does: its option, first and last quarter of work, cost."""

    project: str
    option: str
    start: str
    finish: str
    cost: int


class Spending(_Result):
    """Money of one source that goes to one project in one calendar year."""

    project: str
    source: str
    year: int
    amount: int


class Payment(_Result):
    """The same money by quarter: what the verifier checks against envelopes and receipts."""

    project: str
    source: str
    quarter: str
    amount: int


class QuarterScore(_Result):
    """The exact score at the end of a quarter if the plan is carried out; `met`: the goals that are met then."""

    quarter: str
    total: Interval
    recognised: Recognised
    goals_met: bool
    met: tuple[str, ...]


class Stage(_Result):
    """One lexicographic stage: its value, a bound that no plan beats, and whether the two agree.

    Dates are quarter numbers from the case's first; costs million VND; points at the quarter `at`.
    """

    name: Literal["date", "cost", "points"]
    value: Exact | None
    bound: Exact | None
    proved: bool
    seconds: float


class Refusal(_Result):
    """One thing the verifier found wrong with a plan: a rule (message key), and where."""

    rule: str
    where: str
    detail: str


class GoalDate(_Result):
    """A goal and the first quarter at whose end it is met under the plan (None: not within the horizon).

    `not_before`: of the goals of its priority, together; every earlier quarter is proved impossible.
    """

    goal: str
    priority: int
    reached: str | None
    not_before: str | None
    proved: bool


class Shortfall(_Result):
    """What the goals lack in the last quarter proved impossible, every goal being missed at a price.

    `least`: proved lower bound, in points (shares, for a goal on a quantity); `found`: the best plan's; `agrees`: the
    bound is above zero, so the second program says the same as the first.
    """

    quarter: str
    least: Exact
    found: Exact | None
    agrees: bool


class Plan(_Result):
    """A plan, or the finding that there is none.

    `reached`: the quarter at whose end the goals are met (of first priority, when dates are sought). `at`: the quarter
    the plan is judged at: the same, or the asked one for `most-points`. `proved`: nothing is better in the
    objective's first two stages. `not_before`: every earlier quarter is proved impossible (None: nothing is said
    of it). `bound`: a proved lower bound on the cost. `ended`: why the search ended. `verified`: the independent
    verifier accepted the plan.
    """

    format: Literal["vedich-plan/1"] = "vedich-plan/1"
    case: str
    rulebook: str
    figures: Literal["reported", "illustrative"]
    status: Status
    objective: Literal["earliest", "cheapest", "most-points"]
    by: str | None
    budget: int | None
    at: str | None
    reached: str | None
    not_before: str | None
    proved: bool
    cost: int | None
    bound: Exact | None
    goals: tuple[GoalDate, ...]
    stages: tuple[Stage, ...]
    shortfall: Shortfall | None
    choices: tuple[Choice, ...]
    spending: tuple[Spending, ...]
    payments: tuple[Payment, ...]
    score: tuple[QuarterScore, ...]
    ended: Literal["complete", "time_limit", "stopped", "memory", "crash"]
    verified: bool
    seconds: float

    @property
    def found(self) -> bool:
        """Whether there is a plan to show."""
        return self.at is not None

    def stage(self, name: Literal["date", "cost", "points"]) -> Stage | None:
        """The stage of that name, if the search came to it."""
        return next((stage for stage in self.stages if stage.name == name), None)
