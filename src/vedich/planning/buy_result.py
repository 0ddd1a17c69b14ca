"""What `buy` returns: frozen, and the JSON contract of `vedich buy` (schema: docs/schemas/buy.json)."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from vedich.planning.result import Status


class _Result(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class BuyPoint(_Result):
    """With `extra` million VND more: the quarter at whose end the goals are met, and the least cost found of that.

    `reached` None: no plan (`status` impossible: proved). `proved`: date and cost both. `not_before`: every earlier
    quarter is proved impossible.
    """

    extra: int
    reached: str | None
    cost: int | None
    not_before: str | None
    proved: bool
    status: Status


class Buy(_Result):
    """Earliest date and cost against extra money in `source` in `year`; `stopped`: before the last step, by Ctrl-C."""

    format: Literal["vedich-buy/1"] = "vedich-buy/1"
    case: str
    rulebook: str
    figures: Literal["reported", "illustrative"]
    source: str
    year: int
    step: int
    points: tuple[BuyPoint, ...]
    stopped: bool
    seconds: float
