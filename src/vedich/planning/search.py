"""What every objective's search does: build the program for some demands, solve it until the solution also holds in
exact arithmetic, and tell of every better plan as soon as it is known.

A solution that misses a mark by the solver's tolerance is cut off, alone, and the solve goes on.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from vedich.case import Case, Effect, Quarter
from vedich.planning.achievement import goals_hold, scores_by_quarter
from vedich.planning.effort import Effort
from vedich.planning.found import Dated, Found, Progress, StageFound, StageName
from vedich.planning.linear import Term
from vedich.planning.model import Model, Start
from vedich.planning.money import MILLION
from vedich.planning.objective import Demands, Objective, by_priority
from vedich.planning.problem import PlanningProblem, build_problem
from vedich.planning.result import QuarterScore
from vedich.planning.selecting import select
from vedich.planning.solver import Outcome, relaxation_is_impossible, solve
from vedich.planning.terms import checkpoints
from vedich.rulebooks import Rulebook

POINTS_GAP = 1e-6
LARGE = 1000  # starts, from which a program is better solved by selecting first
GLANCE = 2.0  # seconds that a large program is looked at whole before that
SHORT_ROUND = 8.0  # seconds to look for selections where any plan will do
FRUITLESS = 8.0  # seconds without a better plan, after which the whole program may be the better way;
PATIENCE = 1 / 350  # or so many for each start that there is, if that is more
Ways = Literal["all", "quick", "whole"]
Report = Callable[[Progress | Found], None]


@dataclass(frozen=True, slots=True)
class Attempt:
    """A program and the demands it was built for."""

    model: Model
    demands: Demands
    quarter: int


@dataclass(frozen=True, slots=True)
class Answer:
    """`bound` of the objective (billions, or negated points); `chosen` None without a plan."""

    outcome: Outcome
    chosen: tuple[Start, ...] | None = None
    bound: float = -math.inf


class Search:
    """One run. `hint`: a plan to begin from, if it still fits."""

    def __init__(
        self,
        case: Case,
        rulebook: Rulebook,
        objective: Objective,
        effort: Effort,
        report: Report,
        hint: Sequence[Start] = (),
    ) -> None:
        self.case, self.rulebook, self.objective, self.effort = case, rulebook, objective, effort
        self.report = report
        self.problem: PlanningProblem = build_problem(case)
        self.groups = by_priority(case)
        self.last = objective.last(case)
        self.hint = tuple(hint)
        self.large: float = LARGE
        self.best = Found()
        self._scores: dict[tuple[Start, ...], tuple[QuarterScore, ...]] = {}

    # --- programs ------------------------------------------------------------------------------

    def attempt(
        self,
        demands: Demands,
        quarter: int,
        *,
        scored: bool = False,
        most_cost: int | None = None,
        forgiving: bool = False,
    ) -> Attempt:
        """The program for `demands`, judged at `quarter`. `most_cost`: beside the budget, the most it may cost."""
        checks = checkpoints(self.case, self.rulebook, self.problem, demands, quarter if scored else None)
        model = Model(self.problem, checks, forgiving=forgiving)
        limits = [limit for limit in (self.objective.budget, most_cost) if limit is not None]
        if limits:
            model.add_cost_limit(min(limits))
        return Attempt(model, demands, quarter)

    def is_hopeless(self, attempt: Attempt) -> bool:
        """Proved at once: something can never be satisfied, or not even by fractions of projects."""
        return attempt.model.hopeless or relaxation_is_impossible(attempt.model.program, self.effort)

    def optimise(
        self,
        attempt: Attempt,
        stage: StageName,
        *,
        most: float | None = None,
        patience: float | None = None,
        first_is_enough: bool = False,
        known: Sequence[Start] = (),
        on_better: Callable[[tuple[Start, ...]], None] | None = None,
        ways: Ways = "all",
        within: int = 0,
    ) -> Answer:
        """Minimise cost (stages date and cost) or maximise points until the solution holds exactly.

        A large program is looked at whole for a moment, since what is impossible often shows at once; then it is
        solved by selecting first; what that leaves open is solved whole, and everything is once selecting has misled.
        `ways`: only the quick ones, or only whole. `within`: million VND by which it may be dearer than the cheapest.
        """
        model = attempt.model
        if model.hopeless:
            return Answer("impossible")
        objective = _negated(model.points.total[0]) if stage == "points" else _in_billions(model.cost())
        gap = POINTS_GAP if stage == "points" else max(self._cost_gap(), within * MILLION)
        if ways != "whole" and self.is_large(attempt):
            if not (known and self.holds(known, attempt.demands)):
                glance = min(GLANCE, self.effort.left() if most is None else most)
                answer = self.minimise(attempt, stage, objective, gap, glance, None, first_is_enough, (), on_better)
                if answer.outcome in {"impossible", "optimal"} or (first_is_enough and answer.chosen is not None):
                    return answer
            answer = self._select(attempt, stage, objective, gap, most, first_is_enough, on_better)
            if answer.chosen is not None:
                known = answer.chosen
            if answer.outcome != "unknown" and (first_is_enough or self.is_large(attempt)):
                return answer
        if ways == "quick" and self.large < math.inf:
            return Answer("unknown")
        return self.minimise(attempt, stage, objective, gap, most, patience, first_is_enough, known, on_better)

    def is_large(self, attempt: Attempt) -> bool:
        """Whether selecting first pays."""
        return len(attempt.model.x) >= self.large

    def minimise(
        self,
        attempt: Attempt,
        stage: StageName,
        objective: Sequence[Term],
        gap: float,
        most: float | None = None,
        patience: float | None = None,
        first_is_enough: bool = False,
        known: Sequence[Start] = (),
        on_better: Callable[[tuple[Start, ...]], None] | None = None,
    ) -> Answer:
        """Minimise any objective over the attempt's plans."""
        model = attempt.model
        model.aim(objective)
        good: list[tuple[Start, ...]] = []

        def incumbent(values: Sequence[float]) -> bool:
            chosen = self._chosen(model, values)
            if not self.holds(chosen, attempt.demands):
                return False
            good.append(chosen)
            if on_better is not None:
                on_better(chosen)
            return first_is_enough

        stop = 0.0 if most is None else max(0.0, self.effort.left() - most)
        while (left := self.effort.left() - stop) > 0:
            answer = solve(
                model.program,
                self.effort,
                most=left,
                gap=gap,
                patience=patience,
                on_progress=self._follow(stage, attempt),
                on_incumbent=incumbent,
                known=self._values(model, good[-1] if good else known),
            )
            if answer.outcome == "impossible":
                return Answer("feasible", good[-1]) if good else Answer("impossible")
            if answer.values is None:
                return Answer("unknown", bound=answer.bound)
            chosen = self._chosen(model, answer.values)
            if self.holds(chosen, attempt.demands):
                return Answer(answer.outcome, chosen, answer.bound)
            model.exclude(chosen)
        return Answer("feasible", good[-1]) if good else Answer("unknown")

    def _select(
        self,
        attempt: Attempt,
        stage: StageName,
        objective: Sequence[Term],
        gap: float,
        most: float | None,
        first_is_enough: bool,
        on_better: Callable[[tuple[Start, ...]], None] | None,
    ) -> Answer:
        """What selecting first finds: nothing, where it leads nowhere."""
        attempt.model.aim(objective)
        most = self.effort.left() if most is None else most
        selected = select(
            attempt.model,
            self.effort,
            gap=gap,
            most=most,
            fruitless=max(FRUITLESS, len(attempt.model.x) * PATIENCE),
            round_seconds=SHORT_ROUND if first_is_enough else self.effort.left() / 2,
            first_is_enough=first_is_enough,
            holds=lambda chosen: self.holds(chosen, attempt.demands),
            on_better=on_better or _untold,
            on_progress=self._follow(stage, attempt),
        )
        if selected.misled:
            self.large = math.inf  # and so it would be at every other quarter
        return Answer(selected.outcome, selected.chosen, selected.bound)

    def _follow(self, stage: StageName, attempt: Attempt) -> Callable[[float, float], None]:
        unit = -1.0 if stage == "points" else 1 / MILLION
        shift = attempt.model.points.total[1] if stage == "points" else 0.0
        name = str(self.case.start + attempt.quarter)

        def progress(incumbent: float, bound: float) -> None:
            known = incumbent * unit + shift if abs(incumbent) < 1e100 else None
            if known is None and stage == "cost" and self.best.found:
                known = float(self.cost(self.best.chosen))
            self.report(Progress(stage, name, known, bound * unit + shift, self.effort.elapsed()))

        return progress

    @staticmethod
    def _chosen(model: Model, values: Sequence[float]) -> tuple[Start, ...]:
        return tuple(start for start, column in model.x.items() if values[column] > 0.5)

    @staticmethod
    def _values(model: Model, chosen: Sequence[Start]) -> Mapping[int, float] | None:
        """A start for the solver: all of x, unless some of it is not in the program."""
        if not chosen or any(start not in model.x for start in chosen):
            return None
        picked = set(chosen)
        return {column: float(start in picked) for start, column in model.x.items()}

    def _cost_gap(self) -> float:
        """Two costs that differ, differ by the greatest common divisor of all costs at least: closer is equal."""
        step = math.gcd(*(way.cost for job in self.problem.jobs for way in job.ways))
        return 0.99 * step * MILLION

    # --- plans ---------------------------------------------------------------------------------

    def better(self, found: Found) -> Found:
        """Keep and tell."""
        self.best = found
        self.report(found)
        return found

    def holds(self, chosen: Sequence[Start], demands: Demands) -> bool:
        """Whether every demand is met, exactly."""
        effects = finished_effects(self.case, self.problem, chosen)
        return all(
            goals_hold(self.case, self.rulebook, self.case.start + quarter, goals, effects)
            for quarter, goals in demands.items()
        )

    def scores(self, chosen: Sequence[Start]) -> tuple[QuarterScore, ...]:
        """The exact score of every quarter; of the choices asked for last, it is remembered."""
        key = tuple(chosen)
        if key not in self._scores:
            effects = finished_effects(self.case, self.problem, chosen)
            self._scores = {key: scores_by_quarter(self.case, self.rulebook, effects)}
        return self._scores[key]

    def found(
        self, chosen: tuple[Start, ...], *, at: int | None = None, not_before: Mapping[int, int] | None = None
    ) -> Found | None:
        """A plan with its exact dates, judged at `at` (None: when its first goals are met); no bound is known yet.

        `not_before`: by priority, what is proved of its date. None if the first goals are never met.
        """
        scores, proved = self.scores(chosen), not_before or {}
        dates = tuple(
            Dated(priority, self.first_quarter(scores, [goal.goal for goal in goals]), proved.get(priority, 0))
            for priority, goals in self.groups
        )
        at = dates[0].reached if at is None else at
        if at is None:
            return None
        return Found(
            found=True,
            chosen=chosen,
            at=at,
            not_before=dates[0].not_before,
            dates=dates,
            date_seconds=self.effort.elapsed(),
            stages=(
                StageFound("cost", self.cost(chosen), 0.0, False, 0.0),
                StageFound("points", float(scores[at].total.low), math.inf, False, 0.0),
            ),
        )

    def first_quarter(self, scores: Sequence[QuarterScore], goals: Sequence[str]) -> int | None:
        """The first quarter at whose end all of `goals` are met."""
        return next((t for t, row in enumerate(scores) if set(goals) <= set(row.met)), None)

    def cost(self, chosen: Sequence[Start]) -> int:
        """Million VND."""
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


def _untold(_: tuple[Start, ...]) -> None:
    """No one wants to hear of it."""


def _in_billions(cost: Sequence[Term]) -> list[Term]:
    return [(column, value * MILLION) for column, value in cost]


def _negated(points: Sequence[Term]) -> list[Term]:
    return [(column, -value) for column, value in points]
