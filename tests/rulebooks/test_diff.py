"""What changed between two rulebooks."""

from pathlib import Path

import pytest

from tests.rulebooks.small import write_small
from vedich.rulebooks import load, shipped
from vedich.rulebooks.diff import FieldChange, diff


@pytest.mark.parametrize("id_", shipped())
def test_a_rulebook_does_not_differ_from_itself(id_: str) -> None:
    assert not diff(load(id_), load(id_))


def test_class_three_to_two_changes_thresholds_and_no_points() -> None:
    change = diff(load("vn-urban-2025-class3"), load("vn-urban-2025-class2"))
    density = next(part for part in change.standards.changed if part.id == "2A.II.04")
    assert density.fields == (
        FieldChange("scale.at_min", "500", "1000"),
        FieldChange("scale.at_max", "1000", "1500"),
    )
    fields = {field.field for part in change.standards.changed for field in part.fields}
    assert "scale.at_max" in fields
    assert not any(field.startswith("points") for field in fields)
    assert (change.standards.added, change.standards.removed) == ((), ())
    assert not change.criteria
    assert not change.recognition


def test_rows_equal_in_both_classes_are_not_listed() -> None:
    change = diff(load("vn-urban-2025-class3"), load("vn-urban-2025-class2"))
    same = {"2A.III.21", "2A.III.23"}
    assert same.isdisjoint(part.id for part in change.standards.changed)


def test_the_funeral_home_row_changes_its_figure_unit_and_scale() -> None:
    change = diff(load("vn-urban-2025-class3"), load("vn-urban-2025-class2"))
    funeral = next(part for part in change.standards.changed if part.id == "2A.III.13")
    before = {field.field: field.before for field in funeral.fields}
    assert before["value.quantity"] == "funeral_home"
    assert before["unit"] == "level"
    assert before["scale.at_min"] == "project"
    assert before["counts"] == "false"


def test_two_laws_without_a_common_row_add_and_remove_all() -> None:
    before, after = load("vn-urban-2025-class1"), load("vn-urban-2025-class3")
    change = diff(before, after)
    assert change.standards.removed == tuple(standard.id for standard in before.standards)
    assert change.standards.added == tuple(standard.id for standard in after.standards)
    assert FieldChange("total_at_least", "12", "75") in change.recognition


@pytest.mark.parametrize(
    ("old", "new", "kind", "field"),
    [
        ("total_at_least: 7", "total_at_least: 8", "recognition", "total_at_least"),
        ('clause: "Mục A.1"', 'clause: "Mục 1"', "standards", "clause"),
        ("minimum_times: 0.5", "minimum_times: 0.6", "adjustments", "changes.1.minimum_times"),
        ('clause: "Mục A"\n', 'clause: "Mục I"\n', "criteria", "clause"),
        ("from: 2026-02-01", "from: 2026-03-01", "head", "in_force.from"),
    ],
)
def test_one_edit_is_one_change(tmp_path: Path, old: str, new: str, kind: str, field: str) -> None:
    before = load(write_small(tmp_path))
    change = diff(before, load(write_small(tmp_path, old, new)))
    part = getattr(change, kind)
    fields = part if isinstance(part, tuple) else part.changed[0].fields
    assert [entry.field for entry in fields] == [field]
    others = {"head", "recognition", "criteria", "standards", "adjustments"} - {kind}
    assert not any(getattr(change, other) for other in others)


def test_a_number_spelt_otherwise_is_no_change(tmp_path: Path) -> None:
    before = load(write_small(tmp_path))
    assert not diff(before, load(write_small(tmp_path, "at_max: 2000", "at_max: 2000.0")))
