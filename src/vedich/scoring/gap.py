"""How far a standard is from its minimum and its maximum, in the units of the figure that people can change."""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction

from vedich.rulebooks import Rulebook
from vedich.scoring.figures import FigureNow
from vedich.scoring.rules import StandardRule


def gap_to(
    rule: StandardRule,
    rulebook: Rulebook,
    figures: Mapping[str, FigureNow],
    value: Fraction | None,
    end: Fraction | None,
) -> Fraction | None:
    """What is missing to reach `end`: units of the figure itself or of the ratio's numerator, whole for counts.

    30 beds per 10,000 people for 58,000 people is 174 beds: with 162 the gap is 12 beds. 0 when reached; None
    when the value or the end is unknown. For levels: how many levels.
    """
    if value is None or end is None:
        return None
    if rule.reaches(value, end):
        return Fraction(0)
    short = abs(end - value)
    source = rule.standard.value
    if source is None or rule.levels is not None:
        return short
    short /= Fraction(source.times)
    if source.ratio is not None:
        denominator = figures[source.ratio[1]].value
        assert isinstance(denominator, Fraction)
        short *= abs(denominator)
    kind = rulebook.quantity(source.subject)
    return Fraction(math.ceil(short)) if kind is not None and kind.kind == "count" else short
