"""Words in free text: which kinds clear land, and which sources are judgements."""

from __future__ import annotations

import pytest

from vedich.case import is_assumption, is_clearance
from vedich.case.clearance import clearance_words
from vedich.case.kind_words import has_word


@pytest.mark.parametrize(
    "kind",
    [
        "Giải phóng mặt bằng",
        "GIẢI PHÓNG  MẶT BẰNG",
        "GPMB",
        "gpmb",
        "GPMB, tái định cư",
        "Land clearance",
        "Đền bù (GPMB)",
    ],
)
def test_land_clearance_goes_by_several_names(kind) -> None:
    assert is_clearance(kind)


@pytest.mark.parametrize("kind", [None, "", "Giao thông", "GPMBX", "mặt bằng", "clearances", "giải phóng"])
def test_other_kinds_are_no_clearance(kind) -> None:
    assert not is_clearance(kind)


def test_every_word_of_the_list_is_clearance() -> None:
    assert {"giải phóng mặt bằng", "GPMB", "clearance"} <= set(clearance_words())
    assert all(is_clearance(word) for word in clearance_words())


def test_a_word_written_decomposed_is_the_same_word() -> None:
    import unicodedata

    assert is_clearance(unicodedata.normalize("NFD", "Giải phóng mặt bằng"))


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("giả định", True),
        ("Giả định của phòng kinh tế", True),
        ("An assumption, after past years", True),
        ("Quyết toán 2021–2025", False),
        ("", False),
        (None, False),
    ],
)
def test_a_source_says_that_it_is_a_judgement(source, wanted) -> None:
    assert is_assumption(source) is wanted


def test_no_word_is_found_where_none_is_wanted() -> None:
    assert not has_word("Giao thông", ())
