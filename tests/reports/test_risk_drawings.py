"""The drawings of chances: well-formed, described, self-contained, true to their numbers."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from xml.etree import ElementTree

import pytest

from tests.reports.risk_samples import ASKED_LATER, CASE, NEVER, ODDS, SURE, driver
from tests.reports.robust_samples import DOMINATED, MOST, ROBUST, SAME
from tests.reports.samples import RULEBOOK
from tests.reports.test_drawings import SVG, texts
from vedich.messages import LANGUAGES, Lang
from vedich.reports.risk_chances import chance_curve
from vedich.reports.risk_fan import fan_chart
from vedich.reports.risk_tornado import SHOWN, tornado
from vedich.reports.robust_frontier import frontier

NO_FAN = ODDS.model_copy(update={"fan": ()})
LONG = ODDS.model_copy(
    update={
        "chances": tuple(
            ODDS.chances[-1].model_copy(update={"quarter": f"{2027 + step // 4}Q{step % 4 + 1}"}) for step in range(40)
        ),
        "drivers": tuple(driver("delay", f"Lĩnh vực {n}", 0.01, n / 100) for n in range(1, 31)),
    }
)
DRAWINGS: dict[str, Callable[[Lang], str]] = {
    "chances": lambda lang: chance_curve(ODDS, lang),
    "chances, never": lambda lang: chance_curve(NEVER, lang),
    "chances, sure": lambda lang: chance_curve(SURE, lang),
    "chances, later": lambda lang: chance_curve(ASKED_LATER, lang),
    "chances, 40 quarters": lambda lang: chance_curve(LONG, lang),
    "fan": lambda lang: fan_chart(ODDS, Fraction(15), lang),
    "fan, no mark": lambda lang: fan_chart(ODDS, None, lang),
    "fan, empty": lambda lang: fan_chart(NO_FAN, None, lang),
    "tornado": lambda lang: tornado(CASE, ODDS, lang, RULEBOOK),
    "tornado, empty": lambda lang: tornado(CASE, NEVER, lang, RULEBOOK),
    "tornado, many": lambda lang: tornado(CASE, LONG, lang, RULEBOOK),
    "frontier": lambda lang: frontier(ROBUST, lang),
    "frontier, none reaches it": lambda lang: frontier(MOST, lang),
    "frontier, one plan": lambda lang: frontier(SAME, lang),
    "frontier, usual plan beaten": lambda lang: frontier(DOMINATED, lang),
}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_is_one_well_formed_image_with_title_and_description(name: str, lang: Lang) -> None:
    root = ElementTree.fromstring(DRAWINGS[name](lang))
    assert root.tag == f"{SVG}svg" and root.get("role") == "img"
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None and title.text and title.text == root.get("aria-label")
    assert description is not None and description.text


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_asks_nothing_of_the_outside(name: str) -> None:
    svg = DRAWINGS[name]("vi").replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert not re.search(r"https?:|href|@import|<script|<image|<foreignObject|url\(", svg)
    assert " id=" not in svg


@pytest.mark.parametrize("name", DRAWINGS)
def test_the_two_languages_differ(name: str) -> None:
    assert texts(DRAWINGS[name]("vi")) != texts(DRAWINGS[name]("en"))


@pytest.mark.parametrize("name", [name for name in DRAWINGS if not name.startswith("tornado")])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_everything_lies_within_the_drawing(name: str, lang: Lang) -> None:
    root = ElementTree.fromstring(DRAWINGS[name](lang))
    width, height = (float(root.get(side, "")) for side in ("width", "height"))
    for node in root.iter():
        for key, most in (("x", width), ("x1", width), ("x2", width), ("cx", width), ("y", height), ("cy", height)):
            if (value := node.get(key)) is not None:
                assert -1 <= float(value) <= most + 1, (node.tag, node.attrib)
        for pair in node.get("points", "").split():
            x, y = map(float, pair.split(","))
            assert 0 <= x <= width and 0 <= y <= height


def steps(svg: str) -> list[tuple[float, float]]:
    line = next(n for n in ElementTree.fromstring(svg).iter(f"{SVG}polyline") if n.get("class") == "line")
    return [tuple(map(float, pair.split(","))) for pair in line.get("points", "").split()]  # type: ignore[misc]


def test_a_step_is_as_high_as_its_chance() -> None:
    heights = [y for _, y in steps(chance_curve(ODDS, "vi"))]
    bottom, top = 42 + 190, 42  # of the plot
    assert (bottom - heights[-1]) / (bottom - top) == pytest.approx(0.9504, abs=1e-3)
    assert heights == sorted(heights, reverse=True)  # SVG counts downwards


def test_the_chances_begin_a_year_before_anything_happens_and_end_with_the_horizon() -> None:
    svg = chance_curve(ODDS, "vi")
    rects = [n for n in ElementTree.fromstring(svg).iter(f"{SVG}rect") if n.get("class") == "hover"]
    said = [rect.findtext(f"{SVG}title") for rect in rects]
    assert said[0] == "quý IV/2027: 0%" and said[-1] == "quý IV/2029: 95%"


def test_the_date_and_its_chance_are_marked_and_the_planned_date_beside_another() -> None:
    assert "Hạn: quý IV/2028, 62%" in texts(chance_curve(ODDS, "vi"))
    later = texts(chance_curve(ASKED_LATER, "vi"))
    assert "Hạn: quý II/2029, 89%" in later and "Lộ trình: quý IV/2028" in later


def test_the_fan_names_its_lines_and_its_numbers() -> None:
    said = texts(fan_chart(ODDS, Fraction(15), "vi"))
    assert "Tám phần mười số kịch bản (P10–P90)" in said
    assert "Cần 15 điểm" in said
    assert "quý IV/2029: lộ trình 15,25; mức giữa 15; P10–P90 từ 14,99 đến 15,25" in said


def test_the_band_lies_between_its_quantiles() -> None:
    root = ElementTree.fromstring(fan_chart(ODDS, None, "vi"))
    band = next(n for n in root.iter(f"{SVG}polygon"))
    places = [tuple(map(float, pair.split(","))) for pair in band.get("points", "").split()]
    highs, lows = places[:12], places[12:][::-1]
    assert all(high[1] <= low[1] and high[0] == low[0] for high, low in zip(highs, lows, strict=True))


def test_without_quarters_the_fan_says_so() -> None:
    assert "Chưa có điểm theo quý." in texts(fan_chart(NO_FAN, None, "vi"))


def test_drivers_come_by_size_and_bars_are_as_long_as_their_shares() -> None:
    root = ElementTree.fromstring(tornado(CASE, ODDS, "vi", RULEBOOK))
    groups = root.findall(f"{SVG}g")
    assert [(g.findtext(f"{SVG}title") or "").split(" – ")[0] for g in groups[:3]] == [
        "Chậm trễ",
        "Vốn về",
        "Ngừng cấp vốn",
    ]
    bars = [[float(r.get("width", "").rstrip("%")) for r in group.findall(f"{SVG}rect")] for group in groups]
    assert bars[1][0] / bars[0][0] == pytest.approx(0.33 / 0.45, abs=1e-3)
    assert bars[0][1] / bars[0][0] == pytest.approx(0.38 / 0.45, abs=1e-3)
    assert all(0 <= first <= total <= 60 for total, first in bars)


def test_only_the_largest_drivers_are_drawn() -> None:
    assert len(ElementTree.fromstring(tornado(CASE, LONG, "vi")).findall(f"{SVG}g")) == SHOWN


def test_every_plan_of_the_frontier_has_a_mark_with_its_cost_and_chance() -> None:
    said = texts(frontier(ROBUST, "vi"))
    assert "Kinh phí 18,234 tỷ đồng: khả năng 81,2%" in said
    assert "mức yêu cầu: 80%" in said
    assert len(ElementTree.fromstring(frontier(ROBUST, "vi")).findall(f"{SVG}g")) == 4


def test_a_usual_plan_that_another_beats_is_drawn_beside_the_frontier() -> None:
    root = ElementTree.fromstring(frontier(DOMINATED, "vi"))
    assert len(root.findall(f"{SVG}g")) == 4
    assert len(steps(frontier(DOMINATED, "vi"))) == 2 * 3 - 1
