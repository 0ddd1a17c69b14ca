"""Which standard of one rulebook is which of another."""

from __future__ import annotations

from tests.planning.changed_law import NOT_TRANSCRIBED, changed_law
from tests.planning.random_cases import small_rulebook
from vedich.rulebooks import Rulebook, load
from vedich.rulebooks.diff import scored_alike
from vedich.rulebooks.matching import match

SMALL = small_rulebook()


def pairs(before: Rulebook, after: Rulebook) -> list[tuple[str | None, str | None, str | None]]:
    found = match(before, after)
    return [(m.before.id if m.before else None, m.after.id if m.after else None, m.by) for m in found]


def test_every_standard_stands_in_one_match() -> None:
    before, after = load("vn-urban-2022-class4"), load("vn-urban-2025-class3")
    found = match(before, after)
    assert [m.after.id for m in found if m.after] == [s.id for s in after.standards]
    assert sorted(m.before.id for m in found if m.before) == sorted(s.id for s in before.standards)


def test_a_row_keeps_its_id_even_where_its_figure_changes() -> None:
    found = pairs(load("vn-urban-2025-class3"), load("vn-urban-2025-class2"))
    assert ("2A.III.13", "2A.III.13", "id") in found
    assert {by for _, _, by in found} == {"id"}


def test_rows_of_two_laws_are_matched_by_what_they_are_counted_from() -> None:
    found = pairs(load("vn-urban-2022-class4"), load("vn-urban-2025-class3"))
    assert [pair for pair in found if pair[2]] == [("2.1", "2A.II.03", "figure"), ("4.1", "2A.II.05", "figure")]


def test_a_ratio_is_matched_with_the_same_ratio() -> None:
    assert ("B1", "Z1", "figure") in pairs(SMALL, changed_law(B1={"id": "Z1"}))


def test_a_number_alone_does_not_make_two_rows_one() -> None:
    other = {"label": {"vi": "khác", "en": "other"}, "value": {"quantity": "forest"}}
    assert pairs(SMALL, changed_law(A1=other))[0] == (None, "A1", None)
    assert ("A1", None, None) in pairs(SMALL, changed_law(A1=other))


def test_rows_that_swap_their_numbers_are_still_found() -> None:
    label = {"vi": "khác", "en": "other"}
    one, two = SMALL.standard("A1"), SMALL.standard("B2")
    swapped = changed_law(
        A1={"value": two.value and two.value.model_dump(mode="json"), "label": label},
        B2={"value": one.value and one.value.model_dump(mode="json"), "label": {"vi": "nữa", "en": "more"}},
    )
    found = pairs(SMALL, swapped)
    assert ("A1", "B2", "figure") in found
    assert ("B2", "A1", "figure") in found


def test_two_rows_that_read_the_same_figure_are_not_told_apart_by_guessing() -> None:
    twice = changed_law(A1={"id": "X1"}, B2={"id": "X2", "value": {"quantity": "roads"}})
    assert {by for _, after, by in pairs(SMALL, twice) if after in {"X1", "X2"}} == {None}


def test_a_row_that_was_not_transcribed_is_matched_by_its_id() -> None:
    assert pairs(changed_law(A1=NOT_TRANSCRIBED), SMALL)[0] == ("A1", "A1", "id")


def test_words_and_provenance_do_not_change_a_score() -> None:
    assert scored_alike(SMALL, changed_law(A1={"clause": "Điều 9", "note": {"vi": "a", "en": "b"}}))
    assert not scored_alike(SMALL, changed_law(mark="12"))
    assert not scored_alike(SMALL, changed_law(A1={"scale": {"at_min": 10, "at_max": 21}}))
