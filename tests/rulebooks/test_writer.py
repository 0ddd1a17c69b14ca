"""A rulebook written as YAML is read back equal."""

from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from tests.rulebooks.small import write_small
from vedich.rulebooks import load, shipped
from vedich.rulebooks.spelling import rule_of, rule_text, spelt
from vedich.rulebooks.writer import write_rulebook


@pytest.mark.parametrize("id_", shipped())
def test_a_shipped_rulebook_written_and_read_back_is_equal(tmp_path: Path, id_: str) -> None:
    write_rulebook(load(id_), tmp_path / "copy.yaml")
    assert load(tmp_path / "copy.yaml") == load(id_)


def test_an_own_quantity_is_written_and_the_shared_vocabulary_is_not(tmp_path: Path) -> None:
    own = "quantities: [{id: wells, label: {vi: Giếng, en: Wells}, unit: well, kind: count}]\n"
    rulebook = load(write_small(tmp_path, "adjustments:\n", own + "adjustments:\n"))
    write_rulebook(rulebook, tmp_path / "copy.yaml")
    written = yaml.safe_load((tmp_path / "copy.yaml").read_text(encoding="utf-8"))
    assert [quantity["id"] for quantity in written["quantities"]] == ["wells"]
    assert load(tmp_path / "copy.yaml") == rulebook


def test_a_decimal_is_written_without_exponent_or_needless_zeros() -> None:
    assert [spelt(Decimal(text)) for text in ("0.750", "1E+5", "200000", "-0.5")] == [
        "0.75",
        "100000",
        "200000",
        "-0.5",
    ]


@pytest.mark.parametrize("text", ["population", "a / b", "hospital_beds / population × 10000", "share × 0.5"])
def test_a_value_rule_is_spelt_as_it_is_read(text: str) -> None:
    assert rule_text(rule_of(text)) == text


@pytest.mark.parametrize("text", ["", "a b", "a / b / c", "a ×", "/ b", "a × -1", "a × 0"])
def test_what_is_no_value_rule_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        rule_of(text)
