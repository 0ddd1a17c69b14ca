"""What a new rulebook does, in words, on the page, in the terminal and in the workbook; in both languages."""

from __future__ import annotations

import io
import json
import re
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import jsonschema
import openpyxl
import pytest
from rich.console import Console

from tests.planning.changed_law import NOT_TRANSCRIBED, STRICTER, changed_law
from tests.planning.random_cases import random_case, small_rulebook
from tests.reports.test_pages import outline, words
from vedich.case import Case, Effect, Funding, Goal, Option, Project, Quarter
from vedich.messages import LANGUAGES, Lang, set_language
from vedich.planning import Impact, impact
from vedich.reports.impact_html import impact_page
from vedich.reports.impact_terminal import impact_lines
from vedich.reports.impact_wording import difference_sentences, plan_sentences, warnings
from vedich.reports.impact_workbook import write_impact_workbook
from vedich.reports.schemas import json_schemas, to_json
from vedich.rulebooks import Rulebook

OLD = small_rulebook()
LAWS: dict[str, Rulebook] = {
    "stricter": changed_law(**STRICTER, head={"short": {"vi": "Luật mới", "en": "New law"}}),
    "partial": changed_law(mark="16", A1=NOT_TRANSCRIBED, head={"in_force": {"from": "2035-01-01", "to": None}}),
    "without": changed_law(without=("A1",), A2={"value": {"quantity": "parks"}, "scale": {"at_min": 1, "at_max": 2}}),
    "same": OLD,
}


@cache
def case() -> Case:
    """Two road projects, one dear and one cheap, for a goal on the road standard; the names want escaping."""
    plain = random_case(0)
    roads = tuple(replace(row, value=Decimal(8)) if row.quantity == "roads" else row for row in plain.quantities)
    return replace(
        plain,
        unit=replace(plain.unit, name="Phường <script>alert(1)</script>"),
        start=Quarter(2027, 1),
        quarters=8,
        quantities=roads,
        projects=tuple(
            Project(name, f"Đường <{name}>", None, "candidate", (), None, None, ()) for name in ("P1", "P2")
        ),
        options=(Option("P1", "o", None, 2, 30, ()), Option("P2", "o", None, 2, 10, ())),
        effects=(Effect("P1", "o", "roads", Decimal(5)), Effect("P2", "o", "roads", Decimal(2))),
        funding=tuple(Funding("city", year, 30, None, None, True) for year in (2027, 2028)),
        sources=(),
        obligations=(),
        funding_order=None,
        receipts=(),
        capacities=(),
        demands=(),
        goals=(Goal("đường", "standard", "A1", None, None),),
    )


@cache
def found(name: str) -> Impact:
    return impact(case(), OLD, LAWS[name], time_limit=30, in_child=False)


def page(name: str, lang: Lang) -> str:
    return impact_page(case(), OLD, LAWS[name], found(name), lang)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", LAWS)
def test_the_page_is_whole_asks_nothing_of_the_outside_and_escapes_names(name: str, lang: Lang) -> None:
    html = page(name, lang)
    parsed = outline(html)
    assert parsed.open == []
    assert [id_ for id_, count in Counter(parsed.ids).items() if count > 1] == []
    assert (parsed.tags["h1"], parsed.tags["main"], parsed.tags["script"]) == (1, 1, 0)
    assert parsed.links == [] and parsed.handlers == []
    assert set(re.findall(r'aria-labelledby="([^"]+)"', html)) <= set(parsed.ids)
    assert "&lt;script&gt;alert(1)" in html
    assert ("Số liệu minh họa" if lang == "vi" else "Illustrative figures") in words(html)


@pytest.mark.parametrize("name", LAWS)
def test_the_json_fits_its_schema_and_reads_back(name: str) -> None:
    written = to_json(found(name))
    schema = json_schemas()["impact"]
    jsonschema.validate(json.loads(written), schema, cls=jsonschema.Draft202012Validator)
    assert Impact.model_validate_json(written).new.goals == found(name).new.goals


def test_the_difference_of_the_plans_is_told_with_its_sign() -> None:
    assert (found("stricter").extra_cost, found("stricter").later) == (20, 0)
    said = words(page("stricter", "vi"))
    assert "Kinh phí tăng 0,02 tỷ đồng: 0,03 tỷ đồng thay vì 0,01 tỷ đồng." in said
    assert "Mục tiêu vẫn đạt vào cuối quý II/2027." in said
    assert "Bỏ 1 dự án, thêm 1 dự án" in said
    back = impact(case(), LAWS["stricter"], OLD, time_limit=30, in_child=False)
    assert "The cost falls by VND 0.02 billion" in " ".join(difference_sentences(back, "en"))
    later = found("stricter").model_copy(update={"later": 3})
    assert "muộn hơn 3 quý" in difference_sentences(later, "vi")[0]
    sooner = found("stricter").model_copy(update={"later": -1})
    assert "1 quarter sooner" in difference_sentences(sooner, "en")[0]


