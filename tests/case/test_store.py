"""Writing a case whole or not at all, and never over what is not a case."""

import subprocess
import sys
from pathlib import Path

import pytest

from vedich.case import Case, Quarter, Unit, read, read_located, write
from vedich.case.folder import CASE_FILES
from vedich.messages import Refused

CASE = Case(Unit("07840", "Xã Hiệp Hòa"), "law", Quarter(2026, 1), 8, "reported")
OTHER = Case(Unit("00001", "Phường Ba Đình"), "law", Quarter(2027, 1), 4, "illustrative")


def codes(call) -> list[str]:
    with pytest.raises(Refused) as refused:
        call()
    return [problem.code for problem in refused.value.problems]


@pytest.mark.parametrize("name", ["case", "case.xlsx"])
def test_what_is_written_is_read_again(tmp_path, name) -> None:
    write(CASE, tmp_path / name)
    assert read(tmp_path / name) == CASE
    assert read(tmp_path / name).unit.code == "07840"


def test_a_case_knows_where_it_is_at_home(tmp_path) -> None:
    write(CASE, tmp_path / "case")
    write(CASE, tmp_path / "case.xlsx")
    assert read(tmp_path / "case").home == tmp_path / "case"
    assert read(tmp_path / "case.xlsx").home == tmp_path


@pytest.mark.parametrize("name", ["case", "case.xlsx"])
def test_a_case_is_replaced_only_when_told_so(tmp_path, name) -> None:
    write(CASE, tmp_path / name)
    assert codes(lambda: write(OTHER, tmp_path / name)) == ["case.write.exists"]
    assert read(tmp_path / name) == CASE
    write(OTHER, tmp_path / name, overwrite=True)
    assert read(tmp_path / name) == OTHER
    assert [path.name for path in tmp_path.iterdir()] == [name]  # nothing half-written is left beside it


def test_a_folder_with_other_files_is_never_replaced(tmp_path) -> None:
    write(CASE, tmp_path / "case")
    (tmp_path / "case" / "letter.docx").write_bytes(b"x")
    assert codes(lambda: write(OTHER, tmp_path / "case", overwrite=True)) == ["case.write.not_a_case"]
    assert read(tmp_path / "case") == CASE


def test_a_folder_is_not_written_over_a_file(tmp_path) -> None:
    (tmp_path / "case").write_text("mine")
    assert codes(lambda: write(CASE, tmp_path / "case", overwrite=True)) == ["case.write.not_a_case"]
    assert (tmp_path / "case").read_text() == "mine"


def test_a_workbook_is_not_written_over_a_folder(tmp_path) -> None:
    (tmp_path / "case.xlsx").mkdir()
    assert codes(lambda: write(CASE, tmp_path / "case.xlsx", overwrite=True)) == ["case.write.not_a_case"]


def test_an_empty_folder_is_filled(tmp_path) -> None:
    (tmp_path / "case").mkdir()
    write(CASE, tmp_path / "case")
    assert {path.name for path in (tmp_path / "case").iterdir()} == CASE_FILES


def test_a_place_that_cannot_be_written_to_is_named(tmp_path) -> None:
    (tmp_path / "file").write_text("")
    assert codes(lambda: write(CASE, tmp_path / "file" / "case")) == ["case.write.failed"]
    assert codes(lambda: write(CASE, tmp_path / "file" / "case.xlsx")) == ["case.write.failed"]


def test_equal_cases_give_equal_bytes(tmp_path) -> None:
    for name in ("one", "two"):
        write(CASE, tmp_path / name)
        write(CASE, tmp_path / f"{name}.xlsx")
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()
    for file in CASE_FILES:
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


def test_rows_know_their_line_past_blank_ones(tmp_path) -> None:
    write(CASE, tmp_path / "case")
    goals = 'goal,kind,subject,at_least,by\n\nG1,recognition,,,\n,,,,\n"G2",recognition,,,\n'
    (tmp_path / "case" / "goals.csv").write_text(goals)
    assert read_located(tmp_path / "case").rows.tables["goals"] == (3, 5)


@pytest.mark.parametrize("name", ["", "nowhere", "nowhere.xlsx", "a\0b", "x" * 5000])
def test_a_path_without_a_case_is_refused(tmp_path, name) -> None:
    found = codes(lambda: read(tmp_path / name))
    assert found[0] in {"case.path.missing", "case.path.unreadable", "case.folder.no_head"}


def test_another_kind_of_file_is_refused(tmp_path) -> None:
    (tmp_path / "case.ods").write_bytes(b"PK")
    assert codes(lambda: read(tmp_path / "case.ods")) == ["case.path.kind"]


def test_reading_never_writes(tmp_path) -> None:
    write(CASE, tmp_path / "case")
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    read(tmp_path / "case")
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_importing_the_room_stays_light() -> None:
    heavy = "xlsxwriter openpyxl python_calamine numpy babel highspy"
    code = f"import sys, vedich.case; print([m for m in '{heavy}'.split() if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_no_file_of_the_room_is_long() -> None:
    for path in (Path(__file__).parents[2] / "src" / "vedich" / "case").glob("*.py"):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 400
