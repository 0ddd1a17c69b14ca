"""What `vedich plan --robust` returns: frozen, and its JSON contract (schema: docs/schemas/robust.json).

Money is whole million VND, probabilities are between 0 and 1, quarters are written `2027Q3`.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from vedich.planning.result import Plan
from vedich.risk.result import Chance

# What a plan was given to be surer: goals met earlier than asked; less money, dearer and longer work than expected;
# points to spare; other starts of the same projects; other projects at nearly the same cost.
Buffer = Literal["time", "money", "points", "order", "projects"]
DateFrom = Literal["asked", "deadline", "earliest"]


class _Result(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class FrontierRow(_Result):
    """A plan that no other is both cheaper and surer than. `aims_at`: the quarter its goals are planned to be met.

    `probability`: of the goals by the date, on the fresh scenarios; `error`: its standard error.
    `buffers`: empty for the deterministic plan.
    """

    cost: int
    probability: float
    error: float
    aims_at: str
    buffers: tuple[Buffer, ...]
    chosen: bool
    deterministic: bool


class Robust(_Result):
    """The cheapest plan whose chance of the goals by `by` is at least `asked`, or else the most probable one.

    `plan`: the choice, a verified plan of the case as it is; `deterministic`: the cheapest plan by the date if all goes
    as expected. Where the second is none, so is the first, and there are no chances.
    `chance`, `deterministic_chance`: on the same fresh scenarios, which played no part in the choice. `gain`: their
    difference, with the standard error of the paired difference. `reached`: the choice has the chance asked for, within
    sampling error. `candidates`: different plans that were compared, on `scenarios` common scenarios.
    """

    format: Literal["vedich-robust/1"] = "vedich-robust/1"
    case: str
    rulebook: str
    figures: Literal["reported", "illustrative"]
    asked: float
    by: str
    date_from: DateFrom
    plan: Plan
    deterministic: Plan
    buffers: tuple[Buffer, ...]
    chance: Chance | None
    deterministic_chance: Chance | None
    gain: float | None
    gain_error: float | None
    extra_cost: int | None
    reached: bool
    frontier: tuple[FrontierRow, ...]
    candidates: int
    scenarios: int
    fresh_scenarios: int
    seed: int
    fresh_seed: int
    ended: Literal["complete", "time_limit", "stopped"]
    seconds: float
