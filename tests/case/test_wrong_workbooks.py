"""Workbooks that are broken, or that show a person something else than a program would read."""

from __future__ import annotations

import io
import random
import zipfile
from datetime import datetime

import pytest
import xlsxwriter

from tests.case.refusal import found, refused
from tests.case.sound import sound_case
from vedich.case import read, read_located, write
from vedich.case.workbook_scan import Damaged, cell_position
from vedich.messages import Refused

NAMES = {"quantities": "Số liệu", "projects": "Dự án", "funding": "Nguồn vốn", "goals": "Mục tiêu"}


@pytest.fixture
def book(tmp_path):
    write(sound_case(), tmp_path / "case.xlsx")
    return tmp_path / "case.xlsx"


def parts_of(path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def write_parts(path, parts: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def made(path, sheets: dict[str, list[list[object]]], then=lambda book: None) -> None:
    """A workbook made by hand, as a person would: text, numbers and dates in rows."""
    with xlsxwriter.Workbook(str(path), {"default_date_format": "dd/mm/yyyy"}) as workbook:
        for name, rows in sheets.items():
            sheet = workbook.add_worksheet(name)
            for line, row in enumerate(rows):
                for column, cell in enumerate(row):
                    sheet.write(line, column, cell)
        then(workbook)


HEAD: list[list[object]] = [
    ["format", "vedich-case/1"],
    ["Mã đơn vị hành chính", "07840"],
    ["Tên đơn vị", "Xã Hiệp Hòa"],
    ["rulebook", "vn-urban-2025-class3"],
    ["start", "2026Q1"],
    ["quarters", 12],
    ["figures", "Minh họa"],
]


# --- files that are no workbook ----------------------------------------------------------------------
NO_WORKBOOK = [
    (b"", "not_a_zip"),
    (b"hello", "not_a_zip"),
    (b"PK\x03\x04", "not_a_zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "encrypted"),
    (b"quantity,value\npopulation,1\n", "not_a_zip"),
    ("số liệu".encode("utf-16"), "not_a_zip"),
]


@pytest.mark.parametrize(("content", "code"), NO_WORKBOOK)
def test_a_file_that_is_no_workbook_is_refused(tmp_path, content, code) -> None:
    (tmp_path / "case.xlsx").write_bytes(content)
    assert found(tmp_path / "case.xlsx") == [(f"workbook.{code}", None, None, None)]


@pytest.mark.parametrize("share", [0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99])
def test_a_truncated_workbook_is_refused(book, share) -> None:
    content = book.read_bytes()
    book.write_bytes(content[: int(len(content) * share)])
    assert found(book)[0][0] in {"workbook.not_a_zip", "workbook.damaged"}


@pytest.mark.parametrize("seed", range(30))
def test_a_workbook_with_a_flipped_byte_is_read_or_refused(book, seed) -> None:
    noise = random.Random(seed)
    content = bytearray(book.read_bytes())
    content[noise.randrange(len(content))] ^= 1 << noise.randrange(8)
    book.write_bytes(content)
    try:
        assert read(book) == sound_case()
    except Refused:
        assert refused(book)


@pytest.mark.parametrize("missing", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet3.xml"])
def test_a_workbook_that_lacks_a_part_is_refused(book, missing) -> None:
    parts = parts_of(book)
    del parts[missing]
    write_parts(book, parts)
    assert found(book) == [("workbook.damaged", None, None, None)]


def test_a_zip_of_something_else_is_refused(tmp_path) -> None:
    write_parts(tmp_path / "case.xlsx", {"letter.txt": b"hello"})
    assert found(tmp_path / "case.xlsx") == [("workbook.damaged", None, None, None)]


def test_a_part_that_unfolds_into_gigabytes_is_refused(book) -> None:
    parts = parts_of(book)
    write_parts(book, parts | {"xl/media/bomb.bin": b"\0" * 160_000_000})
    assert book.stat().st_size < 1_000_000
    assert found(book) == [("workbook.too_large", None, None, None)]


def test_a_document_type_is_refused(book) -> None:
    parts = parts_of(book)
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    sheet = parts["xl/worksheets/sheet3.xml"]
    parts["xl/worksheets/sheet3.xml"] = sheet.replace(b"?>", b"?>" + laughs, 1)
    write_parts(book, parts)
    assert found(book) == [("workbook.damaged", None, None, None)]


def test_one_stray_cell_at_the_far_corner_is_refused(book) -> None:
    parts = parts_of(book)
    corner = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    parts["xl/worksheets/sheet3.xml"] = parts["xl/worksheets/sheet3.xml"].replace(b"</sheetData>", corner)
    write_parts(book, parts)
    assert found(book) == [("workbook.too_large", None, None, None)]


def test_two_parts_of_one_name_are_refused(book) -> None:
    parts = parts_of(book)
    with zipfile.ZipFile(book, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("xl/workbook.xml", parts["xl/workbook.xml"])
    assert found(book) == [("workbook.damaged", None, None, None)]


def test_a_password_is_named(book) -> None:
    content = bytearray(book.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(mark)
        while at >= 0:
            content[at + offset] |= 1
            at = content.find(mark, at + 4)
    book.write_bytes(content)
    assert found(book) == [("workbook.encrypted", None, None, None)]


@pytest.mark.parametrize("name", ["", "7", "B", "B0", "XFE1", "A1048577", "b7", "B-7", "AAAA1"])
def test_a_cell_that_no_sheet_has_means_damage(name) -> None:
    with pytest.raises(Damaged):
        cell_position(name)


# --- cells that show something else ------------------------------------------------------------------
def edited(path, table: str, edit) -> None:
    """The sound case written by hand into a new workbook, one sheet changed through `edit(sheet, book)`."""
    import python_calamine

    content = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))
    sheets = {name: content.get_sheet_by_name(name).to_python() for name in content.sheet_names}
    made(path, sheets, lambda book: edit(book.get_worksheet_by_name(NAMES[table]), book))


@pytest.mark.parametrize(
    ("table", "cell"), [("quantities", "B3"), ("quantities", "H7"), ("projects", "B4"), ("funding", "C5")]
)
@pytest.mark.parametrize("formula", ["=1+1", "=SUM(A1:A2)", '="x"'])
def test_a_formula_is_found_with_its_cell(book, table, cell, formula) -> None:
    edited(book, table, lambda sheet, _: sheet.write_formula(cell, formula, None, 5))
    problems = refused(book)
    assert [problem.code for problem in problems if "formula" in problem.code] == ["case.workbook.formula"]
    assert problems[0].values["cell"] == cell
    assert (problems[0].place.table, problems[0].place.row) == (table, int(cell[1:]))


@pytest.mark.parametrize("cells", ["A1:B1", "A2:C2", "A1:A2", "C4:C5"])
def test_merged_cells_are_found(book, cells) -> None:
    edited(book, "funding", lambda sheet, _: sheet.merge_range(cells, "gộp"))
    problems = refused(book)
    assert problems[0].code == "case.workbook.merged"
    assert problems[0].values["cell"] == cells
    assert (problems[0].place.table, problems[0].place.row) == ("funding", int(cells[1]))


def written_as(number: float, shown: str):
    """An edit that writes a number into B5 under a number format."""
    return lambda sheet, book: sheet.write_number("B5", number, book.add_format({"num_format": shown}))


@pytest.mark.parametrize("shown", ["0%", "0.00%", '0.0"x"%'])
def test_a_number_shown_as_percent_is_found(book, shown) -> None:
    edited(book, "quantities", written_as(0.815, shown))
    assert found(book) == [("workbook.percent", "quantities", 5, None)]


@pytest.mark.parametrize("shown", ["General", "#,##0", '0.0"%"', "0.0\\%"])
def test_a_number_under_another_format_is_read(book, shown) -> None:
    edited(book, "quantities", written_as(81.5, shown))
    assert read(book) == sound_case()


def test_an_error_value_is_found(book) -> None:
    parts = parts_of(book)
    old = parts["xl/worksheets/sheet3.xml"]
    parts["xl/worksheets/sheet3.xml"] = old.replace(b'<c r="B3"><v>52000</v></c>', b'<c r="B3" t="e"><v>#N/A</v></c>')
    assert parts["xl/worksheets/sheet3.xml"] != old
    write_parts(book, parts)
    assert ("workbook.error", "quantities", 3, None) in found(book)


# --- sheets, headings, rows --------------------------------------------------------------------------
def test_a_workbook_made_by_hand_is_read(tmp_path) -> None:
    path = tmp_path / "case.xlsx"
    rows = [
        ["Mã số liệu", "Giá trị", "Ngày số liệu", "Nguồn"],
        ["population", 52000, datetime(2025, 12, 31), "Niên giám"],
        ["clean_water_share", "81.5", "31/12/2025", "Niên giám"],
    ]
    made(path, {"hồ sơ": HEAD, "Quantities": rows, "#Nháp": [["=1+1"]]})
    located = read_located(path)
    assert [str(figure.value) for figure in located.case.quantities] == ["52000", "81.5"]
    assert {figure.as_of.isoformat() for figure in located.case.quantities if figure.as_of} == {"2025-12-31"}
    assert located.rows.tables["quantities"] == (2, 3)
    assert located.case.figures == "illustrative"


def test_a_code_in_a_number_cell_is_found(tmp_path) -> None:
    head = [[key, 7840 if "Mã" in str(key) else value] for key, value in HEAD]
    made(tmp_path / "case.xlsx", {"case": head})
    assert found(tmp_path / "case.xlsx") == [("cell.code_is_number", "case", 2, "unit.code")]


WRONG_ENTRIES = [
    (["Ghi chú khác", "x"], "head.unknown"),
    (["start", "2026Q1"], "head.twice"),
    (["", "x"], "table.cell_without_heading"),
]


@pytest.mark.parametrize(("extra", "code"), WRONG_ENTRIES)
def test_wrong_entries_on_the_sheet_of_the_head_are_found(tmp_path, extra, code) -> None:
    made(tmp_path / "case.xlsx", {"case": [*HEAD, extra]})
    assert [problem[:3] for problem in found(tmp_path / "case.xlsx")] == [(code, "case", 8)]


def test_a_workbook_without_head_is_refused(tmp_path) -> None:
    made(tmp_path / "case.xlsx", {"Số liệu": [["quantity"], ["population"]]})
    assert found(tmp_path / "case.xlsx") == [("workbook.no_head", "case", None, None)]


@pytest.mark.parametrize(("name", "nearest"), [("Sheet1", ""), ("Số liêu", "Số liệu"), ("project", "Dự án")])
def test_a_sheet_nobody_knows_is_refused(tmp_path, name, nearest) -> None:
    made(tmp_path / "case.xlsx", {"case": HEAD, name: [["a"]]})
    problems = refused(tmp_path / "case.xlsx")
    assert [problem.code for problem in problems] == ["case.workbook.unknown_sheet"]
    if nearest == "Số liệu":
        assert problems[0].values["nearest"] == nearest


def test_two_sheets_of_one_table_are_refused(tmp_path) -> None:
    made(tmp_path / "case.xlsx", {"case": HEAD, "Mục tiêu": [["goal", "kind"]], "goals": [["goal", "kind"]]})
    assert found(tmp_path / "case.xlsx") == [("workbook.sheet_twice", "goals", None, None)]


def test_headings_moved_without_their_hidden_keys_are_found(book) -> None:
    def swap(sheet, _) -> None:
        sheet.write("C1", "Mức thấp")
        sheet.write("D1", "Số dự kiến (triệu đồng)")

    edited(book, "funding", swap)
    assert [problem[:3] for problem in found(book)] == [("heading.mismatch", "funding", 1)] * 2


def test_a_heading_in_the_words_of_the_office_is_fine_over_its_key(book) -> None:
    edited(book, "funding", lambda sheet, _: sheet.write("C1", "Kế hoạch vốn"))
    assert read(book) == sound_case()


def test_a_column_without_a_key_is_found(book) -> None:
    edited(book, "funding", lambda sheet, _: sheet.write("G1", "Ghi chú"))
    assert found(book) == [("heading.unknown", "funding", 1, "Ghi chú")]


WRONG_CELLS = [
    ("B3", True, "cell.not_number", "value"),
    ("B3", "52.000,5", "cell.number_writing", "value"),
    ("B3", datetime(2026, 5, 1), "cell.is_date", "value"),
    ("B3", 1 / 3, "cell.too_many_decimals", "value"),
    ("B3", 1e300, "cell.too_large", "value"),
    ("D3", 46000, "cell.not_date", "as_of"),
    ("D3", "31/2/2025", "cell.no_such_day", "as_of"),
    ("A3", "a;b", "cell.bad_id", "quantity"),
    ("A3", True, "cell.not_text", "quantity"),
    ("F3", "nghìn", "cell.not_choice", "growth_kind"),
]


@pytest.mark.parametrize(("cell", "value", "code", "column"), WRONG_CELLS)
def test_wrong_cells_of_a_workbook_are_found(book, cell, value, code, column) -> None:
    edited(book, "quantities", lambda sheet, _: sheet.write(cell, value))
    assert (code, "quantities", 3, column) in found(book)
