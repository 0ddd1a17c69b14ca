"""`buy`: each point equals exhaustive search with the money added, and more money is never worse."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.planning.brute_force import brute_force
from tests.planning.random_cases import random_case, small_rulebook
from vedich.case import Quarter
from vedich.messages import Refused
from vedich.planning import buy
from vedich.planning.buy import sources_of

RULEBOOK = small_rulebook()
BLOCKS, PER_BLOCK, STEPS, STEP = 8, 4, 4, 12


@pytest.mark.parametrize("block", range(BLOCKS))
def test_each_point_equals_exhaustive_search(block: int) -> None:
    for seed in range(500 + block * PER_BLOCK, 500 + (block + 1) * PER_BLOCK):
        case = random_case(seed)
        found = buy(case, RULEBOOK, "land", steps=STEPS, step=STEP, time_limit=60, in_child=False)
        assert [point.extra for point in found.points] == [STEP * n for n in range(STEPS + 1)]
        year = case.start.year
        for point in found.points:
            funding = tuple(
                replace(row, amount=row.amount + point.extra) if (row.source, row.year) == ("land", year) else row
                for row in case.funding
            )
            expected = brute_force(replace(case, funding=funding)).earliest
            if expected is None:
                assert (point.reached, point.status) == (None, "impossible"), seed
                continue
            dates, cost, _ = expected
            assert point.reached is not None, seed
            assert (Quarter.parse(point.reached) - case.start, point.cost) == (dates[0], cost), seed
            assert point.proved, seed
        keys = [(point.reached, point.cost) for point in found.points if point.reached is not None]
        if len(case.stated_goals) == 1:
            # With several priorities, a better date of a later one may cost more.
            assert keys == sorted(keys, reverse=True), seed


def test_money_can_be_given_in_any_year_of_the_horizon() -> None:
    case = random_case(3)
    year = (case.start + (case.quarters - 1)).year
    found = buy(case, RULEBOOK, "city", steps=1, step=5, year=year, time_limit=60, in_child=False)
    assert (found.year, found.source, found.step, len(found.points)) == (year, "city", 5, 2)


def test_an_unknown_source_and_year_are_refused_together_with_the_names_there_are() -> None:
    case = random_case(3)
    assert sources_of(case) == ("land", "city")
    with pytest.raises(Refused) as refused:
        buy(case, RULEBOOK, "bank", year=1999)
    assert [problem.code for problem in refused.value.problems] == ["buy.unknown_source", "buy.unknown_year"]
    assert "land; city" in str(refused.value)


def test_ctrl_c_keeps_the_points_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    from vedich.planning import planner
    from vedich.planning.found import Found
    from vedich.planning.run import run

    calls: list[int] = []

    def child(order: object, hear: object) -> Found:
        calls.append(1)
        return run(order, lambda _: None) if len(calls) < 3 else Found(ended="stopped")

    monkeypatch.setattr(planner, "search_in_child", child)
    found = buy(random_case(3), RULEBOOK, "land", steps=5, step=5, time_limit=60)
    assert (len(found.points), found.stopped) == (2, True)
