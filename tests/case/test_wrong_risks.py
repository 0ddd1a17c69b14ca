"""Risks that cannot be used: one wrong thing each, found where it stands; and risks that can."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import get_args

import pytest

from tests.case.sound import changed, figure, law, risk, sound_case, with_row
from tests.case.test_wrong_cases import Found, found_in
from vedich.case import Case, Funding, Risk, RiskKind, check
from vedich.case.risk_kinds import NEEDS

LINE = len(sound_case().risks) + 2  # of a row added to the sound case

ABOUT: dict[RiskKind, str] = {
    "funding": "Ngân sách",
    "receipts": "Ngân sách",
    "freeze": "Ngân sách",
    "cost": "N1",
    "delay": "N1",
    "price": "N1",
    "blocked": "N1",
    "trend": "population",
}
ENDS = {"low": "90", "likely": "100", "high": "120"}
BARE = {"low": None, "likely": None, "high": None}
EVENTS: tuple[RiskKind, ...] = ("freeze", "price", "blocked")
SPREAD = tuple(kind for kind in get_args(RiskKind) if kind not in EVENTS)


def usable(kind: RiskKind, **changes: object) -> Risk:
    """A row of `kind` without a fault, about one thing that the sound case has."""
    fields: dict[str, object] = dict(ENDS)
    if kind == "freeze":
        fields = {"likely": "50"}
    if kind in EVENTS:
        fields["probability_percent"] = "10"
    if NEEDS[kind].year == "required":
        fields["year"] = 2028
    return risk("R9", kind, ABOUT[kind], **(fields | changes))


def case_with(row: Risk) -> Case:
    """The sound case with that one risk only."""
    return replace(sound_case(), risks=(row,))


def wrong(row: Risk, severity: str = "error") -> list[Found]:
    return found_in(case_with(row), severity)


@pytest.mark.parametrize("kind", get_args(RiskKind))
def test_a_risk_of_every_kind_can_be_used(kind) -> None:
    assert check(case_with(usable(kind)), law()) == ()


@pytest.mark.parametrize("kind", get_args(RiskKind))
def test_a_risk_may_be_about_all_there_are(kind) -> None:
    assert check(case_with(replace(usable(kind), subject=None)), law()) == ()


@pytest.mark.parametrize("kind", ["cost", "delay", "price", "blocked"])
def test_a_risk_may_be_about_a_kind_of_project(kind) -> None:
    assert check(case_with(replace(usable(kind), subject="Cấp nước")), law()) == ()


# --- what it is about --------------------------------------------------------------------------------
WRONG_SUBJECTS: list[tuple[RiskKind, str, str, str]] = [
    ("funding", "Ngân sach", "risk_source", "Ngân sách"),
    ("receipts", "N1", "risk_source", "Ngân sách"),
    ("freeze", "population", "risk_source", "Ngân sách"),
    ("cost", "N2", "risk_project", "N1"),
    ("delay", "Cấp nướcc", "risk_project", "Cấp nước"),
    ("price", "Ngân sách", "risk_project", "N1, B1, Cấp nước"),
    ("blocked", "Nhà máy nước", "risk_project", "Cấp nước"),
    ("trend", "populations", "risk_quantity", "population"),
    ("trend", "N1", "risk_quantity", "population"),
]


@pytest.mark.parametrize(("kind", "subject", "code", "nearest"), WRONG_SUBJECTS)
def test_a_subject_that_is_not_there_is_found_with_the_nearest_that_is(kind, subject, code, nearest) -> None:
    case = case_with(replace(usable(kind), subject=subject))
    assert found_in(case) == [(code, "risks", 2, "subject")]
    assert nearest in check(case, law())[0].part("example", "vi")


def test_a_trend_of_a_level_or_of_an_unknown_figure_is_found() -> None:
    assert wrong(replace(usable("trend"), subject="planned_role")) == [("risk_not_a_number", "risks", 2, "subject")]
    case = changed("quantities", 0, value=None)
    assert found_in(replace(case, risks=(usable("trend"),))) == [("risk_not_a_number", "risks", 2, "subject")]


def test_a_trend_that_has_no_unit_is_found() -> None:
    row = replace(usable("trend"), subject="clean_water_share")
    assert wrong(row) == [("risk_no_trend", "risks", 2, "subject")]
    flat = figure("clean_water_share", "81.5", "%", growth_per_year=Decimal(0), growth_kind="amount")
    case = case_with(row)
    assert found_in(replace(case, quantities=(*case.quantities[:2], flat, *case.quantities[3:]))) == []


def test_a_source_that_only_receives_may_be_named() -> None:
    receipts = tuple(replace(row, source="Đấu giá") for row in sound_case().receipts)
    case = replace(case_with(replace(usable("receipts"), subject="Đấu giá")), receipts=receipts)
    assert [found for found in found_in(case) if found[1] == "risks"] == []


# --- when, and how probable --------------------------------------------------------------------------
@pytest.mark.parametrize("kind", ["freeze", "price"])
def test_a_freeze_and_a_price_rise_need_their_year(kind) -> None:
    assert wrong(usable(kind, year=None)) == [("risk_year_missing", "risks", 2, "year")]


@pytest.mark.parametrize("kind", ["cost", "delay", "trend", "blocked"])
def test_a_year_that_would_be_ignored_is_found(kind) -> None:
    assert wrong(usable(kind, year=2027)) == [("risk_year_unused", "risks", 2, "year")]


@pytest.mark.parametrize("kind", ["funding", "receipts"])
def test_the_year_of_money_is_optional(kind) -> None:
    assert wrong(usable(kind, year=2027)) == []


@pytest.mark.parametrize("kind", ["funding", "receipts", "freeze", "price"])
@pytest.mark.parametrize("year", [2025, 2029])
def test_a_year_outside_the_horizon_is_a_warning(kind, year) -> None:
    row = usable(kind, year=year)
    assert wrong(row) == []
    assert wrong(row, "warning") == [("risk_year_outside", "risks", 2, "year")]


@pytest.mark.parametrize("kind", EVENTS)
def test_an_event_needs_its_probability(kind) -> None:
    column = "probability_percent"
    assert wrong(usable(kind, probability_percent=None)) == [("risk_no_probability", "risks", 2, column)]


@pytest.mark.parametrize("kind", SPREAD)
def test_what_always_varies_has_no_probability(kind) -> None:
    column = "probability_percent"
    assert wrong(usable(kind, probability_percent="10")) == [("risk_probability_unused", "risks", 2, column)]


@pytest.mark.parametrize("percent", ["-0.1", "100.1", "1000"])
def test_a_probability_is_a_percentage(percent) -> None:
    column = "probability_percent"
    assert wrong(usable("blocked", probability_percent=percent)) == [("risk_probability", "risks", 2, column)]
    assert (
        wrong(usable("blocked", probability_percent="0")) == wrong(usable("blocked", probability_percent="100")) == []
    )


# --- sizes -------------------------------------------------------------------------------------------
TWO_SIDED: tuple[RiskKind, ...] = ("funding", "receipts", "cost", "delay", "trend", "price", "blocked")


@pytest.mark.parametrize("kind", TWO_SIDED)
@pytest.mark.parametrize("missing", ["low", "high"])
def test_one_end_without_the_other_is_found(kind, missing) -> None:
    assert wrong(usable(kind, **{missing: None})) == [("risk_one_end", "risks", 2, missing)]


@pytest.mark.parametrize("kind", TWO_SIDED)
@pytest.mark.parametrize("distribution", [None, "triangular", "pert", "normal", "lognormal"])
def test_ends_without_what_is_likely_are_found(kind, distribution) -> None:
    row = usable(kind, likely=None, distribution=distribution)
    assert wrong(row) == [("risk_no_likely", "risks", 2, "likely")]


@pytest.mark.parametrize("kind", TWO_SIDED)
def test_a_uniform_distribution_needs_its_ends_only(kind) -> None:
    assert wrong(usable(kind, likely=None, distribution="uniform")) == []


@pytest.mark.parametrize("kind", ["receipts", "cost", "delay", "trend"])
@pytest.mark.parametrize("likely", [None, "100"])
def test_what_varies_needs_its_ends(kind, likely) -> None:
    row = usable(kind, low=None, high=None, likely=likely)
    assert wrong(row) == [(f"risk_no_ends_{kind}", "risks", 2, "low")]


def test_funding_without_ends_takes_those_of_its_years() -> None:
    assert wrong(usable("funding", **BARE, over_years="0.5")) == []
    assert wrong(usable("funding", low=None, high=None)) == [("risk_no_ends_funding", "risks", 2, "low")]


@pytest.mark.parametrize("kind", ["price", "blocked"])
def test_an_event_needs_a_size_which_may_be_sure(kind) -> None:
    assert wrong(usable(kind, low=None, high=None)) == []
    none = usable(kind, low=None, high=None, likely=None)
    assert wrong(none) == [(f"risk_no_size_{kind}", "risks", 2, "likely")]


def test_a_freeze_withholds_one_percentage_or_all() -> None:
    assert wrong(usable("freeze", likely=None)) == []
    assert wrong(usable("freeze", low="10", high="90")) == [
        ("risk_freeze_ends", "risks", 2, "low"),
        ("risk_freeze_ends", "risks", 2, "high"),
    ]


@pytest.mark.parametrize("percent", ["-1", "100.5"])
def test_what_a_freeze_withholds_is_a_percentage(percent) -> None:
    assert wrong(usable("freeze", likely=percent)) == [("risk_withheld", "risks", 2, "likely")]


@pytest.mark.parametrize("kind", TWO_SIDED)
@pytest.mark.parametrize(
    ("sizes", "columns"),
    [
        ({"low": "101"}, ["low"]),
        ({"high": "99"}, ["likely"]),
        ({"low": "120", "high": "90"}, ["low", "likely"]),
        ({"low": "120", "likely": None, "high": "90", "distribution": "uniform"}, ["low"]),
    ],
)
def test_ends_out_of_order_are_found(kind, sizes, columns) -> None:
    assert wrong(usable(kind, **sizes)) == [("risk_order", "risks", 2, column) for column in columns]


@pytest.mark.parametrize("kind", TWO_SIDED)
def test_ends_may_be_equal(kind) -> None:
    assert wrong(usable(kind, low="100", likely="100", high="100")) == []


@pytest.mark.parametrize("kind", ["funding", "receipts", "cost", "blocked"])
def test_negative_money_and_hold_ups_are_found(kind) -> None:
    assert wrong(usable(kind, low="-0.1")) == [("negative", "risks", 2, "low")]
    assert len(wrong(usable(kind, low="-3", likely="-2", high="-1"))) == 3


@pytest.mark.parametrize("kind", ["delay", "trend", "price"])
def test_work_may_be_done_sooner_and_prices_may_fall(kind) -> None:
    assert wrong(usable(kind, low="-1", likely="0", high="1")) == []


def test_a_price_cannot_fall_by_more_than_the_whole() -> None:
    assert wrong(usable("price", low="-100.1")) == [("risk_price", "risks", 2, "low")]
    assert wrong(usable("price", low="-100")) == []


def test_an_overrun_written_as_if_0_were_the_plan_is_a_warning() -> None:
    row = usable("cost", low="-0", likely="10", high="30")
    assert wrong(row) == []
    assert wrong(row, "warning") == [("risk_cost_of_plan", "risks", 2, "high")]
    assert "130" in check(case_with(row), law())[0].part("example", "vi")


@pytest.mark.parametrize("kind", ["receipts", "cost", "delay", "trend", "price"])
@pytest.mark.parametrize("low", ["0", "-1"])
def test_a_lognormal_distribution_lies_above_0(kind, low) -> None:
    assert ("risk_lognormal", "risks", 2, "low") in wrong(usable(kind, low=low, distribution="lognormal"))
    assert wrong(usable(kind, low="0.1", distribution="lognormal")) == []


@pytest.mark.parametrize("kind", EVENTS)
def test_a_distribution_without_ends_is_found(kind) -> None:
    row = usable(kind, low=None, high=None, distribution="pert")
    assert wrong(row) == [("risk_distribution_unused", "risks", 2, "distribution")]


@pytest.mark.parametrize("distribution", [None, "pert"])
def test_funding_without_ends_anywhere_is_found(distribution) -> None:
    funding = tuple(
        Funding("Ngân sách", y, 30000, None, 35000 if y == 2027 else None, True) for y in (2026, 2027, 2028)
    )
    sure = ("risk_funding_sure", "risks", 2, "low")
    for year, wanted in ((2026, [sure]), (2027, []), (None, [])):
        case = case_with(usable("funding", **BARE, distribution=distribution, year=year))
        assert found_in(replace(case, funding=funding)) == wanted
        assert found_in(case) == []
    assert found_in(replace(case_with(usable("funding", year=2026)), funding=funding)) == []


# --- correlations, origin, twice ---------------------------------------------------------------------
@pytest.mark.parametrize("column", ["over_years", "common"])
@pytest.mark.parametrize("correlation", ["-0.01", "1.01", "60"])
def test_a_correlation_outside_0_to_1_is_found(column, correlation) -> None:
    assert wrong(usable("funding", **{column: correlation})) == [("risk_correlation", "risks", 2, column)]
    for sound in ("0", "1", "0.6"):
        assert wrong(usable("funding", **{column: sound})) == []


@pytest.mark.parametrize("kind", [kind for kind in get_args(RiskKind) if kind not in ("funding", "receipts")])
def test_only_money_of_every_year_goes_on_from_year_to_year(kind) -> None:
    assert wrong(usable(kind, over_years="0.5")) == [("risk_over_years_unused", "risks", 2, "over_years")]


@pytest.mark.parametrize("kind", EVENTS)
def test_events_have_nothing_in_common(kind) -> None:
    assert wrong(usable(kind, common="0.5")) == [("risk_common_unused", "risks", 2, "common")]


@pytest.mark.parametrize("figures", ["reported", "illustrative"])
@pytest.mark.parametrize("kind", get_args(RiskKind))
def test_a_risk_says_where_its_figures_come_from(kind, figures) -> None:
    case = replace(case_with(usable(kind, source=None)), figures=figures)
    assert found_in(case) == [("risk_no_source", "risks", 2, "source")]
    assert "giả định" in check(case, law())[0].part("next", "vi")
    assert "assumption" in check(case, law())[0].part("next", "en")


def test_two_rows_about_the_same_thing_are_a_warning() -> None:
    case = with_row("risks", risk("R99", "cost", "Cấp nước", **ENDS))
    assert found_in(case) == []
    assert found_in(case, "warning") == [("risk_twice", "risks", LINE, "subject")]
    assert check(case, law())[0].values["first"] == 3


def test_rows_of_other_subjects_and_years_are_apart() -> None:
    rows = (usable("funding", year=2026), usable("funding", year=2027), usable("funding"), usable("cost"))
    rows = tuple(replace(row, risk=f"R{number}") for number, row in enumerate(rows))
    assert check(replace(sound_case(), risks=rows), law()) == ()


def test_land_to_be_cleared_is_not_negative() -> None:
    assert found_in(changed("projects", 1, hectares=Decimal("-0.1"))) == [("negative", "projects", 3, "hectares")]
    assert found_in(changed("projects", 1, hectares=Decimal("9.6"))) == []


def test_all_problems_of_a_risk_are_told_at_once() -> None:
    row = risk("R9", "price", "X", low="5", likely="2", probability_percent="101", common="2", source=None)
    assert [found[0] for found in wrong(row)] == [
        "risk_project",
        "risk_year_missing",
        "risk_one_end",
        "risk_order",
        "risk_probability",
        "risk_common_unused",
        "risk_no_source",
    ]
