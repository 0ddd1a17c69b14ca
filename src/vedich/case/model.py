"""The Case: everything the engine needs to know about one locality, as frozen rows that compare by value.

One dataclass a table; its fields are the table's columns in order (`case/tables.py` adds headings, kinds and
notes; docs/case-format.md is generated from there). Money is whole million VND, time is calendar quarters.
A field that is None was left empty: unknown, never zero.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import floor
from pathlib import Path
from typing import Literal

from vedich.case.quarter import Quarter

FORMAT = "vedich-case/1"
Value = Decimal | str  # a number, or the name of a level
Claim = Literal["debt", "underfunded", "carried_over", "new"]  # what a project asks money for, first served first

RiskKind = Literal["funding", "receipts", "cost", "delay", "trend", "freeze", "price", "blocked"]
Distribution = Literal["triangular", "pert", "normal", "lognormal", "uniform"]


@dataclass(frozen=True, slots=True)
class Unit:
    """An administrative unit, keyed by its code: names repeat across the country."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class PublishedTargets:
    """What was published of the term-resolution targets as a whole, to be shown beside what can be recomputed."""

    total: int
    done_or_exceeded: int
    at_least_70: int
    as_of: date
    source: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A row of `quantities`: one figure on one day. `growth_per_year` is its trend after that day."""

    quantity: str
    value: Value | None
    unit: str | None
    as_of: date | None
    growth_per_year: Decimal | None
    growth_kind: Literal["percent", "amount"] | None
    source: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class After:
    """Finish to start: the owner starts no earlier than `lag` quarters after `project` has finished."""

    project: str
    lag: int

    def __str__(self) -> str:
        return f"{self.project}+{self.lag}" if self.lag else self.project


@dataclass(frozen=True, slots=True)
class Project:
    """A row of `projects`. `funded_by` empty: any source. `field`: statutory field of `data/project_groups.yaml`."""

    project: str
    name: str
    kind: str | None
    status: Literal["candidate", "committed", "running", "done"]
    after: tuple[After, ...]
    earliest_start: Quarter | None
    latest_finish: Quarter | None
    funded_by: tuple[str, ...]
    field: str | None = None
    claim: Claim = "new"
    hectares: Decimal | None = None  # of land to be cleared


@dataclass(frozen=True, slots=True)
class Option:
    """A row of `options`: one way to do a project. `profile`: shares of the cost by quarter, empty = even."""

    project: str
    option: str
    name: str | None
    quarters: int
    cost: int
    profile: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class Effect:
    """A row of `effects`: added on completion; for a level, raises the quantity to at least `amount`."""

    project: str
    option: str
    quantity: str
    amount: Value


@dataclass(frozen=True, slots=True)
class Funding:
    """A row of `funding`: million VND of a source, available from the first quarter of `year`."""

    source: str
    year: int
    amount: int
    low: int | None
    high: int | None
    carry_over: bool


@dataclass(frozen=True, slots=True)
class Source:
    """A row of `sources`: what holds for a source in every year.

    `only_for`: ids or kinds of the projects it may pay for, empty = any; `contingency_percent`: held back, 0 to 100.
    """

    source: str
    name: str | None = None
    only_for: tuple[str, ...] = ()
    contingency_percent: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class ObligationCeiling:
    """A row of `obligations`: at the end of `year`, cost less work paid of all projects begun is `at_most`."""

    year: int
    at_most: int


@dataclass(frozen=True, slots=True)
class Receipt:
    """A row of `receipts`: usable from quarter finish + 1 + lag_quarters."""

    project: str
    option: str
    source: str
    amount: int
    lag_quarters: int


@dataclass(frozen=True, slots=True)
class Capacity:
    """A row of `capacities`: what each quarter of `year` has of `resource`."""

    resource: str
    year: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Demand:
    """A row of `demands`: what each quarter of work takes of `resource`."""

    project: str
    option: str
    resource: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Risk:
    """A row of `risks`: one thing that may turn out otherwise. An empty `subject` means all there are of the kind.

    `funding` (subject a source): the year's money, in percent of `amount`; ends of a year that `funding` has itself
    (`low`, `high`) go first.
    `receipts` (a source): money that projects bring in, in percent. `cost` (a project or kind): percent of the
    option's cost.
    `delay` (a project or kind): quarters longer. `trend` (a quantity): added to `growth_per_year`, in its unit.
    Of several rows that fit, the most specific counts: the project's own before its kind's, a subject before none, a
    year before none.

    Events, with `probability_percent`: `freeze` (a source, in `year`; `likely`: percent withheld, empty = all),
    `price` (a project or kind, from `year` on; percent dearer, for all at once), `blocked` (a project or kind, each by
    itself; quarters that the start is held up). Every event that fits counts.

    `low`, `likely`, `high`: the ends and the mode (triangular, which an empty `distribution` means, pert, uniform), or
    the 10 %, 50 % and 90 % points (normal, lognormal).
    `over_years`: correlation from one year to the next; `common`: correlation with what moves all rows of the kind;
    both 0 to 1, empty = 0.
    """

    risk: str
    kind: RiskKind
    subject: str | None
    year: int | None
    distribution: Distribution | None
    low: Decimal | None
    likely: Decimal | None
    high: Decimal | None
    probability_percent: Decimal | None
    over_years: Decimal | None
    common: Decimal | None
    source: str | None


@dataclass(frozen=True, slots=True)
class Goal:
    """A row of `goals`. `by` None: as early as possible within the horizon.

    `recognition`: subject empty; `standard`: at least `at_least` points (empty: its minimum points);
    `quantity`: the quantity itself at least `at_least`. `priority`: goals of priority 1 get their date first.
    """

    goal: str
    kind: Literal["recognition", "standard", "quantity"]
    subject: str | None
    at_least: Value | None
    by: Quarter | None
    priority: int = 1  # 1 is reached first


@dataclass(frozen=True, slots=True)
class Target:
    """A row of `targets`: one target of a term resolution. `direction` yes: `value` and `current` are yes or no."""

    target: str
    name: str
    unit: str | None
    direction: Literal["up", "down", "yes"] | None
    baseline: Value | None
    baseline_on: date | None
    value: Value | None
    due: date | None
    current: Value | None
    current_on: date | None
    source: str | None


@dataclass(frozen=True, slots=True)
class Case:
    """One locality. `rulebook` is the id of a shipped rulebook or the path of a file beside the case."""

    unit: Unit
    rulebook: str
    start: Quarter
    quarters: int
    figures: Literal["reported", "illustrative"]
    adjustments: tuple[str, ...] = ()
    published_targets: PublishedTargets | None = None
    funding_order: str | None = None
    quantities: tuple[Figure, ...] = ()
    projects: tuple[Project, ...] = ()
    options: tuple[Option, ...] = ()
    effects: tuple[Effect, ...] = ()
    funding: tuple[Funding, ...] = ()
    sources: tuple[Source, ...] = ()
    obligations: tuple[ObligationCeiling, ...] = ()
    receipts: tuple[Receipt, ...] = ()
    capacities: tuple[Capacity, ...] = ()
    demands: tuple[Demand, ...] = ()
    risks: tuple[Risk, ...] = ()
    goals: tuple[Goal, ...] = ()
    targets: tuple[Target, ...] = ()
    home: Path | None = field(default=None, compare=False)

    @property
    def horizon(self) -> tuple[Quarter, ...]:
        """The plan's quarters, first to last."""
        return tuple(self.start + step for step in range(self.quarters))

    @property
    def stated_goals(self) -> tuple[Goal, ...]:
        """The goals; a case that states none wants recognition, as early as possible."""
        return self.goals or (Goal("recognition", "recognition", None, None, None),)

    def source(self, name: str) -> Source:
        """The row of `sources` for `name`; a source without one has no earmark and no contingency."""
        return next((row for row in self.sources if row.source == name), Source(name))

    def usable(self, row: Funding) -> int:
        """Million VND of `row` that may be spent: amount · (1 − contingency), rounded down. Receipts are whole."""
        spent = 1 - Fraction(self.source(row.source).contingency_percent) / 100
        return floor(row.amount * spent)

    def source_allows(self, source: str, project: Project) -> bool:
        """Whether `source` may pay for `project`: the project names it (or none), and its earmark has the project."""
        if project.funded_by and source not in project.funded_by:
            return False
        only_for = self.source(source).only_for
        return not only_for or project.project in only_for or project.kind in only_for

    @property
    def illustrative(self) -> bool:
        """Whether every output must say that the figures are made up."""
        return self.figures == "illustrative"
