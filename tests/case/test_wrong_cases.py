"""Cases that can be read but not used: one wrong thing each, found where it stands, with its exact code."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.case.sound import DAY, changed, figure, law, sound_case, with_head, with_row
from vedich.case import (
    After,
    Capacity,
    Case,
    Demand,
    Effect,
    Funding,
    Goal,
    Option,
    Project,
    Quarter,
    Receipt,
    RowNumbers,
    check,
    read_located,
    write,
)
from vedich.case.tables import TABLES
from vedich.messages import Problem, text

Found = tuple[str, str | None, int | None, str | None]


def found_in(case: Case, severity: str = "error") -> list[Found]:
    """Code, table, row and column of every problem of one severity."""
    problems = check(case, law())
    for problem in problems:
        told(problem)
    return [
        (p.code.removeprefix("case.check."), p.place.table, p.place.row, p.place.column)
        for p in problems
        if p.severity == severity
    ]


def told(problem: Problem) -> None:
    """A problem says what is wrong and what to do, in two languages that differ."""
    assert problem.text("vi") != problem.text("en")
    for lang in ("vi", "en"):
        assert problem.part("what", lang) and problem.part("next", lang)
        assert problem.place.text(lang)


def test_the_sound_case_has_no_problem() -> None:
    assert check(sound_case(), law()) == ()


# --- rows twice --------------------------------------------------------------------------------------
@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.key)
def test_a_row_with_the_key_of_another_is_found(table) -> None:
    first = getattr(sound_case(), table.key)[0]
    case = with_row(table.key, first)
    assert ("twice", table.key, len(getattr(case, table.key)) + 1, table.unique[0]) in found_in(case)


# --- names nobody knows ------------------------------------------------------------------------------
UNKNOWN_NAMES = [
    ("options", Option("N9", "A", None, 1, 1, ()), "project", "N1"),
    ("effects", Effect("N9", "A", "clean_water_share", Decimal(1)), "project", "N1"),
    ("effects", Effect("N1", "AA", "clean_water_share", Decimal(1)), "option", "A"),
    ("effects", Effect("N1", "A", "clean_water_shore", Decimal(1)), "quantity", "clean_water_share"),
    ("receipts", Receipt("B9", "A", "Ngân sách", 1, 0), "project", "B1"),
    ("receipts", Receipt("B1", "AB", "Ngân sách", 1, 0), "option", "A"),
    ("receipts", Receipt("N1", "A", "Ngan sách", 1, 0), "source", "Ngân sách"),
    ("demands", Demand("B9", "A", "Tổ GPMB", Decimal(1)), "project", "B1"),
    ("demands", Demand("N1", "AC", "Tổ GPMB", Decimal(1)), "option", "A"),
    ("demands", Demand("N1", "A", "Tổ GPBM", Decimal(1)), "resource", "Tổ GPMB"),
    ("goals", Goal("G9", "standard", "2A.II.4", None, None), "subject", "2A.II.04"),
    ("goals", Goal("G9", "quantity", "hospital_bed", Decimal(1), None), "subject", "hospital_beds"),
]


@pytest.mark.parametrize(("table", "row", "column", "nearest"), UNKNOWN_NAMES)
def test_an_unknown_name_is_found_with_the_nearest_known_one(table, row, column, nearest) -> None:
    case = with_row(table, row)
    line = len(getattr(case, table)) + 1
    assert ("unknown", table, line, column) in found_in(case)
    problem = next(p for p in check(case, law()) if p.place.row == line and p.place.table == table)
    assert nearest in problem.part("example", "vi")


@pytest.mark.parametrize(
    ("field", "value", "column"),
    [
        ("after", (After("N2", 0),), "after"),
        ("after", (After("N1", 0), After("Nhà máy nước", 0)), "after"),
        ("funded_by", ("Ngân sach",), "funded_by"),
        ("funded_by", ("Ngân sách", "ODA"), "funded_by"),
    ],
)
def test_an_unknown_name_in_a_list_of_a_project_is_found(field, value, column) -> None:
    assert found_in(changed("projects", 1, **{field: value})) == [("unknown", "projects", 3, column)]


def test_an_adjustment_that_the_rulebook_lacks_is_found() -> None:
    assert found_in(with_head(adjustments=("mountain_area",))) == [("adjustment_unknown", "case", 1, "adjustments")]


def test_adjustments_that_exclude_one_another_are_found() -> None:
    heritage = law().adjustments[0]
    region = heritage.model_copy(update={"id": "region", "excludes": ()})
    both = law().model_copy(update={"adjustments": (heritage, region)})
    problems = check(with_head(adjustments=("region", "heritage")), both)
    assert [problem.code for problem in problems] == ["case.check.adjustment_clash"]
    assert problems[0].values == {"one": "heritage", "other": "region"}


def test_an_adjustment_claimed_twice_is_found() -> None:
    assert ("adjustment_twice", "case", 1, "adjustments") in found_in(with_head(adjustments=("heritage", "heritage")))


# --- order -------------------------------------------------------------------------------------------
@pytest.mark.parametrize("length", range(2, 12))
def test_a_circle_is_found_once_and_named(length) -> None:
    case = sound_case()
    circle = tuple(
        Project(f"V{n}", "Vòng", None, "candidate", (After(f"V{(n + 1) % length}", 0),), None, None, ())
        for n in range(length)
    )
    case = replace(
        case,
        projects=case.projects + circle,
        options=case.options + tuple(Option(p.project, "A", None, 1, 1, ()) for p in circle),
    )
    assert found_in(case) == [("circle", "projects", 4, "after")]
    told_circle = next(p for p in check(case, law())).values["circle"]
    assert str(told_circle).count("→") == length
    assert all(project.project in str(told_circle) for project in circle)


def test_circles_apart_from_one_another_are_each_found() -> None:
    pairs = [("V1", "V2"), ("V2", "V1"), ("W1", "W2"), ("W2", "W1"), ("V3", "V1")]
    circling = tuple(Project(a, "Vòng", None, "done", (After(b, 0),), None, None, ()) for a, b in pairs)
    case = replace(sound_case(), projects=sound_case().projects + circling)
    assert found_in(case) == [("circle", "projects", 4, "after"), ("circle", "projects", 6, "after")]


def test_a_long_chain_without_a_circle_is_fine() -> None:
    chain = tuple(
        Project(f"V{n}", "Chuỗi", None, "done", (After(f"V{n + 1}", 0),) if n < 2999 else (), None, None, ())
        for n in range(3000)
    )
    assert found_in(replace(sound_case(), projects=sound_case().projects + chain)) == []


def test_a_project_that_waits_for_itself_is_found() -> None:
    assert found_in(changed("projects", 1, after=(After("B1", 0),))) == [("after_itself", "projects", 3, "after")]


def test_a_predecessor_that_is_done_is_fine() -> None:
    case = changed("projects", 0, status="done")
    assert found_in(case) == []


# --- windows, options --------------------------------------------------------------------------------
@pytest.mark.parametrize("late", range(1, 11))
def test_a_start_after_the_finish_is_found(late) -> None:
    case = changed("projects", 1, earliest_start=Quarter(2026, 2) + late, latest_finish=Quarter(2026, 2))
    assert found_in(case) == [("window_order", "projects", 3, "latest_finish")]


@pytest.mark.parametrize("quarters", range(5, 12))
def test_a_committed_project_whose_window_is_too_short_is_an_error(quarters) -> None:
    case = changed("projects", 0, latest_finish=Quarter(2026, 4))
    option = replace(case.options[0], quarters=quarters, profile=())
    case = replace(case, options=(option, *case.options[1:]))
    assert found_in(case) == [("window", "projects", 2, "latest_finish")]


def test_a_candidate_that_does_not_fit_is_a_warning() -> None:
    case = changed("projects", 1, earliest_start=Quarter(2028, 3))
    assert found_in(case) == []
    assert found_in(case, "warning") == [("window", "projects", 3, "latest_finish")]


@pytest.mark.parametrize("status", ["candidate", "committed", "running"])
def test_a_project_to_be_done_needs_an_option(status) -> None:
    case = with_row("projects", Project("X1", "Chợ", None, status, (), None, None, ()))
    assert found_in(case) == [("no_option", "projects", 4, "project")]


def test_running_work_cannot_start_later() -> None:
    case = changed("projects", 0, status="running", earliest_start=Quarter(2026, 2))
    assert found_in(case) == [("running_later", "projects", 2, "earliest_start")]


@pytest.mark.parametrize("shares", [1, 3, 4, 8])
def test_a_profile_of_another_length_is_found(shares) -> None:
    profile = tuple(Decimal(1) / shares for _ in range(shares))
    assert found_in(changed("options", 0, profile=profile)) == [("profile", "options", 2, "profile")]


# --- figures -----------------------------------------------------------------------------------------
WRONG_UNITS = ["people", "nghìn người", "Person", "%", "km2", "người/km2"]


@pytest.mark.parametrize("unit", WRONG_UNITS)
def test_another_unit_than_the_figure_has_is_found(unit) -> None:
    assert found_in(changed("quantities", 0, unit=unit)) == [("unit", "quantities", 2, "unit")]


@pytest.mark.parametrize("value", ["100.1", "-0.1", "-5", "815", "1000000000000000"])
def test_a_share_outside_its_range_is_found(value) -> None:
    assert found_in(changed("quantities", 2, value=Decimal(value))) == [("range", "quantities", 4, "value")]


@pytest.mark.parametrize("index", [0, 1, 3])
def test_a_negative_figure_is_found(index) -> None:
    assert ("negative", "quantities", index + 2, "value") in found_in(changed("quantities", index, value=Decimal(-1)))


@pytest.mark.parametrize("index", [0, 3])
@pytest.mark.parametrize("value", ["0.5", "12.25", "1.000000001"])
def test_a_part_of_a_person_or_bed_is_found(index, value) -> None:
    assert found_in(changed("quantities", index, value=Decimal(value))) == [("whole", "quantities", index + 2, "value")]


@pytest.mark.parametrize("index", range(4))
def test_a_level_where_a_number_belongs_is_found(index) -> None:
    assert found_in(changed("quantities", index, value="cấp tỉnh")) == [("number", "quantities", index + 2, "value")]


@pytest.mark.parametrize("value", [Decimal(2), "cấp huyện", "provincial"])
def test_no_level_where_one_belongs_is_found(value) -> None:
    assert found_in(changed("quantities", 4, value=value)) == [("level", "quantities", 6, "value")]


@pytest.mark.parametrize("value", ["province", "cấp tỉnh", "Cấp Tỉnh", "province level"])
def test_a_level_may_be_named_in_either_language(value) -> None:
    assert found_in(changed("quantities", 4, value=value)) == []


@pytest.mark.parametrize("growth", ["0", "1.3", "-2"])
def test_growth_says_percent_or_amount(growth) -> None:
    case = changed("quantities", 1, growth_per_year=Decimal(growth))
    assert found_in(case) == [("growth_kind", "quantities", 3, "growth_kind")]


def test_a_level_does_not_grow() -> None:
    case = changed("quantities", 4, growth_per_year=Decimal(1), growth_kind="amount")
    assert found_in(case) == [("growth_of_level", "quantities", 6, "growth_per_year")]


@pytest.mark.parametrize("growth", ["101", "-101", "130", "1000000000000000"])
def test_growth_by_more_than_the_whole_is_found(growth) -> None:
    case = changed("quantities", 0, growth_per_year=Decimal(growth))
    assert found_in(case) == [("growth_size", "quantities", 2, "growth_per_year")]


def test_growth_needs_a_day_to_count_from() -> None:
    assert ("growth_without_day", "quantities", 2, "as_of") in found_in(changed("quantities", 0, as_of=None))


@pytest.mark.parametrize("index", range(5))
def test_a_reported_figure_needs_its_source(index) -> None:
    case = changed("quantities", index, source=None)
    assert found_in(case) == [("no_source", "quantities", index + 2, "source")]
    assert found_in(replace(case, figures="illustrative")) == []


def test_an_empty_figure_needs_no_source() -> None:
    assert found_in(changed("quantities", 1, value=None, source=None)) == []


@pytest.mark.parametrize("index", range(1, 5))
def test_a_figure_without_a_day_is_a_warning(index) -> None:
    case = changed("quantities", index, as_of=None)
    assert found_in(case) == []
    assert found_in(case, "warning") == [("no_day", "quantities", index + 2, "as_of")]


@pytest.mark.parametrize("name", ["clean_water_shar", "hospital_bed", "sport_works", "populations"])
def test_a_figure_named_almost_like_one_of_the_law_is_a_warning(name) -> None:
    case = with_row("quantities", figure(name, "3", "bed"))
    assert found_in(case) == []
    assert found_in(case, "warning") == [("quantity_unread", "quantities", 7, "quantity")]


def test_an_office_may_keep_figures_of_its_own() -> None:
    assert check(with_row("quantities", figure("bridges", "3", "bridge")), law()) == ()


# --- effects -----------------------------------------------------------------------------------------
@pytest.mark.parametrize("quantity", ["population", "natural_area_km2", "urban_construction_land_km2"])
def test_an_effect_on_a_denominator_is_found(quantity) -> None:
    case = with_row("effects", Effect("B1", "A", quantity, Decimal(1)))
    assert found_in(case) == [("denominator", "effects", 5, "quantity")]


def test_an_effect_that_reaches_no_known_level_is_found() -> None:
    assert found_in(changed("effects", 2, amount="cấp huyện")) == [("level", "effects", 4, "amount")]
    assert found_in(changed("effects", 2, amount=Decimal(1))) == [("level", "effects", 4, "amount")]


def test_a_level_added_to_a_number_is_found() -> None:
    assert found_in(changed("effects", 0, amount="province")) == [("number", "effects", 2, "amount")]


def test_an_effect_on_a_figure_not_reported_is_a_warning() -> None:
    case = with_row("effects", Effect("B1", "A", "sports_works", Decimal(1)))
    assert found_in(case) == []
    assert found_in(case, "warning") == [("effect_unknown", "effects", 5, "quantity")]


# --- money and capacity ------------------------------------------------------------------------------
@pytest.mark.parametrize("index", range(3))
@pytest.mark.parametrize(("column", "value"), [("low", 30001), ("high", 29999)])
def test_a_spread_that_leaves_out_the_amount_is_found(index, column, value) -> None:
    assert found_in(changed("funding", index, **{column: value})) == [(column, "funding", index + 2, column)]


def test_a_source_that_keeps_its_money_in_some_years_only_is_found() -> None:
    assert found_in(changed("funding", 2, carry_over=False)) == [("carry_over", "funding", 4, "carry_over")]


@pytest.mark.parametrize("year", [1999, 2025, 2029, 2100])
def test_money_outside_the_horizon_is_a_warning(year) -> None:
    case = with_row("funding", Funding("Ngân sách", year, 1, None, None, True))
    assert found_in(case) == []
    assert found_in(case, "warning") == [("year_outside", "funding", 5, "year")]


@pytest.mark.parametrize("amount", ["-1", "-0.5", "-1000000000000000"])
def test_negative_capacities_and_demands_are_found(amount) -> None:
    assert found_in(changed("capacities", 1, amount=Decimal(amount))) == [("negative", "capacities", 3, "amount")]
    assert found_in(changed("demands", 0, amount=Decimal(amount))) == [("negative", "demands", 2, "amount")]


@pytest.mark.parametrize("index", range(3))
def test_a_year_without_capacity_is_a_warning_that_names_it(index) -> None:
    case = sound_case()
    rows = tuple(row for position, row in enumerate(case.capacities) if position != index)
    case = replace(case, capacities=rows)
    assert found_in(case) == []
    assert found_in(case, "warning") == [("capacity_missing", "demands", 2, "resource")]
    assert check(case, law())[0].values["years"] == str(2026 + index)


# --- goals and targets -------------------------------------------------------------------------------
@pytest.mark.parametrize("by", [Quarter(2025, 4), Quarter(2029, 1), Quarter(2100, 2)])
@pytest.mark.parametrize("index", range(3))
def test_a_deadline_outside_the_horizon_is_found(index, by) -> None:
    assert found_in(changed("goals", index, by=by)) == [("deadline", "goals", index + 2, "by")]


WRONG_GOALS = [
    (0, {"subject": "x"}, "goal_recognition", "subject"),
    (0, {"at_least": Decimal(75)}, "goal_recognition", "at_least"),
    (1, {"subject": None}, "goal_subject", "subject"),
    (2, {"subject": None}, "goal_subject", "subject"),
    (1, {"at_least": "province"}, "goal_points", "at_least"),
    (1, {"at_least": Decimal(1000)}, "goal_points_range", "at_least"),
    (1, {"at_least": Decimal(-1)}, "goal_points_range", "at_least"),
    (2, {"at_least": None}, "goal_amount", "at_least"),
    (2, {"at_least": "province"}, "number", "at_least"),
    (2, {"subject": "planned_role"}, "level", "at_least"),
]


@pytest.mark.parametrize(("index", "fields", "code", "column"), WRONG_GOALS)
def test_a_goal_that_does_not_fit_its_kind_is_found(index, fields, code, column) -> None:
    assert found_in(changed("goals", index, **fields)) == [(code, "goals", index + 2, column)]


@pytest.mark.parametrize("column", ["baseline", "value", "current"])
@pytest.mark.parametrize("answer", ["done", "maybe", Decimal(1)])
def test_a_yes_or_no_target_has_no_other_answer(column, answer) -> None:
    assert found_in(changed("targets", 1, **{column: answer})) == [("target_yes", "targets", 3, column)]


@pytest.mark.parametrize("column", ["baseline", "value"])
@pytest.mark.parametrize("answer", ["yes", "không rõ"])
def test_a_target_that_moves_is_a_number(column, answer) -> None:
    assert found_in(changed("targets", 0, **{column: answer})) == [("target_number", "targets", 2, column)]


@pytest.mark.parametrize("days", [0, 1, 365])
def test_a_target_is_due_after_its_baseline(days) -> None:
    case = changed("targets", 0, due=DAY - timedelta(days))
    assert found_in(case) == [("target_due", "targets", 2, "due")]


def test_a_target_with_a_value_says_its_direction() -> None:
    assert ("target_direction", "targets", 2, "direction") in found_in(changed("targets", 0, direction=None))


# --- the head, and all at once -----------------------------------------------------------------------
@pytest.mark.parametrize("quarters", [-3, 0, 81, 1000, 10**15])
def test_a_horizon_that_cannot_be_planned_is_found(quarters) -> None:
    assert ("horizon", "case", 1, "quarters") in found_in(with_head(quarters=quarters))


@pytest.mark.parametrize("quarters", [12, 80])
def test_every_horizon_up_to_twenty_years_can_be_planned(quarters) -> None:
    assert found_in(with_head(quarters=quarters)) == []


def test_all_problems_are_told_at_once() -> None:
    case = replace(
        changed("quantities", 0, unit="người Hà Nội"),
        projects=changed("projects", 1, after=(After("B1", 0),)).projects,
        funding=changed("funding", 0, low=99999).funding,
        targets=changed("targets", 0, due=date(2020, 1, 1)).targets,
    )
    assert [found[0] for found in found_in(case)] == ["unit", "after_itself", "low", "target_due"]


def test_rows_are_those_of_the_file(tmp_path) -> None:
    case = with_row("capacities", Capacity("Tổ GPMB", 2026, Decimal(-1)))
    for name, line in (("case", 5), ("case.xlsx", 6)):
        write(case, tmp_path / name)
        located = read_located(tmp_path / name)
        rows = {p.place.row for p in check(located.case, law(), located.rows) if p.place.table == "capacities"}
        assert rows == {line}


def test_without_lines_rows_are_counted_as_in_a_folder() -> None:
    assert RowNumbers().of("goals", 0) == 2
    assert RowNumbers({"goals": (7,)}).of("goals", 0) == 7


def test_an_example_is_shown_as_an_example() -> None:
    problem = check(changed("quantities", 0, unit="people"), law())[0]
    assert text("problem.example", "vi", example="person") in problem.text("vi")
