"""Checks of the sizes of a risk: its ends and mode, their order, and the distribution they belong to."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from vedich.case.checking import Checking
from vedich.case.model import Risk
from vedich.case.risk_kinds import NEEDS

_SIZES = ("low", "likely", "high")
LEAST_COST = 50  # percent of the plan; a cost that is always below was probably meant as an overrun


def check_risk_sizes(checking: Checking, index: int, risk: Risk) -> None:
    """The ends that the kind needs are there, in order and within what is possible."""
    if NEEDS[risk.kind].sizes == "share":
        _check_share(checking, index, risk)
    else:
        _check_given(checking, index, risk)
        _check_order(checking, index, risk)
        _check_possible(checking, index, risk)
    _check_distribution(checking, index, risk)


def _check_share(checking: Checking, index: int, risk: Risk) -> None:
    """A freeze withholds one percentage, or all."""
    for column in ("low", "high"):
        if getattr(risk, column) is not None:
            checking.add("risks", index, column, "risk_freeze_ends")
    if risk.likely is not None and not 0 <= risk.likely <= 100:
        checking.add("risks", index, "likely", "risk_withheld", found=f"{risk.likely:f}")


def _check_given(checking: Checking, index: int, risk: Risk) -> None:
    sizes, ends = NEEDS[risk.kind].sizes, (risk.low, risk.high)
    if (risk.low is None) != (risk.high is None):
        missing, given = ("low", "high") if risk.low is None else ("high", "low")
        checking.add("risks", index, missing, "risk_one_end", given=given, missing=missing)
    elif ends != (None, None):
        if risk.likely is None and risk.distribution != "uniform":
            checking.add("risks", index, "likely", "risk_no_likely", low=f"{risk.low:f}", high=f"{risk.high:f}")
    elif sizes == "size" and risk.likely is None:
        checking.add("risks", index, "likely", f"risk_no_size_{risk.kind}")
    elif sizes == "ends" or (sizes == "ends_or_funding" and risk.likely is not None):
        checking.add("risks", index, "low", f"risk_no_ends_{risk.kind}")
    elif sizes == "ends_or_funding" and not _funding_has_ends(checking, risk):
        checking.add("risks", index, "low", "risk_funding_sure")


def _check_order(checking: Checking, index: int, risk: Risk) -> None:
    """low ≤ likely ≤ high, of those that are given."""
    given = [(column, getattr(risk, column)) for column in _SIZES if getattr(risk, column) is not None]
    for (lower, small), (upper, large) in pairwise(given):
        if small > large:
            values = {"lower": lower, "small": f"{small:f}", "upper": upper, "large": f"{large:f}"}
            checking.add("risks", index, lower, "risk_order", **values)


def _check_possible(checking: Checking, index: int, risk: Risk) -> None:
    """No negative money or hold-up, no price cut by more than the whole; an odd cost is a warning."""
    for column in _SIZES:
        size: Decimal | None = getattr(risk, column)
        if size is None:
            continue
        if size < 0 and (NEEDS[risk.kind].percent_of or risk.kind == "blocked"):
            checking.add("risks", index, column, "negative", found=f"{size:f}")
        elif size < -100 and risk.kind == "price":
            checking.add("risks", index, column, "risk_price", found=f"{size:f}")
    if risk.kind == "cost" and risk.high is not None and 0 <= risk.high < LEAST_COST:
        right = f"{100 + risk.high:f}"
        checking.add("risks", index, "high", "risk_cost_of_plan", "warning", found=f"{risk.high:f}", right=right)


def _check_distribution(checking: Checking, index: int, risk: Risk) -> None:
    """A distribution has ends to spread between; a lognormal one lies above 0."""
    if risk.distribution is None:
        return
    ends = risk.low is not None or risk.high is not None
    if not ends and NEEDS[risk.kind].sizes != "ends_or_funding":
        checking.add("risks", index, "distribution", "risk_distribution_unused", found=risk.distribution)
    if risk.distribution == "lognormal" and risk.low is not None and risk.low <= 0:
        checking.add("risks", index, "low", "risk_lognormal", found=f"{risk.low:f}")


def _funding_has_ends(checking: Checking, risk: Risk) -> bool:
    """Whether a year of `funding` that `risk` is about has a low or high amount of its own."""
    return any(
        risk.subject in (None, row.source) and risk.year in (None, row.year) and (row.low, row.high) != (None, None)
        for row in checking.case.funding
    )
