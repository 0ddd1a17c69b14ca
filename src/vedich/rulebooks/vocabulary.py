"""The shared vocabulary of figures (`data/quantities.yaml`): names, units, how each is counted."""

from __future__ import annotations

from functools import cache
from importlib import resources
from pathlib import Path

from vedich.rulebooks.document import read_document
from vedich.rulebooks.schema import QuantityKind

DATA = Path(str(resources.files("vedich.rulebooks") / "data"))


@cache
def vocabulary() -> tuple[QuantityKind, ...]:
    """Every shared quantity in the order of the file; named levels are spelt out, a source is its address."""
    data = read_document(DATA / "quantities.yaml").data
    kinds = []
    for id_, words in data["quantities"].items():
        entry = {"id": id_, **words}
        if "levels" in entry:
            entry["levels"] = data["levels"][entry["levels"]]
        if "source" in entry:
            entry["source"] = data["sources"][entry["source"]]
        kinds.append(QuantityKind.model_validate(entry))
    return tuple(kinds)


def with_vocabulary(own: tuple[QuantityKind, ...]) -> tuple[QuantityKind, ...]:
    """The vocabulary with a rulebook's `own` quantities in place of shared ones; new ones after."""
    mine = {kind.id: kind for kind in own}
    shared = tuple(mine.pop(kind.id, kind) for kind in vocabulary())
    return shared + tuple(mine.values())


def own_quantities(quantities: tuple[QuantityKind, ...]) -> tuple[QuantityKind, ...]:
    """Those that a rulebook's file has to hold: not in the vocabulary, or different there."""
    shared = {kind.id: kind for kind in vocabulary()}
    return tuple(kind for kind in quantities if shared.get(kind.id) != kind)
