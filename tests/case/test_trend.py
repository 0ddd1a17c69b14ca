"""A figure's trend: the row that counts, months counted whole, exact rounding."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedich.case import Case, Figure, Quarter, Unit, figure_at, value_at


def figure(value="1000", as_of=date(2025, 12, 31), growth=None, kind=None, quantity="population") -> Figure:
    number = Decimal(value) if value and value[0].isdigit() else value
    return Figure(quantity, number, None, as_of, None if growth is None else Decimal(growth), kind, None, None)


def case(*figures: Figure) -> Case:
    return Case(Unit("1", "A"), "law", Quarter(2026, 1), 4, "reported", quantities=figures)


def test_percent_growth_is_compounded_from_year_to_year() -> None:
    assert value_at(figure(growth="10", kind="percent"), Quarter(2027, 4)) == Decimal("1210")


def test_percent_growth_of_part_of_a_year_is_the_root() -> None:
    half = value_at(figure(growth="21", kind="percent"), Quarter(2026, 2))
    assert half == Decimal("1100")


def test_growth_by_an_amount_is_linear() -> None:
    assert value_at(figure(growth="120", kind="amount"), Quarter(2026, 3)) == Decimal("1090")


def test_months_are_counted_from_the_month_of_the_figure() -> None:
    first, last = date(2026, 2, 1), date(2026, 2, 28)
    assert value_at(figure(as_of=first, growth="12", kind="amount"), Quarter(2026, 1)) == Decimal("1001")
    assert value_at(figure(as_of=last, growth="12", kind="amount"), Quarter(2026, 1)) == Decimal("1001")


def test_a_figure_is_not_taken_back_in_time() -> None:
    assert value_at(figure(growth="10", kind="percent"), Quarter(2020, 1)) == Decimal("1000")


def test_a_value_that_has_not_moved_keeps_every_digit() -> None:
    long = figure("123456789012345.678", growth="10", kind="percent")
    assert value_at(long, Quarter(2025, 4)) == Decimal("123456789012345.678")


def test_the_result_has_twelve_significant_digits() -> None:
    grown = value_at(figure("1", growth="1", kind="percent"), Quarter(2026, 1))
    assert grown == Decimal("1.00249067931")  # 1.01^(1/4) = 1.002490679309…


def test_a_tie_in_the_last_digit_goes_to_the_even_one() -> None:
    grown = figure("100000000000", growth="2", kind="amount")
    assert value_at(grown, Quarter(2026, 1)) == Decimal("100000000000")  # … + 0.5
    grown = figure("100000000001", growth="2", kind="amount")
    assert value_at(grown, Quarter(2026, 1)) == Decimal("100000000002")


def test_a_loss_of_everything_leaves_nothing() -> None:
    assert value_at(figure(growth="-100", kind="percent"), Quarter(2026, 2)) == 0
    assert value_at(figure(growth="-250", kind="percent"), Quarter(2026, 2)) == 0


@pytest.mark.parametrize(
    "still",
    [
        figure(),
        figure(growth="10"),
        figure(growth="10", kind="percent", as_of=None),
        figure("province", growth="10", kind="percent"),
        figure(None, growth="10", kind="percent"),
    ],
)
def test_without_a_complete_trend_the_value_stands(still) -> None:
    assert value_at(still, Quarter(2030, 1)) == still.value


def test_as_reported_means_without_trend() -> None:
    assert value_at(figure(growth="10", kind="percent"), None) == Decimal("1000")


@given(st.integers(1, 10**9), st.integers(-9999, 9999), st.integers(1, 80))
def test_linear_growth_agrees_with_fractions(value, growth, quarters) -> None:
    at = Quarter(2025, 4) + quarters
    rate = Decimal(growth) / 100
    exact = value + Fraction(rate) * Fraction(quarters, 4)
    got = value_at(figure(str(value), growth=str(rate), kind="amount"), at)
    assert isinstance(got, Decimal)
    assert abs(Fraction(got) - exact) <= abs(exact) * Fraction(1, 10**11)


@given(st.integers(-99, 100), st.integers(0, 79))
def test_more_growth_never_gives_less(growth, quarters) -> None:
    at = Quarter(2026, 1) + quarters
    lower = value_at(figure(growth=str(growth), kind="percent"), at)
    assert isinstance(lower, Decimal)
    assert lower <= value_at(figure(growth=str(growth + 1), kind="percent"), at)  # type: ignore[operator]


def test_the_latest_row_not_after_the_quarter_counts() -> None:
    old, new, future = (figure(str(n), date(2020 + n, 6, 30)) for n in (1, 3, 9))
    found = case(future, old, new)
    assert figure_at(found, "population", Quarter(2023, 2)) is new
    assert figure_at(found, "population", Quarter(2023, 1)) is old
    assert figure_at(found, "population", None) is future


def test_if_every_row_is_later_the_earliest_counts() -> None:
    late, later = figure("1", date(2028, 1, 1)), figure("2", date(2029, 1, 1))
    assert figure_at(case(later, late), "population", Quarter(2026, 1)) is late


def test_a_row_without_a_day_is_the_oldest() -> None:
    undated, dated = figure("1", None), figure("2", date(2025, 1, 1))
    assert figure_at(case(dated, undated), "population", None) is dated
    assert figure_at(case(dated, undated), "population", Quarter(2024, 4)) is undated


def test_a_newer_row_without_a_value_makes_the_figure_unknown() -> None:
    known, unknown = figure("1", date(2024, 1, 1)), figure(None, date(2025, 1, 1))
    found = figure_at(case(known, unknown), "population", Quarter(2026, 1))
    assert found is unknown
    assert value_at(unknown, Quarter(2026, 1)) is None


def test_a_quantity_without_rows_has_no_figure() -> None:
    assert figure_at(case(figure()), "hospital_beds", None) is None
