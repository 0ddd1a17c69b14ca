"""The statistics of a plan's odds against plain counting in Python over the same arrays."""

from __future__ import annotations

import random
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reports.samples import PLAN
from tests.risk.by_hand import START, programme, runs
from vedich.planning.result import Payment
from vedich.risk.chance import chance, chances, spread, standard_error
from vedich.risk.fan import fan
from vedich.risk.late import late
from vedich.risk.lateness import delay
from vedich.risk.short import short

HORIZON = 12
dates = st.lists(st.integers(0, HORIZON), min_size=1, max_size=60)


def _small(values: list[int]) -> np.ndarray:
    return np.array(values, np.int16)


def _least_with(values: list[int], percent: int) -> int:
    """The least value that at least `percent` of the values do not exceed, by trying each."""
    return next(
        value
        for value in sorted(values)
        if Fraction(sum(other <= value for other in values), len(values)) >= Fraction(percent, 100)
    )


def _mean_of_worst_tenth(values: list[int]) -> Fraction:
    """Every scenario ten times over; then the worst tenth is a whole number of them."""
    worst = sorted(values * 10, reverse=True)[: len(values)]
    return Fraction(sum(worst), len(worst))


@given(dates)
def test_chances_are_the_shares_of_scenarios_with_a_date_by_then(values: list[int]) -> None:
    for quarter, row in enumerate(chances(START, HORIZON, _small(values))):
        assert row.quarter == str(START + quarter)
        assert row.probability == sum(value <= quarter for value in values) / len(values)


@given(dates)
def test_quantiles_of_the_date_are_quarters_that_occur_or_none_past_the_horizon(values: list[int]) -> None:
    found = spread(START, HORIZON, _small(values))
    for percent, quarter in ((10, found.p10), (50, found.p50), (90, found.p90)):
        least = _least_with(values, percent)
        assert quarter == (None if least == HORIZON else str(START + least))


@given(dates, st.integers(0, HORIZON - 1))
def test_delay_is_the_mean_and_the_mean_of_the_worst_tenth(values: list[int], planned: int) -> None:
    lateness = [max(0, value - planned) for value in values]
    found = delay(planned, HORIZON, _small(values))
    assert found.expected == sum(lateness) / len(lateness)
    assert found.tail == pytest.approx(float(_mean_of_worst_tenth(lateness)), abs=1e-12)
    assert found.censored == values.count(HORIZON) / len(values)
    assert found.expected <= found.tail


def test_the_standard_error_is_not_zero_at_the_ends_and_shrinks_with_the_scenarios() -> None:
    assert standard_error(0, 10_000) == standard_error(10_000, 10_000) > 1e-4
    assert standard_error(5_000, 10_000) == pytest.approx(0.005, rel=1e-3)
    assert standard_error(50, 100) > standard_error(500, 1_000)


def test_the_standard_error_covers_the_truth_as_often_as_it_says() -> None:
    rng = np.random.default_rng(5)
    for truth in (0.02, 0.5, 0.97):
        hits = rng.binomial(400, truth, 4_000)
        off = [abs(h / 400 - truth) <= 1.96 * standard_error(int(h), 400) for h in hits]
        assert 0.93 <= sum(off) / len(off) <= 0.98


def test_on_time_is_the_chance_of_the_asked_quarter() -> None:
    found = chance(START, START + 4, _small([3, 4, 5, 12]))
    assert (found.quarter, found.probability) == (str(START + 4), 0.5)


def test_the_fan_has_the_planned_points_and_quantiles_that_occur() -> None:
    points = np.array([[float((7 * s + 3 * t) % 23) for t in range(HORIZON)] for s in range(37)])
    rows = fan(PLAN.score, points)
    assert [row.quarter for row in rows] == [row.quarter for row in PLAN.score]
    assert [row.planned for row in rows] == [5.5] * 7 + [15.25] * 5
    for t, row in enumerate(rows):
        column = points[:, t].tolist()
        assert (row.p10, row.p50, row.p90) == tuple(_least_with(column, percent) for percent in (10, 50, 90))


def _random_payments(rng: random.Random) -> list[Payment]:
    return [
        Payment(
            project="P", source=rng.choice("AB"), quarter=str(START + rng.randrange(HORIZON)), amount=rng.randint(1, 90)
        )
        for _ in range(rng.randint(1, 12))
    ]


@pytest.mark.parametrize("seed", range(20))
def test_money_short_is_counted_in_the_year_where_it_lapses_and_so_far_where_it_stays(seed: int) -> None:
    rng = random.Random(seed)
    payments = _random_payments(rng)
    arrived = [[[rng.randint(0, 120) for _ in range(3)] for _ in "AB"] for _ in range(31)]
    rows = short(payments, programme(sources="AB", carries=(True, False)), np.array(arrived))
    seen = {(row.source, row.year) for row in rows}
    for place, source in enumerate("AB"):
        own = [p for p in payments if p.source == source]
        last = max((int(p.quarter[:4]) for p in own), default=0)
        for year in range(3):
            years = range(year + 1) if source == "A" else range(year, year + 1)
            planned = sum(p.amount for p in own if int(p.quarter[:4]) - START.year in years)
            if planned == 0 or START.year + year > last:
                assert (source, START.year + year) not in seen
                continue
            missing = [max(0, planned - sum(one[place][y] for y in years)) for one in arrived]
            row = next(row for row in rows if (row.source, row.year) == (source, START.year + year))
            assert row.planned == planned
            assert row.probability == sum(m > 0 for m in missing) / len(missing)
            assert row.expected == round(sum(missing) / len(missing))
            assert row.p90 == _least_with(missing, 90)


def test_projects_are_listed_by_how_often_they_are_late() -> None:
    rng = random.Random(3)
    planned = {"P1": 3, "P2": 5, "P3": 11}
    finish = [[rng.randint(2, 6), rng.randint(5, 12), rng.randint(8, 11)] for _ in range(53)]
    waited = [[rng.randint(0, 3) for _ in planned] for _ in finish]
    rows = late(START, programme(planned), runs(finish=finish, waited_money=waited))
    assert [row.project for row in rows] == ["P2", "P1"]
    for place, (project, quarter) in enumerate(list(planned.items())[:2]):
        lateness = [max(0, one[place] - quarter) for one in finish]
        row = next(row for row in rows if row.project == project)
        assert row.planned == str(START + quarter)
        assert row.probability == sum(value > 0 for value in lateness) / len(lateness)
        assert row.expected == sum(lateness) / len(lateness)
        assert row.p90 == _least_with(lateness, 90)
        assert row.waited_money == pytest.approx(sum(one[place] for one in waited) / len(waited))
        assert row.waited_capacity == 0
