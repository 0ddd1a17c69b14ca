"""Standard by standard: what a new rulebook does to points and gaps, and which figures it asks for in vain."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from vedich.planning.impact_result import Change, FieldChange, MissingFigure, StandardImpact, Turn
from vedich.rulebooks.matching import Match
from vedich.rulebooks.spelling import spelt
from vedich.scoring import Assessment, StandardScore
from vedich.scoring.rules import CompiledRulebook, StandardRule

_STATE = {"full": "met", "met": "met", "reduced": "met", "not_considered": "met", "unmet": "unmet"}


def standard_impacts(
    matches: Iterable[Match],
    laws: tuple[CompiledRulebook, CompiledRulebook],
    scores: tuple[Assessment, Assessment],
) -> tuple[StandardImpact, ...]:
    """One row a standard of either rulebook; `laws` and `scores`: the old one's, the new one's."""
    return tuple(_impact(row, laws, scores) for row in matches)


def _impact(
    row: Match, laws: tuple[CompiledRulebook, CompiledRulebook], scores: tuple[Assessment, Assessment]
) -> StandardImpact:
    before = scores[0].standard(row.before.id) if row.before is not None else None
    after = scores[1].standard(row.after.id) if row.after is not None else None
    fields = [FieldChange(field=f.field, before=f.before, after=f.after) for f in row.fields]
    if row.before is not None and row.after is not None:
        fields += _adjusted(laws[0].rule(row.before.id), laws[1].rule(row.after.id))
    change: Change = "changed" if fields else "kept"
    if before is None:
        change = "new"
    elif after is None:
        change = "gone"
    return StandardImpact(
        change=change,
        matched_by=row.by,
        fields=tuple(fields),
        turn=turn(before, after),
        before=before,
        after=after,
    )


def _adjusted(before: StandardRule, after: StandardRule) -> list[FieldChange]:
    """What adjustments change although the two texts may agree: the reduced minimum, a row taken out."""
    sides = {
        "adjusted.minimum": (_reduced(before), _reduced(after)),
        "adjusted.not_considered": (_left_out(before), _left_out(after)),
    }
    return [FieldChange(field=name, before=old, after=new) for name, (old, new) in sides.items() if old != new]


def _reduced(rule: StandardRule) -> str | None:
    if rule.reduced_by is None or rule.least is None:
        return None
    return str(rule.least.numerator) if rule.least.denominator == 1 else str(float(rule.least))


def _left_out(rule: StandardRule) -> str | None:
    return None if rule.not_considered_by is None else spelt(True)


def turn(before: StandardScore | None, after: StandardScore | None) -> Turn:
    """How the row stands otherwise than before. What was unknown and is unmet now was not lost: it is known."""
    old = "absent" if before is None else _STATE.get(before.status, "unknown")
    new = "absent" if after is None else _STATE.get(after.status, "unknown")
    if new == "absent":
        return "no_longer_asked" if old == "unmet" else "same"
    if before is not None and after is not None and old == new:
        return _within(before, after)
    if (old, new) == ("absent", "met"):
        return "same"
    if new == "unknown":
        return "newly_unknown"
    if old == "unknown":
        return "newly_known"
    return "newly_unmet" if new == "unmet" else "newly_met"


def _within(before: StandardScore, after: StandardScore) -> Turn:
    """Neither lost nor won; but perhaps nearer or farther, or worth more or less."""
    if before.status == after.status == "unmet" and _gap(before) != _gap(after):
        return "gap_changed"
    return "points_changed" if before.points != after.points else "same"


def _gap(row: StandardScore) -> tuple[Fraction | None, str | None]:
    return row.gap, row.gap_quantity


def missing_figures(before: Assessment, after: Assessment) -> tuple[MissingFigure, ...]:
    """The figures without a value that rows of `after` read, in the order in which they are first asked for."""
    asked_before = {figure.quantity for row in before.standards for figure in row.inputs}
    lacking = {figure.quantity: figure for row in after.standards for figure in row.inputs if figure.value is None}
    found = []
    for quantity, figure in lacking.items():
        rows = [row for row in after.standards if any(used.quantity == quantity for used in row.inputs)]
        waiting = (row.points.high for row in rows if row.status == "unknown")
        found.append(
            MissingFigure(
                quantity=quantity,
                label=figure.label,
                unit=figure.unit,
                standards=tuple(row.id for row in rows),
                points=sum(waiting, Fraction(0)),
                asked_before=quantity in asked_before,
            )
        )
    return tuple(found)
