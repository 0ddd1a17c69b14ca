"""Risks and hectares in files: they come back the same, and cases of before read as they did."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from tests.case.refusal import found
from tests.case.sound import changed, law, sound_case, with_head
from tests.case.test_sources import strip_columns
from vedich.case import check, is_assumption, is_clearance, read, write, write_template
from vedich.case.folder import folder_files

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.mark.parametrize("name", ["case", "case.xlsx"])
def test_risks_and_hectares_come_back_the_same(tmp_path, name) -> None:
    case = changed("projects", 1, hectares=Decimal("12.75"))
    write(case, tmp_path / name)
    assert read(tmp_path / name) == case
    assert check(read(tmp_path / name), law()) == ()


def test_a_case_of_before_reads_as_it_did(tmp_path) -> None:
    old = with_head(risks=())
    write(old, tmp_path / "old")
    (tmp_path / "old" / "risks.csv").unlink()
    strip_columns(tmp_path / "old" / "projects.csv", 1)
    assert "hectares" not in (tmp_path / "old" / "projects.csv").read_text(encoding="utf-8")
    assert read(tmp_path / "old") == old


def test_a_row_is_written_as_its_columns_say() -> None:
    lines = folder_files(sound_case())["risks.csv"].splitlines()
    heads = "risk,kind,subject,year,distribution,low,likely,high,probability_percent,over_years,common,source"
    assert lines[0] == heads
    assert lines[6] == "R6,price,,2026,,5,12,25,15,,,Giả định của phòng kinh tế"


@pytest.mark.parametrize("words", ["biến động chi phí,tam giác", "Cost,Triangular", "cost,triangular"])
def test_kinds_and_distributions_may_be_named_in_either_language(tmp_path, words) -> None:
    write(with_head(risks=()), tmp_path / "case")
    path = tmp_path / "case" / "risks.csv"
    path.write_text(f"Mã rủi ro,Loại rủi ro,Phân bố,Mức thấp,Likely,Mức cao\nR1,{words},95,100,125\n", encoding="utf-8")
    (row,) = read(tmp_path / "case").risks
    assert (row.kind, row.distribution, row.low, row.source) == ("cost", "triangular", 95, None)


def test_a_kind_or_distribution_that_is_not_there_is_refused(tmp_path) -> None:
    write(with_head(risks=()), tmp_path / "case")
    (tmp_path / "case" / "risks.csv").write_text("risk,kind,distribution\nR1,weather,gamma\n", encoding="utf-8")
    codes = [("cell.not_choice", "risks", 2, "kind"), ("cell.not_choice", "risks", 2, "distribution")]
    assert found(tmp_path / "case") == codes


def test_the_template_has_the_sheet_with_its_choices(tmp_path) -> None:
    from openpyxl import load_workbook

    write_template(law(), tmp_path / "case.xlsx")
    book = load_workbook(tmp_path / "case.xlsx")
    sheet = book["Rủi ro"]
    assert [cell.value for cell in sheet[1]][:3] == ["Mã rủi ro", "Loại rủi ro", "Đối tượng"]
    offered = "".join(str(rule.formula1) for rule in sheet.data_validations.dataValidation)
    assert "ngừng cấp vốn" in offered and "loga chuẩn" in offered
    assert "Diện tích GPMB (ha)" in [cell.value for cell in book["Dự án"][1]]
    book.close()


def test_the_ward_has_every_kind_of_risk_and_owns_to_making_them_up() -> None:
    case = read(EXAMPLES / "phuong-minh-hoa")
    assert {row.kind for row in case.risks} == {
        "funding", "receipts", "cost", "delay", "trend", "freeze", "price", "blocked",
    }  # fmt: skip
    for row in case.risks:
        assert is_assumption(row.source)
        assert "minh họa" in (row.source or "")


def test_every_clearance_project_of_the_ward_says_how_much_land_it_clears() -> None:
    projects = read(EXAMPLES / "phuong-minh-hoa").projects
    assert all((project.hectares is not None) is is_clearance(project.kind) for project in projects)


def test_risks_do_not_change_what_a_case_is_otherwise() -> None:
    assert check(replace(sound_case(), risks=()), law()) == ()