def test_a_plan_that_the_verifier_did_not_accept_is_compared_with_nothing() -> None:
    rejected = found("stricter")
    assert rejected.new.plan is not None
    plan = rejected.new.plan.model_copy(update={"verified": False})
    rejected = rejected.model_copy(update={"new": rejected.new.model_copy(update={"plan": plan})})
    assert difference_sentences(rejected, "vi") == []


def test_a_partial_law_and_one_not_yet_in_force_carry_warnings() -> None:
    partial = found("partial").new.model_copy(update={"transcription": "partial", "set_aside": ("hills",)})
    told = warnings(found("partial").model_copy(update={"new": partial}), OLD, LAWS["partial"], "vi")
    assert "1 trên 4 tiêu chuẩn" in told[0]
    assert "có hiệu lực từ 01/01/2035" in told[1]
    assert "hills" in told[2]


def test_a_plan_that_comes_after_the_law_has_ended_is_warned_of() -> None:
    ended = found("stricter").old.model_copy(update={"in_force_to": Quarter(2027, 1).end})
    told = warnings(found("stricter").model_copy(update={"old": ended}), OLD, LAWS["stricter"], "vi")
    assert told == ["Lộ trình theo chữ đạt vào cuối quý II/2027, khi bộ này không còn hiệu lực."]


def test_why_no_plan_can_be_asked_is_told_goal_by_goal() -> None:
    said = plan_sentences(found("without").new, "vi")
    assert said[0].startswith("Không thể đặt bài toán lộ trình")
    assert "Mục tiêu đường nêu tiêu chuẩn A1, bộ này không có" in said[1]
    assert "đặt được" in words(page("without", "vi"))
    assert plan_sentences(found("partial").new, "en")[1].startswith("Goal đường: so much")


def test_without_a_plan_the_next_step_fits_the_reason() -> None:
    never = impact(case(), OLD, LAWS["stricter"], budget=1, time_limit=30, in_child=False).new
    assert never.plan is not None and never.plan.status == "impossible"
    assert "vedich why" in plan_sentences(never, "vi")[-1]
    undecided = never.model_copy(update={"plan": never.plan.model_copy(update={"status": "unknown"})})
    assert plan_sentences(undecided, "en")[-1] == "Compute again with more time."


def test_figures_that_are_missing_are_listed_with_who_asks() -> None:
    said = words(page("without", "vi"))
    assert "Số liệu bộ mới cần mà hồ sơ chưa có" in said
    assert re.search(r"parks.*chữ \(A2\)", said)


def test_equal_laws_say_that_nothing_changes() -> None:
    said = words(page("same", "vi"))
    assert "Không tiêu chuẩn nào đổi kết quả, phần còn thiếu hay điểm." in said
    assert "Mục tiêu vẫn đạt" in said and "Kinh phí vẫn là" in said


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", LAWS)
def test_the_terminal_shows_the_same_findings(name: str, lang: Lang) -> None:
    set_language(lang)
    console = Console(width=120, record=True, file=io.StringIO())
    for part in impact_lines(case(), OLD, LAWS[name], found(name)):
        console.print(part)
    shown = console.export_text()
    assert ("Hai bộ tiêu chí" if lang == "vi" else "The two rulebooks") in shown
    assert all(sentence[:60] in shown for sentence in difference_sentences(found(name), lang))


def test_the_workbook_has_numbers_to_work_with(tmp_path: Path) -> None:
    target = tmp_path / "impact.xlsx"
    write_impact_workbook(case(), OLD, LAWS["stricter"], found("stricter"), target, "vi")
    book = openpyxl.load_workbook(target)
    assert book.sheetnames == ["Hai bộ tiêu chí", "Tiêu chuẩn", "Mục tiêu", "Dự án thay đổi"]
    (roads,) = [row for row in book["Tiêu chuẩn"].iter_rows(values_only=True) if row[0] == "A1"]
    assert (roads[6], roads[8], roads[12], roads[14]) == (0, "thiếu 2 km", 0, "thiếu 3 km")
    costs = [(row[0], row[6], row[10]) for row in book["Dự án thay đổi"].iter_rows(min_row=4, values_only=True)]
    assert costs == [("P2", 10, None), ("P1", None, 30)]
    write_impact_workbook(case(), OLD, LAWS["without"], found("without"), target, "en")
    assert "Missing figures" in openpyxl.load_workbook(target).sheetnames


def test_the_same_result_gives_the_same_bytes(tmp_path: Path) -> None:
    one, two = tmp_path / "one.xlsx", tmp_path / "two.xlsx"
    for target in (one, two):
        write_impact_workbook(case(), OLD, LAWS["stricter"], found("stricter"), target, "vi")
    assert one.read_bytes() == two.read_bytes()
