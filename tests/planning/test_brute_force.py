"""The planner's date and cost against exhaustive search, and its plans before the verifier."""

from __future__ import annotations

import pytest

from tests.planning.brute_force import brute_force
from tests.planning.random_cases import random_case, small_rulebook
from vedich.planning import plan, verify

RULEBOOK = small_rulebook()


@pytest.mark.parametrize("block", range(30))
def test_date_cost_and_spare_points_equal_exhaustive_search(block: int) -> None:
    for seed in range(block * 10, block * 10 + 10):
        case = random_case(seed)
        expected = brute_force(case)
        found = plan(case, RULEBOOK, time_limit=60, in_child=False)
        if expected is None:
            assert found.status == "impossible", seed
            continue
        quarter, cost, points = expected
        assert (found.status, found.proved, found.verified) == ("optimal", True, True), seed
        assert (found.reached, found.cost) == (str(case.start + quarter), cost), seed
        if all(goal.kind == "recognition" for goal in case.stated_goals):
            assert float(found.score[quarter].total.low) == pytest.approx(float(points), abs=1e-5), seed
        assert verify(case, RULEBOOK, found) == (), seed


def test_the_random_cases_cover_reachable_and_unreachable_goals() -> None:
    outcomes = [brute_force(random_case(seed)) is None for seed in range(60)]
    assert 10 < sum(outcomes) < 50
