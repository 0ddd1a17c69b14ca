"""The law of public investment that a case refers to: groups of projects, and orders of funding (`data/*.yaml`).

Every row has its clause, source and confidence, every document its days of effect; a file without them does not load.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field

from vedich.case.model import Case, Claim, Project
from vedich.messages import Lang, date_text, text
from vedich.rulebooks import Words
from vedich.rulebooks.schema import InForce, NonEmpty

Confidence = Literal["high", "medium", "low"]
GroupName = Literal["national", "A", "B", "C"]
_RISING: tuple[Confidence, ...] = ("low", "medium", "high")
_BILLION = 1000  # million VND


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Sourced(_Part):
    source: NonEmpty
    confidence: Confidence
    note: Words | None = None


class InvestmentLaw(_Sourced):
    """A legal act with its days of effect."""

    number: NonEmpty
    title: Words
    issued: date
    in_force: InForce

    def holds_on(self, day: date) -> bool:
        """Whether the act is in force on `day`."""
        return self.in_force.from_ <= day and (self.in_force.to is None or day <= self.in_force.to)


class GroupRule(_Sourced):
    """A project of at least `from_` billion VND (and below the rule before it) is of `group`."""

    group: GroupName
    from_: int = Field(alias="from", ge=0)
    clause: NonEmpty


class InvestmentField(_Part):
    """One statutory field: `wording` as the law lists it, and its groups from the highest sum to the lowest."""

    id: NonEmpty
    wording: Words
    wording_source: NonEmpty
    wording_confidence: Confidence
    groups: tuple[GroupRule, ...] = Field(min_length=1)


class ProjectGroups(_Part):
    """Contents of `project_groups.yaml`."""

    sources: dict[NonEmpty, NonEmpty]
    document: InvestmentLaw
    national: GroupRule
    fields: tuple[InvestmentField, ...] = Field(min_length=1)


class FundingStep(_Sourced):
    """One step of an order; `claim` None: a case does not tell it apart."""

    clause: NonEmpty
    wording: Words
    claim: Claim | None = None


class FundingOrder(_Part):
    """An order of funding, first step first."""

    id: NonEmpty
    document: InvestmentLaw
    steps: tuple[FundingStep, ...] = Field(min_length=1)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims of projects, first served first."""
        return tuple(dict.fromkeys(step.claim for step in self.steps if step.claim is not None))

    def rank(self, claim: Claim) -> int:
        """The place of `claim` among the claims: 1 is served first. Raises ValueError if the order lacks it."""
        return self.claims.index(claim) + 1

    @property
    def confidence(self) -> Confidence:
        """That of its least certain step."""
        return _least(self.document.confidence, *(step.confidence for step in self.steps))

    def text(self, lang: Lang | None = None) -> str:
        """The document, its day of effect and how far the transcription can be trusted, in one sentence."""
        return text(
            "case.funding_order.told",
            lang,
            number=self.document.number,
            clause=", ".join(dict.fromkeys(step.clause for step in self.steps)),
            day=date_text(self.document.in_force.from_, lang),
            confidence=text(f"case.confidence.{self.confidence}", lang),
        )


class FundingOrders(_Part):
    """Contents of `funding_orders.yaml`."""

    sources: dict[NonEmpty, NonEmpty]
    orders: tuple[FundingOrder, ...] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class ProjectGroup:
    """The statutory group of one project, and where that stands."""

    group: GroupName
    document: str
    clause: str
    source: str
    confidence: Confidence
    in_force_from: date
    note: Words | None

    def title(self, lang: Lang | None = None) -> str:
        """Its name: `nhóm C`, `group C`."""
        return text(f"case.group.{self.group}", lang)

    def text(self, lang: Lang | None = None) -> str:
        """Its name, clause, day of effect and confidence, in one sentence."""
        return text(
            "case.group.told",
            lang,
            group=self.title(lang),
            clause=self.clause,
            number=self.document,
            day=date_text(self.in_force_from, lang),
            confidence=text(f"case.confidence.{self.confidence}", lang),
        )


def read_project_groups(raw: Mapping[str, Any]) -> ProjectGroups:
    """Parsed YAML as `ProjectGroups`. Raises pydantic.ValidationError."""
    return ProjectGroups.model_validate(raw)


def read_funding_orders(raw: Mapping[str, Any]) -> FundingOrders:
    """Parsed YAML as `FundingOrders`. Raises pydantic.ValidationError."""
    return FundingOrders.model_validate(raw)


@cache
def project_groups() -> ProjectGroups:
    """The groups of Luật 58/2024/QH15."""
    return read_project_groups(raw_law("project_groups"))


@cache
def funding_orders() -> Mapping[str, FundingOrder]:
    """The orders of funding by id."""
    return {order.id: order for order in read_funding_orders(raw_law("funding_orders")).orders}


def raw_law(name: str) -> dict[str, Any]:
    """The parsed YAML of a file of `data/`."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    content = resources.files("vedich.case").joinpath("data", f"{name}.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.load(content, loader)
    return found


def project_group(case: Case, project: Project, cost: int) -> ProjectGroup | None:
    """The group of `project` at a total investment of `cost` (million VND).

    None without a statutory field, or when the law is not in force on the first day of the plan.
    """
    law = project_groups()
    field = next((field for field in law.fields if field.id == project.field), None)
    if field is None or not law.document.holds_on(case.start.first_day):
        return None
    rule = next(rule for rule in field.groups if cost >= rule.from_ * _BILLION)
    return ProjectGroup(
        rule.group,
        law.document.number,
        rule.clause,
        rule.source,
        _least(law.document.confidence, field.wording_confidence, rule.confidence),
        law.document.in_force.from_,
        rule.note or law.document.note,
    )


def funding_order(case: Case) -> FundingOrder | None:
    """The order that `case` names, or None. Raises KeyError on one that does not exist."""
    return None if case.funding_order is None else funding_orders()[case.funding_order]


def _least(*confidences: Confidence) -> Confidence:
    return min(confidences, key=_RISING.index)
