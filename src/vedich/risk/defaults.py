"""What is taken to be uncertain where a case says nothing (`data/defaults.yaml`): by kind of risk and of project.

Each row has a source with its clause, or says that it is an assumption; a file with another row does not load.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any, Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

from vedich.case.assumption import is_assumption
from vedich.case.clearance import is_clearance
from vedich.case.kind_words import has_word
from vedich.case.model import Distribution, Risk, RiskKind
from vedich.messages import LANGUAGES, Lang, language
from vedich.rulebooks import Words
from vedich.rulebooks.schema import NonEmpty


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class DefaultRisk(_Part):
    """One default. `low`, `likely`, `high`, `over_years`, `common` mean what they mean in `Risk`.

    The exception is `trend`: there they are percent of the size of the figure's own growth per year, and `risk` turns
    them into its unit. `words`, `clearance`: the kinds of projects it is for; neither: any project. Without a
    `clause`, `source` or `note` says that the figures are an assumption.
    """

    id: NonEmpty
    kind: Literal["funding", "receipts", "cost", "delay", "trend"]
    words: tuple[NonEmpty, ...] = ()
    clearance: bool = False
    distribution: Distribution
    low: Decimal
    likely: Decimal | None = None
    high: Decimal
    over_years: Decimal | None = Field(default=None, ge=0, le=1)
    common: Decimal | None = Field(default=None, ge=0, le=1)
    source: Words
    clause: Words | None = None
    note: Words | None = None

    @model_validator(mode="after")
    def _has_an_origin(self) -> Self:
        cited = self.clause is not None and self.clause.vi.strip() and self.clause.en.strip()
        if not cited and not all(is_assumption(self.origin(lang)) for lang in LANGUAGES):
            raise ValueError(f"{self.id}: name the clause of its source, or say that it is an assumption (giả định)")
        return self

    @model_validator(mode="after")
    def _is_in_order(self) -> Self:
        likely = self.low if self.likely is None else self.likely
        if not self.low <= likely <= self.high:
            raise ValueError(f"{self.id}: low ≤ likely ≤ high does not hold")
        return self

    @property
    def assumption(self) -> bool:
        """Whether the figures are, at least in part, a judgement."""
        return is_assumption(self.origin("vi"))

    def origin(self, lang: Lang | None = None) -> str:
        """Its source, clause and note as one text."""
        chosen = lang or language()
        source, clause, note = (words and getattr(words, chosen) for words in (self.source, self.clause, self.note))
        cited = f"{source}, {clause}" if clause else source
        return f"{cited}. {note}" if note else f"{cited}"

    def matches(self, kind: RiskKind, project_kind: str | None = None) -> bool:
        """Whether it is of `kind` and, for cost and delay, for projects of `project_kind`."""
        if kind != self.kind:
            return False
        if self.clearance:
            return is_clearance(project_kind)
        return not self.words or has_word(project_kind, self.words)

    def risk(self, subject: str | None, growth_per_year: Decimal | None = None, lang: Lang | None = None) -> Risk:
        """It as a row of `risks` about `subject`, without a year; its source in `lang`.

        `growth_per_year`: for `trend`, the figure's; the ends become that share of its size. Raises ValueError where
        a trend comes without it.
        """
        unit = Decimal(1)
        if self.kind == "trend":
            if growth_per_year is None:
                raise ValueError("a default trend is a share of the growth per year, which is missing")
            unit = abs(growth_per_year) / 100
        return Risk(
            self.id,
            self.kind,
            subject,
            None,
            self.distribution,
            self.low * unit,
            None if self.likely is None else self.likely * unit,
            self.high * unit,
            None,
            self.over_years,
            self.common,
            self.origin(lang),
        )


class _Defaults(_Part):
    """Contents of `defaults.yaml`."""

    rows: tuple[DefaultRisk, ...] = Field(min_length=1)


def read_defaults(raw: Mapping[str, Any]) -> tuple[DefaultRisk, ...]:
    """Parsed YAML as defaults. Raises pydantic.ValidationError."""
    return _Defaults.model_validate(raw).rows


@cache
def defaults() -> tuple[DefaultRisk, ...]:
    """All defaults; of those that match, the first counts."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    content = resources.files("vedich.risk").joinpath("data", "defaults.yaml").read_text(encoding="utf-8")
    return read_defaults(yaml.load(content, loader))


def default_of(kind: RiskKind, project_kind: str | None = None) -> DefaultRisk | None:
    """The default for `kind` (and, for cost and delay, for projects of `project_kind`); None for events."""
    return next((row for row in defaults() if row.matches(kind, project_kind)), None)
