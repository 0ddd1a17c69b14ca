"""The chosen projects of a plan as a network: what waits for what, and what a late finish pushes."""

from __future__ import annotations

from collections.abc import Mapping

from vedich.case import Case, Quarter
from vedich.planning.result import Plan


class Precedence:
    """First and last quarters of work of the chosen projects, numbered from the case's first, and their order."""

    def __init__(self, case: Case, plan: Plan) -> None:
        choices = {choice.project: choice for choice in plan.choices}
        self.start = {name: Quarter.parse(choice.start) - case.start for name, choice in choices.items()}
        self.finish = {name: Quarter.parse(choice.finish) - case.start for name, choice in choices.items()}
        self.cost = {name: choice.cost for name, choice in choices.items()}
        self._before = {
            project.project: tuple((after.project, after.lag) for after in project.after if after.project in choices)
            for project in case.projects
            if project.project in choices
        }
        # Work takes a quarter at least, so whoever waits starts later: this order has predecessors first.
        self.order = tuple(sorted(self._before, key=lambda name: self.start[name]))

    def waiting(self, project: str) -> tuple[str, ...]:
        """The chosen projects that cannot start before `project` is finished, directly or through others."""
        reached = {project}
        for name in self.order:
            if any(before in reached for before, _ in self._before[name]):
                reached.add(name)
        return tuple(name for name in self.order if name in reached and name != project)

    def slipped(self, project: str, waiting: tuple[str, ...], quarters: int) -> Mapping[str, int]:
        """The finishes that move when `project` finishes `quarters` late and each of `waiting` starts as it was
        planned to, or as soon after as its predecessors let it.
        """
        moved = {project: self.finish[project] + quarters}
        for name in waiting:
            ready = max(moved.get(before, self.finish[before]) + 1 + lag for before, lag in self._before[name])
            if ready > self.start[name]:
                moved[name] = self.finish[name] + ready - self.start[name]
        return moved
