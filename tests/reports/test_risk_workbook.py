"""The workbook of odds reads back with numbers to work with."""

from __future__ import annotations

from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tests.reports.risk_samples import CASE, NEVER, ODDS, PLANNED
from tests.reports.samples import RULEBOOK
from vedich.messages import LANGUAGES, Lang
from vedich.reports.risk_workbook import write_risk_workbook
from vedich.risk.result import Odds

Rows = list[list[object]]


def sheets(odds: Odds, folder: Path, lang: Lang = "vi") -> dict[str, Rows]:
    target = folder / "odds.xlsx"
    write_risk_workbook(CASE, PLANNED, odds, target, lang, RULEBOOK)
    book = CalamineWorkbook.from_path(str(target))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_the_sheets_are_in_vietnamese(tmp_path: Path) -> None:
    names = ["Tóm tắt", "Khả năng theo quý", "Điểm theo quý", "Điều gì làm chậm", "Vốn thiếu", "Dự án hay chậm"]
    assert list(sheets(ODDS, tmp_path)) == [*names, "Điều chưa chắc"]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("odds", [ODDS, NEVER], ids=["odds", "never"])
def test_titles_fit_and_every_sheet_carries_the_banner(tmp_path: Path, lang: Lang, odds: Odds) -> None:
    for name, rows in sheets(odds, tmp_path, lang).items():
        assert len(name) <= 31
        assert ("Số liệu minh họa" if lang == "vi" else "Illustrative figures") in str(rows[1][0])


def test_chances_are_numbers_by_quarter(tmp_path: Path) -> None:
    rows = sheets(ODDS, tmp_path)["Khả năng theo quý"][-12:]
    assert [row[1] for row in rows] == [chance.probability for chance in ODDS.chances]
    assert rows[7][0] == "quý IV/2028"


def test_points_are_rounded_down(tmp_path: Path) -> None:
    assert sheets(ODDS, tmp_path)["Điểm theo quý"][-1] == ["quý IV/2029", 15.25, 14.99, 15.0, 15.25]


def test_drivers_shortages_and_late_projects_are_numbers(tmp_path: Path) -> None:
    found = sheets(ODDS, tmp_path)
    assert ["Vốn về – Đất", 0.21, 0.33, 0.03] in found["Điều gì làm chậm"]
    assert "Sobol" in str(found["Điều gì làm chậm"][-1][0])
    assert found["Vốn thiếu"][-1] == ["Đất", 2028, 9734, 0.72, 1250, 3456]
    late = next(row for row in found["Dự án hay chậm"] if row[0] == "YT01")
    assert late[2:] == ["quý IV/2028", 0.3766, 0.83, 3, 0.5, 0.25]


def test_inputs_keep_their_ends_source_and_marks(tmp_path: Path) -> None:
    rows = sheets(ODDS, tmp_path)["Điều chưa chắc"]
    default = next(row for row in rows if row[1] == "Ngân sách")
    assert default[3:7] == ["tam giác", 80, 100, 110] and default[-3:] == ["Giả định.", "Có", "Có"]
    assert rows[-1][7] == 10


def test_the_summary_has_the_finding_and_the_chance_as_a_number(tmp_path: Path) -> None:
    rows = {str(row[0]): row[1] for row in sheets(ODDS, tmp_path)["Tóm tắt"]}
    assert rows["Khả năng đúng hạn"] == 0.6234
    assert rows["Số kịch bản"] == 10_000
    assert rows["Trường hợp xấu (P90)"] == "cuối quý III/2029"


def test_the_same_odds_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_risk_workbook(CASE, PLANNED, ODDS, tmp_path / name, "vi", RULEBOOK)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
