"""Completing a rulebook in a workbook: made, filled in, read back, written, loaded."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from vedich.messages import Problem, Refused, set_language
from vedich.rulebooks import Rulebook, load, shipped
from vedich.rulebooks.diff import diff
from vedich.rulebooks.fill import read_fill, write_fill, write_rulebook

CHECKED = {"clause": "Phụ lục 1, mục 1", "checked_by": "Nguyễn Văn An", "checked_on": date(2026, 11, 20)}
Edit = Callable[["Workbook"], None]


@pytest.fixture(autouse=True)
def _vietnamese() -> Iterator[None]:
    set_language("vi")
    yield
    set_language("vi")


class Workbook:
    """The completion workbook as an office edits it: cells by column key."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.book = openpyxl.load_workbook(path)

    def row(self, sheet: str, id_: str) -> int:
        """The row whose id (or key) is `id_`."""
        page, column = self.book[sheet], self._column(sheet, "field" if sheet == "Bộ tiêu chí" else "id")
        return next(r for r in range(3, page.max_row + 1) if page.cell(r, column).value == id_)

    def put(self, sheet: str, row: int, **cells: Any) -> None:
        """Write cells of a row."""
        for key, value in cells.items():
            self.book[sheet].cell(row, self._column(sheet, key)).value = value

    def standard(self, id_: str, **cells: Any) -> None:
        self.put("Tiêu chuẩn", self.row("Tiêu chuẩn", id_), **cells)

    def entry(self, key: str, value: Any) -> None:
        self.put("Bộ tiêu chí", self.row("Bộ tiêu chí", key), entry=value)

    def _column(self, sheet: str, key: str) -> int:
        return [cell.value for cell in self.book[sheet][2]].index(key) + 1


def _edited(tmp_path: Path, base: Rulebook, edit: Edit) -> Path:
    path = tmp_path / "fill.xlsx"
    write_fill(base, path)
    workbook = Workbook(path)
    edit(workbook)
    workbook.book.save(path)
    return path


def _problems(tmp_path: Path, base: Rulebook, edit: Edit) -> dict[str, Problem]:
    with pytest.raises(Refused) as refused:
        read_fill(_edited(tmp_path, base, edit), base)
    return {problem.code: problem for problem in refused.value.problems}


CLASS4 = load("vn-urban-2022-class4")
CLASS3 = load("vn-urban-2025-class3")
NRD = load("vn-nrd-2026")


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("id_", shipped())
def test_a_workbook_left_as_it_is_changes_nothing_but_the_id(tmp_path: Path, id_: str, lang: str) -> None:
    set_language("vi" if lang == "vi" else "en")
    write_fill(load(id_), tmp_path / "fill.xlsx")
    filled = read_fill(tmp_path / "fill.xlsx", load(id_))
    assert filled.id == f"{id_}-filled"
    change = diff(load(id_), filled)
    assert [field.field for field in change.head] == ["id"]
    assert not any((change.recognition, change.criteria, change.standards, change.adjustments))


def test_a_filled_class_four_is_written_and_loaded_equal(tmp_path: Path) -> None:
    def fill(workbook: Workbook) -> None:
        workbook.entry("source", "18/VBHN-VPQH, bản lưu văn phòng")
        row = workbook.book["Số liệu"].max_row + 1
        workbook.put("Số liệu", row, id="surplus", label_vi="Cân đối thu chi", unit="level")
        workbook.put("Số liệu", row, kind="bậc", levels="short=thiếu; even=đủ; over=dư")
        workbook.standard("1.2", label_vi="Cân đối thu chi ngân sách", value="surplus", unit="level", **CHECKED)
        workbook.standard("1.2", at_min="đủ", at_max="dư", points_min=1.5, points_max="2")
        workbook.standard("2.1", at_max=100000, points_min=3, points_max=4, **CHECKED)

    filled = read_fill(_edited(tmp_path, CLASS4, fill), CLASS4)
    budget, population = filled.standard("1.2"), filled.standard("2.1")
    assert budget.scale is not None
    assert (budget.scale.at_min, budget.scale.at_max) == ("even", "over")
    assert (budget.source, budget.checked_on) == ("office", date(2026, 11, 20))
    assert filled.transcription.sources["office"] == "18/VBHN-VPQH, bản lưu văn phòng"
    assert population.points is not None
    assert (population.points.min, population.points.max) == (Decimal(3), Decimal(4))
    assert [s.id for s in filled.standards if s.transcribed] == ["1.2", "2.1"]
    write_rulebook(filled, tmp_path / "filled.yaml")
    assert load(tmp_path / "filled.yaml") == filled


