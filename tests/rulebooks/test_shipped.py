"""Every shipped rulebook: complete in its provenance, consistent, and honest about what is missing."""

import json
import unicodedata
from datetime import date
from decimal import Decimal
from pathlib import Path

import jsonschema
import pytest
import yaml

from vedich.rulebooks import load, shipped
from vedich.rulebooks.checks import check
from vedich.rulebooks.json_schema import schema_json
from vedich.rulebooks.vocabulary import DATA, vocabulary

SCHEMA = Path(__file__).parents[2] / "docs" / "schemas" / "rulebook.json"
every = pytest.mark.parametrize("id_", shipped())


def test_the_five_rulebooks_ship() -> None:
    assert shipped() == (
        "vn-nrd-2026",
        "vn-urban-2022-class4",
        "vn-urban-2025-class1",
        "vn-urban-2025-class2",
        "vn-urban-2025-class3",
    )


@every
def test_it_loads_under_its_own_id_and_agrees_with_itself(id_: str) -> None:
    rulebook = load(id_)
    assert rulebook.id == id_
    assert check(rulebook) == ()


@every
def test_every_row_carries_its_clause_and_a_declared_source(id_: str) -> None:
    rulebook = load(id_)
    given = [(part.clause, part.source) for part in rulebook.criteria]
    given += [(part.clause, part.source) for part in rulebook.standards]
    given += [(part.clause, part.source) for part in rulebook.adjustments]
    given += [(rulebook.recognition.clause, rulebook.recognition.source)]
    assert all(clause for clause, _ in given)
    assert {source for _, source in given} <= set(rulebook.transcription.sources)
    assert all(address.startswith("http") for address in rulebook.transcription.sources.values())


@every
def test_what_is_not_official_says_what_is_open(id_: str) -> None:
    transcription = load(id_).transcription
    assert transcription.status != "official"
    assert transcription.note is not None


@pytest.mark.parametrize("file", sorted(DATA.iterdir()), ids=lambda file: file.name)
def test_nothing_remembered_is_shipped(file: Path) -> None:
    assert "memory" not in file.read_text(encoding="utf-8").casefold()


