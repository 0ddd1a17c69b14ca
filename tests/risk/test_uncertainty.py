"""Which row says how uncertain a number is, what is told of it, and which columns of the cube it drives."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import chain

import pytest

from tests.risk.one_project import RULEBOOK, certain, one_project, risk
from tests.risk.random_plans import random_plan
from vedich.case import Case, Figure, Funding, Risk
from vedich.planning import Plan
from vedich.risk.uncertainty import Uncertainty, uncertainty_of


def _of(*rows: Risk) -> Uncertainty:
    case, plan = one_project(rows, horizon=8)
    return uncertainty_of(case, RULEBOOK, plan)


def _ends(case: Case, plan: Plan, year: int) -> tuple[str, float, float, float]:
    number = uncertainty_of(case, RULEBOOK, plan).funding["land"].years[year]
    assert number is not None
    marginal = number.marginal
    return marginal.distribution, marginal.low, marginal.likely, marginal.high


# --- which row counts ----------------------------------------------------------------------------


def test_a_row_about_the_project_goes_before_its_kind_before_all_before_the_default() -> None:
    rows = [
        risk("cost", 101, 102, 103, subject="P1"),
        risk("cost", 111, 112, 113, subject="road"),
        risk("cost", 121, 122, 123),
        risk("cost", 131, 132, 133, subject="school"),
    ]
    assert _of(*rows).cost["P1"].marginal.low == 101
    assert _of(*rows[1:]).cost["P1"].marginal.low == 111
    assert _of(*rows[2:]).cost["P1"].marginal.low == 121
    roads = _of(*rows[3:])
    assert (roads.cost["P1"].marginal.low, roads.cost["P1"].marginal.high) == (82, 158)  # Flyvbjerg's roads
    assert {row.risk: row.default for row in roads.inputs}["default-cost-roads"]


def test_a_row_of_the_year_goes_before_one_of_all_years_and_its_source_before_all_sources() -> None:
    rows = [
        risk("funding", 50, 60, 70, year=2028, subject="land"),
        risk("funding", 80, 90, 99, subject="land"),
        risk("funding", 10, 20, 30, year=2028),
    ]
    case, plan = one_project((*certain("funding"), *rows), horizon=8)
    case = replace(case, funding=tuple(replace(row, amount=1_000) for row in case.funding))
    assert _ends(case, plan, 0)[1:] == (800, 900, 990)
    assert _ends(case, plan, 1)[1:] == (500, 600, 700)


def test_the_ends_in_funding_go_before_a_rows_which_gives_the_shape() -> None:
    row = risk("funding", 80, 90, 99, distribution="pert", over_years=Decimal("0.4"), common=Decimal("0.3"))
    case, plan = one_project((*certain("funding"), row))
    case = replace(case, funding=(Funding("land", 2027, 1_000, 300, 1_200, True),))
    found = uncertainty_of(case, RULEBOOK, plan)
    assert _ends(case, plan, 0) == ("pert", 300, 1_000, 1_200)
    assert found.funding["land"].over_years == (0.4,)
    [told] = [told for told in found.inputs if told.kind == "funding"]
    assert (told.subject, told.year, told.low, told.likely, told.high) == ("land", 2027, 30, 100, 120)
    assert (told.source, told.assumption, told.default) == ("Nguồn vốn", False, False)


def test_one_end_in_funding_alone_leaves_the_other_as_planned() -> None:
    case, plan = one_project(certain("funding"))
    case = replace(case, funding=(Funding("land", 2027, 1_000, 300, None, True),))
    assert _ends(case, plan, 0) == ("triangular", 300, 1_000, 1_000)


def test_a_row_that_has_only_correlations_keeps_the_ends_of_the_default() -> None:
    row = risk("funding", None, None, None, common=Decimal("0.9"))
    case, plan = one_project((*certain("funding"), row))
    assert _ends(case, plan, 0) == ("triangular", 80_000, 100_000, 110_000)
    number = uncertainty_of(case, RULEBOOK, plan).funding["land"].years[0]
    assert number is not None and number.common == 0.9


def test_a_default_trend_is_a_share_of_the_growth_and_a_figure_without_trend_has_none() -> None:
    case, plan = one_project(certain("trend"))
    beds = Figure("beds", Decimal(10), "bed", None, Decimal("-4"), "percent", "test", None)
    grown = uncertainty_of(replace(case, quantities=(*case.quantities, beds)), RULEBOOK, plan).trend
    assert list(grown) == ["beds"]
    assert (grown["beds"].marginal.low, grown["beds"].marginal.high) == (-2, 2)


# --- what is told --------------------------------------------------------------------------------


def test_only_what_touches_the_plan_is_told_and_is_a_driver() -> None:
    case, plan = one_project(
        (
            risk("cost", 90, 100, 120, subject="school"),
            risk("blocked", None, 2, None, subject="school", probability_percent=Decimal(10)),
            risk("freeze", None, None, None, subject="land", year=2027, probability_percent=Decimal(10)),
            *certain("cost"),
            risk("cost", 95, 100, 150, subject="road", risk="overrun"),
        )
    )
    found = uncertainty_of(case, RULEBOOK, plan)
    assert {row.risk for row in found.inputs} == {"freeze", "overrun"}
    assert {(group.kind, group.subject) for group in found.groups} == {("cost", "road"), ("freeze", "freeze")}


def test_a_row_without_source_or_that_says_so_is_an_assumption() -> None:
    rows = (
        risk("cost", 90, 100, 120, source="Báo cáo quyết toán 2025"),
        risk("delay", 0, 0, 3, source="giả định"),
        risk("funding", 80, 100, 110, source=None),
    )
    told = {row.kind: row.assumption for row in _of(*rows).inputs}
    assert told == {"cost": False, "delay": True, "funding": True}


def test_every_default_that_is_used_is_told_with_its_source() -> None:
    inputs = _of().inputs
    assert {row.kind for row in inputs} == {"funding", "cost", "delay"}
    assert all(row.default and row.source for row in inputs)


# --- columns -------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(10))
def test_no_two_drivers_share_a_column_and_none_is_outside_the_cube(seed: int) -> None:
    case, plan = random_plan(seed)
    found = uncertainty_of(case, RULEBOOK, plan)
    used = list(chain.from_iterable(group.columns for group in found.groups))
    assert len(used) == len(set(used))
    assert set(used) <= set(range(found.dimensions))
    assert len({(group.kind, group.subject) for group in found.groups}) == len(found.groups)


def test_the_columns_do_not_depend_on_the_plan() -> None:
    case, plan = random_plan(5)
    fewer = plan.model_copy(update={"choices": plan.choices[:1]})
    one, other = uncertainty_of(case, RULEBOOK, plan), uncertainty_of(case, RULEBOOK, fewer)
    assert one.dimensions == other.dimensions
    for name in ("funding", "receipts", "cost", "delay", "trend", "events"):
        assert getattr(one, name) == getattr(other, name)


def test_what_moves_all_of_a_kind_is_a_driver_of_its_own() -> None:
    common = Decimal("0.5")
    rows = (
        risk("funding", 80, 100, 110, common=common),
        risk("cost", 90, 100, 120, common=common),
        risk("delay", 0, 0, 3),
    )
    groups = _of(*certain("funding", "cost", "delay"), *rows).groups
    found = {(group.kind, group.subject): len(group.columns) for group in groups}
    years_with_money = 1
    assert found == {
        ("funding", "land"): years_with_money,
        ("funding", None): years_with_money,
        ("cost", "road"): 1,
        ("cost", None): 1,
        ("delay", "road"): 1,
    }
