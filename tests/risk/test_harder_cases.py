"""Harder cases, and plans of given choices: what can be done in a harder case can be done in the case as it is."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from tests.planning.random_cases import random_case, small_rulebook
from vedich.case import Case
from vedich.planning import Plan, plan, verify
from vedich.planning.given import planned
from vedich.planning.meeting import Arrange, Meet, kept_demands
from vedich.planning.objective import Objective
from vedich.planning.planner import carried_out, starts_of
from vedich.planning.problem import build_problem
from vedich.planning.run import Order
from vedich.risk.demanding import Hardship, harder
from vedich.risk.neighbours import neighbours
from vedich.risk.outlook import outlook_of
from vedich.risk.spare import adverse_growth, with_points_to_spare

RULEBOOK = small_rulebook()
SEEDS = range(60)


def _ignore(_: object) -> None:
    return None


@pytest.fixture(scope="module")
def plans() -> dict[int, tuple[Case, Plan]]:
    """Cases of one priority with a plan that does something."""
    found = {}
    for seed in SEEDS:
        case = replace(random_case(seed), funding_order=None)
        best = plan(case, RULEBOOK, in_child=False)
        if best.found and best.choices and len({goal.priority for goal in case.stated_goals}) == 1:
            found[seed] = case, best
    return found


@pytest.mark.parametrize("share", [0.4, 0.1])
def test_a_plan_of_a_harder_case_is_one_of_the_case(plans: dict[int, tuple[Case, Plan]], share: float) -> None:
    solved = 0
    for seed, (case, best) in plans.items():
        outlook = outlook_of(case, RULEBOOK, best, seed=seed)
        hard = harder(case, outlook, Hardship(money=share, work=share))
        found = plan(hard, RULEBOOK, in_child=False)
        if not found.found:
            continue
        solved += 1
        chosen = starts_of(hard, found)
        same = planned(case, RULEBOOK, Objective(), chosen)
        assert same is not None, seed
        assert verify(case, RULEBOOK, same) == (), seed
        assert (same.cost or 0) <= (found.cost or 0), seed
        assert (same.reached or "") <= (found.reached or ""), seed
        assert best.reached is not None and best.reached <= (found.reached or ""), seed
    assert solved >= 3


def test_the_plan_of_a_plans_choices_is_that_plan(plans: dict[int, tuple[Case, Plan]]) -> None:
    for seed, (case, best) in plans.items():
        same = planned(case, RULEBOOK, Objective(), starts_of(case, best))
        assert same is not None, seed
        assert (same.choices, same.score, same.cost) == (best.choices, best.score, best.cost), seed
        poor = replace(case, funding=tuple(replace(row, amount=0) for row in case.funding), receipts=())
        if best.cost:
            assert planned(poor, RULEBOOK, Objective(), starts_of(case, best)) is None, seed


def test_meeting_the_goals_at_the_earliest_quarter_costs_what_the_earliest_plan_costs(
    plans: dict[int, tuple[Case, Plan]],
) -> None:
    for seed, (case, best) in plans.items():
        at = next(t for t, quarter in enumerate(case.horizon) if str(quarter) == best.reached)
        task = Meet(at, kept_demands(case, best, at))
        found = carried_out(Order(case, RULEBOOK, Objective("cheapest"), 20.0, task=task), _ignore, in_child=False)
        met = planned(case, RULEBOOK, Objective(), found.chosen)
        assert met is not None and met.cost == best.cost, seed
        earlier = Meet(at - 1, kept_demands(case, best, at - 1))
        if at:
            order = Order(case, RULEBOOK, Objective("cheapest"), 20.0, task=earlier)
            assert carried_out(order, _ignore, in_child=False).impossible, seed


@pytest.mark.parametrize("weight", [1.0, -1.0])
def test_arranging_keeps_the_options_and_moves_starts_the_way_it_is_told(
    plans: dict[int, tuple[Case, Plan]], weight: float
) -> None:
    for seed, (case, best) in plans.items():
        at = next(t for t, quarter in enumerate(case.horizon) if str(quarter) == best.reached)
        hint = starts_of(case, best)
        task = Arrange(at, kept_demands(case, best, at), dict.fromkeys(range(len(case.projects)), weight))
        order = Order(case, RULEBOOK, Objective("cheapest"), 20.0, hint=hint, task=task)
        found = carried_out(order, _ignore, in_child=False)
        assert {(j, w) for j, w, _ in found.chosen} == {(j, w) for j, w, _ in hint}, seed
        before, after = (weight * sum(s for _, _, s in starts) for starts in (hint, found.chosen))
        assert after <= before, seed
        assert planned(case, RULEBOOK, Objective(), found.chosen) is not None, seed


def test_neighbours_are_in_order_and_other_than_the_plan(plans: dict[int, tuple[Case, Plan]]) -> None:
    count = 0
    for case, best in plans.values():
        problem, chosen = build_problem(case), starts_of(case, best)
        for other in (starts for step in neighbours(problem, chosen) for starts in step):
            count += 1
            assert other != tuple(sorted(chosen))
            finish = {j: s + problem.jobs[j].ways[w].quarters for j, w, s in other}
            for j, w, s in other:
                job = problem.jobs[j]
                assert s in job.starts(job.ways[w])
                assert all(finish[before] + lag <= s for before, lag in job.predecessors)
            assert {j for j, job in enumerate(problem.jobs) if job.mandatory} <= finish.keys()
    assert count > 100


def test_points_to_spare_ask_for_more_and_never_for_the_impossible() -> None:
    case = random_case(2)
    more, law = with_points_to_spare(case, RULEBOOK, Fraction(5, 100))
    assert float(law.recognition.total_at_least or 0) == pytest.approx(11 * 1.05)
    assert [float(group.points.min) for group in law.criteria if group.points] == pytest.approx([3.15, 2.1])
    assert more.goals == case.stated_goals
    _, most = with_points_to_spare(case, RULEBOOK, Fraction(10))
    assert [float(group.points.min) for group in most.criteria if group.points] == [10, 10]


def test_the_adverse_trend_is_the_one_that_leaves_fewer_points(plans: dict[int, tuple[Case, Plan]]) -> None:
    """More people need more beds, so growth above the expected one is what hurts, never growth below it."""
    hurt = []
    for seed, (case, best) in plans.items():
        outlook = outlook_of(case, RULEBOOK, best, seed=seed)
        growth = adverse_growth(case, RULEBOOK, outlook, best, case.horizon[-1], 0.1)
        hurt += list(growth.values())
    assert hurt and all(change > 0 for change in hurt)
