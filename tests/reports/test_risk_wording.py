"""Chances are told so that nobody is misled: rounding, errors, ranges, what is assumed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reports.risk_samples import ASKED_LATER, CASE, NEVER, ODDS, SURE, chance, driver, uncertain
from tests.reports.robust_samples import DOMINATED, MOST, NOTHING, ROBUST, SAME
from tests.reports.samples import RULEBOOK
from vedich.messages import LANGUAGES, Lang
from vedich.reports import risk_wording, robust_wording
from vedich.reports.risk_inputs import input_groups, range_text
from vedich.reports.risk_names import driver_name
from vedich.reports.risk_numbers import chance_text, percent_text, quarters_text
from vedich.reports.risk_tables import chance_rows, heat_words, short_table


@pytest.mark.parametrize(
    ("share", "decimals", "words"),
    [
        (0, 0, "0%"),
        (1, 0, "100%"),
        (0.6234, 0, "62%"),
        (0.6234, 1, "62,3%"),
        (0.0049, 0, "dưới 1%"),
        (0.9951, 0, "trên 99%"),
        (0.0004, 1, "dưới 0,1%"),
        (0.99996, 1, "trên 99,9%"),
        (-0.01, 0, "0%"),
    ],
)
def test_a_percentage_is_none_or_all_only_if_it_is(share: float, decimals: int, words: str) -> None:
    assert percent_text(share, "vi", decimals) == words


@given(st.floats(0, 1))
def test_a_percentage_is_never_further_off_than_half_its_last_place(share: float) -> None:
    words = percent_text(share, "en", 1)
    number = float(re.sub(r"[^0-9.]", "", words))
    if words.startswith("below"):
        assert 0 < share * 100 <= 0.05 + 1e-9
    elif words.startswith("above"):
        assert 99.95 - 1e-9 <= share * 100 < 100
    else:
        assert abs(number - share * 100) <= 0.05 + 1e-9


def test_the_error_is_the_95_percent_interval_rounded_up() -> None:
    # 1.96 · √(0.6234 · 0.3766 / 10 000) = 0.95 percentage points
    assert chance_text(chance("2028Q4", 0.6234), "vi") == "62%\u00a0±\u00a01 điểm phần trăm"
    assert chance_text(chance("2028Q4", 0.6234), "en") == "62%\u00a0±\u00a01 percentage points"


def test_a_chance_near_none_or_all_is_told_to_one_place_more() -> None:
    assert chance_text(chance("2028Q4", 0.0022), "vi") == "0,2%\u00a0±\u00a00,1 điểm phần trăm"
    assert chance_text(chance("2028Q4", 0.9951), "en").startswith("99.5%\u00a0±")


def test_where_all_scenarios_agree_that_is_said_instead_of_an_error() -> None:
    assert chance_text(chance("2028Q4", 0), "vi") == "0% (không kịch bản nào)"
    assert chance_text(chance("2028Q4", 1), "en") == "100% (every scenario)"


def test_one_quarter_is_singular_in_english() -> None:
    assert quarters_text(1, "en") == "1 quarter"
    assert quarters_text(1.25, "en") == "1.2 quarters"
    assert quarters_text(1.25, "vi") == "1,2 quý"


def test_the_headline_tells_the_chance_the_middle_and_the_bad_case() -> None:
    assert risk_wording.headline(ODDS, "vi").replace("\u00a0", " ") == (
        "Khả năng đạt mục tiêu đúng hạn (cuối quý IV/2028): 62% ± 1 điểm phần trăm. Mức giữa: cuối quý IV/2028; "
        "trường hợp xấu (cứ mười kịch bản có một chậm hơn): cuối quý III/2029."
    )
    assert "Hơn một nửa số kịch bản không đạt" in risk_wording.headline(NEVER, "vi")
    assert "the end of Q2 2029" in risk_wording.headline(ASKED_LATER, "en")
    open_end = ODDS.model_copy(update={"date": ODDS.date.model_copy(update={"p90": None})})
    assert "hơn một phần mười số kịch bản" in risk_wording.headline(open_end, "vi")


def test_a_delay_that_the_horizon_cut_off_is_told_as_a_lower_bound() -> None:
    delays = {fact.name: fact.value for fact in risk_wording.facts(ODDS, "vi")}
    assert delays["Chậm trung bình"] == "ít nhất 0,8 quý"
    assert risk_wording.censored_text(ODDS, "vi").startswith("5% số kịch bản")
    sure = {fact.name: fact.value for fact in risk_wording.facts(SURE, "vi")}
    assert sure["Chậm trung bình"] == "0 quý"
    assert risk_wording.censored_text(SURE, "vi") == ""


def test_how_it_was_computed_takes_three_sentences_and_the_error_one() -> None:
    sentences = risk_wording.method_sentences(ODDS, "vi")
    assert len(sentences) == 3
    assert "10.000" in sentences[0]
    assert "± 1 điểm phần trăm" in risk_wording.error_sentence(ODDS, "vi")


def test_without_a_difference_the_error_says_what_n_scenarios_can_tell() -> None:
    # Rule of three: 1 − 0.05^(1/10 000) = 0.03 %
    assert "0,03%" in risk_wording.error_sentence(SURE, "vi")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_kind_of_driver_is_named_in_words(lang: Lang) -> None:
    names = [driver_name(CASE, row, lang, RULEBOOK) for row in ODDS.drivers]
    assert len(set(names)) == len(names)
    assert not any(risk.risk in name for name in names for risk in CASE.risks)


def test_an_event_is_named_by_what_it_strikes_and_a_shared_movement_as_such() -> None:
    said = [driver_name(CASE, row, "vi", RULEBOOK) for row in ODDS.drivers]
    assert "Ngừng cấp vốn – Đất" in said
    assert "Tăng giá – mọi dự án" in said
    assert "Chi phí – biến động chung" in said
    assert f"Vướng khởi công – {CASE.projects[0].name}" in said
    assert driver_name(CASE, driver("price", "gone", 0, 0.1), "vi") == "Tăng giá – gone"


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (uncertain("a", "funding", "Đất", (70, 100, 110.25)), "70 – 100 – 110,2%"),
        (uncertain("a", "delay", None, (0, 0, 3)), "0 – 0 – 3 quý"),
        (uncertain("a", "blocked", None, (1, 1, 1), None), "1 quý"),
        (uncertain("a", "freeze", None, (None, 100, None), None), "100%"),
        (uncertain("a", "cost", None, (None, None, None), None), "–"),
        (uncertain("a", "trend", "population", (-0.6, 0, 0.6)), "-0,6 – 0 – 0,6% mỗi năm"),
        (uncertain("a", "trend", "hospital_beds", (-1, 0, 1)), "-1 – 0 – 1 giường bệnh mỗi năm"),
        (uncertain("a", "trend", "unheard", (-1, 0, 1)), "-1 – 0 – 1 mỗi năm"),
    ],
)
def test_a_range_is_told_in_its_own_unit(row: object, words: str) -> None:
    assert range_text(CASE, row, "vi") == words  # type: ignore[arg-type]


def test_the_years_of_a_source_share_a_row() -> None:
    years = tuple(
        uncertain(f"Đất {year}", "funding", "Đất", (70, 100, year - 1900), year=year, source="funding")
        for year in (2027, 2028, 2029)
    )
    (group,) = input_groups(CASE, ODDS.model_copy(update={"inputs": years}), "vi")
    (row,) = group.rows
    assert row.ranges == ("2027: 70 – 100 – 127%", "2028: 70 – 100 – 128%", "2029: 70 – 100 – 129%")
    assert row.source == "Mức thấp, mức cao của năm trong bảng «Nguồn vốn» của hồ sơ."


def test_a_default_for_all_is_told_as_what_the_others_leave() -> None:
    rows = (
        uncertain("d", "cost", None, (95, 100, 125), default=True, assumption=True),
        uncertain("c", "cost", "Y tế", (95, 100, 150)),
    )
    (group,) = input_groups(CASE, ODDS.model_copy(update={"inputs": rows}), "vi")
    assert [row.name for row in group.rows] == ["Y tế", "mọi dự án khác"]
    (alone,) = input_groups(CASE, ODDS.model_copy(update={"inputs": rows[:1]}), "vi")
    assert alone.rows[0].name == "mọi dự án"
    assert alone.rows[0].source == ""  # "giả định" stands beside it already


def test_the_shades_grow_with_the_chance_of_a_shortage() -> None:
    table = short_table(CASE, ODDS, "vi")
    assert table is not None and table.years == (2027, 2028)
    heats = {name: [cell and cell.heat for cell in cells] for name, cells in table.rows}
    assert heats == {"Ngân sách": [0, 1], "Đất": [None, 4]}
    assert heat_words("vi")[0] == "dưới 5%" and heat_words("vi")[-1] == "từ 60% trở lên"


def test_the_table_of_chances_begins_before_the_first_one_and_marks_the_date() -> None:
    rows = chance_rows(ODDS, "vi")
    assert [row.chance for row in rows] == ["0%", "62,3%", "78%", "89%", "93%", "95%"]
    assert [row.quarter for row in rows if row.asked] == ["quý IV/2028"]
    assert len(chance_rows(NEVER, "vi")) == len(NEVER.chances)


def test_a_robust_choice_says_what_certainty_costs() -> None:
    said = robust_wording.headline(ROBUST, "vi").replace("\u00a0", " ")
    assert "từ 80% trở lên: kinh phí 18,234 tỷ đồng, khả năng 81% ± 0,8 điểm phần trăm" in said
    assert "chắc hơn 18,9 điểm phần trăm, đắt hơn 1,5 tỷ đồng" in said
    assert "Không lộ trình nào đã thử" in robust_wording.headline(MOST, "vi")
    assert "cũng là lộ trình thông thường" in robust_wording.headline(SAME, "vi")
    assert "Không tìm được lộ trình nào" in robust_wording.headline(NOTHING, "vi")
    assert "rẻ hơn 0,2 tỷ đồng" in robust_wording.headline(DOMINATED, "vi")


def test_a_robust_choice_says_how_it_was_tried_and_what_was_left_out() -> None:
    assert any("24" in sentence and "2.000" in sentence for sentence in robust_wording.method_sentences(ROBUST, "vi"))
    assert "hết thời gian" in robust_wording.method_sentences(MOST, "vi")[-1]
    assert "dừng sớm" in robust_wording.method_sentences(NOTHING, "vi")[-1]
    assert robust_wording.facts(NOTHING, "vi") == ()
