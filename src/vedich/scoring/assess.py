"""Assess one case under one rulebook, exactly and with its explanation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from vedich.case import Case, Effect, Quarter
from vedich.rulebooks import Criterion, Rulebook
from vedich.scoring.figures import FigureNow, figures_of, standard_value
from vedich.scoring.gap import gap_to
from vedich.scoring.points import score_value
from vedich.scoring.result import (
    Assessment,
    CriterionScore,
    Input,
    Interval,
    Recognised,
    StandardScore,
    Step,
)
from vedich.scoring.rules import CompiledRulebook, StandardRule, compile_for


def assess(
    case: Case,
    rulebook: Rulebook,
    at: Quarter | None = None,
    effects: Iterable[Effect] = (),
    today: date | None = None,
) -> Assessment:
    """Score `case` under `rulebook` at the end of `at` (None: as reported), with the case's adjustments.

    `effects`: of projects finished by then. `today`: the day from which the age of figures is counted; None
    leaves ages out, so that a result depends on its inputs alone.
    """
    compiled = compile_for(case, rulebook)
    figures = figures_of(case, rulebook, at, effects)
    standards = tuple(_standard(compiled, rule, figures, at, today) for rule in compiled.rules)
    criteria = tuple(_criterion(compiled, criterion, standards) for criterion in rulebook.criteria)
    total = Interval(
        low=sum((c.points.low for c in criteria), Fraction(0)),
        high=min(sum((c.points.high for c in criteria), Fraction(0)), Fraction(rulebook.total_max)),
    )
    return Assessment(
        rulebook=rulebook.id,
        rulebook_title=rulebook.title,
        transcription=rulebook.transcription.status,
        unit_code=case.unit.code,
        unit_name=case.unit.name,
        figures=case.figures,
        at=None if at is None else str(at),
        adjustments=compiled.adjustments,
        total=total,
        total_at_least=compiled.total_at_least,
        total_max=Fraction(rulebook.total_max),
        recognised=_recognised(compiled, total, criteria),
        criteria=criteria,
        standards=standards,
    )


def _standard(
    compiled: CompiledRulebook,
    rule: StandardRule,
    figures: Mapping[str, FigureNow],
    at: Quarter | None,
    today: date | None,
) -> StandardScore:
    standard, rulebook = rule.standard, compiled.rulebook
    value = standard_value(rule, figures)
    points, status, steps = score_value(rule, value)
    subject = standard.value.subject if standard.value else None
    kind = rulebook.quantity(subject) if subject else None
    scale = standard.scale
    shown: Fraction | str | None = value
    if rule.levels is not None and value is not None:
        shown = rule.levels.levels[int(value)].id
    return StandardScore(
        id=standard.id,
        criterion=rule.criterion,
        label=standard.label,
        value=shown,
        unit=standard.unit,
        at_min=_end(scale.at_min) if scale else None,
        at_max=_end(scale.at_max) if scale and scale.at_max is not None else None,
        points=points,
        points_min=rule.p_min,
        points_max=rule.p_max,
        status=status,
        gap=Fraction(0) if status == "not_considered" else gap_to(rule, rulebook, figures, value, rule.least),
        gap_to_max=gap_to(rule, rulebook, figures, value, rule.at_max),
        gap_quantity=subject,
        gap_unit=kind.unit if kind else standard.unit,
        clause=standard.clause,
        source=rulebook.transcription.sources.get(standard.source, standard.source),
        confidence=standard.confidence,
        inputs=tuple(
            _input(rulebook, quantity, figures[quantity], today)
            for quantity in (standard.value.quantities if standard.value else ())
        ),
        steps=(*_value_steps(rule, figures, value), *steps),
    )


def _end(end: Decimal | str) -> Fraction | str:
    return end if isinstance(end, str) else Fraction(end)


def _input(rulebook: Rulebook, quantity: str, figure: FigureNow, today: date | None) -> Input:
    kind, row = rulebook.quantity(quantity), figure.row
    as_of = row.as_of if row else None
    age = None
    if today is not None and as_of is not None:
        age = (today.year - as_of.year) * 12 + today.month - as_of.month - (today.day < as_of.day)
    return Input(
        quantity=quantity,
        label=kind.label if kind else None,
        unit=kind.unit if kind else (row.unit if row else None),
        reported=row.value if row else None,
        value=figure.value,
        as_of=as_of,
        growth_per_year=row.growth_per_year if row else None,
        growth_kind=row.growth_kind if row else None,
        source=row.source if row else None,
        age_months=age,
    )


def _value_steps(rule: StandardRule, figures: Mapping[str, FigureNow], value: Fraction | None) -> tuple[Step, ...]:
    source = rule.standard.value
    if source is None or source.ratio is None or value is None:
        return ()
    numerator, denominator = (figures[q].value for q in source.ratio)
    assert numerator is not None and denominator is not None
    return (
        Step(
            rule="score.step.ratio",
            values={
                "numerator": numerator,
                "denominator": denominator,
                "times": Fraction(source.times),
                "value": value,
            },
        ),
    )


def _criterion(
    compiled: CompiledRulebook, criterion: Criterion, standards: tuple[StandardScore, ...]
) -> CriterionScore:
    """Sum of the rows, never above the criterion's maximum; rows the file does not hold may still add points."""
    rows = [s for s in standards if s.criterion == criterion.id]
    least, most = compiled.criteria_min[criterion.id], compiled.criteria_max[criterion.id]
    low = sum((s.points.low for s in rows), Fraction(0))
    high = sum((s.points.high for s in rows), Fraction(0))
    if compiled.rulebook.unplaced > 0:
        high = Fraction(compiled.rulebook.total_max)
    if most is not None:
        high = min(high, most)
    met: bool | None = None
    if least is not None:
        met = True if low >= least else False if high < least else None
    return CriterionScore(
        id=criterion.id,
        label=criterion.label,
        points=Interval(low=low, high=high),
        min=least,
        max=most,
        met=met,
    )


def _recognised(compiled: CompiledRulebook, total: Interval, criteria: tuple[CriterionScore, ...]) -> Recognised:
    """`no` as soon as one condition certainly fails, `yes` when all certainly hold, else `unknown`."""
    rule = compiled.rulebook.recognition
    conditions: list[bool | None] = []
    if compiled.total_at_least is not None:
        mark = compiled.total_at_least
        conditions.append(True if total.low >= mark else False if total.high < mark else None)
    conditions += [c.met for c in criteria if rule.each_criterion_at_least_its_min or c.min is not None]
    if not rule.transcribed:
        conditions.append(None)
    if any(condition is False for condition in conditions):
        return "no"
    return "yes" if conditions and all(conditions) else "unknown"
