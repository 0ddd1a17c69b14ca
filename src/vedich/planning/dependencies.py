"""How late each project of a plan may finish before the date of the goals is lost: what a leader must watch.

Only the order of projects pushes: a project that finishes late moves those that wait for it by the least needed, and
none of the others. Money, capacity and windows are left aside, so a project may have less time than is said here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vedich.case import Case, Effect, Goal, Quarter, is_clearance
from vedich.planning.achievement import goals_hold
from vedich.planning.objective import by_priority, demands_at
from vedich.planning.precedence import Precedence
from vedich.planning.result import Plan
from vedich.rulebooks import Rulebook


@dataclass(frozen=True, slots=True)
class Dependency:
    """One chosen project and what depends on it.

    `slack`: quarters that it may finish late, the goals still being met at the end of `Plan.at`; None: any number.
    `finish`, `last_finish`: its last quarter of work as planned, and the last that `slack` tolerates. `waiting`: chosen
    projects that come after it, directly or through others, by start; `waiting_cost`: what they cost, million VND.
    """

    project: str
    clearance: bool
    finish: str
    slack: int | None
    last_finish: str | None
    waiting: tuple[str, ...]
    waiting_cost: int


def dependencies(case: Case, rulebook: Rulebook, plan: Plan) -> tuple[Dependency, ...]:
    """Every project of a verified `plan` for `case`, the riskiest first: least slack, then most projects waiting, then
    the highest cost of these, then land clearance.

    The goals are those the plan's date stands for: of first priority for `earliest`, else all that it meets at
    `Plan.at`. Where there are none, or no plan, nothing is returned.
    """
    if plan.at is None or not (goals := _goals(case, plan)):
        return ()
    late = _Lateness(case, rulebook, plan, goals)
    projects = {project.project: project for project in case.projects}
    rows = [late.dependency(choice.project, is_clearance(projects[choice.project].kind)) for choice in plan.choices]
    return tuple(sorted(rows, key=_risk))


def riskiest(rows: tuple[Dependency, ...], count: int = 3) -> tuple[Dependency, ...]:
    """The first `count` that other projects wait for and that can lose the date at all."""
    return tuple(row for row in rows if row.waiting and row.slack is not None)[:count]


def _risk(row: Dependency) -> tuple[bool, int, int, int, bool]:
    return (row.slack is None, row.slack or 0, -len(row.waiting), -row.waiting_cost, not row.clearance)


def _goals(case: Case, plan: Plan) -> tuple[Goal, ...]:
    if plan.objective == "earliest":
        return by_priority(case)[0][1]
    met = next(row.met for row in plan.score if row.quarter == plan.at)
    return tuple(goal for goal in case.stated_goals if goal.goal in met)


class _Lateness:
    """Exact answers to "do the goals still hold", each asked once: what matters is which effects come too late."""

    def __init__(self, case: Case, rulebook: Rulebook, plan: Plan, goals: tuple[Goal, ...]) -> None:
        self.case, self.rulebook = case, rulebook
        self.order = Precedence(case, plan)
        self.demands = demands_at(case, goals, Quarter.parse(plan.at or "") - case.start)
        option = {choice.project: choice.option for choice in plan.choices}
        self.effects = [effect for effect in case.effects if option.get(effect.project) == effect.option]
        self.useful = {effect.project for effect in self.effects}
        self.known: dict[tuple[int, frozenset[str]], bool] = {}

    def dependency(self, project: str, clearance: bool) -> Dependency:
        waiting = self.order.waiting(project)
        finish = self.case.start + self.order.finish[project]
        slack = self._slack(project, waiting)
        return Dependency(
            project=project,
            clearance=clearance,
            finish=str(finish),
            slack=slack,
            last_finish=None if slack is None else str(finish + slack),
            waiting=waiting,
            waiting_cost=sum(self.order.cost[name] for name in waiting),
        )

    def _slack(self, project: str, waiting: tuple[str, ...]) -> int | None:
        """The goals are asked after quarter by quarter: with effects that do harm, a longer delay may mend what a
        shorter one breaks. Once `project` is later than every date, so is all that waits for it.
        """
        for quarters in range(1, max(self.demands) - self.order.finish[project] + 2):
            finishes = self.order.slipped(project, waiting, quarters)
            if not all(self._holds(quarter, self._late(finishes, quarter)) for quarter in self.demands):
                return quarters - 1
        return None

    def _late(self, finishes: Mapping[str, int], quarter: int) -> frozenset[str]:
        """The projects with effects that were to be finished by `quarter` and are not."""
        return frozenset(
            name
            for name, finish in finishes.items()
            if name in self.useful and self.order.finish[name] <= quarter < finish
        )

    def _holds(self, quarter: int, late: frozenset[str]) -> bool:
        """Whether the goals due at `quarter` hold without the effects of the `late` projects."""
        if not late:
            return True  # as planned, and so verified
        if (quarter, late) not in self.known:
            done = [(self._finish(effect), effect) for effect in self.effects if effect.project not in late]
            goals = self.demands[quarter]
            self.known[quarter, late] = goals_hold(self.case, self.rulebook, self.case.start + quarter, goals, done)
        return self.known[quarter, late]

    def _finish(self, effect: Effect) -> Quarter:
        return self.case.start + self.order.finish[effect.project]
