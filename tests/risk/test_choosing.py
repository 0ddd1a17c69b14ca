"""The choice among candidates on what each does in the same scenarios, and the frontier of cost and probability."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.planning.random_cases import random_case, small_rulebook
from vedich.planning import Plan, plan
from vedich.risk.candidates import Candidate
from vedich.risk.choosing import choose
from vedich.risk.frontier import not_dominated

RULEBOOK = small_rulebook()
COUNT = 1000


@dataclass
class Told:
    """Luck that is told: by cost, the share of scenarios, from the first on, in which the plan is on time."""

    shares: dict[int, float]

    def on_time(self, plan: Plan) -> np.ndarray:
        return np.arange(COUNT) < round(self.shares[plan.cost or 0] * COUNT)

    def probability(self, plan: Plan) -> float:
        return float(self.on_time(plan).mean())

    def error(self, plan: Plan) -> float:
        share = self.probability(plan)
        return sqrt(share * (1 - share) / COUNT)

    def gain(self, plan: Plan, than: Plan) -> tuple[float, float]:
        difference = self.on_time(plan).astype(int) - self.on_time(than).astype(int)
        return float(difference.mean()), float(difference.std() / sqrt(COUNT))


@pytest.fixture(scope="module")
def some_plan() -> Plan:
    return plan(random_case(2), RULEBOOK, in_child=False)


def _chosen(some_plan: Plan, luck: dict[int, float], fresh: dict[int, float], at_least: float) -> tuple[int, bool]:
    candidates = [Candidate(some_plan.model_copy(update={"cost": cost}), ()) for cost in luck]
    found = choose(candidates, Told(luck), Told(fresh), at_least)
    return found.candidate.plan.cost or 0, found.reached


def test_the_cheapest_that_is_sure_enough_is_chosen(some_plan: Plan) -> None:
    luck = {10: 0.4, 12: 0.7, 15: 0.85, 20: 0.99}
    assert _chosen(some_plan, luck, luck, 0.8) == (15, True)


def test_one_that_is_not_so_sure_under_fresh_luck_gives_way_to_the_next(some_plan: Plan) -> None:
    luck = {10: 0.4, 15: 0.85, 20: 0.99}
    assert _chosen(some_plan, luck, luck | {15: 0.7}, 0.8) == (20, True)


def test_less_by_sampling_error_is_enough(some_plan: Plan) -> None:
    luck = {10: 0.4, 15: 0.81, 20: 0.99}
    assert _chosen(some_plan, luck, luck | {15: 0.79}, 0.8) == (15, True)


def test_if_none_is_sure_enough_the_most_probable_is_chosen(some_plan: Plan) -> None:
    luck = {10: 0.2, 15: 0.3, 20: 0.6, 30: 0.5}
    assert _chosen(some_plan, luck, luck, 0.8) == (20, False)


def test_what_cannot_be_told_apart_from_the_most_probable_is_enough_if_cheaper(some_plan: Plan) -> None:
    luck = {10: 0.2, 20: 0.6, 30: 0.603}
    assert _chosen(some_plan, luck, luck, 0.8) == (20, False)
    assert _chosen(some_plan, luck, luck | {30: 0.65}, 0.8) == (30, False)


def test_one_less_probable_than_the_first_under_fresh_luck_is_never_chosen(some_plan: Plan) -> None:
    luck = {10: 0.7, 15: 0.75, 20: 0.79}
    assert _chosen(some_plan, luck, {10: 0.72, 15: 0.71, 20: 0.7}, 0.9) == (10, False)


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 20)), min_size=1, max_size=30))
def test_of_the_frontier_none_is_dominated_and_all_others_are(points: list[tuple[int, int]]) -> None:
    costs, chances = [cost for cost, _ in points], [chance / 20 for _, chance in points]
    places = not_dominated(costs, chances)
    kept = [(costs[n], chances[n]) for n in places]
    assert kept == sorted(kept)
    assert len({chance for _, chance in kept}) == len(kept) == len({cost for cost, _ in kept})
    for cost, chance in zip(costs, chances, strict=True):
        assert any(c <= cost and p >= chance for c, p in kept)
