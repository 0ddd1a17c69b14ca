"""The words, pages, drawing and workbook of `why` and `buy`."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import openpyxl
import pytest

from tests.planning.random_cases import random_case, small_rulebook
from vedich.case import Goal
from vedich.messages import Lang
from vedich.planning import Buy, Why
from vedich.planning.buy_result import BuyPoint
from vedich.planning.why_result import (
    ChangeSet,
    ExtraCapacity,
    ExtraMoney,
    Finding,
    LaterDeadline,
    LowerGoal,
)
from vedich.reports.buy_curve import buy_curve
from vedich.reports.buy_html import buy_page
from vedich.reports.buy_tables import headline as buy_headline
from vedich.reports.buy_tables import rows
from vedich.reports.buy_workbook import write_buy_workbook
from vedich.reports.schemas import json_schemas, to_json
from vedich.reports.why_html import why_page
from vedich.reports.why_wording import best_reachable, headline, not_enough, ways, ways_intro

CASE = replace(random_case(0), goals=(Goal("g", "recognition", None, None, None),))
RULEBOOK = small_rulebook()


def _set(*changes: object) -> ChangeSet:
    return ChangeSet(changes=changes, reached="2028Q2", cost=12_500, irreducible=True, cheapest=True)


MONEY = _set(
    ExtraMoney(source="land", year=2027, amount=85_836),
    ExtraMoney(source="city", year=2028, amount=1),
    ExtraCapacity(resource="Tổ GPMB", year=2027, amount=1),
    LaterDeadline(of="project", id="P1", old="2027Q4", new="2028Q1"),
    LaterDeadline(of="goal", id="g", old="2027Q4", new="2028Q1"),
)
LOWER = _set(
    LowerGoal(goal="g", measure="total", subject=None, old=75, new=Decimal("72.34")),
    LowerGoal(goal="g", measure="criterion", subject="A", old=3, new=Decimal("2.5")),
    LowerGoal(goal="h", measure="points", subject="A1", old=3, new=0),
    LowerGoal(goal="i", measure="quantity", subject="roads", old=1000, new=Decimal("8.5")),
    LowerGoal(goal="j", measure="quantity", subject="role", old="top", new="mid"),
)


def _why(*findings: Finding, possible: bool | None = False) -> Why:
    return Why(
        case="1 Nhỏ",
        rulebook="small",
        figures="illustrative",
        by="2028Q2",
        goals=("g",),
        possible=possible,
        findings=findings,
        stopped=False,
        seconds=1.5,
    )


WHY = _why(
    Finding(kinds=("money", "capacity", "deadlines"), outcome="possible", set=MONEY),
    Finding(kinds=("capacity",), outcome="impossible", set=None),
    Finding(kinds=("deadlines",), outcome="unknown", set=None),
    Finding(kinds=("goal",), outcome="possible", set=LOWER),
)


def _point(extra: int, reached: str | None, cost: int | None, proved: bool = True) -> BuyPoint:
    status = "impossible" if reached is None else "optimal" if proved else "feasible"
    return BuyPoint(extra=extra, reached=reached, cost=cost, not_before=reached, proved=proved, status=status)


def _buy(*points: BuyPoint) -> Buy:
    return Buy(
        case="1 Nhỏ",
        rulebook="small",
        figures="illustrative",
        source="land & <sea>",
        year=2027,
        step=10_000,
        points=points,
        stopped=False,
        seconds=2.0,
    )


BUY = _buy(
    _point(0, None, None),
    _point(10_000, "2028Q4", 700_000),
    _point(20_000, "2028Q4", 690_000, proved=False),
    _point(30_000, "2028Q1", 695_500),
)


def test_every_change_is_told_in_both_languages() -> None:
    (way,) = ways(CASE, RULEBOOK, WHY, "vi")
    assert way.name == "Cách 1: thêm vốn, thêm năng lực và lùi thời hạn"
    assert way.changes == (
        "Thêm 85,836 tỷ đồng vào land năm 2027",
        "Thêm 0,001 tỷ đồng vào city năm 2028",
        "Thêm 1 Tổ GPMB trong mỗi quý của năm 2027",
        "Cho dự án P1 P1 xong muộn nhất quý I/2028 thay vì quý IV/2027",
        "Lùi hạn của mục tiêu g từ quý IV/2027 đến quý I/2028",
    )
    assert way.notes[0] == "Cộng 85,837 tỷ đồng."
    best = best_reachable(CASE, RULEBOOK, WHY, "en")
    assert best is not None
    assert best.changes == (
        "Total points reach only 72.34 where 75 are needed: 2.66 short",
        "Group words reaches only 2.5 points, its minimum being 3: 0.5 short",
        "Goal h: words reaches only 0 points instead of 3",
        "Goal i: words reaches only 8.5 km instead of 1,000 km",
        "Goal j: words reaches only level mid instead of level top",
    )
    assert len(not_enough(WHY, "vi")) == 2


def test_what_is_proved_is_said_and_no_more() -> None:
    assert "(đã chứng minh)" in headline(WHY, "vi")
    assert "(đã chứng minh)" not in headline(_why(possible=None), "vi")
    assert "without any one" in ways_intro(WHY, "en")
    open_set = MONEY.model_copy(update={"irreducible": False, "cheapest": False})
    loose = _why(Finding(kinds=("money",), outcome="possible", set=open_set))
    assert "without any one" not in ways_intro(loose, "en")
    assert "(not proved)" in " ".join(ways(CASE, RULEBOOK, loose, "en")[0].notes)
    nothing = _why(Finding(kinds=("money", "capacity", "deadlines"), outcome="impossible", set=None))
    assert "(proved)" in ways_intro(nothing, "en")
    assert not_enough(nothing, "en")[0].startswith("Even more money, more capacity and later deadlines together")


def test_results_fit_their_schemas_and_read_back() -> None:
    for name, result in (("why", WHY), ("buy", BUY)):
        jsonschema.validate(json.loads(to_json(result)), json_schemas()[name], cls=jsonschema.Draft202012Validator)
        assert type(result).model_validate_json(to_json(result)) == result


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_pages_are_whole_and_escape_names(lang: Lang) -> None:
    page = why_page(CASE, RULEBOOK, WHY, lang)
    assert "85" in page
    assert "Tổ GPMB" in page
    page = buy_page(CASE, BUY, lang)
    assert "land &amp; &lt;sea&gt;" in page
    assert "<sea>" not in page


@pytest.mark.parametrize(
    "found", [BUY, _buy(_point(0, None, None)), _buy(_point(0, "2028Q1", 0)), _buy(*BUY.points * 25)]
)
def test_the_curve_is_a_drawing_with_a_mark_for_each_point(found: Buy) -> None:
    svg = ElementTree.fromstring(buy_curve(found, "vi"))
    circles = [node for node in svg.iter() if node.tag.endswith("circle")]
    reached = sum(point.reached is not None for point in found.points)
    assert len(circles) == len(found.points) + reached  # date and cost; without a plan only the date's mark


def test_the_table_says_how_much_sooner_than_with_nothing_more() -> None:
    found = _buy(_point(0, "2028Q4", 700_000), _point(10_000, "2028Q1", 650_000, proved=False))
    first, second = rows(found, "vi")
    assert (first.sooner, first.better, first.proof) == ("–", False, "ngày và kinh phí")
    assert (second.sooner, second.better, second.proof) == ("3", True, "ngày")
    assert "10 tỷ đồng" in buy_headline(found, "vi")
    assert "VND 10 billion to reach" in buy_headline(BUY, "en")
    assert "does not bring" in buy_headline(_buy(found.points[0], found.points[0]), "en")
    assert "still no plan" in buy_headline(_buy(BUY.points[0]), "en")


def test_the_workbook_has_numbers_to_work_with(tmp_path: Path) -> None:
    target = tmp_path / "buy.xlsx"
    write_buy_workbook(CASE, BUY, target, "vi")
    sheet = openpyxl.load_workbook(target).active
    assert sheet is not None
    table = [row for row in sheet.iter_rows(values_only=True) if isinstance(row[0], int)]
    assert [(row[0], row[1], row[3]) for row in table] == [
        (0, "–", None),
        (10_000, "quý IV/2028", 700_000),
        (20_000, "quý IV/2028", 690_000),
        (30_000, "quý I/2028", 695_500),
    ]
