"""Everything uncertain about a case, resolved: which distribution each number has and what ties them together.

Every scenario is a point of a unit cube; a number's score is a mixture of the cube's columns (a Gaussian copula). The
columns depend on the case alone, so that two plans of one case can be carried out under the same luck.
"""

from __future__ import annotations

from dataclasses import dataclass

from vedich.risk.marginal import Marginal
from vedich.risk.result import Input, RiskKind


@dataclass(frozen=True, slots=True)
class Group:
    """Inputs that are one driver, and the columns of the cube that only they use.

    `subject`: the source, the kind of project, the quantity, or the event (its row of `risks`); None: what moves all
    of the kind together (and projects without a kind). Funding and receipts are moved together by the group of
    funding.
    """

    kind: RiskKind
    subject: str | None
    columns: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Uncertain:
    """One number: its score is `common` · score of column `shared` + √(1 − common²) · score of column `own`."""

    marginal: Marginal
    own: int
    shared: int
    common: float


@dataclass(frozen=True, slots=True)
class Yearly:
    """One source's money by year of the horizon: each year's score is tied to the one before by `over_years`."""

    years: tuple[Uncertain | None, ...]
    over_years: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens or not: by target, the column that decides. `size`: how hard it strikes.

    Targets: sources (`freeze`), projects (`blocked`), or the whole (None). `year`: its number; None: whenever.
    `subjects`: projects that a `price` event makes dearer.
    """

    risk: str
    kind: RiskKind
    chance: float
    targets: tuple[tuple[str | None, int | None, int], ...]
    subjects: frozenset[str]
    size: Marginal
    size_column: int


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """`funding`: in million VND by source; `receipts`: in percent by source; `cost` (percent) and `delay` (quarters) by
    project; `trend` by quantity.

    `first_year`: the year of number 0. `inputs`: what the plan is exposed to. `groups`: its drivers; no two share a
    column.
    """

    dimensions: int
    first_year: int
    funding: dict[str, Yearly]
    receipts: dict[str, Yearly]
    cost: dict[str, Uncertain]
    delay: dict[str, Uncertain]
    trend: dict[str, Uncertain]
    events: tuple[Event, ...]
    groups: tuple[Group, ...]
    inputs: tuple[Input, ...]
