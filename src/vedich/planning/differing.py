"""A plan as different as possible from those already known, in which projects it holds; then as cheap as possible.

With in[j] = Σ y[j,w] and a known plan B, the difference is Σ_{j in B} (1 − in[j]) + Σ_{j not in B} in[j].
The least of these over the known plans is maximised.
"""

from __future__ import annotations

from dataclasses import dataclass

from vedich.planning.found import Found
from vedich.planning.linear import INFINITY, Term
from vedich.planning.model import Model, Start
from vedich.planning.objective import Demands
from vedich.planning.search import POINTS_GAP, Attempt, Search


@dataclass(frozen=True, slots=True)
class Different:
    """Search for one alternative. `known`: the projects of each known plan. `at`: the quarter it is judged at.

    `demands`: goals that must hold, by quarter number; `most_cost`: million VND; `least_points`: at the end of `at`;
    `not_before`: what is proved of dates, by priority.
    """

    known: tuple[frozenset[str], ...]
    at: int
    demands: Demands
    most_cost: int | None
    least_points: float | None
    not_before: dict[int, int]

    def run(self, search: Search) -> Found:
        """The alternative; `impossible` when every plan within the limits holds the projects of a known one."""
        attempt, difference = self._attempt(search, at_least=1)
        half = search.effort.left() / 2
        answer = search.minimise(attempt, "date", [(difference, -1.0)], 0.5, most=half)
        if answer.chosen is None:
            return Found(impossible=answer.outcome == "impossible")
        self._keep(search, answer.chosen)
        far = min(len(self._projects(search, answer.chosen) ^ known) for known in self.known)
        attempt, _ = self._attempt(search, at_least=far)
        cheaper = search.optimise(attempt, "cost", known=answer.chosen)
        if cheaper.chosen is not None and search.cost(cheaper.chosen) <= search.cost(answer.chosen):
            self._keep(search, cheaper.chosen)
        return search.best

    def _attempt(self, search: Search, at_least: int) -> tuple[Attempt, int]:
        scored = self.least_points is not None
        attempt = search.attempt(self.demands, self.at, scored=scored, most_cost=self.most_cost)
        model = attempt.model
        if self.least_points is not None:
            terms, constant = model.points.total
            model.program.row(terms, lower=self.least_points - constant - POINTS_GAP)
        difference = model.program.column(float(at_least), INFINITY)
        for known in self.known:
            terms, constant = _difference(search, model, known)
            model.program.row([(difference, 1.0), *((c, -v) for c, v in terms)], upper=constant)
        return attempt, difference

    def _keep(self, search: Search, chosen: tuple[Start, ...]) -> None:
        found = search.found(chosen, at=self.at, not_before=self.not_before)
        if found is not None:
            search.better(found)

    @staticmethod
    def _projects(search: Search, chosen: tuple[Start, ...]) -> frozenset[str]:
        return frozenset(search.problem.jobs[j].project for j, _, _ in chosen)


def _difference(search: Search, model: Model, known: frozenset[str]) -> tuple[list[Term], float]:
    """As terms and a constant."""
    names = [job.project for job in search.problem.jobs]
    terms = [(column, -1.0 if names[j] in known else 1.0) for (j, _), column in model.y.items()]
    return terms, float(len(known))
