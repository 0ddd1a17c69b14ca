"""What `vedich risk` returns: frozen, and its JSON contract (schema: docs/schemas/risk.json).

Money is whole million VND, probabilities are between 0 and 1, quarters are written `2027Q3`.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

RiskKind = Literal["funding", "receipts", "cost", "delay", "trend", "freeze", "price", "blocked"]

DriverResponse = Literal["delay", "points"]


class _Result(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Chance(_Result):
    """P(date ≤ quarter), and the standard error of that estimate."""

    quarter: str
    probability: float
    error: float


class Spread(_Result):
    """Quantiles of the date: the first quarter by which 10, 50, 90 % of the scenarios have it; None: not within the
    horizon."""

    p10: str | None
    p50: str | None
    p90: str | None


class Delay(_Result):
    """Quarters after the plan's date. `tail`: the mean of the worst tenth (CVaR 90).

    A scenario without a date within the horizon counts as one quarter past it; `censored` is their share: where it is
    above 0, `expected`
    and `tail` are lower bounds.
    """

    expected: float
    tail: float
    censored: float


class FanQuarter(_Result):
    """Points at the end of a quarter: as planned, and quantiles over the scenarios."""

    quarter: str
    planned: float
    p10: float
    p50: float
    p90: float


class MoneyShort(_Result):
    """How much of what the plan spends from a source up to the end of `year` (in that year, for a source that lapses)
    has not
    arrived: the probability that something is short, its mean over all scenarios, and its 90 % quantile."""

    source: str
    year: int
    planned: int
    probability: float
    expected: int
    p90: int


class Driver(_Result):
    """A group of uncertain inputs and the share of the response's variance that it explains: alone (`first`), and
    with all its interactions (`total`); `error`: half the width of the 95 % interval of `total`."""

    kind: RiskKind
    subject: str | None
    first: float
    total: float
    error: float


class LateProject(_Result):
    """A project: the probability that it finishes after its planned quarter (or not at all), and by how much."""

    project: str
    planned: str
    probability: float
    expected: float
    p90: int
    waited_money: float
    waited_capacity: float


class Input(_Result):
    """One uncertain input as it was used: a row of `risks`, of `funding`, or a default. `assumption`: no source but a
    judgement."""

    risk: str
    kind: RiskKind
    subject: str | None
    year: int | None
    distribution: str | None
    low: float | None
    likely: float | None
    high: float | None
    probability_percent: float | None
    source: str
    assumption: bool
    default: bool


class Odds(_Result):
    """How sure a plan is. `planned`: the plan's date; `on_time`: the chance of it (or of `by`, where asked).

    `driver_response`: what the drivers explain: the delay, or, where that is the same in nearly all scenarios, the
    points at the end of the planned quarter. `driver_method`: its name, or why there are no drivers.
    """

    format: Literal["vedich-risk/1"] = "vedich-risk/1"
    case: str
    rulebook: str
    figures: Literal["reported", "illustrative"]
    planned: str
    cost: int
    scenarios: int
    seed: int
    on_time: Chance
    chances: tuple[Chance, ...]
    date: Spread
    delay: Delay
    fan: tuple[FanQuarter, ...]
    short: tuple[MoneyShort, ...]
    drivers: tuple[Driver, ...]
    driver_response: DriverResponse = "delay"
    driver_method: str
    late: tuple[LateProject, ...]
    inputs: tuple[Input, ...]
    seconds: float
