"""Checks of what risks are about, when and how probable they are, and where their figures come from."""

from __future__ import annotations

from decimal import Decimal

from vedich.case.check_risk_sizes import check_risk_sizes
from vedich.case.checking import Checking
from vedich.case.model import Risk
from vedich.case.nearest import nearest
from vedich.case.risk_kinds import NEEDS


def check_risks(checking: Checking) -> None:
    """Each risk has what its kind needs and nothing that would be ignored; its figures have a source."""
    for index, risk in enumerate(checking.case.risks):
        _check_subject(checking, index, risk)
        _check_year(checking, index, risk)
        check_risk_sizes(checking, index, risk)
        _check_probability(checking, index, risk)
        _check_correlations(checking, index, risk)
        if risk.source is None:
            checking.add("risks", index, "source", "risk_no_source", risk=risk.risk)
    _check_twice(checking)


def _check_subject(checking: Checking, index: int, risk: Risk) -> None:
    case, about = checking.case, NEEDS[risk.kind].about
    if about == "source":
        known = [row.source for row in case.funding] + [row.source for row in case.receipts]
    elif about == "project":
        kinds = [project.kind for project in case.projects if project.kind is not None]
        known = [project.project for project in case.projects] + kinds
    else:
        known = [figure.quantity for figure in case.quantities]
    if risk.subject is None:
        return
    if risk.subject not in known:
        near = nearest(risk.subject, dict.fromkeys(known)) or "—"
        checking.add("risks", index, "subject", f"risk_{about}", found=risk.subject, nearest=near)
    elif about == "quantity":
        _check_trend(checking, index, risk.subject)


def _check_trend(checking: Checking, index: int, quantity: str) -> None:
    """The figure is a number, and has a trend that the error can be added to."""
    rows = [figure for figure in checking.case.quantities if figure.quantity == quantity]
    kind = checking.kind(quantity)
    level = kind is None or kind.kind == "level"  # words in place of a number are told where they stand
    if all(figure.value is None or (level and isinstance(figure.value, str)) for figure in rows):
        checking.add("risks", index, "subject", "risk_not_a_number", quantity=quantity)
    elif all(figure.growth_per_year is None for figure in rows):
        checking.add("risks", index, "subject", "risk_no_trend", quantity=quantity)


def _check_year(checking: Checking, index: int, risk: Risk) -> None:
    needs = NEEDS[risk.kind].year
    if risk.year is None:
        if needs == "required":
            year = checking.case.start.year
            checking.add("risks", index, "year", "risk_year_missing", year=year)
    elif needs == "none":
        checking.add("risks", index, "year", "risk_year_unused", found=risk.year)
    else:
        years = {quarter.year for quarter in checking.case.horizon}
        if years and risk.year not in years:
            values = {"found": risk.year, "first": min(years), "last": max(years)}
            checking.add("risks", index, "year", "risk_year_outside", "warning", **values)


def _check_probability(checking: Checking, index: int, risk: Risk) -> None:
    percent = risk.probability_percent
    if percent is None:
        if NEEDS[risk.kind].event:
            checking.add("risks", index, "probability_percent", "risk_no_probability")
    elif not NEEDS[risk.kind].event:
        checking.add("risks", index, "probability_percent", "risk_probability_unused")
    elif not 0 <= percent <= 100:
        checking.add("risks", index, "probability_percent", "risk_probability", found=f"{percent:f}")


def _check_correlations(checking: Checking, index: int, risk: Risk) -> None:
    for column in ("over_years", "common"):
        correlation: Decimal | None = getattr(risk, column)
        if correlation is None:
            continue
        if not getattr(NEEDS[risk.kind], column):
            checking.add("risks", index, column, f"risk_{column}_unused")
        elif not 0 <= correlation <= 1:
            checking.add("risks", index, column, "risk_correlation", found=f"{correlation:f}")


def _check_twice(checking: Checking) -> None:
    """Two rows about the same thing are probably one too many."""
    seen: dict[tuple[object, ...], int] = {}
    for index, risk in enumerate(checking.case.risks):
        first = seen.setdefault((risk.kind, risk.subject, risk.year), index)
        if first != index:
            values = {"first": checking.rows.of("risks", first)}
            checking.add("risks", index, "subject", "risk_twice", "warning", **values)
