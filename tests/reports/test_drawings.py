"""The drawings: well-formed, complete, self-contained, escaped, in both languages."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from xml.etree import ElementTree

import pytest

from tests.reports.samples import CASE, IMPOSSIBLE, PLAN, interval
from vedich.messages import LANGUAGES, Lang
from vedich.planning.result import Choice, Plan, Spending
from vedich.reports.chart_scale import nice_step
from vedich.reports.gantt import gantt, gantt_pages
from vedich.reports.money import money_chart
from vedich.reports.score_bar import score_bar
from vedich.reports.score_line import score_line
from vedich.reports.svg import drawing, escaped, label, shortened, text_width

SVG = "{http://www.w3.org/2000/svg}"

DRAWINGS: dict[str, Callable[[Lang], str]] = {
    "gantt": lambda lang: gantt(CASE, PLAN, lang),
    "money": lambda lang: money_chart(CASE, PLAN, lang),
    "score_line": lambda lang: score_line(PLAN.score, Fraction(15), PLAN.reached, lang),
    "score_bar": lambda lang: score_bar("Tổng <điểm>", interval("5.5", "13.5"), Fraction(15), Fraction(25), lang),
}


def texts(svg: str) -> str:
    return "\n".join(node.text or "" for node in ElementTree.fromstring(svg).iter() if node.tag != f"{SVG}style")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_is_one_well_formed_image_with_title_and_description(name: str, lang: Lang) -> None:
    root = ElementTree.fromstring(DRAWINGS[name](lang))
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None and title.text and title.text == root.get("aria-label")
    assert description is not None and description.text


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_asks_nothing_of_the_outside(name: str) -> None:
    svg = DRAWINGS[name]("vi").replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert not re.search(r"https?:|href|@import|<script|<image|<foreignObject", svg)
    assert set(re.findall(r"url\((.)", svg)) <= {"#"}


@pytest.mark.parametrize("name", DRAWINGS)
def test_every_pattern_that_is_used_is_there_once(name: str) -> None:
    svg = DRAWINGS[name]("vi")
    ids = re.findall(r' id="([^"]+)"', svg)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r"url\(#([^)]+)\)", svg)) <= set(ids)


@pytest.mark.parametrize("name", ["gantt", "money", "score_line"])
def test_the_two_languages_differ(name: str) -> None:
    assert texts(DRAWINGS[name]("vi")) != texts(DRAWINGS[name]("en"))


def test_text_is_escaped_and_what_xml_cannot_hold_is_dropped() -> None:
    assert escaped('<a href="x">&\x00\x0b\ud800') == "&lt;a href=&quot;x&quot;&gt;&amp;"
    svg = drawing(10, 10, "<b>", "&\x01", [label(0, 0, "</text><script>")])
    assert ElementTree.fromstring(svg).findtext(f"{SVG}text") == "</text><script>"


def test_a_name_is_cut_to_the_room_it_has_and_not_otherwise() -> None:
    name = "Đường trục chính Bắc – Nam đoạn từ cầu Đông đến quốc lộ"
    cut = shortened(name, 150)
    assert cut.endswith("…") and name.startswith(cut[:-1])
    assert text_width(cut) <= 150
    assert shortened(name, 10_000) == name


def test_the_gantt_names_every_chosen_project_in_full_and_no_other() -> None:
    said = texts(gantt(CASE, PLAN, "vi"))
    for choice in PLAN.choices:
        name = next(p.name for p in CASE.projects if p.project == choice.project)
        assert f"{name}. " in said
    assert "Đường ven sông" not in said


def test_the_gantt_marks_the_quarter_reached_the_domains_and_the_mandatory_projects() -> None:
    said = texts(gantt(CASE, PLAN, "vi"))
    assert "Đạt: quý IV/2028" in said
    assert "Y tế" in said and "Lĩnh vực khác" in said
    assert "● Giải phóng mặt bằng bệnh viện" in said
    assert "Reached: Q4 2028" in texts(gantt(CASE, PLAN, "en"))


def test_only_land_clearance_is_hatched() -> None:
    root = ElementTree.fromstring(gantt(CASE, PLAN, "vi"))
    hatched = [g for g in root.findall(f"{SVG}g") if "url(#" in ElementTree.tostring(g, "unicode")]
    assert [(g.findtext(f"{SVG}title") or "").split(".")[0] for g in hatched] == ["Giải phóng mặt bằng bệnh viện"]


def bars(svg: str) -> dict[str, tuple[float, float]]:
    """Left and right end of each project's bar by the beginning of its title."""
    found = {}
    for group in ElementTree.fromstring(svg).findall(f"{SVG}g"):
        rect = group.find(f"{SVG}rect")
        assert rect is not None
        x, width = float(rect.get("x", "")), float(rect.get("width", ""))
        found[(group.findtext(f"{SVG}title") or "").split(".")[0]] = (x, x + width)
    return found


