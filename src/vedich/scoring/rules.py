"""A rulebook and the adjustments a locality claims, compiled to one exact rule a standard.

Assessment of one case, scoring of many and the planning model all start from these rules, so an adjustment
is understood in one place.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from vedich.case import Case
from vedich.rulebooks import Adjustment, QuantityKind, Rulebook, Standard


@dataclass(frozen=True, slots=True)
class StandardRule:
    """One standard ready to score. Ends are numbers, or ranks (0 = lowest) where `levels` is set.

    `least`: the value that earns `p_min` (the reduced minimum if an adjustment lowers it); `at_min`: where
    interpolation starts; None for an end or points that were not transcribed. `cap`: the most the row can earn.
    """

    standard: Standard
    criterion: str
    levels: QuantityKind | None
    lower_is_better: bool
    least: Fraction | None
    at_min: Fraction | None
    at_max: Fraction | None
    p_min: Fraction | None
    p_max: Fraction | None
    cap: Fraction
    reduced_by: str | None
    not_considered_by: str | None

    @property
    def transcribed(self) -> bool:
        return None not in (self.at_min, self.at_max, self.p_min, self.p_max)

    def reaches(self, value: Fraction, end: Fraction) -> bool:
        """Whether `value` is at or past `end` in this rule's direction."""
        return value <= end if self.lower_is_better else value >= end


@dataclass(frozen=True, slots=True)
class CompiledRulebook:
    """A rulebook with the claimed adjustments applied: rules in the order of the file, group minima, pass mark."""

    rulebook: Rulebook
    adjustments: tuple[str, ...]
    rules: tuple[StandardRule, ...]
    criteria_min: dict[str, Fraction | None]
    criteria_max: dict[str, Fraction | None]
    total_at_least: Fraction | None

    def rule(self, id_: str) -> StandardRule:
        """The rule of standard `id_`. Raises KeyError."""
        for rule in self.rules:
            if rule.standard.id == id_:
                return rule
        raise KeyError(id_)


def compile_rulebook(rulebook: Rulebook, adjustments: Iterable[str] = ()) -> CompiledRulebook:
    """Apply the adjustments named. Raises KeyError on an adjustment the rulebook does not have."""
    known = {adjustment.id: adjustment for adjustment in rulebook.adjustments}
    claimed = [known[id_] for id_ in adjustments]
    criteria_min = {
        criterion.id: _fraction(criterion.points.min if criterion.points else None) for criterion in rulebook.criteria
    }
    total_at_least = _fraction(rulebook.recognition.total_at_least)
    for adjustment in claimed:
        for change in adjustment.changes:
            criteria_min.update({id_: Fraction(least) for id_, least in change.criteria_min.items()})
            if change.total_at_least is not None:
                total_at_least = Fraction(change.total_at_least)
    rules = tuple(
        _rule(rulebook, criterion.id, standard, claimed)
        for criterion in rulebook.criteria
        for standard in criterion.standards
    )
    criteria_max = {c.id: _fraction(c.points.max if c.points else None) for c in rulebook.criteria}
    return CompiledRulebook(rulebook, tuple(a.id for a in claimed), rules, criteria_min, criteria_max, total_at_least)


def compile_for(case: Case, rulebook: Rulebook) -> CompiledRulebook:
    """The rulebook with those of the case's adjustments that it has: another rulebook may know fewer."""
    known = {adjustment.id for adjustment in rulebook.adjustments}
    return compile_rulebook(rulebook, [id_ for id_ in case.adjustments if id_ in known])


def _fraction(value: Decimal | None) -> Fraction | None:
    return None if value is None else Fraction(value)


def _rule(rulebook: Rulebook, criterion: str, standard: Standard, claimed: list[Adjustment]) -> StandardRule:
    levels = None
    at_min = at_max = None
    scale = standard.scale
    if scale is not None and standard.value is not None:
        kind = rulebook.quantity(standard.value.subject)
        levels = kind if scale.is_levels else None
        at_min = _end(scale.at_min, levels)
        at_max = None if scale.at_max is None else _end(scale.at_max, levels)
    points = standard.points
    least, reduced_by, not_considered_by = _adjusted_minimum(standard, at_min, levels is not None, claimed)
    return StandardRule(
        standard=standard,
        criterion=criterion,
        levels=levels,
        lower_is_better=scale.lower_is_better if scale else False,
        least=least,
        at_min=at_min,
        at_max=at_max,
        p_min=_fraction(points.min) if points else None,
        p_max=_fraction(points.max) if points else None,
        cap=_cap(rulebook, criterion, standard),
        reduced_by=reduced_by,
        not_considered_by=not_considered_by,
    )


def _end(end: Decimal | str, levels: QuantityKind | None) -> Fraction | None:
    if isinstance(end, Decimal):
        return Fraction(end)
    rank = levels.rank(end) if levels else None
    return None if rank is None else Fraction(rank)


def _cap(rulebook: Rulebook, criterion: str, standard: Standard) -> Fraction:
    """A row whose points are not transcribed can earn no more than its criterion, or than the whole rulebook."""
    if standard.points is not None:
        return Fraction(standard.points.max)
    group = next(c for c in rulebook.criteria if c.id == criterion)
    return Fraction(group.points.max if group.points else rulebook.total_max)


def _adjusted_minimum(
    standard: Standard, at_min: Fraction | None, is_levels: bool, claimed: list[Adjustment]
) -> tuple[Fraction | None, str | None, str | None]:
    """The least value that earns the minimum points, and which adjustment lowered it or took the row out."""
    least, reduced_by, not_considered_by = at_min, None, None
    for adjustment in claimed:
        for change in adjustment.changes:
            if standard.id not in change.standards:
                continue
            if change.not_considered:
                not_considered_by = adjustment.id
            if change.minimum_times is not None and at_min is not None and not is_levels:
                reduced = _reduced(at_min, Fraction(change.minimum_times), standard.counts)
                if least is None or reduced < least:
                    least, reduced_by = reduced, adjustment.id
    return least, reduced_by, not_considered_by


def _reduced(at_min: Fraction, times: Fraction, counts: bool) -> Fraction:
    """A count's minimum of 1 stays 1; from 2 it is reduced in proportion, rounded, never below 1.

    Source: NQ 111/2025, Điều 9 khoản 4 điểm b (rounding half up: the text only says "rounded").
    """
    if not counts:
        return at_min * times
    if at_min <= 1:
        return at_min
    product = at_min * times
    rounded = (Decimal(product.numerator) / Decimal(product.denominator)).quantize(Decimal(1), ROUND_HALF_UP)
    return max(Fraction(1), Fraction(rounded))
