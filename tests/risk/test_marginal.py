"""The quantiles of one uncertain number against SciPy's distributions."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest
from scipy import stats

from tests.risk.one_project import risk
from vedich.risk.marginal import Marginal, marginal_of

CHANCES = np.concatenate([[1e-9, 1e-6, 1e-4], np.linspace(0.001, 0.999, 997), [1 - 1e-6]])
SCORES = stats.norm.ppf(CHANCES)
LAWS = {
    "triangular": stats.triang(0.25, 80, 40),
    "uniform": stats.uniform(80, 40),
    "pert": stats.beta(2, 4, 80, 40),
}


@pytest.mark.parametrize("name", LAWS)
def test_quantiles_are_those_of_scipy_within_some_millionths_of_the_spread(name: str) -> None:
    found = Marginal(name, 80, 90, 120).at(SCORES)
    assert found == pytest.approx(LAWS[name].ppf(CHANCES), abs=40 * 1e-5)
    assert (np.diff(found) > 0).all()


def test_a_normal_is_exact() -> None:
    law = stats.norm(100, 20 / stats.norm.ppf(0.9))
    assert Marginal("normal", 80, 100, 120).at(SCORES) == pytest.approx(law.ppf(CHANCES), abs=1e-9)


def test_a_lognormal_whose_points_are_a_geometric_series_has_no_shift() -> None:
    law = stats.lognorm(np.log(2) / stats.norm.ppf(0.9), scale=4)
    middle = slice(300, 700)
    assert Marginal("lognormal", 2, 4, 8).at(SCORES)[middle] == pytest.approx(law.ppf(CHANCES[middle]), abs=1e-4)


@pytest.mark.parametrize("name", ["normal", "lognormal"])
@pytest.mark.parametrize("points", [(80, 100, 120), (95, 100, 140), (60, 100, 105), (0, 1, 4), (-2, 0, 1)])
def test_ten_fifty_and_ninety_percent_lie_below_the_three_points(
    name: str, points: tuple[float, float, float]
) -> None:
    found = Marginal(name, *points).at(stats.norm.ppf([0.1, 0.5, 0.9]))
    assert found == pytest.approx(points, abs=1e-4 * (points[2] - points[0]))


def test_a_number_without_spread_is_always_the_same() -> None:
    sure = Marginal("pert", 100, 100, 100)
    assert sure.certain
    assert (sure.at(SCORES) == 100).all()


@pytest.mark.parametrize(
    ("row", "ends"),
    [
        (risk("cost", 90, None, 130), (90, 100, 130)),
        (risk("cost", 110, None, 130), (110, 110, 130)),
        (risk("delay", 0, None, 3), (0, 0, 3)),
        (risk("freeze", None, None, None), (100, 100, 100)),
        (risk("price", None, 12, None), (12, 12, 12)),
    ],
)
def test_what_a_row_leaves_out_is_as_planned(row: object, ends: tuple[float, float, float]) -> None:
    found = marginal_of(row)
    assert (found.low, found.likely, found.high) == ends


def test_ends_are_scaled_to_the_unit_that_is_asked_for() -> None:
    found = marginal_of(risk("funding", 80, 100, 110), Decimal("2.5"))
    assert (found.low, found.likely, found.high) == (200, 250, 275)