def test_rows_an_office_did_not_touch_keep_their_source(tmp_path: Path) -> None:
    def fill(workbook: Workbook) -> None:
        workbook.entry("source", "18/VBHN-VPQH")
        workbook.standard("2.1", at_max=100000, **CHECKED)

    filled = read_fill(_edited(tmp_path, CLASS4, fill), CLASS4)
    assert filled.standard("2.2") == CLASS4.standard("2.2")
    assert filled.standard("2.1").source == "office"


def test_a_row_checked_and_found_right_keeps_its_source_and_gains_its_checker(tmp_path: Path) -> None:
    def check(workbook: Workbook) -> None:
        workbook.standard("2A.II.04", checked_by="An", checked_on="20/11/2026")

    row = read_fill(_edited(tmp_path, CLASS3, check), CLASS3).standard("2A.II.04")
    assert (row.source, row.checked_by, row.checked_on) == ("hue", "An", date(2026, 11, 20))


def test_a_level_row_leaves_the_mountain_reduction_and_the_note_says_so(tmp_path: Path) -> None:
    def fill(workbook: Workbook) -> None:
        workbook.entry("source", "18/VBHN-VPQH")
        workbook.standard("1.1", label_vi="Vai trò", value="planned_role", unit="level", **CHECKED)
        workbook.standard("1.1", at_min="cấp xã", at_max="cấp tỉnh", points_min=1, points_max=2)

    filled = read_fill(_edited(tmp_path, CLASS4, fill), CLASS4)
    (mountain,) = (a for a in filled.adjustments if a.id == "mountain-class4")
    assert "1.1" not in {id_ for change in mountain.changes for id_ in change.standards}
    assert mountain.note is not None
    assert mountain.note.vi.endswith("càng thấp càng tốt: 1.1.")
    assert mountain.note.en.endswith("less is better: 1.1.")


def test_the_new_rural_workbook_has_47_blank_rows_with_a_criterion_drop_down(tmp_path: Path) -> None:
    write_fill(NRD, tmp_path / "fill.xlsx")
    page = openpyxl.load_workbook(tmp_path / "fill.xlsx")["Tiêu chuẩn"]
    rules = {str(rule.sqref): rule.formula1 for rule in page.data_validations.dataValidation}
    assert rules["A3:A49"] == "'Tiêu chí'!$A$3:$A$12"
    assert page.freeze_panes == "D3"
    assert all(cell.value is None for row in page["A3:Q49"] for cell in row)


def test_missing_cells_are_highlighted_and_known_ones_are_not(tmp_path: Path) -> None:
    write_fill(CLASS4, tmp_path / "fill.xlsx")
    page = openpyxl.load_workbook(tmp_path / "fill.xlsx")["Tiêu chuẩn"]
    marked = {str(rule.sqref) for rule in page.conditional_formatting}
    assert {"I3", "L3"} <= marked
    write_fill(CLASS3, tmp_path / "full.xlsx")
    assert not list(openpyxl.load_workbook(tmp_path / "full.xlsx")["Tiêu chuẩn"].conditional_formatting)


