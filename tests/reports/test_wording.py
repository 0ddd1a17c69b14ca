"""Gaps, values, thresholds and verdicts in words."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.reports.samples import AFTER, BEFORE, RULEBOOK, beds, interval, rank, role, untold, water
from vedich.messages import LANGUAGES, Lang
from vedich.reports.wording import (
    age_text,
    gap_text,
    gap_to_max_text,
    moment_text,
    money_text,
    points_text,
    quarter_text,
    recognised_text,
    status_symbol,
    status_text,
    step_text,
    thresholds_text,
    unit_text,
    value_text,
)
from vedich.rulebooks import load, shipped


def test_a_gap_is_told_in_the_unit_people_can_build() -> None:
    assert gap_text(beds, "vi") == "thiếu 12 giường bệnh"
    assert gap_text(beds, "en") == "12 hospital beds short"


def test_a_gap_of_one_is_singular_in_english() -> None:
    assert gap_text(beds.model_copy(update={"gap": Fraction(1)}), "en") == "1 hospital bed short"


def test_a_gap_of_a_counted_thing_is_rounded_up_to_a_whole_one() -> None:
    assert gap_text(beds.model_copy(update={"gap": Fraction("4.01")}), "vi") == "thiếu 5 giường bệnh"


def test_a_tiny_gap_never_shows_as_zero() -> None:
    km = beds.model_copy(update={"gap": Fraction("0.0001"), "gap_unit": "km"})
    assert gap_text(km, "vi") == "thiếu 0,01 km"


def test_a_gap_between_percentages_is_in_percentage_points() -> None:
    share = beds.model_copy(update={"gap": Fraction("2.5"), "gap_unit": "%"})
    assert gap_text(share, "vi") == "thiếu 2,5 điểm phần trăm"
    assert gap_text(share, "en") == "2.5 percentage points short"


def test_a_rank_that_is_too_low_is_told_in_places() -> None:
    assert gap_text(rank, "vi") == "cần lên 3 bậc"


def test_a_value_that_should_be_lower_is_too_much_not_too_little() -> None:
    over = beds.model_copy(
        update={
            "at_min": Fraction(5),
            "at_max": Fraction(2),
            "value": Fraction(7),
            "gap": Fraction(2),
            "gap_unit": "km",
        }
    )
    assert gap_text(over, "vi") == "vượt 2 km"


def test_an_unknown_row_names_the_missing_figure() -> None:
    assert gap_text(water, "vi") == "cần số liệu: Tỷ lệ nước sạch"
    assert gap_text(water, "en") == "needs the figure: Clean water share"


def test_a_row_without_law_names_the_missing_parts_only() -> None:
    assert gap_text(untold, "vi") == "bộ tiêu chí chưa có: mức tối đa, điểm tối thiểu"


def test_a_met_row_has_no_gap_but_may_lack_something_for_full_points() -> None:
    assert gap_text(role, "vi") == ""
    assert gap_to_max_text(role, "vi") == "thiếu 1 mức"
    assert gap_to_max_text(role.model_copy(update={"gap_to_max": Fraction(0)}), "vi") == ""


def test_an_unmet_row_whose_gap_cannot_be_measured_says_so() -> None:
    assert "chưa lượng hóa" in gap_text(beds.model_copy(update={"gap": None}), "vi")


def test_points_are_never_rounded_up_to_a_threshold() -> None:
    assert points_text(interval("74.9999"), "vi") == "74,99"
    assert points_text(interval("74.9999"), "en") == "74.99"


def test_uncertain_points_are_shown_as_a_range() -> None:
    assert points_text(interval("5.5", "13.5"), "vi") == "5,5 – 13,5"


def test_money_is_told_in_billions_exact_to_the_million() -> None:
    assert money_text(12500, "vi") == "12,5 tỷ đồng"
    assert money_text(1234567, "vi") == "1.234,567 tỷ đồng"
    assert money_text(12500, "en") == "VND 12.5 billion"


def test_quarters_are_roman_in_vietnamese() -> None:
    assert quarter_text("2028Q4", "vi") == "quý IV/2028"
    assert quarter_text("2028Q4", "en") == "Q4 2028"


@pytest.mark.parametrize(
    ("value", "unit", "vi", "en"),
    [
        (Fraction("71.32"), "%", "71,32%", "71.32%"),
        (Fraction(287373), "person", "287.373 người", "287,373 people"),
        (Fraction(1), "bed", "1 giường bệnh", "1 hospital bed"),
        (Fraction(7), "rank", "hạng 7", "rank 7"),
        (Fraction("0.0123"), "km", "0,0123 km", "0.0123 km"),
        (Fraction(3), "con trâu", "3 con trâu", "3 con trâu"),
        (Fraction(3), None, "3", "3"),
        (None, "km", "chưa có số liệu", "no figure"),
    ],
)
def test_a_value_follows_its_unit(value: Fraction | None, unit: str | None, vi: str, en: str) -> None:
    assert value_text(value, unit, "vi") == vi
    assert value_text(value, unit, "en") == en


def test_a_level_is_shown_by_its_label_whichever_name_the_case_used() -> None:
    kind = RULEBOOK.quantity("actual_role")
    assert kind is not None
    assert value_text("commune", "level", "en", kind.levels) == "commune level"
    assert value_text("Cấp xã", "level", "en", kind.levels) == "commune level"
    assert value_text("khác", "level", "en", kind.levels) == "khác"


def test_thresholds_name_both_ends_in_the_unit() -> None:
    assert thresholds_text(beds, RULEBOOK, "vi") == "30 → 35 giường/10.000 dân"
    assert thresholds_text(role, RULEBOOK, "vi") == "cấp xã → cấp tỉnh"
    assert thresholds_text(water, RULEBOOK, "vi") == "85 → 95%"
    assert thresholds_text(rank, RULEBOOK, "vi") == "hạng 10"


def test_an_unknown_end_stays_unknown() -> None:
    assert thresholds_text(untold, RULEBOOK, "vi") == "85 → chưa rõ%"
    nothing = untold.model_copy(update={"at_min": None})
    assert thresholds_text(nothing, RULEBOOK, "vi") == "chưa có quy định"


def test_a_step_names_levels_and_provisions_in_words() -> None:
    assert "cấp xã" in step_text(role.steps[0], role, RULEBOOK, "vi")
    assert "commune level" in step_text(role.steps[0], role, RULEBOOK, "en")


def test_a_figure_tells_its_date_and_age() -> None:
    assert age_text(beds.inputs[0], "vi") == "31/12/2025, 11 tháng trước"
    assert age_text(beds.inputs[0].model_copy(update={"age_months": None}), "vi") == "31/12/2025"
    assert age_text(water.inputs[0], "vi") == "không ghi ngày"


def test_the_moment_is_the_end_of_a_quarter_or_as_reported() -> None:
    assert "quý IV/2028" in moment_text(AFTER, "vi")
    assert moment_text(BEFORE, "vi") == "Số liệu như đã báo cáo"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_statuses_and_verdicts_differ_from_one_another(lang: Lang) -> None:
    statuses = {status_text(s, lang) for s in ("full", "met", "reduced", "not_considered", "unmet", "unknown")}
    assert len(statuses) == 6
    assert len({recognised_text(r, lang) for r in ("yes", "no", "unknown")}) == 3
    assert status_symbol("met") != status_symbol("unmet")


def test_every_unit_of_the_shipped_vocabulary_has_a_name() -> None:
    units = {q.unit for id_ in shipped() for q in load(id_).quantities}
    units |= {s.unit for id_ in shipped() for s in load(id_).standards if s.unit}
    named = {unit for unit in units if unit_text(unit, "vi") != unit}
    same_in_vietnamese = {"%", "km", "km/km2", "ha"}
    assert units - named <= same_in_vietnamese
