"""`vedich plan --robust` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from tests.test_cli import _small_case, schema, vedich
from vedich.cli.plan_files import read_plan
from vedich.cli.plan_robust import probability, standing_line
from vedich.messages import Refused
from vedich.planning import Progress
from vedich.risk.robust import Standing


def test_it_keeps_its_contract_and_writes_its_reports(tmp_path: Path, examples: Path) -> None:
    case = _small_case(tmp_path, examples, 5000)
    out, html, xlsx = tmp_path / "robust.json", tmp_path / "robust.html", tmp_path / "robust.xlsx"
    done = vedich(
        *("plan", case, "--robust", "0,8", "--by", "2028Q4", "--scenarios", "500"),
        *("--json", out, "--html", html, "--xlsx", xlsx),
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(out.read_text(encoding="utf-8"))
    jsonschema.validate(found, schema("robust"))
    assert (found["asked"], found["by"], found["date_from"], found["reached"]) == (0.8, "2028Q4", "asked", True)
    assert (found["plan"]["cost"], found["plan"]["verified"], found["extra_cost"]) == (1000, True, 0)
    assert (found["scenarios"], found["fresh_scenarios"]) == (500, 10_000)
    assert "SỐ LIỆU MINH HỌA" in done.stdout
    assert "quý IV/2028" in done.stdout
    assert "Chắc thêm thì tốn thêm bao nhiêu" in done.stdout
    assert "Số liệu minh họa" in html.read_text(encoding="utf-8")
    assert xlsx.read_bytes()[:2] == b"PK"
    assert read_plan(out).cost == 1000
    assert vedich("risk", case, "--plan", out, "--scenarios", "200", "--no-drivers").returncode == 0


def test_no_plan_exits_1_with_its_json(tmp_path: Path, examples: Path) -> None:
    done = vedich("plan", _small_case(tmp_path, examples, 10), "--robust", "80%", "--json", "-", "--lang", "en")
    assert done.returncode == 1
    found = json.loads(done.stdout)
    jsonschema.validate(found, schema("robust"))
    assert (found["plan"]["status"], found["chance"], found["frontier"]) == ("impossible", None, [])


@pytest.mark.parametrize(
    "options",
    [
        ["--robust", "1.2"],
        ["--robust", "0"],
        ["--robust", "nhiều"],
        ["--robust", "0.8", "--objective", "most-points"],
        ["--robust", "0.8", "--reproducible"],
        ["--robust", "0.8", "--by", "2040Q1"],
    ],
    ids=" ".join,
)
def test_options_that_make_no_sense_are_refused_in_words(options: list[str], examples: Path) -> None:
    done = vedich("plan", examples / "phuong-minh-hoa", *options)
    assert done.returncode == 2
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr


def test_a_probability_is_read_as_people_write_it() -> None:
    assert [probability(words) for words in ("0.8", "0,8", "80%", " 80,5 %")] == [0.8, 0.8, 0.8, 0.805]
    for words in ("0", "1", "100%", "-0.1", "NaN", "", "%"):
        with pytest.raises(Refused):
            probability(words)


def test_the_line_says_what_would_be_chosen_now() -> None:
    search = Progress("date", "2028Q4", None, None, 3.0)
    assert standing_line(Standing(0, None, None, 0.0, None)) == "Đang tính lộ trình…"
    assert "quý IV/2028" in standing_line(Standing(0, None, None, 0.0, search))
    line = standing_line(Standing(1200, 0.83, 45_000, 12.0, search))
    assert "1.200 lộ trình" in line and "83%" in line and "45 tỷ đồng" in line and "quý IV/2028" in line
