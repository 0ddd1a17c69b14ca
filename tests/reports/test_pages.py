"""The HTML pages: one file each, nothing from outside, nothing unescaped, complete in both languages."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser

import pytest

from tests.reports.samples import AFTER, BEFORE, CASE, IMPOSSIBLE, PLAN, REJECTED, RULEBOOK, SOURCE, UNKNOWN
from vedich.messages import LANGUAGES, Lang
from vedich.messages.catalogue import entry, keys
from vedich.reports.plan_html import plan_page
from vedich.reports.score_html import score_page

_VOID = {"meta", "br", "link", "img", "input", "hr"}


class Outline(HTMLParser):
    """What a test asks of a page: tags balanced, ids, attributes, visible text."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: Counter[str] = Counter()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.handlers: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._note(tag, attrs)
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._note(tag, attrs)

    def _note(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name in {"href", "src", "srcset", "action", "data", "poster"}:
                self.links.append(value or "")
            if name.startswith("on"):
                self.handlers.append(name)

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open[-1] == tag, f"</{tag}> closes {self.open[-1:]}"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.words.append(data)


def outline(page: str) -> Outline:
    parsed = Outline()
    parsed.feed(page)
    parsed.close()
    return parsed


def pages(lang: Lang) -> dict[str, str]:
    return {
        "score": score_page(BEFORE, RULEBOOK, lang),
        "plan": plan_page(CASE, PLAN, BEFORE, AFTER, lang, RULEBOOK),
        "impossible": plan_page(CASE, IMPOSSIBLE, BEFORE, None, lang, RULEBOOK),
        "unknown": plan_page(CASE, UNKNOWN, BEFORE, None, lang, RULEBOOK),
        "rejected": plan_page(CASE, REJECTED, BEFORE, AFTER, lang, RULEBOOK),
    }


def words(page: str) -> str:
    return re.sub(r"\s+", " ", " ".join(outline(page).words))


NAMES = ("score", "plan", "impossible", "unknown", "rejected")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_balanced_and_its_ids_are_unique(name: str, lang: Lang) -> None:
    page = pages(lang)[name]
    found = outline(page)
    assert found.open == []
    assert [id_ for id_, count in Counter(found.ids).items() if count > 1] == []
    assert page.startswith(f'<!DOCTYPE html>\n<html lang="{lang}">')
    assert page.endswith("</html>\n")
    assert found.tags["h1"] == 1 and found.tags["main"] == 1


@pytest.mark.parametrize("name", NAMES)
def test_a_page_asks_nothing_of_the_outside_and_runs_nothing(name: str) -> None:
    page = pages("vi")[name]
    found = outline(page)
    assert found.links == [] and found.handlers == []
    assert found.tags["script"] == 0 and found.tags["link"] == 0
    assert "@import" not in page
    assert "default-src 'none'; style-src 'unsafe-inline'; img-src data:" in page


@pytest.mark.parametrize("name", NAMES)
def test_names_from_the_case_are_escaped(name: str) -> None:
    page = pages("vi")[name]
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_aria_reference_leads_somewhere(lang: Lang) -> None:
    for page in pages(lang).values():
        assert set(re.findall(r'aria-labelledby="([^"]+)"', page)) <= set(outline(page).ids)


@pytest.mark.parametrize("name", NAMES)
def test_a_page_in_vietnamese_has_no_fixed_english_words(name: str) -> None:
    said = words(pages("vi")[name])
    english = {
        entry(key)["en"]
        for key in keys()
        if key.startswith(("report.", "score.step.")) and isinstance(entry(key)["en"], str)
    }
    plain = {text for text in english if "{" not in text and len(text) > 3}
    vietnamese = {entry(key)["vi"] for key in keys() if key.startswith("report.")}
    assert [text for text in plain - vietnamese if re.search(rf"\b{re.escape(text)}\b", said)] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_page_in_english_has_no_fixed_vietnamese_words(name: str) -> None:
    said = words(pages("en")[name])
    vietnamese = {entry(key)["vi"] for key in keys() if key.startswith("report.")}
    english = {entry(key)["en"] for key in keys() if key.startswith("report.")}
    plain = {text for text in vietnamese - english if isinstance(text, str) and "{" not in text and len(text) > 4}
    left = [text for text in plain if re.search(rf"\b{re.escape(text)}\b", said)]
    assert left in ([], ["Giải phóng mặt bằng"])  # a domain of the case, not of the page


def test_the_score_page_tells_the_verdict_the_range_and_what_is_short() -> None:
    said = words(pages("vi")["score"])
    assert "5,5 – 13,5 trên 25 điểm" in said
    assert "còn thiếu 1,5 điểm" in said
    assert "Chưa đủ điều kiện theo bộ tiêu chí" in said
    assert "thiếu 12 giường bệnh" in said
    assert "cần số liệu: Tỷ lệ nước sạch" in said
    assert "bộ tiêu chí chưa có: mức tối đa, điểm tối thiểu" in said


def test_the_score_page_says_how_far_the_text_can_be_relied_on() -> None:
    assert "chưa đối chiếu với văn bản chính thức" in words(pages("vi")["score"])
    partial = BEFORE.model_copy(update={"transcription": "partial"})
    assert "Mới chép được một phần" in words(score_page(partial, RULEBOOK, "vi"))


def test_the_score_page_gives_clause_source_and_age_of_what_it_used() -> None:
    said = words(pages("vi")["score"])
    assert "Bảng 1, mục 1" in said
    assert "31/12/2025, 11 tháng trước" in said
    assert SOURCE in said
    assert "Đô thị miền núi" in said
    assert "cấp xã" in said and "commune" not in said


def test_illustrative_figures_carry_a_banner_and_reported_ones_none() -> None:
    banner = "Số liệu minh họa"
    assert all(banner in words(page) for page in pages("vi").values())
    reported = BEFORE.model_copy(update={"figures": "reported"})
    assert banner not in words(score_page(reported, RULEBOOK, "vi"))


def test_the_plan_page_shows_every_project_its_cost_and_the_money() -> None:
    said = words(pages("vi")["plan"])
    for project in CASE.projects[:3]:
        assert project.name in said
    assert "16,734 tỷ đồng" in said
    assert "cuối quý IV/2028" in said
    assert "8,500" in said and "12,500" in said
    assert said.count("bắt buộc") >= 3


def test_the_plan_page_compares_standards_before_and_after_by_their_labels() -> None:
    said = words(pages("vi")["plan"])
    assert "2 tiêu chuẩn thay đổi điểm" in said
    assert "cấp tỉnh" in said and "province" not in said
    assert "5,5 – 13,5 → 15,25" in said


def test_the_date_stage_is_told_as_a_quarter() -> None:
    assert re.search(r"Sớm nhất\s+quý IV/2028", words(pages("vi")["plan"]))


def test_an_impossible_goal_gets_next_steps_and_the_unmet_standards() -> None:
    said = words(pages("vi")["impossible"])
    assert "Việc cần làm tiếp" in said
    assert "Giường bệnh trên 10.000 dân" in said and "thiếu 12 giường bệnh" in said
    assert "Điểm theo quý nếu không làm thêm dự án nào" in said


def test_a_plan_that_failed_the_check_is_withheld() -> None:
    said = words(pages("vi")["rejected"])
    assert "không được trình bày" in said
    assert CASE.projects[0].name not in said
    assert "16,734" not in said


def test_a_plan_page_without_the_score_afterwards_leaves_the_comparison_out() -> None:
    page = plan_page(CASE, PLAN, BEFORE, None, "vi", RULEBOOK)
    assert "Tiêu chuẩn trước và sau" not in words(page)
