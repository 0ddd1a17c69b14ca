"""The command line as programs and people meet it: JSON contracts, exit codes, languages, no traceback."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

DOCS = Path(__file__).parents[1] / "docs/schemas"


def vedich(*arguments: object, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "vedich", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=cwd)


def schema(name: str) -> dict:
    return json.loads((DOCS / f"{name}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("verb", "arguments"),
    [
        ("score", ["--rulebook", "vn-urban-2025-class2"]),
        ("score", ["--rulebook", "vn-nrd-2026", "--at", "2025Q4"]),
        ("targets", []),
        ("check", []),
    ],
)
def test_json_on_standard_output_is_alone_there_and_keeps_its_contract(
    verb: str, arguments: list[str], examples: Path
) -> None:
    done = vedich(verb, examples / "hiep-hoa-2023", *arguments, "--json", "-")
    assert done.returncode == 0, done.stderr
    jsonschema.validate(json.loads(done.stdout), schema(verb))


def test_score_json_has_the_words_of_the_contract(examples: Path) -> None:
    done = vedich("score", examples / "hiep-hoa-2023", "--rulebook", "vn-urban-2025-class2", "--json", "-")
    result = json.loads(done.stdout)
    assert {"rulebook", "at", "total", "recognised", "criteria", "standards"} <= set(result)
    assert set(result["total"]) == {"low", "high"}
    assert {"id", "points", "min", "max", "met"} <= set(result["criteria"][0])
    row = {"id", "value", "unit", "points", "status", "gap", "clause", "source"}
    assert row <= set(result["standards"][0])
    population = next(s for s in result["standards"] if s["id"] == "2A.II.03")
    assert population["points"]["low"] == pytest.approx(5.5 + 1.5 * 87373 / 300000, abs=1e-12)


def _small_case(tmp_path: Path, examples: Path, money: int) -> Path:
    """A ward of two projects, from the template of the illustrative one."""
    folder = tmp_path / "case"
    shutil.copytree(examples / "phuong-minh-hoa", folder)
    for name in ("receipts", "capacities", "demands", "risks", "targets"):
        (folder / f"{name}.csv").unlink()
    (folder / "projects.csv").write_text("project,name,status\nP1,Trạm y tế,candidate\n", encoding="utf-8")
    (folder / "options.csv").write_text("project,option,quarters,cost\nP1,A,2,1000\n", encoding="utf-8")
    (folder / "effects.csv").write_text("project,option,quantity,amount\nP1,A,hospital_beds,40\n", encoding="utf-8")
    (folder / "funding.csv").write_text(f"source,year,amount,carry_over\nS,2027,{money},1\n", encoding="utf-8")
    (folder / "goals.csv").write_text("goal,kind,subject\nG,standard,2A.III.14\n", encoding="utf-8")
    return folder


def test_a_plan_keeps_its_contract_and_writes_its_reports(tmp_path: Path, examples: Path) -> None:
    case = _small_case(tmp_path, examples, 5000)
    html, xlsx = tmp_path / "plan.html", tmp_path / "plan.xlsx"
    done = vedich("plan", case, "--json", "-", "--html", html, "--xlsx", xlsx)
    assert done.returncode == 0, done.stderr
    plan = json.loads(done.stdout)
    jsonschema.validate(plan, schema("plan"))
    assert (plan["status"], plan["reached"], plan["cost"]) == ("optimal", "2027Q2", 1000)
    assert (plan["proved"], plan["verified"]) == (True, True)
    assert plan["choices"] == [{"project": "P1", "option": "A", "start": "2027Q1", "finish": "2027Q2", "cost": 1000}]
    assert plan["spending"] == [{"project": "P1", "source": "S", "year": 2027, "amount": 1000}]
    assert "Số liệu minh họa" in html.read_text(encoding="utf-8")
    assert xlsx.read_bytes()[:2] == b"PK"


def test_an_impossible_plan_exits_1_with_its_json(tmp_path: Path, examples: Path) -> None:
    done = vedich("plan", _small_case(tmp_path, examples, 10), "--json", tmp_path / "plan.json")
    assert done.returncode == 1
    plan = json.loads((tmp_path / "plan.json").read_text(encoding="utf-8"))
    assert (plan["status"], plan["reached"], plan["proved"]) == ("impossible", None, True)


@pytest.mark.parametrize(
    "arguments",
    [
        ["score", "no-such-case"],
        ["score", ".", "--at", "2028-4"],
        ["check", "pyproject.toml"],
        ["rulebook", "show", "vn-urban-2025-class9"],
        ["rulebook", "check", "no-such-file.yaml"],
        ["new", "/proc/nowhere/case.xlsx", "--rulebook", "vn-urban-2025-class3"],
        ["score", "examples/phuong-minh-hoa", "--explain", "2A.IX.99"],
        ["score", "examples/phuong-minh-hoa", "--lang", "fr"],
        ["score"],
        ["plan", "examples/phuong-minh-hoa", "--objective", "cheapest-ever"],
    ],
    ids=" ".join,
)
def test_bad_input_exits_2_with_words_and_no_traceback(arguments: list[str], examples: Path) -> None:
    for lang in ("vi", "en"):
        done = vedich(*arguments, *(() if "--lang" in arguments else ("--lang", lang)), cwd=examples.parent)
        assert done.returncode == 2, (done.stdout, done.stderr)
        assert done.stderr.strip()
        assert "Traceback" not in done.stderr


def test_both_languages_speak(examples: Path) -> None:
    vietnamese = vedich("score", examples / "phuong-minh-hoa").stdout
    english = vedich("score", examples / "phuong-minh-hoa", "--lang", "en").stdout
    assert "SỐ LIỆU MINH HỌA" in vietnamese and "ILLUSTRATIVE" in english
    beds = vedich("score", examples / "phuong-minh-hoa", "--explain", "2A.III.14").stdout
    assert "thiếu 27 giường bệnh" in beds


def test_explain_shows_the_arithmetic(examples: Path) -> None:
    done = vedich("score", examples / "hiep-hoa-2023", "--rulebook", "vn-urban-2025-class2", "--explain", "2A.II.03")
    assert "5,5 + (7 − 5,5) × (287.373 − 200.000) / (500.000 − 200.000)" in " ".join(done.stdout.split())


def test_template_check_and_convert_go_together(tmp_path: Path) -> None:
    book, folder = tmp_path / "case.xlsx", tmp_path / "case"
    assert vedich("new", book, "--rulebook", "vn-urban-2025-class3").returncode == 0
    assert vedich("check", book).returncode == 0
    assert vedich("convert", book, folder).returncode == 0
    assert vedich("convert", folder, book).returncode == 2  # there is one already
    assert vedich("convert", folder, book, "--overwrite").returncode == 0


def test_rulebook_verbs(tmp_path: Path) -> None:
    assert "vn-urban-2025-class3" in vedich("rulebook", "list").stdout
    assert vedich("rulebook", "check").returncode == 0
    listed = json.loads(vedich("rulebook", "list", "--json", "-").stdout)
    assert {book["id"] for book in listed["rulebooks"]} >= {"vn-nrd-2026", "vn-urban-2022-class4"}
    differs = vedich("rulebook", "diff", "vn-urban-2025-class2", "vn-urban-2025-class3")
    assert "2A.III.14" in differs.stdout
    sheet = tmp_path / "fill.xlsx"
    assert vedich("rulebook", "fill", "vn-urban-2025-class3", sheet).returncode == 0
    read = vedich("rulebook", "fill", "vn-urban-2025-class3", sheet, "--read", tmp_path / "own.yaml")
    assert read.returncode in {0, 2}
    assert "Traceback" not in read.stderr
