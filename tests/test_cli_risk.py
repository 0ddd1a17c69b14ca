"""`vedich risk` and `vedich triggers` on the command line."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import jsonschema
import pytest

from tests.test_cli import _small_case, schema, vedich

ROOT = Path(__file__).parents[1]
FEW = ("--scenarios", "200")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A case of one project of two quarters for 1 tỷ đồng, with enough money and no row of `risks`; and its plan."""
    folder = _small_case(tmp_path_factory.mktemp("small"), ROOT / "examples", 5000)
    (folder / "risks.csv").unlink(missing_ok=True)
    plan = folder.parent / "plan.json"
    done = vedich("plan", folder, "--json", plan)
    assert done.returncode == 0, done.stderr
    return folder, plan


@pytest.fixture
def case(small: tuple[Path, Path], tmp_path: Path) -> Path:
    """A copy of the case, to be changed."""
    return Path(shutil.copytree(small[0], tmp_path / "case"))


def test_risk_prints_its_json_alone_and_writes_page_and_workbook(small: tuple[Path, Path], tmp_path: Path) -> None:
    case, plan = small
    page, book = tmp_path / "risk.html", tmp_path / "risk.xlsx"
    done = vedich("risk", case, "--plan", plan, *FEW, "--json", "-", "--html", page, "--xlsx", book)
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    jsonschema.validate(result, schema("risk"))
    assert (result["planned"], result["scenarios"], result["seed"]) == ("2027Q2", 200, 1)
    assert result["on_time"]["quarter"] == "2027Q2"
    assert "Số liệu minh họa" in page.read_text(encoding="utf-8")
    assert book.exists()


def test_without_a_plan_it_plans_first_and_tells_in_words(small: tuple[Path, Path]) -> None:
    done = vedich("risk", small[0], *FEW, "--no-drivers", "--by", "2028Q4")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("SỐ LIỆU MINH HỌA")
    assert "đúng hạn (cuối quý IV/2028)" in done.stdout
    assert "không tính theo yêu cầu" in done.stdout
    assert done.stderr == ""


def test_triggers_keep_their_contract(small: tuple[Path, Path]) -> None:
    case, plan = small
    done = vedich("triggers", case, "--plan", plan, *FEW, "--seed", "4", "--by", "2027Q4", "--json", "-")
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    jsonschema.validate(result, schema("triggers"))
    assert (result["seed"], result["on_time"]["quarter"]) == (4, "2027Q4")
    words = vedich("triggers", case, "--plan", plan, *FEW, "--lang", "en")
    assert words.returncode == 0, words.stderr
    assert "Chance of reaching the goals by the end of Q2 2027" in words.stdout


def test_a_plan_that_does_not_fit_and_a_quarter_outside_are_refused_in_words(
    small: tuple[Path, Path], case: Path
) -> None:
    (case / "options.csv").write_text("project,option,quarters,cost\nP1,A,3,1000\n", encoding="utf-8")
    other = vedich("risk", case, "--plan", small[1], *FEW)
    outside = vedich("triggers", small[0], "--plan", small[1], "--by", "2040Q1")
    for done, words in ((other, "không khớp với hồ sơ"), (outside, "2031Q4")):
        assert done.returncode == 2
        assert words in done.stderr
        assert "Traceback" not in done.stderr
        assert done.stdout == ""


def test_a_plan_of_another_rulebook_and_one_that_makes_no_sense_are_refused(
    small: tuple[Path, Path], tmp_path: Path
) -> None:
    content = json.loads(small[1].read_text(encoding="utf-8"))
    plan = tmp_path / "plan.json"
    plan.write_text(json.dumps(content | {"rulebook": "vn-urban-2025-class2"}), encoding="utf-8")
    other = vedich("risk", small[0], "--plan", plan)
    assert other.returncode == 2
    assert "--rulebook vn-urban-2025-class2" in other.stderr
    content["choices"][0]["finish"] = "soon"
    plan.write_text(json.dumps(content), encoding="utf-8")
    broken = vedich("risk", small[0], "--plan", plan)
    assert broken.returncode == 2
    assert "không khớp với hồ sơ" in broken.stderr


def test_where_no_plan_exists_it_says_why(case: Path) -> None:
    (case / "funding.csv").write_text("source,year,amount,carry_over\nS,2027,1,1\n", encoding="utf-8")
    done = vedich("risk", case, *FEW)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "không" in done.stdout.lower()
