"""Variance shares on functions whose shares are known."""

from __future__ import annotations

import numpy as np
import pytest

from vedich.risk.drivers import LARGEST, SMALLEST, WORK, base_size
from vedich.risk.sobol import indices

WEIGHTS = np.array([4.0, 2.0, 1.0, 0.0])


def _sum(cube: np.ndarray) -> np.ndarray:
    return np.round(1000 * cube @ WEIGHTS)


def test_an_additive_response_has_the_shares_of_its_weights() -> None:
    found = indices(_sum, [[0], [1], [2], [3]], 4, 1024, seed=1)
    shares = WEIGHTS**2 / (WEIGHTS**2).sum()
    assert found.first == pytest.approx(shares, abs=0.02)
    assert found.total == pytest.approx(shares, abs=0.02)
    assert np.all(np.abs(found.total - shares) <= 2 * found.error + 1e-12)
    assert found.variance == pytest.approx(1e6 * (WEIGHTS**2).sum() / 12, rel=0.02)


def test_a_group_has_the_shares_of_its_columns_together() -> None:
    found = indices(_sum, [[0, 2], [1, 3]], 4, 1024, seed=2)
    assert found.first == pytest.approx([17 / 21, 4 / 21], abs=0.02)
    assert found.total == pytest.approx([17 / 21, 4 / 21], abs=0.02)


def test_what_only_acts_together_is_in_the_total_alone() -> None:
    """f = (x − ½)(y − ½): neither explains anything alone, both explain all."""
    found = indices(lambda cube: (cube[:, 0] - 0.5) * (cube[:, 1] - 0.5), [[0], [1]], 2, 2048, seed=3)
    assert found.first == pytest.approx([0, 0], abs=0.05)
    assert found.total == pytest.approx([1, 1], abs=0.08)


def test_the_g_function_of_sobol_has_its_published_shares() -> None:
    """g(x) = Π (|4xᵢ − 2| + aᵢ) / (1 + aᵢ) with a = (0, 1, 9): Vᵢ = 1/(3(1 + aᵢ)²); Saltelli & Sobol 1995."""
    a = np.array([0.0, 1.0, 9.0])
    single = 1 / (3 * (1 + a) ** 2)
    variance = np.prod(1 + single) - 1
    found = indices(lambda x: np.prod((np.abs(4 * x - 2) + a) / (1 + a), axis=1), [[0], [1], [2]], 3, 4096, seed=4)
    assert found.first == pytest.approx(single / variance, abs=0.03)
    total = [single[i] * np.prod(np.delete(1 + single, i)) / variance for i in range(3)]
    assert found.total == pytest.approx(total, abs=0.03)


def test_a_single_group_explains_everything() -> None:
    found = indices(_sum, [[0, 1, 2, 3]], 4, 256, seed=5)
    assert found.first == pytest.approx([1], abs=0.15)
    assert found.total == pytest.approx([1], abs=0.15)
    assert found.total.shape == found.error.shape == (1,)


def test_where_nothing_moves_the_result_there_are_no_shares() -> None:
    found = indices(lambda cube: np.full(len(cube), 3), [[0], [1]], 2, 256, seed=6)
    assert found.variance == 0
    assert found.total.tolist() == found.error.tolist() == [0, 0]


def test_the_same_seed_gives_the_same_shares_and_every_group_is_told() -> None:
    told: list[int] = []
    one = indices(_sum, [[0], [1], [2], [3]], 4, 256, 7, told.append)
    two = indices(_sum, [[0], [1], [2], [3]], 4, 256, 7)
    assert told == [1, 2, 3, 4]
    assert one.total.tolist() == two.total.tolist()
    assert one.error.tolist() == two.error.tolist()


def test_the_error_is_about_as_large_as_the_shares_stray_from_seed_to_seed() -> None:
    runs = [indices(_sum, [[0], [1], [2], [3]], 4, 256, seed) for seed in range(30)]
    strayed = np.std([run.total for run in runs], axis=0)
    told = np.mean([run.error for run in runs], axis=0) / 1.96
    assert np.all(strayed[:3] <= 1.5 * told[:3])


def test_the_sample_is_as_large_as_the_size_of_the_programme_lets_it() -> None:
    assert base_size(1, 1, 20) == LARGEST
    assert base_size(200, 300, 40) == SMALLEST
    for groups in (20, 60, 150):
        size = base_size(groups, 28, 20)
        assert size & (size - 1) == 0
        assert size * (groups + 2) * 28 * 20 <= WORK
