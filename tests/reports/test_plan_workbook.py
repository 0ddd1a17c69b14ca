"""The workbook reads back with the right sheets, rows and totals."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tests.reports.samples import CASE, IMPOSSIBLE, PLAN, REJECTED
from vedich.messages import LANGUAGES, Lang
from vedich.planning.result import Plan
from vedich.reports.plan_workbook import write_plan_workbook

Rows = list[list[object]]


def sheets(plan: Plan, folder: Path, lang: Lang = "vi") -> dict[str, Rows]:
    target = folder / "plan.xlsx"
    write_plan_workbook(CASE, plan, target, lang)
    book = CalamineWorkbook.from_path(str(target))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_the_sheets_are_in_vietnamese(tmp_path: Path) -> None:
    assert list(sheets(PLAN, tmp_path)) == [
        "Tóm tắt",
        "Dự án được chọn",
        "Vốn theo dự án và năm",
        "Chi theo quý",
        "Điểm theo quý",
        "Dự án chưa chọn",
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_titles_fit_what_a_spreadsheet_allows(tmp_path: Path, lang: Lang) -> None:
    assert all(len(name) <= 31 for name in sheets(PLAN, tmp_path, lang))


def test_chosen_projects_add_up_to_the_cost_of_the_plan(tmp_path: Path) -> None:
    rows = sheets(PLAN, tmp_path)["Dự án được chọn"]
    assert rows[-1][0] == "Tổng" and rows[-1][7] == PLAN.cost
    assert {row[1] for row in rows} >= {p.name for p in CASE.projects[:3]}


def test_money_by_project_source_and_year_adds_up_both_ways(tmp_path: Path) -> None:
    rows = sheets(PLAN, tmp_path)["Vốn theo dự án và năm"]
    head = next(place for place, row in enumerate(rows) if row[0] == "Mã dự án")
    assert rows[head][3:] == ["2027", "2028", "Tổng"]
    assert rows[-1][3:] == [4234, 12500, 16734]
    by_row = {(row[0], row[2]): row[5] for row in rows[head + 1 : -1]}
    assert by_row == {
        ("GPMB01", "Ngân sách"): 3000,
        ("KH01", "Đất"): 1234,
        ("YT01", "Ngân sách"): 4000,
        ("YT01", "Đất"): 8500,
    }


def test_totals_are_formulas_that_follow_an_edit(tmp_path: Path) -> None:
    target = tmp_path / "plan.xlsx"
    write_plan_workbook(CASE, PLAN, target, "vi")
    with zipfile.ZipFile(target) as packed:
        sheet = packed.read("xl/worksheets/sheet3.xml").decode()
    assert "<f>SUM(D5:D8)</f>" in sheet and "<f>SUM(D5:E5)</f>" in sheet


def test_payments_come_by_quarter_and_add_up(tmp_path: Path) -> None:
    rows = sheets(PLAN, tmp_path)["Chi theo quý"]
    assert rows[-1][4] == sum(paid.amount for paid in PLAN.payments)
    assert [row[0] for row in rows[4:6]] == ["quý I/2027", "quý II/2027"]


def test_the_score_sheet_has_every_quarter(tmp_path: Path) -> None:
    rows = sheets(PLAN, tmp_path)["Điểm theo quý"]
    assert [row[1] for row in rows if isinstance(row[1], float)] == [5.5] * 7 + [15.25] * 5


def test_projects_left_out_are_listed(tmp_path: Path) -> None:
    rows = sheets(PLAN, tmp_path)["Dự án chưa chọn"]
    assert rows[-1] == ["GT09", "Đường ven sông", "Giao thông", "Đề xuất"]


def test_every_sheet_of_illustrative_figures_carries_the_banner(tmp_path: Path) -> None:
    for rows in sheets(PLAN, tmp_path).values():
        assert "Số liệu minh họa" in str(rows[1][0])


def test_reported_figures_carry_no_banner(tmp_path: Path) -> None:
    target = tmp_path / "plan.xlsx"
    reported = PLAN.model_copy(update={"figures": "reported"})
    write_plan_workbook(replace(CASE, figures="reported"), reported, target, "vi")
    book = CalamineWorkbook.from_path(str(target))
    assert not any("minh họa" in str(book.get_sheet_by_name(n).to_python()) for n in book.sheet_names)


@pytest.mark.parametrize("plan", [IMPOSSIBLE, REJECTED], ids=["impossible", "rejected"])
def test_without_an_accepted_plan_there_is_the_summary_only(tmp_path: Path, plan: Plan) -> None:
    assert list(sheets(plan, tmp_path)) == ["Tóm tắt"]


def test_text_that_looks_like_a_formula_or_a_link_stays_text(tmp_path: Path) -> None:
    odd = replace(CASE.projects[0], name="=1+1")
    linked = replace(CASE.projects[1], name="https://example.org")
    case = replace(CASE, projects=(odd, linked, *CASE.projects[2:]))
    target = tmp_path / "plan.xlsx"
    write_plan_workbook(case, PLAN, target, "vi")
    book = CalamineWorkbook.from_path(str(target))
    names = {row[1] for row in book.get_sheet_by_name("Dự án được chọn").to_python()}
    assert {"=1+1", "https://example.org"} <= names
    with zipfile.ZipFile(target) as packed:
        assert not any("example.org" in packed.read(n).decode() for n in packed.namelist() if n.endswith(".rels"))


def test_the_same_plan_gives_the_same_bytes(tmp_path: Path) -> None:
    write_plan_workbook(CASE, PLAN, tmp_path / "a.xlsx", "vi")
    write_plan_workbook(CASE, PLAN, tmp_path / "b.xlsx", "vi")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
