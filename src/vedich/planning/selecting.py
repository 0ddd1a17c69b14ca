"""Minimise over a large program by selecting first (`planning/selection.py`), scheduling afterwards.

Every round solves the selection, a lower bound of the whole, and tries what it found, the best first: what does not fit
adds a row; what fits is scheduled exactly. The round that proposes what was scheduled already proves it the best.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from vedich.planning.effort import Effort
from vedich.planning.model import Model, Start
from vedich.planning.selection import Selection
from vedich.planning.solver import OnProgress, Outcome, Solved, solve

TRIED = 12  # selections of a round that are tried, the best first
ANY = 0.02  # of the cost: so good a selection is good enough where any plan will do
MISLED = 3  # selections that fit in fractions but cannot be scheduled, after which selecting is the wrong way


@dataclass(slots=True)
class Selected:
    """The best that was found: `chosen` None if nothing; `bound` of the objective. `misled`: it leads nowhere."""

    outcome: Outcome = "unknown"
    chosen: tuple[Start, ...] | None = None
    objective: float = math.inf
    bound: float = -math.inf
    values: Sequence[float] = field(default_factory=tuple)
    misled: bool = False


def select(
    model: Model,
    effort: Effort,
    *,
    gap: float,
    most: float,
    round_seconds: float,
    fruitless: float,
    first_is_enough: bool = False,
    holds: Callable[[tuple[Start, ...]], bool] = lambda _: True,
    on_better: Callable[[tuple[Start, ...]], None] = lambda _: None,
    on_progress: OnProgress | None = None,
    stop_above: float = math.inf,
) -> Selected:
    """Minimise the model's objective, which must have no column of the schedule, for `most` seconds.

    `round_seconds`: the longest that one round may look for selections. `fruitless`: seconds without a better
    plan, after which this ends. `holds`: whether what was chosen meets the demands in exact arithmetic.
    `stop_above`: a lower bound that is all one wants to know.

    What was learnt of schedules is left in the model as rows that hold for every plan.
    """
    rounds = _Rounds(model, effort, gap, holds, on_better, on_progress)
    selected = rounds.run(most, round_seconds, fruitless, first_is_enough, stop_above)
    for terms, lower in rounds.selection.cuts:
        model.program.row(terms, lower=lower)
    return selected


class _Rounds:
    def __init__(
        self,
        model: Model,
        effort: Effort,
        gap: float,
        holds: Callable[[tuple[Start, ...]], bool],
        on_better: Callable[[tuple[Start, ...]], None],
        on_progress: OnProgress | None,
    ) -> None:
        self.model, self.effort, self.gap = model, effort, gap
        self.holds, self.on_better, self.on_progress = holds, on_better, on_progress
        self.selection = Selection(model, effort)
        self.selection.aim(model.program.cost)
        self.best = Selected()
        self.unscheduled = 0
        self.inexact = False  # a schedule was found that misses a mark by the solver's tolerance

    def run(
        self, most: float, round_seconds: float, fruitless: float, first_is_enough: bool, stop_above: float
    ) -> Selected:
        stop = max(0.0, self.effort.left() - most)
        fruitful = self.effort.left()
        while (left := self.effort.left() - stop) > 0 and fruitful - left - stop < fruitless and not self._is_wrong:
            found, proposals = self._round(min(left, round_seconds), ANY if first_is_enough else 0.0)
            self.best.bound = max(self.best.bound, min(found.bound, self.best.objective))
            if found.outcome == "impossible" or self.best.bound >= self.best.objective - self.gap:
                return self._ended()
            if not proposals or self.best.bound > stop_above:
                break
            before = self.best.objective
            self._try(proposals, left)
            if self.best.objective < before:
                fruitful = self.effort.left()
            if self.best.chosen is not None and first_is_enough:
                break
            if self.best.bound >= self.best.objective - self.gap:
                return self._ended()
        self.best.outcome = "unknown" if self.best.chosen is None else "feasible"
        return self.best

    @property
    def _is_wrong(self) -> bool:
        """Whether selecting leads nowhere here."""
        self.best.misled = self.inexact or self.unscheduled >= MISLED
        return self.best.misled

    def _ended(self) -> Selected:
        """Nothing better is left: what was found is the best, or nothing can be."""
        if self.best.chosen is None:
            self.best.outcome, self.best.bound = "impossible", math.inf
        else:
            self.best.outcome, self.best.bound = "optimal", max(self.best.bound, self.best.objective - self.gap)
        return self.best

    def _round(self, seconds: float, relative_gap: float) -> tuple[Solved, list[Sequence[float]]]:
        """Solve the selection; its solutions, the best first."""
        proposals: list[Sequence[float]] = []

        def propose(values: Sequence[float]) -> bool:
            proposals.append(list(values))
            return False

        def progress(_: float, bound: float) -> None:
            if self.on_progress is not None:
                self.on_progress(self.best.objective, max(bound, self.best.bound))

        found = solve(
            self.selection.program,
            self.effort,
            most=seconds,
            gap=self.gap,
            relative_gap=relative_gap,
            on_incumbent=propose,
            on_progress=progress,
        )
        if found.values is not None:
            proposals.append(found.values)
        return found, proposals[::-1]

    def _try(self, proposals: Sequence[Sequence[float]], left: float) -> None:
        """Try them until one fits, and schedule it. Those before it that do not fit all add their row."""
        tried: set[tuple[bool, ...]] = set()
        for proposal in proposals:
            values = self.selection.rounded(proposal)
            taken = self._taken(values)
            if (key := tuple(taken.values())) in tried:
                continue
            if len(tried) == TRIED or self.effort.left() <= 0:
                break
            tried.add(key)
            if self.selection.fits(values):
                self._schedule(taken, left)
                break

    def _taken(self, values: Sequence[float]) -> dict[int, bool]:
        """By column of y."""
        return {column: values[self.selection.place[column]] > 0.5 for column in self.model.y.values()}

    def _schedule(self, taken: Mapping[int, bool], left: float) -> None:
        """The best schedule of exactly these options; it need not be looked for again."""
        program = self.model.program
        for column, chosen in taken.items():
            program.lower[column] = program.upper[column] = float(chosen)
        answer = solve(program, self.effort, most=left / 2, gap=self.gap)
        for column in taken:
            program.lower[column], program.upper[column] = 0.0, 1.0
        if answer.values is None:
            self.unscheduled += 1
        else:
            self._keep(answer)
        if answer.outcome in {"optimal", "impossible"}:
            self.selection.exclude(taken)
        elif answer.values is None:
            self.inexact = True  # undecided: this selection would be proposed for ever

    def _keep(self, answer: Solved) -> None:
        values, objective = answer.values, answer.objective
        assert values is not None and objective is not None
        chosen = tuple(start for start, column in self.model.x.items() if values[column] > 0.5)
        if not self.holds(chosen):
            self.inexact = True
        elif objective < self.best.objective:
            self.best.chosen, self.best.objective, self.best.values = chosen, objective, values
            self.on_better(chosen)
