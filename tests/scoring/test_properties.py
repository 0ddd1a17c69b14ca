"""Laws that points obey whatever the rulebook: monotone, bounded, exact at the ends; one and many agree."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vedich.case import Case, Figure, Quarter, Unit
from vedich.rulebooks import Rulebook, load, shipped
from vedich.scoring import assess, compile_rulebook, score_many
from vedich.scoring.points import score_value
from vedich.scoring.rules import StandardRule

BOOKS = [load(id_) for id_ in shipped()]
SCORED = [
    (book.id, adjustment, rule)
    for book in BOOKS
    for adjustment in (None, *(a.id for a in book.adjustments))
    for rule in compile_rulebook(book, [adjustment] if adjustment else []).rules
    if rule.transcribed
]


def lower_is_better_rule() -> StandardRule:
    rule = next(r for _, _, r in SCORED if r.standard.id == "2A.III.08")
    return replace(rule, lower_is_better=True, least=Fraction(60), at_min=Fraction(60), at_max=Fraction(20))


NUMERIC = [rule for _, _, rule in SCORED if rule.levels is None] + [lower_is_better_rule()]
LEVELS = [rule for _, _, rule in SCORED if rule.levels is not None]


@given(st.sampled_from(NUMERIC), st.fractions(-10, 10), st.fractions(-10, 10))
def test_a_better_value_never_earns_fewer_points(rule: StandardRule, a: Fraction, b: Fraction) -> None:
    scale = abs(rule.at_max or 0) or Fraction(1)
    worse, better = sorted((a * scale, b * scale), reverse=rule.lower_is_better)
    low, high = score_value(rule, worse)[0].low, score_value(rule, better)[0].low
    assert 0 <= low <= high <= rule.cap


@pytest.mark.parametrize("rule", NUMERIC, ids=lambda r: r.standard.id)
def test_points_are_exact_at_both_ends_and_zero_just_short_of_the_minimum(rule: StandardRule) -> None:
    assert rule.at_min is not None and rule.at_max is not None and rule.least is not None
    if rule.not_considered_by:
        assert score_value(rule, rule.at_max)[0].low == rule.p_min
        return
    assert score_value(rule, rule.at_max)[0].low == rule.p_max
    assert score_value(rule, rule.least)[0].low == (rule.p_max if rule.least == rule.at_max else rule.p_min)
    beyond = Fraction(1, 10**9) * (1 if rule.lower_is_better else -1)
    assert score_value(rule, rule.least + beyond)[0].low == 0


@pytest.mark.parametrize("rule", LEVELS, ids=lambda r: r.standard.id)
def test_levels_do_not_interpolate(rule: StandardRule) -> None:
    assert rule.levels is not None
    earned = [score_value(rule, Fraction(rank))[0].low for rank in range(len(rule.levels.levels))]
    assert earned == sorted(earned)
    assert set(earned) <= {Fraction(0), rule.p_min, rule.p_max}


def _figures(book: Rulebook, values: dict[str, object]) -> tuple[Figure, ...]:
    return tuple(Figure(q, v, None, None, None, None, "test", None) for q, v in values.items() if v is not None)


def _case(book: Rulebook, values: dict[str, object], adjustments: tuple[str, ...] = ()) -> Case:
    return Case(
        Unit("00001", "T"), book.id, Quarter(2027, 1), 4, "reported", adjustments, quantities=_figures(book, values)
    )


def _random_values(book: Rulebook, rng: np.random.Generator, missing: float) -> dict[str, object]:
    values: dict[str, object] = {}
    for standard in book.standards:
        for quantity in standard.value.quantities if standard.value else ():
            kind = book.quantity(quantity)
            assert kind is not None
            if rng.random() < missing:
                values[quantity] = None
            elif kind.kind == "level":
                values[quantity] = kind.levels[rng.integers(len(kind.levels))].id
            else:
                end = standard.scale.at_max or standard.scale.at_min if standard.scale else 10
                top = float(end) * 1.6 if not isinstance(end, str) else 10.0
                if quantity in {"population", "natural_area_km2", "urban_construction_land_km2"}:
                    top = {"population": 600_000.0}.get(quantity, 300.0)
                values[quantity] = Decimal(str(round(float(rng.uniform(0.01, 1)) * top, 3)))
    return values


@pytest.mark.parametrize("book", BOOKS, ids=lambda b: b.id)
def test_one_case_and_many_agree_to_a_billionth(book: Rulebook) -> None:
    rng = np.random.default_rng(7)
    for adjustment in (None, *(a.id for a in book.adjustments)):
        claimed = (adjustment,) if adjustment else ()
        rules = compile_rulebook(book, claimed).rules
        count = 2000 // (1 + len(book.adjustments))
        exact, table = [], np.full((count, len(rules)), np.nan)
        for row in range(count):
            assessment = assess(_case(book, _random_values(book, rng, 0.1), claimed), book)
            exact.append(assessment)
            for column, (rule, standard) in enumerate(zip(rules, assessment.standards, strict=True)):
                if isinstance(standard.value, Fraction):
                    table[row, column] = float(standard.value)
                elif isinstance(standard.value, str) and rule.levels:
                    table[row, column] = rule.levels.rank(standard.value)
        many = score_many(book, table, claimed)
        low = np.array([[float(s.points.low) for s in a.standards] for a in exact]).reshape(count, len(rules))
        high = np.array([[float(s.points.high) for s in a.standards] for a in exact]).reshape(count, len(rules))
        np.testing.assert_allclose(many.low, low, rtol=0, atol=1e-9)
        np.testing.assert_allclose(many.high, high, rtol=0, atol=1e-9)
        np.testing.assert_allclose(many.total_low, [float(a.total.low) for a in exact], rtol=0, atol=1e-9)
        np.testing.assert_allclose(many.total_high, [float(a.total.high) for a in exact], rtol=0, atol=1e-9)
        words = {"yes": 1, "no": 0, "unknown": -1}
        assert many.recognised.tolist() == [words[a.recognised] for a in exact]


@given(st.integers(0, 10**6))
@settings(max_examples=60, deadline=None)
def test_an_interval_holds_every_completion_of_the_unknowns(seed: int) -> None:
    rng = np.random.default_rng(seed)
    book = BOOKS[seed % len(BOOKS)]
    full = _random_values(book, rng, 0.0)
    hidden = {q: (None if rng.random() < 0.4 else v) for q, v in full.items()}
    partial, complete = assess(_case(book, hidden), book), assess(_case(book, full), book)
    assert partial.total.low <= complete.total.low <= complete.total.high <= partial.total.high
    if partial.recognised != "unknown":
        assert complete.recognised == partial.recognised


def test_score_many_refuses_another_shape() -> None:
    with pytest.raises(ValueError, match="shape"):
        score_many(load("vn-urban-2025-class3"), np.zeros((3, 4)))
