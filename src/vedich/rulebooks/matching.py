"""Which standard of one rulebook is which of another: by its id, or by the figures that it is counted from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from vedich.rulebooks.diff import FieldChange, scored_fields
from vedich.rulebooks.schema import Rulebook, Standard

By = Literal["id", "figure"]


@dataclass(frozen=True, slots=True)
class Match:
    """A standard and its counterpart; one side None: it has none. `fields`: what differs in how the two score."""

    before: Standard | None
    after: Standard | None
    by: By | None
    fields: tuple[FieldChange, ...]


def match(before: Rulebook, after: Rulebook) -> tuple[Match, ...]:
    """Every standard of both, once: in the order of `after`, then what only `before` has, in its order.

    A row is matched with the row of its id, unless both their figures and their names differ: then the number is
    all that they share. Rows that remain are matched by quantity, or by ratio, where one row alone on each side
    reads it. Nothing else counts as the same: a density given as a figure is not one computed from area.
    """
    found = _by_id(before, after)
    taken = {standard.id for standard, _ in found.values()}
    left = [standard for standard in before.standards if standard.id not in taken]
    found |= _by_figure(left, [standard for standard in after.standards if standard.id not in found])
    matched = {standard.id for standard, _ in found.values()}
    rows = []
    for standard in after.standards:
        old, by = found.get(standard.id, (None, None))
        fields = () if old is None else scored_fields(old, standard)
        rows.append(Match(old, standard, by, fields))
    gone = (standard for standard in before.standards if standard.id not in matched)
    return (*rows, *(Match(standard, None, None, ()) for standard in gone))


def _by_id(before: Rulebook, after: Rulebook) -> dict[str, tuple[Standard, By]]:
    """By id of `after`."""
    old = {standard.id: standard for standard in before.standards}
    return {
        standard.id: (old[standard.id], "id")
        for standard in after.standards
        if standard.id in old and not _strangers(old[standard.id], standard)
    }


def _strangers(one: Standard, other: Standard) -> bool:
    if one.value is None or other.value is None or _figures(one) == _figures(other):
        return False
    return one.label.vi.casefold() != other.label.vi.casefold()


def _by_figure(before: Iterable[Standard], after: Iterable[Standard]) -> dict[str, tuple[Standard, By]]:
    """By id of `after`."""
    old, new = _alone(before), _alone(after)
    return {new[figures].id: (old[figures], "figure") for figures in new if figures in old}


def _alone(standards: Iterable[Standard]) -> dict[tuple[str, ...], Standard]:
    """Each row by its figures, where no other row reads the same."""
    read = [(_figures(standard), standard) for standard in standards if standard.value is not None]
    count = Counter(figures for figures, _ in read)
    return {figures: standard for figures, standard in read if count[figures] == 1}


def _figures(standard: Standard) -> tuple[str, ...]:
    return standard.value.quantities if standard.value is not None else ()