@pytest.mark.parametrize("file", sorted(DATA.iterdir()), ids=lambda file: file.name)
def test_its_text_is_composed_unicode_and_ends_in_a_newline(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert text.endswith("\n")


def test_the_committed_json_schema_is_the_one_of_the_models() -> None:
    assert json.loads(SCHEMA.read_text(encoding="utf-8")) == schema_json()


@every
def test_the_file_as_written_satisfies_the_json_schema(id_: str) -> None:
    data = yaml.safe_load((DATA / f"{id_}.yaml").read_text(encoding="utf-8"))
    written = json.loads(json.dumps(data, default=lambda day: day.isoformat()))
    jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(written)


def test_class_one_has_fifteen_standards_of_one_point_each() -> None:
    law = load("vn-urban-2025-class1")
    assert [len(c.standards) for c in law.criteria] == [6, 4, 5]
    assert all(s.points and s.points.min == s.points.max == 1 for s in law.standards)
    assert all(s.scale and s.scale.at_min == s.scale.at_max for s in law.standards)


def test_class_one_has_the_thresholds_of_annex_one() -> None:
    numbers = {
        s.id: s.scale.at_min for s in load("vn-urban-2025-class1").standards if s.scale and not s.scale.is_levels
    }
    assert numbers == {
        "1.I.02": 2,
        "1.I.05": 10,
        "1.II.07": 2500000,
        "1.II.08": 45,
        "1.II.09": 600000,
        "1.II.10": 50,
        "1.III.11": 2,
        "1.III.12": 100,
        "1.III.13": 5,
    }


def test_a_lower_investment_rank_is_better() -> None:
    law = load("vn-urban-2025-class1")
    assert [s.id for s in law.standards if s.scale and s.scale.lower_is_better] == ["1.I.05"]


def test_class_one_needs_twelve_and_heritage_ten_with_group_minima() -> None:
    law = load("vn-urban-2025-class1")
    (heritage,) = law.adjustments
    assert law.recognition.total_at_least == 12
    assert law.recognition.each_criterion_at_least_its_min is False
    assert heritage.changes[0].total_at_least == 10
    assert heritage.changes[0].criteria_min == {"role": 4, "urbanisation": 2, "infrastructure": 4}


def test_class_four_writes_out_its_63_standards_and_knows_six_minima() -> None:
    law = load("vn-urban-2022-class4")
    assert [(c.id, int(c.points.max), len(c.standards)) for c in law.criteria if c.points] == [
        ("C1", 18, 8),
        ("C2", 8, 2),
        ("C3", 8, 2),
        ("C4", 6, 2),
        ("C5", 60, 49),
    ]
    known = {s.id: s.scale.at_min for s in law.standards if s.scale}
    assert known == {"2.1": 50000, "2.2": 20000, "3.1": 1200, "3.2": 6000, "4.1": 55, "4.2": 70}
    assert not any(s.transcribed for s in law.standards)
    assert all(c.points is None or c.points.min is None for c in law.criteria)


def test_class_four_was_in_force_for_three_years() -> None:
    force = load("vn-urban-2022-class4").in_force
    assert (force.from_, force.to) == (date(2023, 1, 1), date(2025, 12, 31))


def test_class_four_reduces_population_and_density_by_region() -> None:
    shares = {
        adjustment.id: tuple(change.minimum_times for change in adjustment.changes)
        for adjustment in load("vn-urban-2022-class4").adjustments
    }
    assert shares == {
        "region-northern-midlands": (Decimal("0.6"), Decimal("0.5")),
        "region-central-highlands": (Decimal("0.6"), Decimal("0.5")),
        "region-central-coast": (Decimal("0.8"), Decimal("0.7")),
        "region-mekong-delta": (Decimal("0.7"), Decimal("0.5")),
        "mountain-class4": (Decimal("0.5"), Decimal("0.5"), Decimal("0.7")),
    }


def test_class_four_reductions_exclude_one_another() -> None:
    adjustments = load("vn-urban-2022-class4").adjustments
    ids = {adjustment.id for adjustment in adjustments}
    assert all({a.id, *a.excludes} == ids for a in adjustments)


def test_the_mountain_reduction_reaches_every_standard() -> None:
    law = load("vn-urban-2022-class4")
    (mountain,) = (a for a in law.adjustments if a.id == "mountain-class4")
    reached = [id_ for change in mountain.changes for id_ in change.standards]
    assert sorted(reached) == sorted(s.id for s in law.standards)


def test_a_row_not_transcribed_says_so_and_holds_no_number() -> None:
    row = load("vn-urban-2022-class4").standard("1.3")
    assert row.label.vi == "Tiêu chuẩn 3/8 của nhóm này (chưa sao chép)"
    assert row.label.en == "Standard 3 of 8 of this group (not transcribed)"
    assert row.clause == "Phụ lục 1, tiêu chí 1"
    assert (row.value, row.unit, row.scale, row.points) == (None, None, None, None)


def test_the_new_rural_frame_has_ten_criteria_and_47_unplaced_indicators() -> None:
    law = load("vn-nrd-2026")
    assert (len(law.criteria), law.unplaced, len(law.groups)) == (10, 47, 3)
    assert law.recognition.transcribed is False
    assert law.in_force.from_ == date(2026, 2, 15)


def test_the_vocabulary_is_added_with_its_levels_and_addresses() -> None:
    law = load("vn-urban-2025-class3")
    role, population = law.quantity("planned_role"), law.quantity("population")
    assert role is not None
    assert [level.id for level in role.levels] == ["none", "commune", "province", "region"]
    assert population is not None
    assert population.source is not None
    assert population.source.startswith("https://")
    assert law.quantities == vocabulary()


def test_a_shipped_rulebook_is_read_once() -> None:
    assert load("vn-nrd-2026") is load("vn-nrd-2026")