def test_a_bar_is_as_long_as_its_work() -> None:
    ends = bars(gantt(CASE, PLAN, "vi"))
    half_year = ends["Giải phóng mặt bằng bệnh viện"]
    quarter = ends["Công trình chưa xếp lĩnh vực"]
    assert half_year[1] - half_year[0] + 2 == pytest.approx(2 * (quarter[1] - quarter[0] + 2), abs=0.1)
    assert half_year[1] < quarter[0]


def many(count: int) -> tuple[object, Plan]:
    projects = tuple(replace(CASE.projects[0], project=f"P{n}", name=f"Dự án số {n}") for n in range(count))
    options = tuple(replace(CASE.options[0], project=f"P{n}") for n in range(count))
    choices = tuple(Choice(project=f"P{n}", option="A", start="2027Q1", finish="2027Q4", cost=10) for n in range(count))
    case = replace(CASE, projects=projects, options=options, receipts=())
    return case, PLAN.model_copy(update={"choices": choices, "spending": (), "payments": ()})


def test_a_long_gantt_is_cut_into_drawings_that_repeat_heading_and_axis() -> None:
    case, plan = many(25)
    pages = gantt_pages(case, plan, "vi", rows=10)  # type: ignore[arg-type]
    assert len(pages) == 3
    assert "Y tế (tiếp)" in texts(pages[1])
    assert all("2027" in texts(page) for page in pages)
    assert sum(len(bars(page)) for page in pages) == 25
    ids = [id_ for page in pages for id_ in re.findall(r' id="([^"]+)"', page)]
    assert len(ids) == len(set(ids))


def test_a_gantt_without_projects_is_still_a_drawing() -> None:
    assert ElementTree.fromstring(gantt(CASE, IMPOSSIBLE, "vi")).tag == f"{SVG}svg"


def test_the_money_chart_names_source_year_and_amount_of_every_part() -> None:
    said = texts(money_chart(CASE, PLAN, "vi"))
    assert "Ngân sách, 2027: 3 tỷ đồng" in said
    assert "Đất, 2028: 8,5 tỷ đồng" in said
    assert "Tổng chi 16,734 tỷ đồng" in said


def test_the_money_chart_shows_what_could_be_spent() -> None:
    said = texts(money_chart(CASE, PLAN, "vi"))
    assert "Năm 2027 có thể chi 14,7 tỷ đồng" in said


def test_twenty_sources_are_told_apart() -> None:
    spending = tuple(Spending(project="YT01", source=f"Nguồn {n}", year=2027, amount=100 + n) for n in range(20))
    svg = money_chart(replace(CASE, funding=()), PLAN.model_copy(update={"spending": spending}), "vi")
    root = ElementTree.fromstring(svg)
    looks = {(ElementTree.tostring(p, "unicode").split('id="')[1].split('"', 1)[1]) for p in root.iter(f"{SVG}pattern")}
    assert len(looks) == 20


def test_money_spent_in_no_year_draws_no_bars() -> None:
    assert ElementTree.fromstring(money_chart(CASE, IMPOSSIBLE, "vi")).tag == f"{SVG}svg"


def test_the_score_line_shows_the_mark_and_the_quarter_reached() -> None:
    said = texts(score_line(PLAN.score, Fraction(15), "2028Q4", "vi"))
    assert "Cần 15 điểm" in said
    assert "Đạt: quý IV/2028" in said
    assert "quý I/2027: 5,5 – 13,5" in said
    assert "15,25" in said


def test_an_uncertain_score_is_shaded_and_a_certain_one_is_not() -> None:
    assert "<polygon" in score_line(PLAN.score, None, None, "vi")
    assert "<polygon" not in score_line(PLAN.score[7:], None, None, "vi")


def test_a_score_line_without_quarters_says_so() -> None:
    assert "Chưa có điểm theo quý." in texts(score_line((), None, None, "vi"))


def test_the_bar_is_as_long_as_its_share() -> None:
    root = ElementTree.fromstring(score_bar("x", interval(5), Fraction(10), Fraction(20), "vi"))
    assert "25.00%" in {rect.get("width") for rect in root.iter(f"{SVG}rect")}
    assert "50.00%" in {line.get("x1") for line in root.iter(f"{SVG}line")}


def test_a_bar_says_its_numbers_in_words() -> None:
    said = texts(score_bar("x", interval("5.5", "13.5"), Fraction(15), Fraction(25), "vi"))
    assert "5,5 – 13,5 trên 25 điểm; cần ít nhất 15" in said
    assert "5,5" in texts(score_bar("x", interval("5.5"), None, None, "vi"))


@pytest.mark.parametrize(("span", "step"), [(5, 1), (6, 2), (23, 5), (50, 10), (51, 20), ("0.04", "0.01")])
def test_steps_of_an_axis_are_round(span: int | str, step: int | str) -> None:
    assert nice_step(Fraction(span), 5) == Fraction(step)
