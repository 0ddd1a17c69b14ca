"""Checks of funding, receipts and capacities."""

from __future__ import annotations

from vedich.case.check_projects import check_option_key
from vedich.case.checking import Checking


def check_funding(checking: Checking) -> None:
    """low ≤ amount ≤ high; a source keeps or loses its money in every year alike; years lie in the horizon."""
    keeps: dict[str, tuple[bool, int]] = {}
    years = {quarter.year for quarter in checking.case.horizon}
    for index, row in enumerate(checking.case.funding):
        if row.low is not None and row.low > row.amount:
            checking.add("funding", index, "low", "low", low=row.low, amount=row.amount)
        if row.high is not None and row.high < row.amount:
            checking.add("funding", index, "high", "high", high=row.high, amount=row.amount)
        first = keeps.setdefault(row.source, (row.carry_over, index))
        if row.carry_over != first[0]:
            values = {"source": row.source, "first": checking.rows.of("funding", first[1])}
            checking.add("funding", index, "carry_over", "carry_over", **values)
        if years and row.year not in years:
            values = {"found": row.year, "first": min(years), "last": max(years)}
            checking.add("funding", index, "year", "year_outside", "warning", **values)


def check_receipts(checking: Checking) -> None:
    """Receipts are of options and go to a source that exists."""
    options = {(option.project, option.option) for option in checking.case.options}
    sources = {row.source for row in checking.case.funding}
    for index, row in enumerate(checking.case.receipts):
        check_option_key(checking, "receipts", index, (row.project, row.option), options)
        checking.known("receipts", index, "source", row.source, sorted(sources))


def check_capacities(checking: Checking) -> None:
    """Capacities and demands are not negative; what is demanded has a capacity in every year of the horizon."""
    for index, capacity in enumerate(checking.case.capacities):
        if capacity.amount < 0:
            checking.add("capacities", index, "amount", "negative", found=f"{capacity.amount:f}")
    options = {(option.project, option.option) for option in checking.case.options}
    resources = sorted({row.resource for row in checking.case.capacities})
    have = {(row.resource, row.year) for row in checking.case.capacities}
    years = sorted({quarter.year for quarter in checking.case.horizon})
    said: set[str] = set()
    for index, demand in enumerate(checking.case.demands):
        check_option_key(checking, "demands", index, (demand.project, demand.option), options)
        if demand.amount < 0:
            checking.add("demands", index, "amount", "negative", found=f"{demand.amount:f}")
        if not checking.known("demands", index, "resource", demand.resource, resources) or demand.resource in said:
            continue
        said.add(demand.resource)
        missing = [str(year) for year in years if (demand.resource, year) not in have]
        if missing:
            values = {"resource": demand.resource, "years": ", ".join(missing)}
            checking.add("demands", index, "resource", "capacity_missing", "warning", **values)
