"""What scoring returns: frozen, complete, and the JSON contract of `vedich score` (schema: docs/schemas/score.json)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, PlainSerializer, WithJsonSchema
from pydantic_core import CoreSchema, core_schema

from vedich.rulebooks import Words


class _ExactNumber:
    """Lets pydantic carry Fractions (exact inside, a plain JSON number outside)."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(as_exact)


def as_exact(value: object) -> Fraction:
    """A number as an exact Fraction; a float by its shortest spelling. Raises ValueError."""
    if isinstance(value, float):
        return Fraction(repr(value))
    if isinstance(value, int | str | Decimal | Fraction):
        return Fraction(value)
    raise ValueError(f"not a number: {value!r}")


Exact = Annotated[
    Fraction,
    _ExactNumber,
    PlainSerializer(float, return_type=float, when_used="json"),
    WithJsonSchema({"type": "number"}),
]

Recognised = Literal["yes", "no", "unknown"]
Status = Literal[
    "full",  # at or past the value that earns the maximum
    "met",  # between the two ends
    "reduced",  # met thanks to an adjustment's reduced minimum
    "not_considered",  # an adjustment takes the row out: minimum points
    "unmet",  # short of the minimum
    "unknown",  # a figure is missing
    "not_transcribed",  # the rulebook lacks the row's thresholds or points
]


class _Result(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Interval(_Result):
    """Points that are certain (`low`) and points that are possible (`high`); equal when nothing is unknown."""

    low: Exact
    high: Exact

    @property
    def known(self) -> bool:
        return self.low == self.high


class Input(_Result):
    """A figure that a row used: as reported, and as it stands on the day of the assessment."""

    quantity: str
    label: Words | None
    unit: str | None
    reported: Exact | str | None
    value: Exact | str | None
    as_of: date | None
    growth_per_year: Exact | None
    growth_kind: Literal["percent", "amount"] | None
    source: str | None
    age_months: int | None


class Step(_Result):
    """One step of the arithmetic: a message key, its values (exact) and the result."""

    rule: str
    values: dict[str, Exact | str]


class StandardScore(_Result):
    """One row's result. `gap`: what is short of the minimum, in `gap_unit` of `gap_quantity`; 0 when met.

    For levels the gap is the number of levels. `gap_to_max`: the same up to the maximum points.
    """

    id: str
    criterion: str
    label: Words
    value: Exact | str | None
    unit: str | None
    at_min: Exact | str | None
    at_max: Exact | str | None
    points: Interval
    points_min: Exact | None
    points_max: Exact | None
    status: Status
    gap: Exact | None
    gap_to_max: Exact | None
    gap_quantity: str | None
    gap_unit: str | None
    clause: str
    source: str
    confidence: Literal["high", "medium", "low"]
    inputs: tuple[Input, ...]
    steps: tuple[Step, ...]


class CriterionScore(_Result):
    """A group's result. `min` and `max` None: not transcribed. `met` None: cannot be said."""

    id: str
    label: Words
    points: Interval
    min: Exact | None
    max: Exact | None
    met: bool | None


class Assessment(_Result):
    """One case under one rulebook on one day. `at` None: every figure as reported, without its trend."""

    rulebook: str
    rulebook_title: Words
    transcription: Literal["official", "secondary", "partial"]
    unit_code: str
    unit_name: str
    figures: Literal["reported", "illustrative"]
    at: str | None
    adjustments: tuple[str, ...]
    total: Interval
    total_at_least: Exact | None
    total_max: Exact
    recognised: Recognised
    criteria: tuple[CriterionScore, ...]
    standards: tuple[StandardScore, ...]

    def standard(self, id_: str) -> StandardScore:
        """The row `id_`. Raises KeyError."""
        for standard in self.standards:
            if standard.id == id_:
                return standard
        raise KeyError(id_)
