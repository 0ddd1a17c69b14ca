"""The figures of a case on one day, with what completed projects have added, and a standard's value from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from vedich.case import Case, Effect, Figure, Quarter, figure_at, value_at
from vedich.rulebooks import Rulebook
from vedich.scoring.rules import StandardRule

Amount = Fraction | str | None  # a number, the id of a level, or unknown


@dataclass(frozen=True, slots=True)
class FigureNow:
    """A figure as reported (`row` None: the case has none) and its value on the day of the assessment."""

    row: Figure | None
    value: Amount


def figures_of(
    case: Case, rulebook: Rulebook, at: Quarter | None, effects: Iterable[Effect] = ()
) -> dict[str, FigureNow]:
    """Every figure that the rulebook's standards read, at the end of `at` (None: as reported), `effects` added.

    An effect on a number adds; an effect on a level raises it to at least that level. An effect on an unknown
    figure leaves it unknown.
    """
    wanted = {q for s in rulebook.standards if s.value is not None for q in s.value.quantities}
    wanted |= {goal.subject for goal in case.goals if goal.kind == "quantity" and goal.subject}
    added: dict[str, list[Effect]] = {}
    for effect in effects:
        added.setdefault(effect.quantity, []).append(effect)
    figures = {}
    for quantity in sorted(wanted):
        row = figure_at(case, quantity, at)
        raw = None if row is None else value_at(row, at)
        value: Amount = Fraction(raw) if isinstance(raw, Decimal) else raw
        for effect in added.get(quantity, ()):
            value = _with_effect(rulebook, quantity, value, effect)
        figures[quantity] = FigureNow(row, value)
    return figures


def _with_effect(rulebook: Rulebook, quantity: str, value: Amount, effect: Effect) -> Amount:
    if value is None:
        return None
    if isinstance(effect.amount, Decimal):
        return value + Fraction(effect.amount) if isinstance(value, Fraction) else value
    kind = rulebook.quantity(quantity)
    if kind is None or not isinstance(value, str):
        return value
    now, raised = kind.rank(value), kind.rank(effect.amount)
    return effect.amount if now is not None and raised is not None and raised > now else value


def standard_value(rule: StandardRule, figures: Mapping[str, FigureNow]) -> Fraction | None:
    """The value that the rule scores (a level as its rank); None where a figure is missing or cannot be used."""
    source = rule.standard.value
    if source is None:
        return None
    if source.ratio is not None:
        numerator, denominator = (_number(figures[q].value) for q in source.ratio)
        if numerator is None or denominator is None or denominator == 0:
            return None
        return numerator / denominator * Fraction(source.times)
    value = figures[source.subject].value
    if rule.levels is not None:
        rank = rule.levels.rank(value) if isinstance(value, str) else None
        return None if rank is None else Fraction(rank)
    number = _number(value)
    return None if number is None else number * Fraction(source.times)


def _number(value: Amount) -> Fraction | None:
    return value if isinstance(value, Fraction) else None
