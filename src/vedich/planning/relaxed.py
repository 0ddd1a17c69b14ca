"""The program for one quarter in which money, capacity, deadlines or goals may be exceeded at a price: the changes of
the lowest price, and of these the fewest.

Prices. Money alone: tỷ đồng. Capacity: units as shares of what a year has of the resource on average. Deadlines:
quarters. Goals: points (shares of a quantity). Where kinds meet, each is counted in percent of what the case has:
all envelopes, a resource's capacity over the horizon, the horizon's length.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from vedich.case import Case, Goal
from vedich.planning.achievement import goals_hold
from vedich.planning.changes import envelope_for
from vedich.planning.effort import Effort
from vedich.planning.linear import Term
from vedich.planning.lowered import lowered_goals
from vedich.planning.model import Model, Start
from vedich.planning.money import MILLION
from vedich.planning.objective import Objective, demands_at
from vedich.planning.problem import build_problem
from vedich.planning.search import Attempt, Report, Search, finished_effects
from vedich.planning.solver import Outcome, solve
from vedich.planning.terms import checkpoints
from vedich.planning.why_result import Change, ExtraCapacity, ExtraMoney, Kind, LaterDeadline
from vedich.rulebooks import Rulebook

GAP = 1e-4  # of the price: a tenth of a million VND
FIRST = 0.75  # of the time, for the lowest price; the rest for the fewest changes
ROUNDING = 1e-3  # of a million VND, or of a unit: the solver's own inexactness


@dataclass(frozen=True, slots=True)
class Relaxation:
    """`changes` None without an answer; `price` in the units above; `chosen`: a plan that the changes allow."""

    outcome: Outcome
    changes: tuple[Change, ...] | None = None
    price: float = math.inf
    chosen: tuple[Start, ...] = ()


class Relaxed:
    """Goals at the end of quarter `number`, changes of `kinds` allowed. `freed`: goals whose own date is not kept."""

    def __init__(
        self,
        case: Case,
        rulebook: Rulebook,
        goals: Sequence[Goal],
        number: int,
        kinds: Collection[Kind],
        effort: Effort,
        report: Report,
        freed: Collection[Goal] = (),
    ) -> None:
        self.case, self.rulebook, self.number, self.kinds, self.freed = case, rulebook, number, kinds, freed
        loose = _without_windows(case) if "deadlines" in kinds else case
        last = case.start + number
        self.search = Search(loose, rulebook, Objective(by=last), effort, report)
        self.demands = demands_at(case, [replace(g, by=last) if g in freed else g for g in goals], number)
        self.forgiving = "goal" in kinds
        self.model = Model(
            self.search.problem,
            checkpoints(loose, rulebook, self.search.problem, self.demands),
            forgiving=self.forgiving,
            extra_money="money" in kinds,
            extra_capacity="capacity" in kinds,
        )
        self.lasts = {number: job.last for number, job in enumerate(build_problem(case).jobs)}
        self.late = {
            start: column for start, column in self.model.x.items() if self._finish(start) > self.lasts[start[0]]
        }
        self.prices = self._prices()

    def cheapest(self) -> Relaxation:
        """The lowest price, then the fewest changes at that price."""
        if self.model.hopeless:
            return Relaxation("impossible")
        effort = self.search.effort
        # A goal that may be missed is not asked to hold.
        attempt = Attempt(self.model, {} if self.forgiving else self.demands, self.number)
        first = self.search.minimise(attempt, "date", list(self.prices.items()), GAP, most=effort.left() * FIRST)
        if first.chosen is None:
            return Relaxation(first.outcome)
        price, _ = self._fixed(first.chosen, list(self.prices.items()))
        if price is None:
            return Relaxation("unknown")
        items = self._count_items(price + GAP)
        fewest = self.search.minimise(attempt, "date", items, 0.5, most=effort.left() / 2, known=first.chosen)
        for chosen in (fewest.chosen, first.chosen):
            _, values = (None, None) if chosen is None else self._fixed(chosen, items)
            if chosen is not None and values is not None:
                changes = self._changes(chosen, values)
                return Relaxation("unknown" if changes is None else first.outcome, changes, price, chosen)
        return Relaxation("unknown")

    def goal_price(self, goal: Goal) -> float:
        """Of moving the goal's date to the quarter asked about."""
        assert goal.by is not None
        return (self.case.start + self.number - goal.by) * self._quarter_price()

    # --- prices --------------------------------------------------------------------------------

    def _quarter_price(self) -> float:
        return 100 / self.case.quarters if len(self.kinds) > 1 else 1.0

    def _prices(self) -> dict[int, float]:
        problem, several = self.search.problem, len(self.kinds) > 1
        envelopes = sum(sum(source.by_year.values()) for source in problem.sources) * MILLION
        prices = dict.fromkeys(self.model.money.extra.values(), 100 / (envelopes or 1.0) if several else 1.0)
        for (resource, _), column in self.model.extra_capacity.items():
            mean = float(sum(problem.capacities[resource])) / problem.horizon or 1.0
            prices[column] = 100 / (mean * len(problem.years)) if several else 1 / mean
        for start, column in self.late.items():
            prices[column] = (self._finish(start) - self.lasts[start[0]]) * self._quarter_price()
        prices.update(dict.fromkeys(self.model.points.missed, 1.0))
        return prices

    def _finish(self, start: Start) -> int:
        j, w, s = start
        return s + self.search.problem.jobs[j].ways[w].quarters - 1

    def _count_items(self, most: float) -> list[Term]:
        """Keep to the price `most`; terms that count the changes: late starts themselves, a binary for the others."""
        program, late = self.model.program, set(self.late.values())
        program.row([(column, price / most) for column, price in self.prices.items()], upper=1.0)
        items: list[Term] = []
        for column, price in self.prices.items():
            if column in late:
                items.append((column, 1.0))
            else:
                used = program.binary()
                program.row([(column, price / most), (used, -1.0)], upper=0.0)
                items.append((used, 1.0))
        return items

    def _fixed(self, chosen: Sequence[Start], objective: Sequence[Term]) -> tuple[float | None, Sequence[float] | None]:
        """The least of `objective` and its values for exactly these projects, options and starts."""
        program, picked = self.model.program, set(chosen)
        for start, column in self.model.x.items():
            program.lower[column] = program.upper[column] = float(start in picked)
        self.model.aim(objective)
        answer = solve(program, self.search.effort, gap=GAP)
        for column in self.model.x.values():
            program.lower[column], program.upper[column] = 0.0, 1.0
        return answer.objective, answer.values

    # --- changes -------------------------------------------------------------------------------

    def _changes(self, chosen: Sequence[Start], values: Sequence[float]) -> tuple[Change, ...] | None:
        problem = self.search.problem
        changes: list[Change] = []
        for (f, year), column in self.model.money.extra.items():
            usable = math.ceil(values[column] / MILLION - ROUNDING)
            if usable > 0:
                source = problem.sources[f].source
                amount = envelope_for(self.case, source, usable)
                changes.append(ExtraMoney(source=source, year=year, amount=amount))
        for (resource, year), column in self.model.extra_capacity.items():
            if (units := math.ceil(values[column] - ROUNDING)) > 0:
                changes.append(ExtraCapacity(resource=resource, year=year, amount=units))
        changes += [self._later(start) for start in chosen if start in self.late]
        changes += self._later_goals(chosen)
        if self.forgiving:
            effects = finished_effects(self.case, problem, chosen)
            lowered = lowered_goals(self.case, self.rulebook, self.demands, effects)
            if lowered is None:
                return None
            changes += lowered
        return tuple(changes)

    def _later(self, start: Start) -> LaterDeadline:
        job = self.search.problem.jobs[start[0]]
        old = next(project.latest_finish for project in self.case.projects if project.project == job.project)
        new = self.case.start + self._finish(start)
        return LaterDeadline(of="project", id=job.project, old=str(old), new=str(new))

    def _later_goals(self, chosen: Sequence[Start]) -> list[Change]:
        """Each freed goal's date, no later than the first quarter from its own in which it holds."""
        effects = finished_effects(self.case, self.search.problem, chosen)
        changes: list[Change] = []
        for goal in self.freed:
            assert goal.by is not None
            first = max(0, goal.by - self.case.start)
            quarters = [self.case.start + t for t in range(first, self.number + 1)]
            new = next((q for q in quarters if goals_hold(self.case, self.rulebook, q, [goal], effects)), quarters[-1])
            if new != goal.by:
                changes.append(LaterDeadline(of="goal", id=goal.goal, old=str(goal.by), new=str(new)))
        return changes


def _without_windows(case: Case) -> Case:
    return replace(case, projects=tuple(replace(project, latest_finish=None) for project in case.projects))
