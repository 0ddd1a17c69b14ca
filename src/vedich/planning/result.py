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
    """The exact score at the end of a quarter if the plan is carried out."""

    quarter: str
    total: Interval
    recognised: Recognised
    goals_met: bool


class Stage(_Result):
    """One lexicographic stage: its value, the proved bound and whether the two agree."""

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


class Plan(_Result):
    """A plan, or the finding that there is none.

    `reached`: the quarter at whose end all goals are met. `proved`: no earlier quarter is possible and no
    cheaper plan reaches it. `not_before`: every earlier quarter is proved impossible. `bound`: a proved lower
    bound on the cost of reaching the goals at `reached`. `verified`: the independent verifier accepted it.
    """

    format: Literal["vedich-plan/1"] = "vedich-plan/1"
    case: str
    rulebook: str
    figures: Literal["reported", "illustrative"]
    status: Status
    objective: Literal["earliest"]
    reached: str | None
    not_before: str | None
    proved: bool
    cost: int | None
    bound: Exact | None
    stages: tuple[Stage, ...]
    choices: tuple[Choice, ...]
    spending: tuple[Spending, ...]
    payments: tuple[Payment, ...]
    score: tuple[QuarterScore, ...]
    verified: bool
    seconds: float
