"""P against an observable: on arrays whose threshold is known."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedich.risk.warning import fit, information, roundest, sides

MONEY = np.linspace(10_000, 90_000, 8_000)


def _coin(probability: np.ndarray, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).random(len(probability)) < probability


def test_a_step_is_found_where_it_is() -> None:
    found = fit(MONEY, MONEY >= 50_000)
    assert found.verdict == "crosses"
    assert found.threshold == pytest.approx(50_000, rel=0.01)


def test_a_logistic_rise_crosses_where_it_is_one_half() -> None:
    found = fit(MONEY, _coin(1 / (1 + np.exp(-(MONEY - 62_000) / 6_000))))
    assert found.threshold == pytest.approx(62_000, rel=0.04)


def test_probabilities_never_fall_with_the_observable() -> None:
    found = fit(MONEY, _coin(np.full(len(MONEY), 0.5)))
    assert np.all(np.diff(found.probability) >= 0)
    assert np.all(found.least[1:] > found.greatest[:-1])


def test_whatever_is_seen_the_chance_may_stay_on_one_side() -> None:
    share = (MONEY - 10_000) / 80_000
    high, low = fit(MONEY, _coin(0.7 + 0.3 * share)), fit(MONEY, _coin(0.3 * share))
    assert (high.verdict, high.threshold) == ("never", None)
    assert (low.verdict, low.threshold) == ("always", None)


def test_a_few_scenarios_at_the_end_do_not_make_a_threshold() -> None:
    on_time = np.ones(1000, bool)
    on_time[:3] = False
    assert fit(np.arange(1000.0), on_time).verdict == "never"


def test_yes_and_no_have_their_threshold_at_yes() -> None:
    finished = np.arange(1000) % 3 == 0
    found = fit(finished.astype(float), np.where(finished, _coin(np.full(1000, 0.9)), _coin(np.full(1000, 0.2), 1)))
    assert found.threshold == 1


@given(st.lists(st.tuples(st.integers(0, 30), st.booleans()), min_size=1, max_size=80))
def test_every_scenario_is_in_one_block_and_its_forecast_is_the_blocks(rows: list[tuple[int, bool]]) -> None:
    values = np.array([float(value) for value, _ in rows])
    on_time = np.array([held for _, held in rows])
    found = fit(values, on_time)
    for value in values:
        blocks = np.flatnonzero((found.least <= value) & (value <= found.greatest))
        assert len(blocks) == 1
        assert found.at(np.array([value]))[0] == found.probability[blocks[0]]
    assert found.at(values).mean() == pytest.approx(on_time.mean())  # as isotonic regression keeps the mean


def test_beyond_what_occurred_the_forecast_is_that_of_the_end() -> None:
    found = fit(MONEY, MONEY >= 50_000)
    assert found.at(np.array([0.0, 1e9])).tolist() == [0, 1]


@pytest.mark.parametrize(
    ("above", "up_to", "rounded"),
    [
        (41_000, 73_500, 70_000),
        (57_000, 58_123, 58_000),
        (57_990, 58_010, 58_000),
        (58_110, 58_123, 58_100),
        (2, 3, 3),
        (0, 1, 1),
        (0, 0.37, 0.3),
        (12.31, 12.37, 12.4),
        (9.5, 10, 10),
    ],
)
def test_thresholds_are_round(above: float, up_to: float, rounded: float) -> None:
    assert roundest(above, up_to) == rounded


@given(st.floats(0, 1e6), st.floats(0.01, 1e6))
def test_a_rounded_threshold_is_within_half_a_percent_of_its_place(above: float, width: float) -> None:
    found = roundest(above, above + width)
    assert above < found <= above + width or abs(found / (above + width) - 1) <= 0.005 + 1e-9


def test_the_two_sides_hold_all_scenarios_and_their_own_chances() -> None:
    values, on_time = np.array([1.0, 2, 3, 4, 5]), np.array([False, True, False, True, True])
    below, above = sides(values, on_time, 3)
    assert below is not None and above is not None
    assert (below.share, below.probability) == (0.4, 0.5)
    assert (above.share, above.probability) == (0.6, pytest.approx(2 / 3))
    assert below.error > 0
    assert sides(values, on_time, 1)[0] is None


def test_information_is_one_for_a_prophet_and_nothing_for_the_average() -> None:
    on_time = np.array([True, False, True, True])
    assert information(on_time.astype(float), 0.75, on_time) == 1
    assert information(np.full(4, 0.75), 0.75, on_time) == 0
    assert information(np.full(4, 0.0), 0.75, on_time) < 0
    assert information(np.full(4, 1.0), 1.0, np.ones(4, bool)) == 0
