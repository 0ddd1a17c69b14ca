"""`vedich impact` on the command line and in Python."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema

import vedich as api
from tests.test_cli import schema, vedich

CLASS_2, CLASS_3, CLASS_4 = "vn-urban-2025-class2", "vn-urban-2025-class3", "vn-urban-2022-class4"


def test_it_prints_its_json_alone_and_writes_page_and_workbook(examples: Path, tmp_path: Path) -> None:
    page, book = tmp_path / "impact.html", tmp_path / "impact.xlsx"
    done = vedich(
        *("impact", examples / "hiep-hoa-2023", "--to", CLASS_3, "--time-limit", "5"),
        *("--json", "-", "--html", page, "--xlsx", book),
    )
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    jsonschema.validate(result, schema("impact"))
    assert (result["old"]["id"], result["new"]["id"]) == (CLASS_4, CLASS_3)
    assert (result["old"]["at_start"], result["new"]["at_start"]) == ("yes", "not_yet")
    assert len(result["missing"]) == 21
    assert result["new"]["planning"] == "cannot_be_asked"
    assert "Huyện Hiệp Hòa" in page.read_text(encoding="utf-8")
    assert book.exists()


def test_without_a_plan_it_tells_score_and_gaps_in_both_languages(examples: Path) -> None:
    case = examples / "phuong-minh-hoa"
    done = vedich("impact", case, "--to", CLASS_2, "--no-plan")
    assert done.returncode == 0, done.stderr
    assert "SỐ LIỆU MINH HỌA" in done.stdout
    assert "50,18 điểm theo Đô thị loại III (NQ 111/2025)" in done.stdout
    assert "11 tiêu chuẩn nay chưa đạt" in done.stdout
    english = vedich("impact", case, "--from", CLASS_4, "--to", CLASS_3, "--no-plan", "--lang", "en")
    assert "no longer in force" in english.stdout
    assert "No plan was sought" in english.stdout


def test_bad_options_are_refused_in_words(examples: Path) -> None:
    case = examples / "phuong-minh-hoa"
    unknown = vedich("impact", case, "--to", "vn-urban-2035")
    assert unknown.returncode == 2
    assert CLASS_3 in unknown.stderr
    outside = vedich("impact", case, "--to", CLASS_2, "--by", "2040Q1")
    assert outside.returncode == 2
    assert "2031Q4" in outside.stderr
    assert "Traceback" not in unknown.stderr + outside.stderr


def test_a_goal_that_no_law_knows_is_refused_with_its_line(examples: Path, tmp_path: Path) -> None:
    case = tmp_path / "case"
    case.mkdir()
    for file in (examples / "phuong-minh-hoa").glob("*.*"):
        (case / file.name).write_bytes(file.read_bytes())
    (case / "goals.csv").write_text(
        "goal,kind,subject,at_least,by\na,recognition,,,\nb,standard,9Z,,\n", encoding="utf-8"
    )
    done = vedich("impact", case, "--to", CLASS_2, "--no-plan")
    assert done.returncode == 2
    assert "dòng 3" in done.stderr and "9Z" in done.stderr


def test_in_python_it_is_one_call(examples: Path) -> None:
    found = api.impact(api.load(examples / "phuong-minh-hoa"), CLASS_2, plans=False)
    assert (found.old.id, found.new.id) == (CLASS_3, CLASS_2)
    assert len(found.turned("newly_unmet")) == 11
