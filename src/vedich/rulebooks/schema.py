"""What a rulebook file may say: one statutory criteria set as data (docs/rulebook-format.md; JSON Schema exported).

Everything here is frozen. Numbers are Decimals: a threshold is what the law prints, not its nearest float.
"""

from __future__ import annotations

import unicodedata
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

NonEmpty = Annotated[
    str,
    BeforeValidator(lambda v: unicodedata.normalize("NFC", v) if isinstance(v, str) else v),
    StringConstraints(strip_whitespace=True, min_length=1),
]


def _exact(value: object) -> object:
    """YAML reads 0.75 as a float; its shortest spelling is what the file says."""
    return Decimal(repr(value)) if isinstance(value, float) else value


Number = Annotated[Decimal, BeforeValidator(_exact), Field(allow_inf_nan=False)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=False)


class Words(_Part):
    """One text in both languages."""

    vi: NonEmpty
    en: NonEmpty


class Level(_Part):
    """One named level of a quantity; a list of them runs from the lowest to the highest."""

    id: NonEmpty
    label: Words


class QuantityKind(_Part):
    """A figure that a standard reads: its name, unit, what it may be, how it is counted and who says so."""

    id: NonEmpty
    label: Words
    unit: NonEmpty
    kind: Literal["number", "count", "level"] = "number"
    levels: tuple[Level, ...] = ()
    range: tuple[Number, Number] | None = None
    definition: Words | None = None
    source: NonEmpty | None = None

    @model_validator(mode="after")
    def _levels_go_with_kind(self) -> Self:
        if (self.kind == "level") != bool(self.levels):
            raise ValueError("`levels` belongs to kind level, and kind level needs it")
        return self

    def rank(self, name: str) -> int | None:
        """The rank (0 = lowest) of a level named by its id or by its label in either language; None if unknown."""
        wanted = unicodedata.normalize("NFC", name).strip().casefold()
        for rank, level in enumerate(self.levels):
            if wanted in (level.id.casefold(), level.label.vi.casefold(), level.label.en.casefold()):
                return rank
        return None


class ValueRule(_Part):
    """How a standard's value comes from figures: one quantity, or numerator / denominator × `times`."""

    quantity: NonEmpty | None = None
    ratio: tuple[NonEmpty, NonEmpty] | None = None
    times: Number = Decimal(1)

    @model_validator(mode="after")
    def _one_of(self) -> Self:
        if (self.quantity is None) == (self.ratio is None):
            raise ValueError("give either `quantity` or `ratio`")
        if self.times <= 0:
            raise ValueError("`times` must be positive")
        return self

    @property
    def subject(self) -> str:
        """The quantity that effects move: the quantity itself, or the numerator."""
        return self.ratio[0] if self.ratio else self.quantity or ""

    @property
    def quantities(self) -> tuple[str, ...]:
        return self.ratio or (self.subject,)


class Scale(_Part):
    """The two ends. `at_max` None: not transcribed. Equal ends: pass or fail. Level names make it a scale of levels.

    Direction follows from the ends (at_max < at_min: lower is better); equal ends need it when lower is better.
    """

    at_min: Number | NonEmpty
    at_max: Number | NonEmpty | None
    direction: Literal["up", "down"] | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if self.at_max is not None and isinstance(self.at_min, str) != isinstance(self.at_max, str):
            raise ValueError("both ends are numbers, or both are level names")
        if self.direction and not self.is_levels and self.at_max is not None and self.at_max != self.at_min:
            follows = "up" if self.at_max > self.at_min else "down"  # type: ignore[operator]
            if follows != self.direction:
                raise ValueError("`direction` contradicts the two ends")
        return self

    @property
    def is_levels(self) -> bool:
        return isinstance(self.at_min, str)

    @property
    def lower_is_better(self) -> bool:
        if self.is_levels or self.at_max is None or self.at_max == self.at_min:
            return self.direction == "down"
        return self.at_max < self.at_min  # type: ignore[operator]


class Points(_Part):
    """Points at the two ends. `min` None: the minimum was not transcribed."""

    min: Number | None
    max: Number

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.max < 0 or (self.min is not None and not 0 <= self.min <= self.max):
            raise ValueError("0 ≤ min ≤ max must hold")
        return self