def test_new_rural_indicators_take_their_place_in_the_criterion_chosen(tmp_path: Path) -> None:
    def fill(workbook: Workbook) -> None:
        workbook.entry("source", "Quyết định 51/2025/QĐ-TTg, Công báo")
        for row, criterion in ((3, 8), (4, 1)):
            cells = {"id": f"{criterion}.1", "label_vi": "Chỉ tiêu", "value": "clean_water_share", "unit": "%"}
            ends = {"at_min": 80, "at_max": 80, "points_min": 1, "points_max": 1}
            workbook.put("Tiêu chuẩn", row, criterion=criterion, **cells, **ends, **CHECKED)

    filled = read_fill(_edited(tmp_path, NRD, fill), NRD)
    assert {c.id: [s.id for s in c.standards] for c in filled.criteria if c.standards} == {
        "1": ["1.1"],
        "8": ["8.1"],
    }
    assert filled.unplaced == 45
    write_rulebook(filled, tmp_path / "filled.yaml")
    assert load(tmp_path / "filled.yaml") == filled


def test_criterion_minima_recognition_and_id_are_read(tmp_path: Path) -> None:
    def fill(workbook: Workbook) -> None:
        workbook.entry("source", "18/VBHN-VPQH")
        workbook.entry("id", "loai-4-van-phong")
        workbook.entry("total_at_least", 76)
        workbook.put("Tiêu chí", workbook.row("Tiêu chí", "C2"), points_min="6,5")

    filled = read_fill(_edited(tmp_path, CLASS4, fill), CLASS4)
    (size,) = (criterion for criterion in filled.criteria if criterion.id == "C2")
    assert filled.id == "loai-4-van-phong"
    assert (filled.recognition.total_at_least, filled.recognition.source) == (Decimal(76), "office")
    assert size.points is not None
    assert (size.points.min, size.source) == (Decimal("6.5"), "office")


def test_a_filled_row_must_say_its_clause_and_who_checked_it_when(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        edit: Edit = lambda workbook: workbook.standard("1.1", label_vi="Vai trò")  # noqa: E731
        read_fill(_edited(tmp_path, CLASS4, edit), CLASS4)
    places = {(p.place.row, p.place.column) for p in refused.value.problems if p.code == "rulebook.fill.needed"}
    assert {
        (3, "Căn cứ (phụ lục, bảng, mục)"),
        (3, "Người đối chiếu"),
        (3, "Ngày đối chiếu"),
    } == places


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"value": "không hiểu gì"}, "rulebook.fill.value_rule"),
        ({"value": "no_such_figure"}, "rulebook.fill.quantity_unknown"),
        ({"at_max": "1.500"}, "rulebook.fill.number"),
        ({"at_min": None, "at_max": 9}, "rulebook.fill.min_first"),
        ({"points_min": 5, "points_max": 4}, "rulebook.points_order"),
        ({"points_min": 5}, "rulebook.fill.needed"),
        ({"direction": "ngang"}, "rulebook.fill.choice_unknown"),
        ({"direction": "càng thấp càng tốt", "at_max": 90000}, "rulebook.direction_contradicts"),
        ({"checked_on": "31/02/2026"}, "rulebook.fill.day"),
        ({"criterion": "C9"}, "rulebook.fill.criterion_unknown"),
        ({"value": "planned_role", "at_min": "cấp làng"}, "rulebook.fill.level_unknown"),
        ({"value": "non_farm_labour_share", "at_min": 150}, "rulebook.end_out_of_range"),
    ],
)
def test_a_wrong_cell_is_told_with_sheet_row_and_both_languages(
    tmp_path: Path, cells: dict[str, Any], code: str
) -> None:
    def spoil(workbook: Workbook) -> None:
        workbook.entry("source", "18/VBHN-VPQH")
        workbook.standard("2.1", **{**CHECKED, **cells})

    problems = _problems(tmp_path, CLASS4, spoil)
    assert code in problems
    place = problems[code].place
    assert (place.file, place.table, place.row) == ("fill.xlsx", "Tiêu chuẩn", 11)
    assert "dòng 11" in problems[code].text("vi")
    assert "row 11" in problems[code].text("en")


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("base", "vn-urban-2025-class1", "rulebook.fill.other_base"),
        ("id", "Tên Có Dấu", "rulebook.fill.id"),
        ("status", "đã duyệt", "rulebook.fill.choice_unknown"),
        ("standards_total", 22.5, "rulebook.fill.number"),
        ("standards_total", 22, "rulebook.standards_count"),
        ("recognition_clause", None, "rulebook.fill.needed"),
        ("total_max", 90, "rulebook.total_sum"),
        ("status", "chính thức", "rulebook.not_verified"),
    ],
)
def test_a_wrong_entry_of_the_rulebook_sheet_is_told(tmp_path: Path, key: str, value: Any, code: str) -> None:
    def spoil(workbook: Workbook) -> None:
        workbook.entry("source", "Công báo")
        workbook.entry(key, value)

    problems = _problems(tmp_path, CLASS3, spoil)
    assert problems[code].place.table == "Bộ tiêu chí"


