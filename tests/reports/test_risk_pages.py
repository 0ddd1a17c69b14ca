"""The pages of chances: one file each, nothing from outside, nothing unescaped, complete in both languages."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import pytest

from tests.reports.risk_samples import ASKED_LATER, CASE, NEVER, ODDS, PLANNED, SURE, TRIGGERS
from tests.reports.robust_samples import DOMINATED, MOST, NOTHING, ROBUST, SAME
from tests.reports.samples import AFTER, BEFORE, REJECTED, RULEBOOK
from tests.reports.test_pages import outline, words
from vedich.messages import LANGUAGES, Lang
from vedich.messages.catalogue import entry, keys
from vedich.reports.plan_html import plan_page
from vedich.reports.risk_html import risk_page
from vedich.reports.robust_html import robust_page


def pages(lang: Lang) -> dict[str, str]:
    return {
        "risk": risk_page(CASE, PLANNED, ODDS, lang, RULEBOOK, TRIGGERS),
        "risk, no rulebook": risk_page(CASE, PLANNED, ODDS, lang),
        "risk, never": risk_page(CASE, PLANNED, NEVER, lang, RULEBOOK),
        "risk, sure": risk_page(CASE, PLANNED, SURE, lang, RULEBOOK),
        "risk, later": risk_page(CASE, PLANNED, ASKED_LATER, lang, RULEBOOK),
        "plan with odds": plan_page(CASE, PLANNED, BEFORE, AFTER, lang, RULEBOOK, ODDS),
        "robust": robust_page(CASE, ROBUST, lang, RULEBOOK),
        "robust, most": robust_page(CASE, MOST, lang, RULEBOOK),
        "robust, same": robust_page(CASE, SAME, lang),
        "robust, nothing": robust_page(CASE, NOTHING, lang),
        "robust, dominated": robust_page(CASE, DOMINATED, lang),
    }


VI, EN = pages("vi"), pages("en")
NAMES = tuple(VI)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_balanced_and_its_ids_are_unique(name: str, lang: Lang) -> None:
    page = {"vi": VI, "en": EN}[lang][name]
    found = outline(page)
    assert found.open == []
    assert [id_ for id_, count in Counter(found.ids).items() if count > 1] == []
    assert page.startswith(f'<!DOCTYPE html>\n<html lang="{lang}">')
    assert found.tags["h1"] == 1 and found.tags["main"] == 1
    assert set(re.findall(r'aria-labelledby="([^"]+)"', page)) <= set(found.ids)


@pytest.mark.parametrize("name", NAMES)
def test_a_page_asks_nothing_of_the_outside_and_runs_nothing(name: str) -> None:
    found = outline(VI[name])
    assert found.links == [] and found.handlers == []
    assert found.tags["script"] == 0 and found.tags["link"] == 0


@pytest.mark.parametrize("name", NAMES)
def test_names_and_sources_of_the_case_are_escaped(name: str) -> None:
    assert "<script" not in VI[name] and "<b>&" not in VI[name]
    assert "&lt;script&gt;alert(1)" in VI[name]


ROOMS = ("risk.", "triggers.", "report.")


@pytest.mark.parametrize("name", NAMES)
def test_a_page_in_vietnamese_has_no_fixed_english_words(name: str) -> None:
    said = words(VI[name])
    texts = {key: entry(key) for key in keys() if key.startswith(ROOMS)}
    vietnamese = {str(text["vi"]) for text in texts.values()}
    english = {text["en"] for text in texts.values() if isinstance(text["en"], str)}
    plain = {text for text in english - vietnamese if "{" not in text and len(text) > 3}
    assert [text for text in plain if re.search(rf"\b{re.escape(text)}\b", said)] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_page_in_english_has_no_fixed_vietnamese_words(name: str) -> None:
    said = words(EN[name])
    texts = {key: entry(key) for key in keys() if key.startswith(ROOMS)}
    english = {str(text["en"]) for text in texts.values()}
    vietnamese = {text["vi"] for text in texts.values() if isinstance(text["vi"], str)}
    plain = {text for text in vietnamese - english if "{" not in text and len(text) > 4}
    left = {text for text in plain if re.search(rf"\b{re.escape(text)}\b", said)}
    assert left <= {"Giải phóng mặt bằng"}  # a domain of the case, not of the page


@pytest.mark.parametrize("name", NAMES)
def test_illustrative_figures_carry_a_banner(name: str) -> None:
    assert "Số liệu minh họa" in words(VI[name])


def test_reported_figures_carry_none() -> None:
    reported = {"figures": "reported"}
    case = replace(CASE, figures="reported")
    page = risk_page(case, PLANNED.model_copy(update=reported), ODDS.model_copy(update=reported), "vi", RULEBOOK)
    assert "minh họa" not in words(page)
    assert "minh họa" not in words(robust_page(case, ROBUST.model_copy(update=reported), "vi"))


def test_the_page_of_odds_has_a_table_for_each_drawing() -> None:
    said = words(VI["risk"])
    assert "62,3%" in said and "15,25" in said
    for heading in ("Bảng khả năng theo quý", "Bảng điểm theo quý", "Bảng số của các yếu tố", "Bảng số vốn thiếu"):
        assert heading in said


def test_the_page_of_odds_tells_drivers_shortages_and_late_projects() -> None:
    said = words(VI["risk"])
    assert "Chậm trễ – Giải phóng mặt bằng" in said
    assert "Sobol" in said
    assert "72%" in said and "3,5" in said
    assert CASE.projects[0].name in said and "38%" in said


def test_assumptions_and_defaults_are_marked_beside_their_sources() -> None:
    page = VI["risk"]
    assert '<span class="tag unknown">giả định</span> <span class="tag">mức mặc định</span>' in page
    assert "1 trên 8 mục là giả định" in words(page)


def test_the_pass_mark_comes_from_the_rulebook() -> None:
    assert "Cần 15 điểm" in words(VI["risk"])
    assert "Cần 15 điểm" not in words(VI["risk, no rulebook"])


def test_odds_without_drivers_shortages_late_projects_and_inputs_say_so() -> None:
    said = words(VI["risk, never"])
    assert "Không có yếu tố nào để xếp: không tính theo yêu cầu" in said
    assert "Không nguồn nào thiếu" in said
    assert "Không dự án nào chậm" in said
    assert "Không có điều gì chưa chắc" in said


def test_a_plan_that_does_not_hold_its_goals_explains_scenarios_that_never_get_there() -> None:
    lapsing = PLANNED.model_copy(
        update={
            "score": tuple(
                row.model_copy(update={"goals_met": row.quarter == PLANNED.reached}) for row in PLANNED.score
            )
        }
    )
    said = words(risk_page(CASE, lapsing, NEVER, "vi", RULEBOOK))
    assert "từ quý I/2029 mục tiêu cũng không còn giữ được" in said
    assert "không còn giữ được" not in words(VI["risk, never"])  # that plan does hold them
    assert "không còn giữ được" not in words(risk_page(CASE, lapsing, SURE, "vi", RULEBOOK))


def test_wide_intervals_of_drivers_are_warned_of() -> None:
    wide = ODDS.model_copy(update={"drivers": tuple(d.model_copy(update={"error": 0.4}) for d in ODDS.drivers)})
    assert "thứ tự các yếu tố chưa chắc" in words(risk_page(CASE, PLANNED, wide, "vi", RULEBOOK))
    assert "thứ tự các yếu tố chưa chắc" not in words(VI["risk"])


def test_early_warnings_are_shown_only_where_they_are_given() -> None:
    assert "Cảnh báo sớm" in words(VI["risk"])
    assert "Cảnh báo sớm" not in words(VI["risk, later"])
    assert "0,9 tỷ đồng" in words(VI["risk"])


def test_the_page_of_the_plan_shows_odds_only_where_they_are_given() -> None:
    with_odds = words(VI["plan with odds"])
    assert "Khả năng đúng hạn" in with_odds and "62%" in with_odds
    assert "Tám phần mười số kịch bản" in with_odds
    without = words(plan_page(CASE, PLANNED, BEFORE, AFTER, "vi", RULEBOOK))
    assert "kịch bản" not in without
    rejected = words(plan_page(CASE, REJECTED, BEFORE, AFTER, "vi", RULEBOOK, ODDS))
    assert "kịch bản" not in rejected


def test_the_page_of_a_robust_choice_compares_both_plans() -> None:
    said = words(VI["robust"])
    assert "Đường ven sông" in said and "thêm" in said
    assert "18,234 tỷ đồng" in said and "16,734 tỷ đồng" in said
    assert "dự phòng thời gian" in said


def test_without_any_plan_the_page_says_so_and_draws_nothing() -> None:
    assert outline(VI["robust, nothing"]).tags["svg"] == 0
    assert "Không tìm được lộ trình nào" in words(VI["robust, nothing"])
