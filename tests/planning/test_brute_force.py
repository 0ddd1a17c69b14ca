"""Every objective's best plan against exhaustive search, and the plans before the verifier."""

from __future__ import annotations

import random

import pytest

from tests.planning.brute_force import brute_force
from tests.planning.random_cases import random_case, small_rulebook
from vedich.case import Case
from vedich.planning import Plan, earliest, plan, search, verify

RULEBOOK = small_rulebook()
CASES, BLOCKS = 500, 50


def _limits(case: Case, seed: int) -> tuple[int, int | None]:
    """A last quarter that counts and a budget, both often binding."""
    rng = random.Random(seed)
    return rng.randrange(1, case.quarters), rng.choice([None, rng.randint(10, 90)])


def _seeds(block: int) -> range:
    return range(block * CASES // BLOCKS, (block + 1) * CASES // BLOCKS)


def _number(case: Case, quarter: str | None) -> int:
    names = [str(q) for q in case.horizon]
    return case.quarters if quarter is None else names.index(quarter)


@pytest.fixture(params=["whole", "selecting first"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """How programs are solved: whole, as small ones are, or by selecting first, as large ones are."""
    if request.param == "selecting first":
        monkeypatch.setattr(search, "LARGE", 0)
        monkeypatch.setattr(search, "GLANCE", 0.0)
        monkeypatch.setattr(earliest, "VERY_LARGE", 0)
    return str(request.param)


def _is_proved(case: Case, found: Plan, seed: int) -> None:
    assert (found.status, found.proved, found.verified) == ("optimal", True, True), seed
    assert verify(case, RULEBOOK, found) == (), seed


@pytest.mark.parametrize("block", range(BLOCKS))
@pytest.mark.usefixtures("way")
def test_earliest_equals_exhaustive_search(block: int) -> None:
    for seed in _seeds(block):
        case = random_case(seed)
        budget = _limits(case, seed)[1]
        expected = brute_force(case, budget=budget).earliest
        found = plan(case, RULEBOOK, budget=budget, time_limit=60, in_child=False)
        if expected is None:
            assert found.status == "impossible", seed
            continue
        dates, cost, points = expected
        _is_proved(case, found, seed)
        first_of = {}
        for priority in sorted({goal.priority for goal in case.stated_goals}):
            names = {goal.goal for goal in case.stated_goals if goal.priority == priority}
            first_of[priority] = next((t for t, row in enumerate(found.score) if names <= set(row.met)), case.quarters)
        assert tuple(first_of.values()) == dates, seed
        assert (_number(case, found.reached), found.cost) == (dates[0], cost), seed
        assert float(found.score[dates[0]].total.low) == pytest.approx(-float(points), abs=1e-5), seed
        assert found.shortfall is None or found.shortfall.agrees, seed


@pytest.mark.parametrize("block", range(BLOCKS))
@pytest.mark.usefixtures("way")
def test_cheapest_and_most_points_equal_exhaustive_search(block: int) -> None:
    for seed in _seeds(block):
        case = random_case(seed)
        last, budget = _limits(case, seed)
        by = case.start + last
        expected = brute_force(case, last, budget)
        cheap = plan(case, RULEBOOK, objective="cheapest", by=by, budget=budget, time_limit=60, in_child=False)
        if expected.cheapest is None:
            assert cheap.status == "impossible", seed
        else:
            cost, date, points = expected.cheapest
            _is_proved(case, cheap, seed)
            assert (cheap.cost, _number(case, cheap.reached)) == (cost, date), seed
            assert float(cheap.score[date].total.low) == pytest.approx(-float(points), abs=1e-5), seed
        most = plan(case, RULEBOOK, objective="most-points", by=by, budget=budget, time_limit=60, in_child=False)
        if expected.most_points is None:
            assert most.status == "impossible", seed
        else:
            points, cost = expected.most_points
            _is_proved(case, most, seed)
            assert float(most.score[last].total.low) == pytest.approx(-float(points), abs=1e-5), seed
            assert most.cost == cost, seed


def test_the_random_cases_cover_reachable_and_unreachable_goals() -> None:
    outcomes = [brute_force(random_case(seed)) for seed in range(60)]
    assert 10 < sum(best.earliest is None for best in outcomes) < 50
    assert 10 < sum(best.cheapest is None for best in outcomes) < 50
    assert any(best.earliest and len(best.earliest[0]) > 1 for best in outcomes)
