"""What `vedich triggers` returns: frozen, and its JSON contract (schema: docs/schemas/triggers.json).

Money is whole million VND, probabilities are between 0 and 1, quarters are written `2027Q3`.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from vedich.risk.result import Chance

ObservableKind = Literal["money", "receipts", "hectares", "handed_over", "finished"]
Verdict = Literal["crosses", "never", "always"]


class _Result(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Observable(_Result):
    """Something that can be seen at the end of the quarter `at`, counted from the case's first quarter.

    `money`: million VND arrived in the source `subject` (None: in all), receipts included. `receipts`: the part that
    finished projects brought in. `hectares`: land cleared (None: by all projects). `handed_over`: clearance projects
    finished. `finished`: 1 if the project `subject` has finished, else 0. `planned`: what the plan has by then.
    """

    kind: ObservableKind
    subject: str | None
    at: str
    planned: float


class Side(_Result):
    """The scenarios on one side of a threshold: their share, and P(on time) among them with its standard error."""

    share: float
    probability: float
    error: float


class Trigger(_Result):
    """An early warning. `crosses`: with less than `threshold`, P(on time) is under one half; else it is not.

    `never`: P(on time) is at least one half whatever is seen; `always`: it is under one half whatever is seen.
    Then there is no threshold, and nothing on one of the sides. `information`: the share by which knowing the
    observable reduces the mean squared error of the forecast (Brier score). The threshold was found on one half of the
    scenarios; `below`, `above` and `information` are of the other half.
    """

    observable: Observable
    verdict: Verdict
    threshold: float | None
    below: Side | None
    above: Side | None
    information: float


class Triggers(_Result):
    """Early warnings for a plan that was adopted, earliest first.

    `planned`: the plan's date; `on_time`: the chance of it, or of the later date that was asked for; `half`: the first
    quarter by which at least one half of the scenarios have the goals (None: not within the horizon). `considered`:
    how many observables were looked at.
    """

    format: Literal["vedich-triggers/1"] = "vedich-triggers/1"
    case: str
    rulebook: str
    figures: Literal["reported", "illustrative"]
    planned: str
    scenarios: int
    seed: int
    on_time: Chance
    half: str | None
    triggers: tuple[Trigger, ...]
    considered: int
    seconds: float
