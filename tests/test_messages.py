"""Every sentence is there in both languages, with the same placeholders, and every key the code names exists."""

from __future__ import annotations

import re
import string
import unicodedata
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from vedich.messages import date_text, number_text
from vedich.messages.catalogue import entry, keys

SOURCE = Path(__file__).parents[1] / "src/vedich"
PLACES = string.Formatter()


def _sentences(words: object) -> list[str]:
    return list(words.values()) if isinstance(words, dict) else [str(words)]


def _holes(words: object) -> set[str]:
    return {name for sentence in _sentences(words) for _, name, _, _ in PLACES.parse(sentence) if name}


@pytest.mark.parametrize("key", sorted(keys()))
def test_both_languages_say_the_same(key: str) -> None:
    words = entry(key)
    assert set(words) == {"vi", "en"}
    # Vietnamese writes the quarter in Roman numerals, English in Arabic ones.
    if not key.startswith("report.quarter"):
        assert _holes(words["vi"]) == _holes(words["en"])
    for lang in ("vi", "en"):
        for sentence in _sentences(words[lang]):
            assert sentence.strip()
            assert unicodedata.is_normalized("NFC", sentence)


def test_every_key_named_in_the_code_is_in_a_catalogue() -> None:
    named = re.compile(r'(?:\btext|Problem|_refusal|\.say)\(\s*"([a-z_]+(?:\.[a-z0-9_]+)+)"')
    missing = {
        key
        for file in SOURCE.rglob("*.py")
        for key in named.findall(file.read_text(encoding="utf-8"))
        if key not in keys()
    }
    assert missing == set()


def test_every_cell_fault_has_its_sentences() -> None:
    faults = re.compile(r'CellFault\("([a-z_]+)"')
    for file in (SOURCE / "case").glob("*.py"):
        for fault in faults.findall(file.read_text(encoding="utf-8")):
            assert f"case.cell.{fault}" in keys(), fault


def test_numbers_and_dates_as_each_language_writes_them() -> None:
    assert number_text(Decimal("1234.5"), lang="vi") == "1.234,5"
    assert number_text(Decimal("1234.5"), lang="en") == "1,234.5"
    assert date_text(date(2026, 11, 23), "vi") == "23/11/2026"
    assert date_text(date(2026, 11, 23), "en") == "23 Nov 2026"
