"""Which observables are kept as warnings: on scenarios made by hand."""

from __future__ import annotations

import numpy as np
import pytest

from tests.risk.by_hand import START
from vedich.risk.observables import Seen
from vedich.risk.watch_list import MOST, Candidate, candidate, choose

COUNT, DEADLINE = 8_000, 11
RNG = np.random.default_rng(11)
LAND = RNG.uniform(10_000, 90_000, COUNT)
CITY = RNG.uniform(10_000, 90_000, COUNT)
ON_TIME = LAND + 0.5 * CITY + RNG.normal(0, 5_000, COUNT) >= 70_000


def _money(source: str, at: int, values: np.ndarray, on_time: np.ndarray = ON_TIME) -> Candidate:
    return candidate(START, DEADLINE, Seen("money", source, at, values), 55_000.0, on_time)


def test_a_warning_says_what_when_and_under_which_value() -> None:
    """With land money l, on time is c ≥ 2(70 − l) thousand, c uniform on 10…90: one half at l = 45."""
    (found,) = choose([_money("Đất", 3, LAND)], ON_TIME)
    seen = found.observable
    assert (seen.kind, seen.subject, seen.at, seen.planned) == ("money", "Đất", "2027Q4", 55_000)
    assert found.verdict == "crosses"
    assert found.threshold == pytest.approx(45_000, abs=3_000)
    assert found.below is not None and found.above is not None
    assert found.below.share == pytest.approx(35 / 80, abs=0.03)
    assert found.below.share + found.above.share == pytest.approx(1)
    assert found.below.probability < 0.5 < found.above.probability


def test_its_sides_are_counted_in_the_half_that_it_was_not_fitted_to() -> None:
    one = _money("Đất", 3, LAND).trigger
    half = COUNT // 2
    assert one.threshold is not None and one.below is not None
    there = LAND[half:] < one.threshold
    assert one.below.share == there.mean()
    assert one.below.probability == ON_TIME[half:][there].mean()


def test_what_says_nothing_is_left_out() -> None:
    assert choose([_money("Khác", 3, RNG.uniform(0, 1, COUNT))], ON_TIME) == ()


def test_of_two_that_say_the_same_the_earlier_is_kept() -> None:
    early, late = _money("Đất", 3, LAND), _money("Sổ khác", 7, LAND * 2)
    assert [one.observable.at for one in choose([late, early], ON_TIME)] == ["2027Q4"]


def test_what_adds_nothing_to_the_others_is_left_out() -> None:
    """The sum says most, and comes last; with both its parts known it would add nothing."""
    land, city = LAND >= 50_000, CITY >= 50_000
    on_time = land.astype(int) + city + (RNG.random(COUNT) < 0.5) >= 2
    parts = [_money("Đất", 3, land * 1.0, on_time), _money("Thành phố", 3, city * 1.0, on_time)]
    total = candidate(START, DEADLINE, Seen("handed_over", None, 9, land * 1.0 + city), 2.0, on_time)
    assert {one.observable.kind for one in choose([*parts, total], on_time)} == {"money"}


def test_the_same_sign_is_watched_once_where_it_is_worth_most() -> None:
    """Seen early through a veil it says little; later, but long before the deadline, it says much."""
    both = _money("Đất", 1, LAND * 0.2 + RNG.uniform(0, 90_000, COUNT)), _money("Đất", 3, LAND)
    assert [one.observable.at for one in choose(both, ON_TIME)] == ["2027Q4"]


def test_different_ones_stand_side_by_side_earliest_first() -> None:
    found = choose([_money("Thành phố", 7, CITY), _money("Đất", 3, LAND)], ON_TIME)
    assert [one.observable.subject for one in found] == ["Đất", "Thành phố"]


def test_only_so_many_are_kept_as_can_be_watched() -> None:
    parts = RNG.uniform(0, 1, (COUNT, 10))
    on_time = parts.sum(axis=1) >= 5
    found = choose((_money(f"S{number}", 3, parts[:, number], on_time) for number in range(10)), on_time)
    assert len(found) == MOST


def test_where_nothing_brings_the_chance_under_one_half_it_says_so() -> None:
    sure = np.random.default_rng(1).random(COUNT) < 0.65 + 0.3 * (LAND - 10_000) / 80_000
    (found,) = choose([_money("Đất", 3, LAND, sure)], sure)
    assert found.verdict == "never"
    assert (found.threshold, found.below, found.above) == (None, None, None)


@pytest.mark.parametrize("always", [True, False])
def test_where_all_scenarios_end_alike_there_is_nothing_to_watch(always: bool) -> None:
    on_time = np.full(COUNT, always)
    assert choose([_money("Đất", 3, LAND, on_time)], on_time) == ()
