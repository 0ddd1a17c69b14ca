"""A case with changes applied: more money, more capacity, later deadlines, lower goals."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from math import ceil

from vedich.case import Capacity, Case, Funding, Goal, Quarter
from vedich.planning.why_result import Change, ExtraCapacity, ExtraMoney, LaterDeadline, LowerGoal
from vedich.rulebooks import Adjustment, Rulebook


def apply(case: Case, changes: Iterable[Change]) -> Case:
    """The case with the changes made. Lower marks of recognition are the rulebook's: see `apply_to_rulebook`."""
    for change in changes:
        if isinstance(change, ExtraMoney):
            case = _with_money(case, change)
        elif isinstance(change, ExtraCapacity):
            case = _with_capacity(case, change)
        elif isinstance(change, LaterDeadline):
            case = _with_deadline(case, change)
        elif change.measure in {"points", "quantity"}:
            case = replace(case, goals=tuple(_lowered(goal, change) for goal in case.goals))
    return case


def envelope_for(case: Case, source: str, usable: int) -> int:
    """Million VND by which an envelope of `source` must grow so that `usable` million more can be spent from it."""
    kept = 1 - Fraction(case.source(source).contingency_percent) / 100
    return usable if kept == 0 else ceil(usable / kept)


def _with_money(case: Case, change: ExtraMoney) -> Case:
    rows = list(case.funding)
    for place, row in enumerate(rows):
        if (row.source, row.year) == (change.source, change.year):
            rows[place] = replace(
                row,
                amount=row.amount + change.amount,
                low=None if row.low is None else row.low + change.amount,
                high=None if row.high is None else row.high + change.amount,
            )
            return replace(case, funding=tuple(rows))
    keeps = all(row.carry_over for row in rows if row.source == change.source)
    return replace(case, funding=(*rows, Funding(change.source, change.year, change.amount, None, None, keeps)))


def _with_capacity(case: Case, change: ExtraCapacity) -> Case:
    rows = list(case.capacities)
    for place, row in enumerate(rows):
        if (row.resource, row.year) == (change.resource, change.year):
            rows[place] = replace(row, amount=row.amount + change.amount)
            return replace(case, capacities=tuple(rows))
    return replace(case, capacities=(*rows, Capacity(change.resource, change.year, Decimal(change.amount))))


def _with_deadline(case: Case, change: LaterDeadline) -> Case:
    new = Quarter.parse(change.new)
    if change.of == "goal":
        return replace(case, goals=tuple(replace(g, by=new) if g.goal == change.id else g for g in case.goals))
    projects = tuple(replace(p, latest_finish=new) if p.project == change.id else p for p in case.projects)
    return replace(case, projects=projects)


def _lowered(goal: Goal, change: LowerGoal) -> Goal:
    if goal.goal != change.goal:
        return goal
    return replace(goal, at_least=change.new if isinstance(change.new, str) else _decimal(change.new))


def apply_to_rulebook(case: Case, rulebook: Rulebook, changes: Iterable[Change]) -> Rulebook:
    """The rulebook with the lower marks of recognition, also where an adjustment that the case claims sets them.

    For a trial only: the law is what it is.
    """
    for change in changes:
        if isinstance(change, LowerGoal) and change.measure == "total":
            rulebook = _with_total(case, rulebook, _decimal(change.new))
        elif isinstance(change, LowerGoal) and change.measure == "criterion" and change.subject is not None:
            rulebook = _with_criterion(case, rulebook, change.subject, _decimal(change.new))
    return rulebook


def _with_total(case: Case, rulebook: Rulebook, least: Decimal) -> Rulebook:
    adjustments = [
        _with_pass_mark(adjustment, least) if adjustment.id in case.adjustments else adjustment
        for adjustment in rulebook.adjustments
    ]
    recognition = rulebook.recognition.model_copy(update={"total_at_least": least})
    return rulebook.model_copy(update={"recognition": recognition, "adjustments": tuple(adjustments)})


def _with_pass_mark(adjustment: Adjustment, least: Decimal) -> Adjustment:
    changes = tuple(
        change if change.total_at_least is None else change.model_copy(update={"total_at_least": least})
        for change in adjustment.changes
    )
    return adjustment.model_copy(update={"changes": changes})


def _with_criterion(case: Case, rulebook: Rulebook, id_: str, least: Decimal) -> Rulebook:
    criteria = tuple(
        criterion.model_copy(update={"points": criterion.points.model_copy(update={"min": least})})
        if criterion.id == id_ and criterion.points is not None
        else criterion
        for criterion in rulebook.criteria
    )
    adjustments = [
        _with_minimum(adjustment, id_, least) if adjustment.id in case.adjustments else adjustment
        for adjustment in rulebook.adjustments
    ]
    return rulebook.model_copy(update={"criteria": criteria, "adjustments": tuple(adjustments)})


def _with_minimum(adjustment: Adjustment, criterion: str, least: Decimal) -> Adjustment:
    changes = tuple(
        change.model_copy(update={"criteria_min": {**change.criteria_min, criterion: least}})
        if criterion in change.criteria_min
        else change
        for change in adjustment.changes
    )
    return adjustment.model_copy(update={"changes": changes})


def _decimal(value: Fraction | str) -> Decimal:
    """Exact: the marks that are proposed have few decimals."""
    number = Fraction(value)
    return Decimal(number.numerator) / Decimal(number.denominator)
