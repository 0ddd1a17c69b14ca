"""Exact points of one standard for one value (docs/scoring.md).

At or past `at_max`: the maximum; between the ends: linear from minimum to maximum; from the reduced to the full
minimum: the minimum; short of it: 0. Levels do not interpolate. "Not considered" earns the minimum. A missing
figure or a row that was not transcribed scores the interval [0, max].
Source: NQ 111/2025, Điều 9 khoản 4 (secondary transcription).
"""

from __future__ import annotations

from fractions import Fraction

from vedich.scoring.result import Interval, Status, Step
from vedich.scoring.rules import StandardRule


def score_value(rule: StandardRule, value: Fraction | None) -> tuple[Interval, Status, tuple[Step, ...]]:
    """Points, status and the steps of the arithmetic. `value` None: unknown; for levels the rank."""
    if rule.not_considered_by is not None and rule.p_min is not None:
        step = Step(rule="score.step.not_considered", values={"points": rule.p_min})
        return _certain(rule.p_min), "not_considered", (step,)
    if not rule.transcribed:
        return _not_transcribed(rule, value)
    if value is None:
        step = Step(rule="score.step.unknown", values={"cap": rule.cap})
        return Interval(low=Fraction(0), high=rule.cap), "unknown", (step,)
    return _transcribed(rule, value)


def _certain(points: Fraction) -> Interval:
    return Interval(low=points, high=points)


def _not_transcribed(rule: StandardRule, value: Fraction | None) -> tuple[Interval, Status, tuple[Step, ...]]:
    """The points are unknown, but where the minimum has a source the row still says whether it is met."""
    interval = Interval(low=Fraction(0), high=rule.cap)
    step = Step(rule="score.step.not_transcribed", values={"cap": rule.cap})
    if value is None or rule.least is None:
        return interval, "not_transcribed", (step,)
    if not rule.reaches(value, rule.least):
        return interval, "unmet", (step,)
    status: Status = "met" if rule.at_min is not None and rule.reaches(value, rule.at_min) else "reduced"
    return interval, status, (step,)


def _transcribed(rule: StandardRule, value: Fraction) -> tuple[Interval, Status, tuple[Step, ...]]:
    least, at_min, at_max, p_min, p_max = rule.least, rule.at_min, rule.at_max, rule.p_min, rule.p_max
    assert least is not None and at_min is not None and at_max is not None
    assert p_min is not None and p_max is not None
    if rule.reaches(value, at_max):
        step = Step(rule="score.step.full", values={"at_max": _shown(rule, at_max), "points": p_max})
        return _certain(p_max), "full", (step,)
    if rule.reaches(value, at_min):
        if rule.levels is not None:
            step = Step(rule="score.step.level_met", values={"at_min": _shown(rule, at_min), "points": p_min})
            return _certain(p_min), "met", (step,)
        points = p_min + (p_max - p_min) * (value - at_min) / (at_max - at_min)
        step = Step(
            rule="score.step.interpolated",
            values={
                "p_min": p_min,
                "p_max": p_max,
                "value": value,
                "at_min": at_min,
                "at_max": at_max,
                "points": points,
            },
        )
        return _certain(points), "met", (step,)
    if rule.reaches(value, least):
        step = Step(
            rule="score.step.reduced",
            values={
                "least": least,
                "at_min": at_min,
                "adjustment": rule.reduced_by or "",
                "points": p_min,
            },
        )
        return _certain(p_min), "reduced", (step,)
    step = Step(rule="score.step.unmet", values={"least": _shown(rule, least)})
    return _certain(Fraction(0)), "unmet", (step,)


def _shown(rule: StandardRule, end: Fraction) -> Fraction | str:
    return rule.levels.levels[int(end)].id if rule.levels else end
