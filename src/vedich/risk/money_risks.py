"""How uncertain each source's money is, by year: envelopes and what projects bring in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from vedich.case import Case, Funding, Risk
from vedich.messages import text
from vedich.risk.columns import Columns
from vedich.risk.marginal import Marginal, marginal_of
from vedich.risk.rows import Rows
from vedich.risk.sources import source_names
from vedich.risk.uncertain import Uncertain, Yearly, drive


class MoneyRisks:
    """`used`: the sources that the plan's projects may use. Every year has one column that moves all money."""

    def __init__(self, case: Case, chosen: Mapping[str, str], columns: Columns, rows: Rows) -> None:
        self.case, self.chosen, self.columns, self.rows = case, chosen, columns, rows
        self.years = range(case.start.year, case.horizon[-1].year + 1)
        self.common = [columns.new() for _ in self.years]
        projects = [project for project in case.projects if project.project in chosen]
        names = source_names(case)
        self.used = {name for name in names if any(case.source_allows(name, project) for project in projects)}

    def funding(self) -> dict[str, Yearly]:
        """In million VND: the year's own `low` and `high` go before the ends of a row of `risks`."""
        return {name: self._funding(name) for name in source_names(self.case)}

    def _funding(self, source: str) -> Yearly:
        given = {row.year: row for row in self.case.funding if row.source == source}
        numbers: list[Uncertain | None] = []
        ties: list[float] = []
        for year, shared in zip(self.years, self.common, strict=True):
            row = self.rows.with_ends("funding", (source, None), year=year)
            own = self.columns.new()
            ties.append(float(row.over_years or 0))
            if year not in given:
                numbers.append(None)
                continue
            ends = given[year]
            told = ends.low is not None or ends.high is not None
            marginal = _between(row, ends) if told else marginal_of(row, Decimal(ends.amount) / 100)
            number = Uncertain(marginal, own, shared, float(row.common or 0))
            numbers.append(number)
            if source in self.used and not marginal.certain:
                self.rows.use(_told(row, ends) if told else row)
                drive(self.columns, "funding", source, number)
        return Yearly(tuple(numbers), tuple(ties))

    def receipts(self) -> dict[str, Yearly]:
        """In percent, by source and the year in which the plan has them arrive."""
        return {name: self._receipts(name) for name in dict.fromkeys(row.source for row in self.case.receipts)}

    def _receipts(self, source: str) -> Yearly:
        expected = source in self.used and any(
            row.source == source and self.chosen.get(row.project) == row.option for row in self.case.receipts
        )
        numbers, ties = [], []
        for year, shared in zip(self.years, self.common, strict=True):
            row = self.rows.of("receipts", (source, None), year=year)
            number = Uncertain(marginal_of(row), self.columns.new(), shared, float(row.common or 0))
            numbers.append(number)
            ties.append(float(row.over_years or 0))
            if expected and not number.marginal.certain:
                self.rows.use(row)
                drive(self.columns, "receipts", source, number)
        return Yearly(tuple(numbers), tuple(ties))


def _between(row: Risk, ends: Funding) -> Marginal:
    """The year's own ends, in million VND, with the row's shape; an end that it leaves out is as planned."""
    low = ends.amount if ends.low is None else ends.low
    high = ends.amount if ends.high is None else ends.high
    return Marginal(row.distribution or "triangular", float(low), float(min(max(ends.amount, low), high)), float(high))


def _told(row: Risk, ends: Funding) -> Risk:
    """The year's own ends as a row of `risks`, in percent of the amount."""

    def percent(amount: int | None) -> Decimal | None:
        return Decimal(100) * amount / ends.amount if amount is not None and ends.amount else None

    return replace(
        row,
        risk=f"{ends.source} {ends.year}",
        subject=ends.source,
        year=ends.year,
        low=percent(ends.low),
        likely=Decimal(100),
        high=percent(ends.high),
        source=text("case.table.funding"),
    )