class Standard(_Part):
    """One scored row. `scale` or `points` None: not transcribed, so the row scores an unknown interval."""

    id: NonEmpty
    label: Words
    clause: NonEmpty
    source: NonEmpty
    confidence: Literal["high", "medium", "low"]
    value: ValueRule | None
    unit: NonEmpty | None
    scale: Scale | None
    points: Points | None
    counts: bool = False  # a number of works or facilities: a reduced minimum is rounded and never below 1
    note: Words | None = None
    checked_by: NonEmpty | None = None
    checked_on: date | None = None

    @property
    def transcribed(self) -> bool:
        """Whether the row can be scored: value rule, both ends and points are known."""
        return (
            self.value is not None
            and self.scale is not None
            and self.scale.at_max is not None
            and self.points is not None
            and self.points.min is not None
        )


class NotTranscribed(_Part):
    """`count` rows that the law has and this file does not; their ids are `prefix` + 1, 2, 3, …"""

    count: int = Field(ge=1, le=500)
    prefix: NonEmpty


class Criterion(_Part):
    """A group of standards with its own minimum. `points` None: the law's points are not transcribed."""

    id: NonEmpty
    label: Words
    clause: NonEmpty | None = None
    source: NonEmpty
    points: Points | None
    standards: tuple[Standard, ...] = ()
    not_transcribed: NotTranscribed | None = None


class Recognition(_Part):
    """When the goal is recognised. `transcribed` false: the rule itself was not read, so the answer is unknown."""

    total_at_least: Number | None = None
    each_criterion_at_least_its_min: bool = False
    clause: NonEmpty
    source: NonEmpty
    transcribed: bool = True
    note: Words | None = None


class Change(_Part):
    """What an adjustment does to some standards or criteria, or to the total."""

    standards: tuple[NonEmpty, ...] = ()
    not_considered: bool = False
    minimum_times: Number | None = None
    criteria_min: dict[NonEmpty, Number] = Field(default_factory=dict)
    total_at_least: Number | None = None


class Adjustment(_Part):
    """A provision that a locality may claim (region, mountain, heritage). `excludes`: not combined with these."""

    id: NonEmpty
    label: Words
    clause: NonEmpty
    source: NonEmpty
    confidence: Literal["high", "medium", "low"]
    excludes: tuple[NonEmpty, ...] = ()
    changes: tuple[Change, ...]
    note: Words | None = None


class Document(_Part):
    """A legal act."""

    number: NonEmpty
    date: date
    by: Words


class InForce(_Part):
    """Days of effect, both inclusive; `to` None: still in force."""

    from_: date = Field(alias="from")
    to: date | None = None


class Transcription(_Part):
    """How the file came to be: official (checked against the gazette), secondary, or partial; with its sources."""

    status: Literal["official", "secondary", "partial"]
    verified_on: date | None = None
    verified_by: NonEmpty | None = None
    sources: dict[NonEmpty, NonEmpty] = Field(min_length=1)
    note: Words | None = None


class Group(_Part):
    """A statutory group of units that the law gives different thresholds (for display; QĐ 51/2025)."""

    id: NonEmpty
    label: Words
    source: NonEmpty


class Rulebook(_Part):
    """One version of a statutory criteria set."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$")]
    title: Words
    short: Words
    issued: Document
    amended_by: tuple[Document, ...] = ()
    in_force: InForce
    transcription: Transcription
    standards_total: int = Field(ge=1)
    total_max: Number
    recognition: Recognition
    criteria: tuple[Criterion, ...] = Field(min_length=1)
    adjustments: tuple[Adjustment, ...] = ()
    groups: tuple[Group, ...] = ()
    quantities: tuple[QuantityKind, ...] = ()

    @property
    def standards(self) -> tuple[Standard, ...]:
        """All rows in the order of the file."""
        return tuple(standard for criterion in self.criteria for standard in criterion.standards)

    @property
    def unplaced(self) -> int:
        """How many standards the law has that no criterion of this file holds yet."""
        return self.standards_total - len(self.standards)

    def standard(self, id_: str) -> Standard:
        """The row `id_`. Raises KeyError."""
        for standard in self.standards:
            if standard.id == id_:
                return standard
        raise KeyError(id_)

    def quantity(self, id_: str) -> QuantityKind | None:
        """What is known of a figure, or None."""
        for quantity in self.quantities:
            if quantity.id == id_:
                return quantity
        return None
