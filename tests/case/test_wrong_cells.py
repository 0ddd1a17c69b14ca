"""Cells that cannot be read: the exact code at the exact place, and the right writing where there is one."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime, time

import pytest

from tests.case.refusal import found, refused
from tests.case.sound import sound_case
from vedich.case import After, Quarter, read, write
from vedich.case.cell_fault import CellFault
from vedich.case.cells import parse_cell


def with_cell(folder, table: str, column: str, cell: str):
    """The sound case as a folder, with one cell of the first row written anew."""
    path = folder / "case"
    write(sound_case(), path)
    file = path / f"{table}.csv"
    rows = list(csv.reader(io.StringIO(file.read_text(encoding="utf-8"), newline="")))
    rows[1][rows[0].index(column)] = cell
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(rows)
    return path


NUMBERS = [
    ("1.234,5", "1234.5"),
    ("1,234.5", "1234.5"),
    ("1 234", "1234"),
    ("1\u00a0234,5", "1234.5"),
    ("1.234.567", "1234567"),
    ("1,234,567", "1234567"),
    ("1.234.567,8", "1234567.8"),
    ("1'234.5", "1234.5"),
    ("12,5", "12.5"),
    ("-12,5", "-12.5"),
    ("−12.5", "-12.5"),
    ("+5", "5"),
    (".5", "0.5"),
    ("85%", "85"),
    ("85,5 %", "85.5"),
    ("1e3", "1000"),
    ("1_000", "1000"),
]


@pytest.mark.parametrize(("cell", "right"), NUMBERS)
@pytest.mark.parametrize(("table", "column"), [("quantities", "value"), ("capacities", "amount")])
def test_a_number_in_another_writing_is_refused_with_the_right_one(tmp_path, table, column, cell, right) -> None:
    path = with_cell(tmp_path, table, column, cell)
    assert found(path) == [("cell.number_writing", table, 2, column)]
    assert refused(path)[0].part("example", "vi") == right


@pytest.mark.parametrize(
    ("cell", "right"), [("1.234", "1234"), ("1,234", "1234"), ("30.000.000", "30000000"), ("12 000", "12000")]
)
def test_money_with_parted_thousands_is_refused_with_the_whole_number(tmp_path, cell, right) -> None:
    path = with_cell(tmp_path, "options", "cost", cell)
    assert found(path)[0][1:] == ("options", 2, "cost")
    assert refused(path)[0].part("example", "vi") == right


WRONG = [
    ("capacities", "amount", "hai", "not_number"),
    ("capacities", "amount", "nan", "not_number"),
    ("capacities", "amount", "-Infinity", "not_number"),
    ("quantities", "value", "NaN", "not_number"),
    ("quantities", "value", "inf", "not_number"),
    ("quantities", "value", "1000000000000001", "too_large"),
    ("quantities", "value", "-1000000000000001", "too_large"),
    ("quantities", "value", "9" * 100, "too_large"),
    ("quantities", "value", "1" + "0" * 5000, "too_large"),
    ("quantities", "value", "0.1234567891", "too_many_decimals"),
    ("quantities", "growth_per_year", "một phần trăm", "not_number"),
    ("quantities", "growth_kind", "per cent", "not_choice"),
    ("quantities", "as_of", "31/12/2025", "not_date"),
    ("quantities", "as_of", "12/31/2025", "no_such_day"),
    ("quantities", "as_of", "2025-02-30", "no_such_day"),
    ("quantities", "as_of", "2025-13-01", "no_such_day"),
    ("quantities", "as_of", "2025", "not_date"),
    ("quantities", "as_of", "hôm qua", "not_date"),
    ("quantities", "as_of", "0001-01-01", "date_range"),
    ("quantities", "as_of", "9999-12-31", "date_range"),
    ("quantities", "quantity", "a;b", "bad_id"),
    ("quantities", "quantity", "a+b", "bad_id"),
    ("quantities", "quantity", "", "missing"),
    ("quantities", "quantity", "\u00a0", "missing"),
    ("quantities", "quantity", "x" * 201, "too_long"),
    ("quantities", "quantity", "dân\u200bsố", "control"),
    ("quantities", "quantity", "dân\x07số", "control"),
    ("quantities", "quantity", "dân\nsố", "control"),
    ("quantities", "quantity", "dân\tsố", "control"),
    ("quantities", "note", "đảo\u202engược", "control"),
    ("quantities", "note", "h\ufffdng", "control"),
    ("quantities", "note", "x" * 10_001, "too_long"),
    ("projects", "status", "đang làm", "not_choice"),
    ("projects", "status", "", "missing"),
    ("projects", "after", "N1;;B1", "empty_part"),
    ("projects", "after", "N1+một", "bad_after"),
    ("projects", "after", "N1+-1", "bad_after"),
    ("projects", "after", "+2", "bad_after"),
    ("projects", "after", "N1+1+1", "bad_after"),
    ("projects", "after", "B1; B1+1", "repeated"),
    ("projects", "funded_by", "Ngân sách; Ngân sách", "repeated"),
    ("projects", "funded_by", "; Ngân sách", "empty_part"),
    ("projects", "earliest_start", "Q3/2027", "not_quarter"),
    ("projects", "earliest_start", "2027Q5", "not_quarter"),
    ("projects", "earliest_start", "2027-07-01", "not_quarter"),
    ("projects", "latest_finish", "0001Q1", "not_quarter"),
    ("projects", "latest_finish", "quý ba", "not_quarter"),
    ("options", "quarters", "0", "not_positive"),
    ("options", "quarters", "-4", "not_positive"),
    ("options", "quarters", "2.5", "not_whole"),
    ("options", "cost", "-1", "negative"),
    ("options", "cost", "9000.5", "not_whole"),
    ("options", "cost", "chín tỷ", "not_number"),
    ("options", "profile", "0.5; 0.6", "shares_sum"),
    ("options", "profile", "50; 49", "shares_sum"),
    ("options", "profile", "1.5; -0.5", "share_negative"),
    ("options", "profile", "0,5; 0,5", "number_writing"),
    ("options", "profile", "33.33333333; 66.66666667", "too_many_decimals"),
    ("funding", "year", "26", "not_year"),
    ("funding", "year", "2026.5", "not_year"),
    ("funding", "year", "năm nay", "not_year"),
    ("funding", "amount", "-30000", "negative"),
    ("funding", "low", "-1", "negative"),
    ("funding", "high", "-1", "negative"),
    ("funding", "carry_over", "2", "not_flag"),
    ("funding", "carry_over", "có", "not_flag"),
    ("receipts", "amount", "-500", "negative"),
    ("receipts", "lag_quarters", "-1", "negative"),
    ("receipts", "lag_quarters", "0.5", "not_whole"),
    ("goals", "kind", "công nhận lại", "not_choice"),
    ("goals", "by", "2028", "not_quarter"),
    ("targets", "direction", "lên", "not_choice"),
    ("targets", "due", "31-12-2030", "not_date"),
]


@pytest.mark.parametrize(("table", "column", "cell", "code"), WRONG)
def test_a_wrong_cell_is_found_where_it_stands(tmp_path, table, column, cell, code) -> None:
    assert found(with_cell(tmp_path, table, column, cell)) == [(f"cell.{code}", table, 2, column)]


def test_all_wrong_cells_of_all_tables_are_told_at_once(tmp_path) -> None:
    path = with_cell(tmp_path, "options", "cost", "x")
    (path / "goals.csv").write_text("goal,kind,subject,at_least,by\n,wish,,1 2,2028\n", encoding="utf-8")
    assert [place[1:] for place in found(path)] == [
        ("options", 2, "cost"),
        ("goals", 2, "goal"),
        ("goals", 2, "kind"),
        ("goals", 2, "at_least"),
        ("goals", 2, "by"),
    ]


def test_decomposed_names_are_composed_and_so_may_be_twice(tmp_path) -> None:
    decomposed = "Nga\u0302n sa\u0301ch"
    path = with_cell(tmp_path, "funding", "source", decomposed)
    assert read(path).funding[0].source == "Ngân sách"
    assert read(path) == sound_case()


@pytest.mark.parametrize(
    ("table", "column", "cell", "value"),
    [
        ("projects", "status", "Đã quyết định", "committed"),
        ("projects", "status", "COMMITTED", "committed"),
        ("goals", "kind", "công nhận", "recognition"),
        ("quantities", "growth_kind", "phần trăm", "percent"),
        ("projects", "after", "B1+2;", (After("B1", 2),)),
        ("projects", "earliest_start", " 2026q2 ", Quarter(2026, 2)),
        ("projects", "name", "  Nhà máy\u00a0nước ", "Nhà máy nước"),
        ("options", "cost", "9000.0", 9000),
        ("quantities", "value", "-0", 0),
    ],
)
def test_what_is_clear_is_accepted(tmp_path, table, column, cell, value) -> None:
    assert getattr(getattr(read(with_cell(tmp_path, table, column, cell)), table)[0], column) == value


def test_shares_of_a_hundred_become_shares_of_one(tmp_path) -> None:
    path = with_cell(tmp_path, "options", "profile", "62.5; 37.5")
    assert [str(share) for share in read(path).options[0].profile] == ["0.625", "0.375"]


@pytest.mark.parametrize("answer", ["có", "Có", "YES", "yes"])
def test_a_yes_or_no_target_may_be_answered_in_vietnamese(tmp_path, answer) -> None:
    path = with_cell(tmp_path, "targets", "direction", "có/không")
    text = (path / "targets.csv").read_text(encoding="utf-8").replace(",120,", f",{answer},").replace("180", "không")
    (path / "targets.csv").write_text(text, encoding="utf-8")
    target = read(path).targets[0]
    assert (target.baseline, target.value) == ("yes", "no")


TYPED = [
    ("number", True, "not_number"),
    ("number", float("nan"), "not_number"),
    ("number", date(2026, 5, 1), "is_date"),
    ("money", time(1, 30), "is_date"),
    ("value", datetime(2026, 5, 1, 12), "is_date"),
    ("date", 46000.0, "not_date"),
    ("date", True, "not_date"),
    ("quarter", 2027.0, "not_quarter"),
    ("quarter", date(2027, 8, 1), "not_quarter"),
    ("id", True, "not_text"),
    ("text", time(1, 30), "not_text"),
    ("flag", 0.5, "not_flag"),
    ("year", date(2026, 1, 1), "not_year"),
    ("positive", 1.5, "not_whole"),
    ("shares", 0.5, "shares_sum"),
    ("after", False, "not_text"),
]


@pytest.mark.parametrize(("kind", "raw", "code"), TYPED)
def test_a_workbook_cell_of_the_wrong_type_is_refused(kind, raw, code) -> None:
    with pytest.raises(CellFault) as fault:
        parse_cell(raw, kind, workbook=True)
    assert fault.value.code == f"case.cell.{code}"


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        ("number", 0.1 + 0.2, "0.3"),
        ("number", 12, "12"),
        ("money", 1e15, "1000000000000000"),
        ("date", datetime(2026, 5, 1), "2026-05-01"),
        ("date", "1/5/2026", "2026-05-01"),
        ("id", 7.0, "7"),
        ("text", date(2026, 5, 1), "2026-05-01"),
        ("flag", True, "True"),
        ("year", 2026.0, "2026"),
    ],
)
def test_a_workbook_cell_is_read_as_a_person_sees_it(kind, raw, value) -> None:
    assert str(parse_cell(raw, kind, workbook=True)) == value
