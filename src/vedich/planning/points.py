"""Points in the program: met and excess for each standard, and what the goals ask of their sum.

For a standard with ends, today's distance to its minimum `to_min` and to its maximum `to_max`, and gain
Σ step · finished:

    points = p_min · met + slope · excess
    gain ≥ to_least · met                      (the reduced minimum, where there is one)
    gain ≥ to_min · full + excess,  excess ≤ (to_max − to_min) · full,  full ≤ met

What made the difference to the solve: `excess` is bounded by the binary and not by a constant, so a fraction of
`met` buys only that fraction of the slope.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from vedich.planning.linear import INFINITY, LinearProgram, Term
from vedich.planning.terms import Checkpoint, Climb, Done, LevelClimb, QuantityGoal, StandardTerm

Finished = Callable[[int, int, int | None], list[Term]]


class PointRows:
    """Adds the rows of every checkpoint. `total`: the points of the scored checkpoint as terms and a constant.

    `forgiving`: every demand may be missed at a price. `missed`: its columns, in points (or shares of a quantity).
    """

    def __init__(
        self, program: LinearProgram, checks: Sequence[Checkpoint], finished: Finished, *, forgiving: bool = False
    ) -> None:
        self.program = program
        self.finished = finished
        self.forgiving = forgiving
        self.missed: list[int] = []
        self.total: tuple[list[Term], float] = ([], 0.0)
        for check in checks:
            self._add_checkpoint(check)

    def _add_checkpoint(self, check: Checkpoint) -> None:
        points = {term.standard: self._points(term, check.quarter) for term in check.terms}
        for standard, least in check.standard_min.items():
            self._at_least([points[standard]], least)
        for criterion, least in check.criteria_min.items():
            self._at_least([points[t.standard] for t in check.terms if t.criterion == criterion], least)
        if check.total_at_least is not None:
            self._at_least(list(points.values()), check.total_at_least)
        for goal in check.quantity_goals:
            self._add_quantity_goal(goal, check.quarter)
        if check.scored:
            self.total = (
                [term for terms, _ in points.values() for term in terms],
                float(sum((constant for _, constant in points.values()), Fraction(0))),
            )

    def _forgiven(self) -> list[Term]:
        """What a demand lacks, if it may lack something."""
        if not self.forgiving:
            return []
        self.missed.append(self.program.column(0.0, INFINITY))
        return [(self.missed[-1], 1.0)]

    def _at_least(self, parts: Sequence[tuple[list[Term], Fraction]], least: Fraction) -> None:
        constant = sum((fixed for _, fixed in parts), Fraction(0))
        self.program.row([*(t for terms, _ in parts for t in terms), *self._forgiven()], lower=float(least - constant))

    def _points(self, term: StandardTerm, quarter: int) -> tuple[list[Term], Fraction]:
        """The standard's points as terms and a constant."""
        if term.fixed is not None or term.climb is None:
            return [], term.fixed or Fraction(0)
        if isinstance(term.climb, LevelClimb):
            return self._level_points(term, term.climb, quarter)
        return self._climb_points(term, term.climb, quarter)

    def _level_points(self, term: StandardTerm, climb: LevelClimb, quarter: int) -> tuple[list[Term], Fraction]:
        """reached ≤ Σ finished options that lift that far; no binary needed, since the sum is whole."""
        terms: list[Term] = []
        constant = Fraction(0)
        steps = ((term.has_min, climb.to_min, term.p_min), (term.has_max, climb.to_max, term.p_max - term.p_min))
        for already, lifts, worth in steps:
            if already:
                constant += worth
                continue
            done = self._any(lifts, quarter)
            if worth and done:
                reached = self.program.column(0.0, 1.0)
                self.program.row([(reached, 1.0), *((c, -v) for c, v in done)], upper=0.0)
                terms.append((reached, float(worth)))
        return terms, constant

    def _climb_points(self, term: StandardTerm, climb: Climb, quarter: int) -> tuple[list[Term], Fraction]:
        gain = self._gain(climb.steps, quarter, climb.to_max)
        worst = -sum((-step for step in climb.steps.values() if step < 0), Fraction(0))
        if not gain:
            return [], self._points_today(term, climb)
        if worst == 0 and climb.to_max <= 0:
            return [], term.p_max
        met = self._threshold(gain, climb.to_least, worst)
        terms: list[Term] = [(met, float(term.p_min))]
        if term.flat:
            full = met if climb.to_max == climb.to_least else self._threshold(gain, climb.to_max, worst)
            return [*terms, (full, float(term.p_max - term.p_min))], Fraction(0)
        full = met
        if climb.to_min != climb.to_least:
            full = self._threshold(gain, climb.to_min, worst)
            self.program.row([(full, 1.0), (met, -1.0)], upper=0.0)
        span = climb.to_max - climb.to_min
        # excess in shares of the way from minimum to maximum: between 0 and 1 whatever the unit
        excess = self.program.column(0.0, 1.0)
        self.program.row([(excess, 1.0), (full, -1.0)], upper=0.0)
        # gain / span ≥ (to_min / span) · full + excess, loosened by the worst loss where full is 0
        low = float((climb.to_min - worst) / span)
        scaled = [(c, v / float(span)) for c, v in gain]
        self.program.row([*scaled, (full, -low), (excess, -1.0)], lower=float(worst / span))
        terms.append((excess, float(term.p_max - term.p_min)))
        return terms, Fraction(0)

    @staticmethod
    def _points_today(term: StandardTerm, climb: Climb) -> Fraction:
        """No project moves the value: its points are a constant."""
        if climb.to_max <= 0:
            return term.p_max
        if climb.to_min <= 0 and not term.flat:
            share = -climb.to_min / (climb.to_max - climb.to_min)
            return term.p_min + (term.p_max - term.p_min) * share
        return term.p_min if climb.to_least <= 0 else Fraction(0)

    def _threshold(self, gain: list[Term], distance: Fraction, worst: Fraction) -> int:
        """A binary that can be 1 only if gain ≥ distance: gain ≥ (distance − worst) · met + worst."""
        if distance <= 0 and worst == 0:
            return self.program.column(1.0, 1.0)
        met = self.program.binary()
        scale = float(max(abs(distance), -worst))
        row = [(c, v / scale) for c, v in gain]
        self.program.row([*row, (met, -float(distance - worst) / scale)], lower=float(worst) / scale)
        return met

    def _gain(self, steps: Mapping[Done, Fraction], quarter: int, enough: Fraction) -> list[Term]:
        """Σ step · finished. Where nothing is lost, a step past the far end counts only up to it (tighter)."""
        clip = enough if enough > 0 and min(steps.values(), default=0) >= 0 else None
        return [
            (column, float(step if clip is None else min(step, clip)) * one)
            for (job, way), step in steps.items()
            for column, one in self.finished(job, quarter, way)
        ]

    def _any(self, options: frozenset[Done], quarter: int) -> list[Term]:
        return [term for job, way in sorted(options) for term in self.finished(job, quarter, way)]

    def _add_quantity_goal(self, goal: QuantityGoal, quarter: int) -> None:
        if goal.any_of is not None:
            self.program.row([*self._any(goal.any_of, quarter), *self._forgiven()], lower=1.0)
            return
        gain = [
            (column, float(step))
            for (job, way), step in goal.steps.items()
            for column, _ in self.finished(job, quarter, way)
        ]
        scale = float(abs(goal.short)) or 1.0
        row = [*((c, v / scale) for c, v in gain), *self._forgiven()]
        self.program.row(row, lower=float(goal.short) / scale, upper=INFINITY)
