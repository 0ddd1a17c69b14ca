"""The lexicographic search: the earliest quarter, then the least cost, then the most points to spare.

Quarters are tried from the first: a quarter that is proved impossible (its linear relaxation, or the whole program)
is behind us; the first that has a plan is the earliest. Goals need not stay met once met (a ratio can fall as the
population grows), so quarters are not bisected. Every plan is checked in exact arithmetic before it counts; one that
misses a mark by the solver's tolerance is cut off, alone, and the solve goes on.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from vedich.case import Case, Effect, Quarter
from vedich.planning.achievement import scores_by_quarter
from vedich.planning.model import Model, Start
from vedich.planning.money import MILLION
from vedich.planning.problem import PlanningProblem, build_problem
from vedich.planning.solver import Solved, relaxation_is_impossible, solve
from vedich.planning.terms import checkpoints
from vedich.rulebooks import Rulebook

POINTS_GAP = 1e-6


@dataclass(frozen=True, slots=True)
class Progress:
    """Where the search stands. `incumbent` and `bound` in million VND (cost stage) or points (points stage)."""

    stage: Literal["date", "cost", "points"]
    quarter: str
    incumbent: float | None
    bound: float | None
    seconds: float


@dataclass(frozen=True, slots=True)
class Found:
    """What the search knows. `reached`, `not_before`: quarter numbers; `chosen` empty without a plan.

    `not_before`: every quarter before it is proved impossible (the horizon's length: all of them).
    `cost_bound`: proved least cost at `reached`; `points`, `points_bound`: at that cost.
    """

    reached: int | None = None
    not_before: int = 0
    chosen: tuple[Start, ...] = ()
    cost: int | None = None
    cost_bound: float = 0.0
    cost_proved: bool = False
    points: float | None = None
    points_bound: float | None = None
    points_proved: bool = False
    seconds_by_stage: dict[str, float] = field(default_factory=dict)


Report = Callable[[Progress | Found], None]


class Search:
    """One run. `report` hears of progress, and of every better plan as soon as it is known."""

    def __init__(self, case: Case, rulebook: Rulebook, seconds: float, report: Report) -> None:
        self.case, self.rulebook, self.report = case, rulebook, report
        self.problem: PlanningProblem = build_problem(case)
        self.started = time.monotonic()
        self.deadline = self.started + seconds
        self.spent = {"date": 0.0, "cost": 0.0, "points": 0.0}

    def run(self) -> Found:
        """Search until proved or out of time."""
        not_before, all_proved = 0, True
        for quarter in range(self.problem.horizon):
            if self._left() <= 0:
                break
            result = self._cheapest_at(quarter, not_before)
            if isinstance(result, Found):
                return result
            all_proved &= result == "impossible"
            if all_proved:
                not_before = quarter + 1
        return Found(not_before=not_before, seconds_by_stage=self.spent)

    def _left(self) -> float:
        return self.deadline - time.monotonic()

    def _cheapest_at(self, quarter: int, not_before: int) -> Found | Literal["impossible", "unknown"]:
        begun = time.monotonic()
        name = str(self.case.start + quarter)
        self.report(Progress("date", name, None, None, begun - self.started))
        model = Model(self.problem, checkpoints(self.case, self.rulebook, self.problem, quarter))
        if model.hopeless or relaxation_is_impossible(model.program, self._left()):
            self.spent["date"] += time.monotonic() - begun
            return "impossible"
        solved = self._solve_exactly(model, quarter, "cost", _in_billions(model.cost()), self._cost_gap())
        stage = "date" if solved is None or isinstance(solved, str) else "cost"
        self.spent[stage] += time.monotonic() - begun
        if solved is None or isinstance(solved, str):
            return solved or "unknown"
        answer, chosen = solved
        cost = self._cost(chosen)
        found = Found(
            reached=quarter,
            not_before=not_before,
            chosen=chosen,
            cost=cost,
            cost_bound=float(cost) if answer.outcome == "optimal" else max(0.0, answer.bound / MILLION),
            cost_proved=answer.outcome == "optimal",
            seconds_by_stage=self.spent,
        )
        self.report(found)
        return self._most_points(found, quarter) if found.cost_proved else found

    def _most_points(self, found: Found, quarter: int) -> Found:
        """Among plans of that cost at that quarter, the one with most points then."""
        begun = time.monotonic()
        model = Model(self.problem, checkpoints(self.case, self.rulebook, self.problem, quarter))
        terms, constant = model.points.last_total
        if not terms or self._left() <= 0:
            return found
        model.add_cost_limit(found.cost or 0)
        known = {column: float(start in found.chosen) for start, column in model.x.items()}
        solved = self._solve_exactly(model, quarter, "points", [(c, -v) for c, v in terms], POINTS_GAP, known)
        self.spent["points"] += time.monotonic() - begun
        if solved is None or isinstance(solved, str):
            return found
        answer, chosen = solved
        return Found(
            reached=quarter,
            not_before=found.not_before,
            chosen=chosen,
            cost=self._cost(chosen),
            cost_bound=found.cost_bound,
            cost_proved=found.cost_proved,
            points=constant - (answer.objective or 0.0),
            points_bound=constant - answer.bound,
            points_proved=answer.outcome == "optimal",
            seconds_by_stage=self.spent,
        )

    def _solve_exactly(
        self,
        model: Model,
        quarter: int,
        stage: Literal["cost", "points"],
        objective: Sequence[tuple[int, float]],
        gap: float,
        known: Mapping[int, float] | None = None,
    ) -> tuple[Solved, tuple[Start, ...]] | Literal["impossible"] | None:
        """Solve until the solution also holds in exact arithmetic. None: no plan found in the time left."""
        model.aim(objective)
        unit = 1 / MILLION if stage == "cost" else -1.0
        name = str(self.case.start + quarter)

        def progress(incumbent: float, bound: float) -> None:
            known = abs(incumbent) < 1e100
            seconds = time.monotonic() - self.started
            self.report(Progress(stage, name, incumbent * unit if known else None, bound * unit, seconds))

        while self._left() > 0:
            # Half of the time left is enough to wait for a first plan: a later quarter may have an easy one.
            patience = self._left() / 2 if stage == "cost" else self._left()
            answer = solve(model.program, self._left(), gap=gap, patience=patience, on_progress=progress, known=known)
            if answer.outcome == "impossible":
                return "impossible"
            if answer.values is None:
                return None
            values = answer.values
            chosen = tuple(start for start, column in model.x.items() if values[column] > 0.5)
            if self._holds(chosen, quarter):
                return answer, chosen
            model.exclude(chosen)
        return None

    def _cost_gap(self) -> float:
        """Two costs that differ, differ by the greatest common divisor of all costs at least: closer is equal."""
        step = math.gcd(*(way.cost for job in self.problem.jobs for way in job.ways))
        return 0.99 * step * MILLION

    def _holds(self, chosen: Sequence[Start], quarter: int) -> bool:
        rows = scores_by_quarter(self.case, self.rulebook, finished_effects(self.case, self.problem, chosen))
        return rows[quarter].goals_met

    def _cost(self, chosen: Sequence[Start]) -> int:
        return sum(self.problem.jobs[j].ways[w].cost for j, w, _ in chosen)


def finished_effects(case: Case, problem: PlanningProblem, chosen: Sequence[Start]) -> list[tuple[Quarter, Effect]]:
    """The effects of the chosen options with the quarter in which each is finished."""
    finish = {
        (problem.jobs[j].project, problem.jobs[j].ways[w].option): case.start
        + (s + problem.jobs[j].ways[w].quarters - 1)
        for j, w, s in chosen
    }
    return [
        (finish[effect.project, effect.option], effect)
        for effect in case.effects
        if (effect.project, effect.option) in finish
    ]


def _in_billions(cost: Sequence[tuple[int, float]]) -> list[tuple[int, float]]:
    return [(column, value * MILLION) for column, value in cost]
