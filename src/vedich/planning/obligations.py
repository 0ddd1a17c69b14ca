"""The ceiling on unpaid obligations: at the end of a year, cost less what has been paid, of all projects begun."""

from __future__ import annotations

from collections.abc import Mapping

from vedich.planning.linear import LinearProgram, Term
from vedich.planning.money import MILLION
from vedich.planning.problem import PlanningProblem


def add_ceilings(problem: PlanningProblem, program: LinearProgram, x: Mapping[tuple[int, int, int], int]) -> None:
    """Σ_{s ≤ end} (cost − amounts until end) · x ≤ ceiling, for the last quarter of each year that has one."""
    for end, at_most in problem.ceilings:
        terms: list[Term] = []
        for (j, w, s), column in x.items():
            way = problem.jobs[j].ways[w]
            left = way.cost - sum(way.amounts[: end - s + 1])
            if s <= end and left:
                terms.append((column, left * MILLION))
        if terms:
            program.row(terms, upper=at_most * MILLION)
