"""Chances that a closed form knows, and plans under certainty."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from bench.instances import instance
from bench.listed_plan import listed_plan
from scipy import stats

from tests.conftest import ROOT
from tests.planning.random_cases import random_case
from tests.risk.one_project import RULEBOOK, certain, one_project, risk
from tests.risk.random_plans import random_plan
from vedich.case import Case, load_checked
from vedich.planning import Plan, plan
from vedich.risk import draw
from vedich.risk.execution import carry_out
from vedich.risk.goals import outcomes
from vedich.risk.programme_of import programme_of
from vedich.risk.simulate import simulate
from vedich.rulebooks import Rulebook

SCENARIOS = 40_000


def _chance(case: Case, planned: Plan, quarter: int = 0) -> float:
    dates = simulate(case, RULEBOOK, planned, SCENARIOS, 7).outcomes.date
    return float(np.mean(dates <= quarter))


def _is_within_error(found: float, known: float) -> bool:
    return abs(found - known) <= 3 * math.sqrt(known * (1 - known) / SCENARIOS)


@pytest.mark.parametrize("money", [95_000, 100_000, 110_000, 125_000])
def test_a_normal_overrun_is_paid_with_the_probability_of_the_normal_distribution(money: int) -> None:
    """Cost N(100 %, 15 %): 10 and 90 % points at 100 ± 19,2232…"""
    ten = 15 * stats.norm.ppf(0.9)
    overrun = risk("cost", 100 - ten, 100, 100 + ten, distribution="normal")
    case, planned = one_project((*certain("cost"), overrun), cost=90_000, money=money)
    known = stats.norm.cdf(money / 90_000, loc=1, scale=0.15)
    assert _is_within_error(_chance(case, planned), known)


@pytest.mark.parametrize(
    ("distribution", "law"),
    [
        ("uniform", stats.uniform(0.6, 0.6)),
        ("triangular", stats.triang(2 / 3, 0.6, 0.6)),
        ("pert", stats.beta(1 + 8 / 3, 5 - 8 / 3, 0.6, 0.6)),
        ("normal", stats.norm(1, 0.2 / stats.norm.ppf(0.9))),
    ],
)
@pytest.mark.parametrize("cost", [75_000, 95_000, 105_000])
def test_a_shortfall_of_money_stops_the_project_as_often_as_the_distribution_says(
    distribution: str, law: stats.rv_continuous, cost: int
) -> None:
    ends = (80, 100, 120) if distribution == "normal" else (60, 100, 120)
    short = risk("funding", *ends, distribution=distribution)
    case, planned = one_project((*certain("funding"), short), cost=cost, money=110_000)
    assert _is_within_error(_chance(case, planned, 3), float(law.sf(cost / 110_000)))


@pytest.mark.parametrize("late", [0, 1, 2])
def test_a_delay_is_rounded_half_up_to_quarters(late: int) -> None:
    case, planned = one_project((*certain("delay"), risk("delay", 0, 0, 3)), quarters=2, horizon=8)
    assert _is_within_error(_chance(case, planned, 1 + late), stats.triang(0, 0, 3).cdf(late + 0.5))


def test_a_project_is_blocked_as_often_and_as_long_as_its_row_says() -> None:
    blocked = risk("blocked", None, 2, None, probability_percent=30, subject="road")
    case, planned = one_project((*certain(), blocked))
    dates = simulate(case, RULEBOOK, planned, SCENARIOS, 7).outcomes.date
    assert set(dates.tolist()) == {0, 2}
    assert _is_within_error(float(np.mean(dates == 0)), 0.7)


# --- nothing uncertain --------------------------------------------------------------------------


def _comes_out(case: Case, rulebook: Rulebook, planned: Plan, where: object) -> None:
    """Dates, payments by source and year, the date of the goals and the points of every quarter."""
    programme = programme_of(case, planned)
    scenarios = draw.certain(programme, 3)
    runs = carry_out(programme, scenarios)
    result = outcomes(case, rulebook, programme, scenarios, runs)
    choices = {choice.project: choice for choice in planned.choices}
    for place, (name, _) in enumerate(programme.projects):
        assert str(case.start + int(runs.start[2, place])) == choices[name].start, (where, name)
        assert str(case.start + int(runs.finish[2, place])) == choices[name].finish, (where, name)
    paid = np.zeros_like(programme.envelope)
    for row in planned.spending:
        paid[programme.sources.index(row.source), row.year - programme.first_year] += row.amount
    assert (runs.paid[2] == paid).all(), where
    assert not runs.waited_money.any() and not runs.waited_capacity.any(), where
    top = min(goal.priority for goal in case.stated_goals)
    first = {goal.goal for goal in case.stated_goals if goal.priority == top}
    date = next((n for n, row in enumerate(planned.score) if first <= set(row.met)), case.quarters)
    assert result.date.tolist() == [date] * 3, where
    assert result.points[2] == pytest.approx([float(row.total.low) for row in planned.score], abs=1e-9), where


@pytest.mark.parametrize("block", range(5))
def test_a_random_plan_comes_out_when_nothing_is_uncertain(block: int) -> None:
    for seed in range(block * 40, block * 40 + 40):
        case, planned = random_plan(seed)
        _comes_out(case, RULEBOOK, planned, seed)


def test_a_plan_of_the_planner_comes_out_when_nothing_is_uncertain() -> None:
    found = 0
    for seed in range(40):
        case = random_case(seed)
        planned = plan(case, RULEBOOK, in_child=False, time_limit=30)
        if planned.found:
            found += 1
            _comes_out(case, RULEBOOK, planned, seed)
    assert found >= 8


def test_the_plans_of_the_examples_and_of_a_large_instance_come_out_when_nothing_is_uncertain() -> None:
    ward, rulebook, _ = load_checked(ROOT / "examples/phuong-minh-hoa")
    _comes_out(ward, rulebook, listed_plan(ward, rulebook), "ward")
    schedule, rulebook, _ = load_checked(ROOT / "examples/schedule")
    _comes_out(schedule, rulebook, plan(schedule, rulebook, in_child=False, time_limit=60), "schedule")
    knapsack, rulebook, _ = load_checked(ROOT / "examples/knapsack")
    best = plan(knapsack, rulebook, objective="most-points", in_child=False, time_limit=60)
    _comes_out(knapsack, rulebook, best, "knapsack")
    large, rulebook = instance(1, "150")
    _comes_out(large, rulebook, listed_plan(large, rulebook), "150")


def test_rows_that_leave_nothing_uncertain_draw_the_plan_itself() -> None:
    for seed in range(20):
        case, planned = random_plan(seed)
        simulation = simulate(replace(case, risks=certain()), RULEBOOK, planned, 50, seed)
        as_planned = draw.certain(simulation.programme, 50)
        for name in ("envelope", "receipts", "cost", "quarters", "held"):
            assert (getattr(simulation.scenarios, name) == getattr(as_planned, name)).all()
        assert not simulation.scenarios.growth.any()
        assert simulation.uncertainty.inputs == () and simulation.uncertainty.groups == ()
