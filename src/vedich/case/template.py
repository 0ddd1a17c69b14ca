"""An empty case that asks for exactly the figures a rulebook reads."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from vedich.case.model import Case, Figure, Goal, Unit
from vedich.case.quarter import Quarter
from vedich.case.store import refuse_existing, write, write_failed
from vedich.files import whole_file
from vedich.messages import text
from vedich.rulebooks import QuantityKind, Rulebook, Scale

HORIZON = 20  # quarters: a five-year plan


def new_case(rulebook: Rulebook, named: str | None = None, start: Quarter | None = None) -> Case:
    """One empty figure a quantity, the goal of recognition, five years from the next quarter.

    `named`: how the case names the rulebook (a file's path) if not by its id.
    """
    wanted = dict.fromkeys(q for s in rulebook.standards if s.value is not None for q in s.value.quantities)
    return Case(
        unit=Unit("00000", text("case.template.unit")),
        rulebook=named or rulebook.id,
        start=start or Quarter.of(date.today()) + 1,
        quarters=HORIZON,
        figures="reported",
        quantities=tuple(_figure(rulebook, quantity) for quantity in wanted),
        goals=(Goal("G1", "recognition", None, None, None),),
    )


def write_template(rulebook: Rulebook, path: Path | str, named: str | None = None) -> None:
    """Write the template as a folder or .xlsx (levels as drop-downs). Raises Refused if something is there."""
    path = Path(path)
    case = new_case(rulebook, named)
    if path.suffix.lower() != ".xlsx":
        write(case, path)
        return
    refuse_existing(path, overwrite=False)
    from vedich.case.workbook_write import write_workbook

    levels = {
        kind.id: [level.label.vi for level in kind.levels] for kind in rulebook.quantities if kind.kind == "level"
    }
    try:
        with whole_file(path) as staged:
            write_workbook(case, staged, [kind.id for kind in rulebook.quantities], levels)
    except OSError as error:
        raise write_failed(path, error) from error


def _figure(rulebook: Rulebook, quantity: str) -> Figure:
    kind = rulebook.quantity(quantity)
    unit = kind.unit if kind else None
    return Figure(quantity, None, unit, None, None, None, None, _note(rulebook, quantity, kind))


def _note(rulebook: Rulebook, quantity: str, kind: QuantityKind | None) -> str:
    """What the figure is, and the ends of the standards that read it."""
    label = kind.label.vi if kind else quantity
    if kind and kind.definition:
        label = f"{label} ({kind.definition.vi})"
    ends = []
    for standard in rulebook.standards:
        if standard.value is not None and quantity in standard.value.quantities and standard.scale is not None:
            ends.append(f"{standard.id} {_ends(standard.scale, kind)} {standard.unit or ''}".strip())
    key = "case.template.note" if ends else "case.template.note_open"
    return text(key, "vi", label=label, ends="; ".join(ends))


def _ends(scale: Scale, kind: QuantityKind | None) -> str:
    names = {level.id: level.label.vi for level in kind.levels} if kind else {}
    low = names.get(str(scale.at_min), str(scale.at_min))
    high = "?" if scale.at_max is None else names.get(str(scale.at_max), str(scale.at_max))
    return f"{low} → {high}"
