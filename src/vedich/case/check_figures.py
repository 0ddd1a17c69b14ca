"""Checks of the figures, and of the names in a case that the rulebook must know."""

from __future__ import annotations

from decimal import Decimal

from vedich.case.checking import Checking
from vedich.case.model import Figure
from vedich.case.nearest import near_miss
from vedich.rulebooks import QuantityKind


def check_references_to_law(checking: Checking) -> None:
    """The adjustments claimed exist, stand once, and may be combined."""
    known = {adjustment.id: adjustment for adjustment in checking.rulebook.adjustments}
    claimed = checking.case.adjustments
    for name in claimed:
        if name not in known:
            values = {"found": name, "known": ", ".join(known) or "—", "rulebook": checking.rulebook.id}
            checking.add_to_head("adjustments", "adjustment_unknown", **values)
    for name in dict.fromkeys(claimed):
        if claimed.count(name) > 1:
            checking.add_to_head("adjustments", "adjustment_twice", found=name)
        for other in known[name].excludes if name in known else ():
            if other in claimed:
                checking.add_to_head("adjustments", "adjustment_clash", one=name, other=other)


def check_figures(checking: Checking) -> None:
    """Each figure is of its kind, in its unit and range, with source and date; its trend is complete."""
    for index, figure in enumerate(checking.case.quantities):
        kind = checking.kind(figure.quantity)
        if kind is None and (meant := near_miss(figure.quantity, (kind.id for kind in checking.rulebook.quantities))):
            values = {"found": figure.quantity, "nearest": meant}
            checking.add("quantities", index, "quantity", "quantity_unread", "warning", **values)
        _check_unit(checking, index, figure, kind)
        _check_value(checking, index, figure, kind)
        _check_growth(checking, index, figure, kind)
        _check_source(checking, index, figure)


def _check_unit(checking: Checking, index: int, figure: Figure, kind: QuantityKind | None) -> None:
    if kind is not None and figure.unit is not None and figure.unit != kind.unit:
        checking.add("quantities", index, "unit", "unit", found=figure.unit, right=kind.unit, quantity=kind.id)


def _check_value(checking: Checking, index: int, figure: Figure, kind: QuantityKind | None) -> None:
    value = figure.value
    if value is None or kind is None:
        return
    checking.level_problem("quantities", index, "value", kind, value)
    if not isinstance(value, Decimal) or kind.kind == "level":
        return
    if kind.kind == "count" and value != value.to_integral_value():
        checking.add("quantities", index, "value", "whole", found=f"{value:f}", quantity=kind.id)
    low, high = kind.range or (None, None)
    if low is not None and high is not None and not low <= value <= high:
        values = {"found": f"{value:f}", "low": f"{low:f}", "high": f"{high:f}"}
        checking.add("quantities", index, "value", "range", **values)
    elif value < 0 and "growth" not in figure.quantity:
        checking.add("quantities", index, "value", "negative", found=f"{value:f}")


def _check_growth(checking: Checking, index: int, figure: Figure, kind: QuantityKind | None) -> None:
    if figure.growth_per_year is None:
        return
    if kind is not None and kind.kind == "level":
        checking.add("quantities", index, "growth_per_year", "growth_of_level", quantity=kind.id)
    elif figure.growth_kind is None:
        checking.add("quantities", index, "growth_kind", "growth_kind", found=f"{figure.growth_per_year:f}")
    elif figure.as_of is None:
        checking.add("quantities", index, "as_of", "growth_without_day")
    elif figure.growth_kind == "percent" and abs(figure.growth_per_year) > 100:
        checking.add("quantities", index, "growth_per_year", "growth_size", found=f"{figure.growth_per_year:f}")


def _check_source(checking: Checking, index: int, figure: Figure) -> None:
    """A figure says where it is from; what is made up needs no date."""
    if figure.value is None or checking.case.illustrative:
        return
    if figure.source is None:
        checking.add("quantities", index, "source", "no_source", quantity=figure.quantity)
    if figure.as_of is None:
        checking.add("quantities", index, "as_of", "no_day", "warning", quantity=figure.quantity)
