"""A case made harder than expected: less money, dearer and longer work, adverse trends, at chosen quantiles.

What can be done in the harder case can be done in the case as it is, at the same starts: every source gives as much
or more in each year, each quarter of work is paid the same or less in the same quarter (longer work is paid as if it
were not longer), and work ends no later. Only an order of funding may object: what waits in the harder case for a
predecessor may be ready earlier.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from math import ceil, floor
from typing import TYPE_CHECKING

import numpy as np

from vedich.case import Capacity, Case, Option, Project, Quarter
from vedich.planning.problem import spread
from vedich.risk.outlook import Outlook

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Hardship:
    """How much harder: `money` and `work` are the chances, up to 0.5, with which money comes as short, or work takes as
    much and as long, or worse; 0.5 and less demanding than planned counts as planned. None: as planned.

    `growth`: what the trends of quantities change by.
    """

    money: float | None = None
    work: float | None = None
    growth: Mapping[str, float] | None = None


def harder(case: Case, outlook: Outlook, hardship: Hardship) -> Case:
    """The case with less money, dearer and longer work, and other trends."""
    if hardship.money is not None:
        case = _with_less_money(case, outlook, hardship.money)
        case = _with_dearer_work(case, outlook, hardship.money)
    if hardship.work is not None:
        case = _with_longer_work(case, outlook, hardship.work)
    return with_growth(case, hardship.growth or {})


def _low(values: Ints, share: float) -> int:
    return floor(float(np.quantile(values, share)))


def _high(values: Ints, share: float) -> int:
    return ceil(float(np.quantile(values, 1 - share)) - 1e-9)


def _with_less_money(case: Case, outlook: Outlook, share: float) -> Case:
    """A source gives all that comes, but no more than could be planned with: its contingency is there for just this."""
    funding = []
    for row in case.funding:
        drawn = outlook.envelope.get((row.source, row.year))
        usable = case.usable(row)
        amount = usable if drawn is None else min(usable, _low(drawn, share))
        funding.append(replace(row, amount=amount, low=None, high=None))
    receipts = tuple(
        replace(row, amount=min(row.amount, _low(outlook.receipts[n], share))) if n in outlook.receipts else row
        for n, row in enumerate(case.receipts)
    )
    sources = tuple(replace(row, contingency_percent=Decimal(0)) for row in case.sources)
    return replace(case, funding=tuple(funding), receipts=receipts, sources=sources)


def _with_dearer_work(case: Case, outlook: Outlook, share: float) -> Case:
    options = []
    for option in case.options:
        drawn = outlook.cost.get((option.project, option.option))
        options.append(option if drawn is None else replace(option, cost=max(option.cost, _high(drawn, share))))
    return replace(case, options=tuple(options))


def _with_longer_work(case: Case, outlook: Outlook, share: float) -> Case:
    """Longer, paid in the quarters in which it would be paid if it were not; windows and horizon give way as much."""
    more = {way: max(0, _high(drawn, share)) for way, drawn in outlook.longer.items()}
    options = tuple(_longer(option, more.get((option.project, option.option), 0)) for option in case.options)
    least: dict[str, int] = {}
    for (project, _), quarters in more.items():
        least[project] = min(quarters, least.get(project, quarters))
    end = case.start + (case.quarters - 1)
    projects = tuple(_until(project, end, least.get(project.project, 0)) for project in case.projects)
    longest = max(least.values(), default=0)
    return replace(
        case,
        options=options,
        projects=projects,
        quarters=case.quarters + longest,
        capacities=(*case.capacities, *_later_capacities(case, end, end + longest)),
    )


def _longer(option: Option, quarters: int) -> Option:
    if not quarters:
        return option
    paid = [Decimal(amount) for amount in spread(option.cost, option.quarters, option.profile)]
    if not any(paid):
        paid[0] = Decimal(1)
    profile = (*paid, *[Decimal(0)] * quarters)
    return replace(option, quarters=option.quarters + quarters, profile=profile)


def _until(project: Project, end: Quarter, quarters: int) -> Project:
    """Every project ends by the case's own horizon if it is as long as planned."""
    last = end if project.latest_finish is None else min(project.latest_finish, end)
    return replace(project, latest_finish=last + quarters)


def _later_capacities(case: Case, end: Quarter, later: Quarter) -> list[Capacity]:
    """In the years that the longer horizon adds, what there is in the last year."""
    years = range(end.year + 1, later.year + 1)
    given = {(row.resource, row.year) for row in case.capacities}
    last = [row for row in case.capacities if row.year == end.year]
    return [replace(row, year=year) for row in last for year in years if (row.resource, year) not in given]


def with_growth(case: Case, growth: Mapping[str, float]) -> Case:
    """The case with `growth` added to the trends of the figures it names, in their own unit."""
    quantities = tuple(
        replace(row, growth_per_year=row.growth_per_year + Decimal(str(round(growth[row.quantity], 9))))
        if row.quantity in growth and row.growth_per_year is not None
        else row
        for row in case.quantities
    )
    return replace(case, quantities=quantities)
