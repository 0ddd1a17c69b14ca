"""One broken file for each way to be wrong: the message names file, line, reason and next step, in vi and en."""

from pathlib import Path

import pytest

from tests.rulebooks.small import line_of, write_small
from vedich.messages import Problem, Refused
from vedich.rulebooks import load

# (what is replaced, by what, the problem expected, a part of the line where it stands)
FORM = [
    ('    clause: "Mục A"\n', '    klause: "Mục A"\n', "rulebook.key_unknown", '    clause: "Mục A"'),
    ("        unit: person\n", "", "rulebook.key_missing", "      - id: A.1"),
    ("at_min: 1000, at_max: 2000", "at_min: 1000", "rulebook.key_missing", "scale: {at_min: 1000"),
    ("points: {min: 3, max: 4}", "points: {min: ba, max: 4}", "rulebook.expected_number", "{min: 3"),
    ("      - id: A.2\n", "      - id: 2.1\n", "rulebook.expected_text", "- id: A.2"),
    ("at_min: 50,", "at_min: [50],", "rulebook.expected_number_or_level", "at_min: 50"),
    ('clause: "Mục A.3"', 'clause: ""', "rulebook.text_empty", "Mục A.3"),
    ("id: small-law", "id: Small Law", "rulebook.id_pattern", "id: small-law"),
    ("value: {quantity: population}", "value: {ratio: [population]}", "rulebook.list_length", "population}"),
    ("standards: [A.1]", "standards: A.1", "rulebook.expected_list", "standards: [A.1]"),
    ("points: {min: 3, max: 4}", "points: 4", "rulebook.expected_block", "{min: 3"),
    ("date: 2026-01-02", "date: 2026-13-45", "rulebook.expected_date", "date: 2026"),
    ("at_least_its_min: true", "at_least_its_min: maybe", "rulebook.expected_flag", "each_criterion"),
    ("confidence: high", "confidence: sure", "rulebook.not_a_choice", "confidence: high"),
    ("standards_total: 3", "standards_total: 0", "rulebook.out_of_bounds", "standards_total"),
    ("{quantity: population}", "{times: 2}", "rulebook.quantity_or_ratio", "{quantity: population}"),
    ("{quantity: population}", "{quantity: population, times: 0}", "rulebook.times_not_positive", "population}"),
    ("at_min: 50, at_max: 60", "at_min: 50, at_max: commune", "rulebook.ends_of_two_kinds", "at_min: 50"),
    ("at_max: 60", "at_max: 60, direction: down", "rulebook.direction_contradicts", "at_max: 60"),
    ("{min: 3, max: 4}", "{min: 5, max: 4}", "rulebook.points_order", "{min: 3"),
    ("total_max: 10\n", "total_max: .inf\n", "rulebook.expected_number", "total_max"),
    ("adjustments:\n", "quantities: [{id: x, label: {vi: a, en: a}, unit: u, kind: level}]\nadjustments:\n",
     "rulebook.levels_and_kind", "adjustments:"),
    ("total_max: 10\n", "total_max: 10\ntotal_max: 11\n", "rulebook.key_twice", "recognition:"),
    ("in_force: {from", "in_force: [from", "rulebook.yaml_broken", "in_force"),
]  # fmt: skip

FIT = [
    ("id: A.2\n", "id: A.1\n", "rulebook.id_twice", "id: A.1"),
    ("source: book\n    points", "source: other\n    points", "rulebook.source_unknown", "- id: A\n"),
    ('    clause: "Mục A"\n', "", "rulebook.clause_missing", "- id: A\n"),
    ("{quantity: population}", "{quantity: people}", "rulebook.quantity_unknown", "id: A.1"),
    ("value: {quantity: population}", "value: null", "rulebook.value_missing", "id: A.1"),
    ("{quantity: planned_role}", "{quantity: population}", "rulebook.level_mismatch", "id: A.3"),
    ("at_min: commune", "at_min: village", "rulebook.level_unknown", "id: A.3"),
    ("at_max: province}", "at_max: province, direction: up}", "rulebook.level_direction", "id: A.3"),
    ("at_min: commune, at_max: province", "at_min: region, at_max: province", "rulebook.level_order", "id: A.3"),
    ("at_min: 50, at_max: 60", "at_min: 50, at_max: 160", "rulebook.end_out_of_range", "id: A.2"),
    ("{min: 3, max: 4}", "{min: 3, max: 5}", "rulebook.points_max_sum", "- id: A\n"),
    ("{min: 3, max: 4}", "{min: 2, max: 4}", "rulebook.points_min_sum", "- id: A\n"),
    ("total_max: 10", "total_max: 100", "rulebook.total_sum", "id: small-law"),
    ("standards_total: 3", "standards_total: 4", "rulebook.standards_count", "id: small-law"),
    ("standards: [A.1]", "standards: [A.9]", "rulebook.adjusts_unknown", "id: hills"),
    ("minimum_times: 0.5}", "criteria_min: {Z: 1}}", "rulebook.adjusts_unknown", "id: hills"),
    ("{standards: [A.1], minimum", "{minimum", "rulebook.changes_nothing", "id: hills"),
    ("    changes:\n", "    excludes: [hills]\n    changes:\n", "rulebook.excludes_itself", "id: hills"),
    ("minimum_times: 0.5", "minimum_times: 1.5", "rulebook.times_not_a_share", "id: hills"),
    ("standards: [A.1]", "standards: [A.3]", "rulebook.minimum_not_reducible", "id: hills"),
    ("to: null", "to: 2026-01-31", "rulebook.in_force_order", "id: small-law"),
    ("from: 2026-02-01", "from: 2026-01-01", "rulebook.in_force_before_issue", "id: small-law"),
    ('  note: {vi: "Bản thử.", en: "A trial."}\n', "", "rulebook.note_missing", "id: small-law"),
    ("status: secondary", "status: official", "rulebook.not_verified", "id: small-law"),
]  # fmt: skip


