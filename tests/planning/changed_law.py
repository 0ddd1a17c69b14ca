"""The small rulebook with some of its standards otherwise: a new law for the tests of `impact`."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from tests.planning.random_cases import small_rulebook
from vedich.rulebooks import Rulebook


def changed_law(
    *,
    name: str = "other",
    mark: str = "11",
    without: Collection[str] = (),
    head: dict[str, Any] | None = None,
    **standards: dict[str, Any],
) -> Rulebook:
    """`standards`: fields to replace, by id (`A1={"scale": {...}}`); `without`: ids to leave out; `head`: the rest."""
    data = small_rulebook(mark).model_dump(by_alias=True) | {"id": name} | (head or {})
    for criterion in data["criteria"]:
        criterion["standards"] = [
            row | standards.get(row["id"], {}) for row in criterion["standards"] if row["id"] not in without
        ]
    data["standards_total"] -= len(without)
    return Rulebook.model_validate(data)


NOT_TRANSCRIBED = {"value": None, "unit": None, "scale": None, "points": None}
STRICTER = {
    "A1": {"scale": {"at_min": 11, "at_max": 22}},
    "B2": {"scale": {"at_min": 25, "at_max": 5}},
}
