"""`vedich why` and `vedich buy` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema

from tests.test_cli import schema, vedich


def test_why_prints_its_json_alone_and_writes_a_page(examples: Path, tmp_path: Path) -> None:
    page = tmp_path / "why.html"
    done = vedich(
        "why", examples / "phuong-minh-hoa", "--by", "2027Q2", "--time-limit", "4", "--json", "-", "--html", page
    )
    assert done.returncode in {0, 1}, done.stderr
    result = json.loads(done.stdout)
    jsonschema.validate(result, schema("why"))
    assert result["possible"] is False
    assert "quý II/2027" in page.read_text(encoding="utf-8")


def test_buy_prints_its_json_alone_and_writes_page_and_workbook(examples: Path, tmp_path: Path) -> None:
    page, book = tmp_path / "buy.html", tmp_path / "buy.xlsx"
    done = vedich(
        *("buy", examples / "phuong-minh-hoa", "--source", "Xã hội hóa", "--steps", "1", "--step", "12,5"),
        *("--time-limit", "3", "--json", "-", "--html", page, "--xlsx", book),
    )
    assert done.returncode in {0, 1}, done.stderr
    result = json.loads(done.stdout)
    jsonschema.validate(result, schema("buy"))
    assert [point["extra"] for point in result["points"]] == [0, 12_500]
    assert page.exists()
    assert book.exists()


def test_bad_options_are_refused_in_words(examples: Path) -> None:
    case = examples / "phuong-minh-hoa"
    outside = vedich("why", case, "--by", "2040Q1")
    assert outside.returncode == 2
    assert "2031Q4" in outside.stderr
    unknown = vedich("buy", case, "--source", "Ngân hàng")
    assert unknown.returncode == 2
    assert "Tiền sử dụng đất" in unknown.stderr
    nothing = vedich("buy", case, "--source", "Xã hội hóa", "--step", "0")
    assert nothing.returncode == 2
    assert "--step" in nothing.stderr
    assert "Traceback" not in outside.stderr + unknown.stderr + nothing.stderr