def test_a_changed_row_needs_the_name_of_the_official_copy(tmp_path: Path) -> None:
    edit: Edit = lambda workbook: workbook.standard("2.1", at_max=100000, **CHECKED)  # noqa: E731
    problem = _problems(tmp_path, CLASS4, edit)["rulebook.fill.needed"]
    assert problem.place.column == "Văn bản chính thức đã dùng (số hiệu, nơi lưu)"


def test_an_id_on_two_lines_is_told_on_both(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        edit: Edit = lambda workbook: workbook.standard("2.1", id="2.2")  # noqa: E731
        read_fill(_edited(tmp_path, CLASS4, edit), CLASS4)
    rows = [p.place.row for p in refused.value.problems if p.code == "rulebook.fill.id_twice"]
    assert rows == [11, 12]


def test_a_deleted_line_is_missed(tmp_path: Path) -> None:
    def delete(workbook: Workbook) -> None:
        workbook.book["Tiêu chuẩn"].delete_rows(workbook.row("Tiêu chuẩn", "2A.II.03"))

    assert "2A.II.03" in _problems(tmp_path, CLASS3, delete)["rulebook.fill.row_gone"].text("vi")


def test_a_deleted_sheet_and_a_deleted_column_are_missed(tmp_path: Path) -> None:
    def delete(workbook: Workbook) -> None:
        del workbook.book["Tiêu chí"]
        workbook.book["Tiêu chuẩn"].delete_cols(5)

    problems = _problems(tmp_path, CLASS3, delete)
    assert "Tiêu chí" in problems["rulebook.fill.sheet_missing"].text("vi")
    assert "clause" in problems["rulebook.fill.column_missing"].text("vi")


def test_all_wrong_cells_are_told_at_once(tmp_path: Path) -> None:
    def spoil(workbook: Workbook) -> None:
        workbook.entry("id", "A B")
        workbook.standard("2A.II.03", at_min="hai nghìn", **CHECKED)
        workbook.standard("2A.II.04", value="?", **CHECKED)
        row = workbook.book["Số liệu"].max_row + 1
        workbook.put("Số liệu", row, id="Giếng", label_vi="Giếng", unit="cái", kind="số")
        workbook.put("Số liệu", row + 1, id="wells", label_vi="Giếng", unit="cái", kind="bậc", levels="ít")

    assert set(_problems(tmp_path, CLASS3, spoil)) >= {
        "rulebook.fill.id",
        "rulebook.fill.number",
        "rulebook.fill.value_rule",
        "rulebook.fill.quantity_id",
        "rulebook.fill.levels",
    }


def test_a_file_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "fill.xlsx"
    path.write_text("not a workbook", encoding="utf-8")
    with pytest.raises(Refused) as refused:
        read_fill(path, CLASS3)
    assert refused.value.problems[0].code == "rulebook.fill.not_a_workbook"


def test_levels_without_a_list_are_told(tmp_path: Path) -> None:
    def spoil(workbook: Workbook) -> None:
        row = workbook.book["Số liệu"].max_row + 1
        workbook.put("Số liệu", row, id="wells", label_vi="Giếng", unit="cái", kind="bậc")

    assert "rulebook.levels_and_kind" in _problems(tmp_path, CLASS3, spoil)