def _problems(path: Path) -> tuple[Problem, ...]:
    with pytest.raises(Refused) as refused:
        load(path)
    return refused.value.problems


@pytest.mark.parametrize(("old", "new", "code", "part"), FORM + FIT)
def test_a_fault_is_told_with_its_line_in_both_languages(
    tmp_path: Path, old: str, new: str, code: str, part: str
) -> None:
    problems = _problems(write_small(tmp_path, old, new))
    found = {problem.code: problem for problem in problems}
    assert code in found
    assert found[code].place.file == "small.yaml"
    assert found[code].place.row == line_of(part)
    for lang, line in (("vi", "dòng"), ("en", "row")):
        sentence = found[code].text("vi" if lang == "vi" else "en")
        assert f"{line} {line_of(part)}" in sentence
        assert found[code].part("next", "vi" if lang == "vi" else "en") in sentence
        assert "Input should" not in sentence


def test_the_small_rulebook_itself_is_right(tmp_path: Path) -> None:
    assert load(write_small(tmp_path)).id == "small-law"


def test_a_row_without_its_maximum_may_not_be_called_official(tmp_path: Path) -> None:
    path = write_small(tmp_path, "at_min: 50, at_max: 60", "at_min: 50, at_max: null")
    official = "status: official\n  verified_on: 2026-03-01\n  verified_by: An"
    path.write_text(path.read_text(encoding="utf-8").replace("status: secondary", official), encoding="utf-8")
    assert [problem.code for problem in _problems(path)] == ["rulebook.official_with_gaps"]


def test_a_lower_is_better_row_may_not_have_its_minimum_reduced(tmp_path: Path) -> None:
    path = write_small(tmp_path, "at_min: 1000, at_max: 2000", "at_min: 2000, at_max: 1000")
    assert [problem.code for problem in _problems(path)] == ["rulebook.minimum_not_reducible"]


def test_all_faults_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    path = write_small(tmp_path, "total_max: 10", "total_max: ten")
    text = path.read_text(encoding="utf-8").replace("unit: person", "units: person")
    path.write_text(text.replace("2026-01-02", "soon"), encoding="utf-8")
    assert {problem.code for problem in _problems(path)} == {
        "rulebook.expected_number",
        "rulebook.key_unknown",
        "rulebook.key_missing",
        "rulebook.expected_date",
    }


def test_a_misspelt_key_is_told_with_the_right_one(tmp_path: Path) -> None:
    problems = _problems(write_small(tmp_path, "total_max: 10", "total_maxx: 10"))
    (unknown,) = (problem for problem in problems if problem.code == "rulebook.key_unknown")
    assert unknown.part("example", "en") == "total_max"


def test_a_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "latin.yaml"
    path.write_bytes("title: Bộ".encode("utf-16"))
    assert [problem.code for problem in _problems(path)] == ["rulebook.not_utf8"]


@pytest.mark.parametrize("content", ["", "- a\n- b\n", "only words\n"])
def test_a_file_that_is_not_a_block_of_keys_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "list.yaml"
    path.write_text(content, encoding="utf-8")
    assert [problem.code for problem in _problems(path)] == ["rulebook.not_a_mapping"]


def test_an_unknown_name_is_answered_with_the_shipped_ids() -> None:
    with pytest.raises(Refused) as refused:
        load("vn-urban-2025-klass3")
    sentence = refused.value.problems[0].text("vi")
    assert "vn-urban-2025-class3" in sentence
    assert "Không tìm thấy" in sentence


def test_a_path_is_taken_from_the_folder_of_the_case(tmp_path: Path) -> None:
    write_small(tmp_path)
    assert load("small.yaml", tmp_path).id == "small-law"


def test_an_own_quantity_takes_the_place_of_the_shared_one(tmp_path: Path) -> None:
    own = "quantities: [{id: population, label: {vi: Số dân, en: People}, unit: person, kind: count}]\n"
    rulebook = load(write_small(tmp_path, "adjustments:\n", own + "adjustments:\n"))
    population = rulebook.quantity("population")
    assert population is not None
    assert population.label.vi == "Số dân"
    assert len({quantity.id for quantity in rulebook.quantities}) == len(rulebook.quantities)
