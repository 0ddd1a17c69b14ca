"""The template asks for exactly what a rulebook reads, and is a sound case before a figure is filled in."""

from __future__ import annotations

import pytest

from tests.case.refusal import told_refusal
from vedich.case import Quarter, check, new_case, read, write, write_template
from vedich.messages import Refused
from vedich.rulebooks import load, shipped


@pytest.mark.parametrize("rulebook", shipped())
@pytest.mark.parametrize("name", ["case", "case.xlsx"])
def test_the_template_of_every_shipped_rulebook_reads_back_sound(tmp_path, rulebook, name) -> None:
    law = load(rulebook)
    write_template(law, tmp_path / name)
    case = read(tmp_path / name)
    assert case == new_case(law)
    assert check(case, law) == ()


@pytest.mark.parametrize("rulebook", shipped())
def test_every_figure_that_the_rulebook_reads_is_asked_for_once_and_left_empty(rulebook) -> None:
    law = load(rulebook)
    rows = new_case(law).quantities
    wanted = {q for standard in law.standards if standard.value for q in standard.value.quantities}
    assert {row.quantity for row in rows} == wanted
    assert len(rows) == len(wanted)
    assert all(row.value is None and row.note for row in rows)
    for row in rows:
        kind = law.quantity(row.quantity)
        assert kind is None or (row.unit == kind.unit and kind.label.vi in (row.note or ""))


def test_the_goal_is_recognition_as_early_as_possible() -> None:
    (goal,) = new_case(load("vn-urban-2025-class3"), start=Quarter(2026, 1)).goals
    assert (goal.kind, goal.subject, goal.by) == ("recognition", None, None)


def test_notes_show_the_ends_of_the_standards() -> None:
    law = load("vn-urban-2025-class3")
    notes = {row.quantity: row.note or "" for row in new_case(law).quantities}
    for standard in law.standards:
        if standard.value is not None and standard.scale is not None and not standard.scale.is_levels:
            assert standard.id in notes[standard.value.subject]
            assert str(standard.scale.at_min) in notes[standard.value.subject]


@pytest.mark.parametrize("name", ["case", "case.xlsx"])
def test_a_template_is_never_written_over_a_case(tmp_path, name) -> None:
    law = load("vn-urban-2025-class3")
    write_template(law, tmp_path / name)
    filled = read(tmp_path / name)
    write(filled, tmp_path / name, overwrite=True)
    with pytest.raises(Refused) as refused:
        write_template(law, tmp_path / name)
    assert [problem.code for problem in refused.value.problems] == ["case.write.exists"]
    told_refusal(refused.value.problems)
    assert read(tmp_path / name) == filled


def test_levels_are_offered_in_vietnamese(tmp_path) -> None:
    from openpyxl import load_workbook

    law = load("vn-urban-2025-class3")
    write_template(law, tmp_path / "case.xlsx")
    book = load_workbook(tmp_path / "case.xlsx")
    offered = [rule.formula1 for rule in book["Số liệu"].data_validations.dataValidation]
    assert any("cấp tỉnh" in str(rule) for rule in offered)
    book.close()


def test_the_keys_are_hidden_and_every_heading_has_a_note(tmp_path) -> None:
    from openpyxl import load_workbook

    write_template(load("vn-urban-2025-class3"), tmp_path / "case.xlsx")
    book = load_workbook(tmp_path / "case.xlsx")
    assert book.sheetnames[:3] == ["Hướng dẫn", "Hồ sơ", "Số liệu"]
    for name in ("Số liệu", "Dự án", "Nguồn vốn"):
        sheet = book[name]
        assert sheet.row_dimensions[2].hidden
        assert sheet.freeze_panes == "B3"
        assert all(cell.comment for cell in sheet[1])
    book.close()
