"""When the goals are met in each scenario, and the points at the end of each quarter.

The compiled scorer decides, as for one locality the exact one does; a value within 1e-9 of a threshold counts as
reaching it. Scenarios are taken in blocks, so that the memory does not grow with their number.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np

from vedich.case import Case, Goal
from vedich.risk.figures import FigureTable, figure_tables
from vedich.risk.programme import Programme
from vedich.risk.runs import Outcomes, Runs
from vedich.risk.scenarios import Scenarios
from vedich.rulebooks import Rulebook
from vedich.scoring.many import SLACK, Scores, score_many
from vedich.scoring.rules import StandardRule, compile_for

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Bools = NDArray[np.bool_]

BLOCK_ROWS = 40_000  # scenarios × quarters that are scored at a time
NEAR = 1e-9  # relative: so close to a threshold a float counts as being on it


def outcomes(case: Case, rulebook: Rulebook, programme: Programme, scenarios: Scenarios, runs: Runs) -> Outcomes:
    """The date at which the goals of first priority are met, and the points at the end of every quarter."""
    count, horizon = scenarios.count, programme.horizon
    judge = _Judge(case, rulebook, programme)
    date = np.empty(count, dtype=np.int16)
    points = np.empty((count, horizon))
    step = max(1, BLOCK_ROWS // horizon)
    for first in range(0, count, step):
        part = slice(first, min(first + step, count))
        growth = dict(zip(scenarios.quantities, scenarios.growth[part].T, strict=True))
        date[part], points[part] = judge.judge(runs.finish[part], growth)
    return Outcomes(date, points)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A goal of first priority; `by`: its deadline as a quarter's number, None: none that counts within the horizon."""

    goal: Goal
    by: int | None


class _Judge:
    def __init__(self, case: Case, rulebook: Rulebook, programme: Programme) -> None:
        self.case, self.rulebook, self.horizon = case, rulebook, programme.horizon
        self.compiled = compile_for(case, rulebook)
        self.columns = {rule.standard.id: column for column, rule in enumerate(self.compiled.rules)}
        self.tables = figure_tables(case, rulebook, programme)
        first = min(goal.priority for goal in case.stated_goals)
        self.goals = [
            _Wanted(goal, None if goal.by is None or goal.by >= case.horizon[-1] else goal.by - case.start)
            for goal in case.stated_goals
            if goal.priority == first
        ]

    def judge(self, finish: NDArray[np.int16], growth: dict[str, Floats]) -> tuple[NDArray[np.int16], Floats]:
        """Dates (B,) and points (B, H) of B scenarios: `finish` (B, P), `growth` (B,) by quantity."""
        shape = (len(finish), self.horizon)
        figures = {name: table.values(finish, growth.get(name)) for name, table in self.tables.items()}
        values = np.empty((*shape, len(self.compiled.rules)))
        for column, rule in enumerate(self.compiled.rules):
            values[:, :, column] = _standard_value(rule, figures, self.tables)
        scores = score_many(self.rulebook, values.reshape(-1, values.shape[2]), self.compiled.adjustments)
        met = np.ones(shape, dtype=np.bool_)
        for wanted in self.goals:
            held = np.broadcast_to(self._holds(wanted.goal, scores, figures, shape), shape)
            met &= held
            if wanted.by is not None:
                late = wanted.by + 1
                kept = held[:, wanted.by] if wanted.by >= 0 else np.zeros(len(finish), dtype=np.bool_)
                met[:, max(late, 0) :] &= kept[:, np.newaxis]
        date = np.where(met.any(axis=1), met.argmax(axis=1), self.horizon).astype(np.int16)
        return date, scores.total_low.reshape(shape)

    def _holds(
        self, goal: Goal, scores: Scores, figures: dict[str, Floats], shape: tuple[int, int]
    ) -> Bools | np.bool_:
        """Whether the goal certainly holds at the end of each quarter: unknown is not enough."""
        if goal.kind == "recognition":
            recognised: Bools = (scores.recognised == 1).reshape(shape)
            return recognised
        assert goal.subject is not None
        if goal.kind == "standard":
            column = self.columns[goal.subject]
            wanted = self.compiled.rules[column].p_min if not isinstance(goal.at_least, Decimal) else goal.at_least
            if wanted is None:
                return np.False_
            return (scores.low[:, column] >= float(wanted) - SLACK).reshape(shape)
        return self._quantity_holds(goal, figures[goal.subject], self.tables[goal.subject])

    def _quantity_holds(self, goal: Goal, values: Floats, table: FigureTable) -> Bools | np.bool_:
        if isinstance(goal.at_least, Decimal):
            least = float(goal.at_least)
            return np.logical_and(~table.is_level, values >= least - NEAR * abs(least))
        kind = self.rulebook.quantity(goal.subject or "")
        rank = kind.rank(goal.at_least) if kind is not None and goal.at_least is not None else None
        if rank is None:
            return np.False_
        return np.logical_and(table.is_level, values >= rank)


def _standard_value(rule: StandardRule, figures: dict[str, Floats], tables: dict[str, FigureTable]) -> Floats:
    """The value that the rule scores, (B or 1, H), NaN where unknown; on a threshold if it is next to it."""
    source = rule.standard.value
    if source is None:
        return np.full((1, 1), np.nan)

    def number(quantity: str) -> Floats:
        return np.where(tables[quantity].is_level, np.nan, figures[quantity])

    times = float(source.times)
    if source.ratio is not None:
        numerator, denominator = (number(quantity) for quantity in source.ratio)
        known = np.where(denominator == 0, np.nan, denominator)
        return _snapped(rule, numerator / known * times)
    if rule.levels is not None:
        return np.where(tables[source.subject].is_level, figures[source.subject], np.nan)
    return _snapped(rule, number(source.subject) * times)


def _snapped(rule: StandardRule, values: Floats) -> Floats:
    for end in {rule.least, rule.at_min, rule.at_max}:
        if end is not None:
            mark = float(end)
            values[np.abs(values - mark) <= NEAR * abs(mark)] = mark
    return values
