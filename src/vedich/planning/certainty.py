"""Whether a goal can ever be certain: what a missing figure or provision leaves open stays open, whatever is built."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from vedich.case import Case, Goal, Quarter
from vedich.rulebooks import Rulebook
from vedich.scoring import Assessment, StandardScore, assess
from vedich.scoring.figures import figures_of


def undecidable(case: Case, rulebook: Rulebook) -> frozenset[str]:
    """The goals (by id) that could hold if what is unknown were at its best, and that cannot be certain at the end of
    any quarter even with every known row at its best. A goal out of reach in any event is not among them."""
    certain, possible = set[str](), set[str]()
    for quarter in case.horizon:
        assessment = assess(case, rulebook, quarter)
        for goal in case.stated_goals:
            if _reachable(case, rulebook, assessment, goal, quarter, hoping=False):
                certain.add(goal.goal)
            if _reachable(case, rulebook, assessment, goal, quarter, hoping=True):
                possible.add(goal.goal)
    return frozenset(possible - certain)


def _reachable(
    case: Case, rulebook: Rulebook, assessment: Assessment, goal: Goal, quarter: Quarter, *, hoping: bool
) -> bool:
    if goal.kind == "recognition":
        return _recognition(rulebook, assessment, hoping=hoping)
    assert goal.subject is not None
    if goal.kind == "quantity":
        value = figures_of(case, rulebook, quarter)[goal.subject].value
        kind = rulebook.quantity(goal.subject)
        return hoping or isinstance(value, Fraction) or (value is not None and kind is not None)
    row = assessment.standard(goal.subject)
    wanted = Fraction(goal.at_least) if isinstance(goal.at_least, Decimal) else row.points_min
    return hoping if wanted is None else _best(row, hoping=hoping) >= wanted


def _recognition(rulebook: Rulebook, assessment: Assessment, *, hoping: bool) -> bool:
    """As the assessment decides it, with every row at its best."""
    rule, mark = rulebook.recognition, assessment.total_at_least
    conditions = [] if rule.transcribed else [hoping]
    total = Fraction(0)
    for criterion in assessment.criteria:
        rows = (row for row in assessment.standards if row.criterion == criterion.id)
        best = sum((_best(row, hoping=hoping) for row in rows), Fraction(0))
        if hoping and rulebook.unplaced:
            best = Fraction(rulebook.total_max)
        best = best if criterion.max is None else min(best, criterion.max)
        total += best
        if criterion.min is not None:
            conditions.append(best >= criterion.min)
        elif rule.each_criterion_at_least_its_min:
            conditions.append(hoping)
    if mark is not None:
        conditions.append(total >= mark)
    return all(conditions) if conditions else hoping


def _best(row: StandardScore, *, hoping: bool) -> Fraction:
    """The most that can be certain of a row, or, hoping, that is possible at all."""
    if row.status == "not_considered":
        return row.points.low
    if row.points.known and row.points_max is not None:
        return row.points_max
    return row.points.high if hoping else row.points.low
