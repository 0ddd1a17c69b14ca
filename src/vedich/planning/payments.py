"""Which source pays for which project in which quarter, once options and starts are chosen.

A flow on a network (sources over time to projects over time), so the linear program's corner solutions are whole
numbers. Money that would lapse is spent before money that keeps.
"""

from __future__ import annotations

from collections.abc import Sequence

from vedich.planning.linear import INFINITY, LinearProgram, Term
from vedich.planning.problem import PlanningProblem
from vedich.planning.solver import new_solver

Start = tuple[int, int, int]
Paid = tuple[int, int, int, int]  # (job, source, quarter, million VND)


def payments(problem: PlanningProblem, chosen: Sequence[Start]) -> tuple[Paid, ...]:
    """A whole-number payment of every quarter of work. Raises ValueError if the money is not there."""
    needed = {
        (j, s + step): amount
        for j, w, s in chosen
        for step, amount in enumerate(problem.jobs[j].ways[w].amounts)
        if amount
    }
    if not needed:
        return ()
    program = LinearProgram()
    pay: dict[tuple[int, int, int], int] = {}
    for (j, t), amount in needed.items():
        terms: list[Term] = []
        for f in problem.jobs[j].sources:
            price = 1.0 if problem.sources[f].carry_over else 0.0
            pay[j, f, t] = program.column(0.0, float(amount), cost=price)
            terms.append((pay[j, f, t], 1.0))
        program.row(terms, float(amount), float(amount))
    for f in range(len(problem.sources)):
        _add_source(problem, program, chosen, pay, f)
    values = _solve(program)
    return tuple(
        (j, f, t, amount) for (j, f, t), column in sorted(pay.items()) if (amount := round(values[column])) > 0
    )


def _add_source(
    problem: PlanningProblem,
    program: LinearProgram,
    chosen: Sequence[Start],
    pay: dict[tuple[int, int, int], int],
    number: int,
) -> None:
    """The balance of one source, quarter by quarter: spent ≤ kept + envelope + receipts."""
    source = problem.sources[number]
    arriving = [0] * problem.horizon
    for j, w, s in chosen:
        way = problem.jobs[j].ways[w]
        for to, amount, after in way.receipts:
            usable = s + way.quarters - 1 + after
            if to == number and usable < problem.horizon:
                arriving[usable] += amount
    before: int | None = None
    for t in range(problem.horizon):
        new_year = t == 0 or problem.year(t - 1) != problem.year(t)
        if new_year and not source.carry_over:
            before = None
        money = arriving[t] + (source.by_year.get(problem.year(t), 0) if new_year else 0)
        kept = program.column(0.0, INFINITY)
        terms = [(column, 1.0) for (_, f, q), column in pay.items() if f == number and q == t]
        terms.append((kept, 1.0))
        if before is not None:
            terms.append((before, -1.0))
        program.row(terms, upper=float(money))
        before = kept


def _solve(program: LinearProgram) -> Sequence[float]:
    import highspy

    solver = new_solver()
    solver.setOptionValue("solver", "simplex")
    solver.passModel(program.to_highs())
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise ValueError("the chosen projects cannot be paid")
    values: Sequence[float] = solver.getSolution().col_value
    return values
