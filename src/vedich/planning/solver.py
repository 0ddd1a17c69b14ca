"""One thin layer over HiGHS: solve a program, report progress, answer in our own words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from vedich.planning.linear import LinearProgram

Outcome = Literal["optimal", "feasible", "impossible", "unknown"]
NO_INCUMBENT = 1e100
OnProgress = Callable[[float, float], None]  # (incumbent, bound) of the objective


@dataclass(frozen=True, slots=True)
class Solved:
    """`values` of the columns (None without a solution), `objective` and the proved lower `bound`."""

    outcome: Outcome
    values: Sequence[float] | None
    objective: float | None
    bound: float


def solve(
    program: LinearProgram,
    seconds: float,
    *,
    gap: float = 0.0,
    patience: float | None = None,
    on_progress: OnProgress | None = None,
) -> Solved:
    """Minimise. `gap`: absolute difference at which a solution counts as optimal; `patience`: seconds to wait for
    a first solution before giving up."""
    import highspy

    solver = highspy.Highs()
    for option, value in {
        "output_flag": False,
        "time_limit": max(seconds, 0.01),
        "mip_rel_gap": 0.0,
        "mip_abs_gap": gap,
        "mip_feasibility_tolerance": 1e-7,
        "primal_feasibility_tolerance": 1e-8,
        "threads": 2,
        "random_seed": 1,
    }.items():
        solver.setOptionValue(option, value)
    solver.passModel(program.to_highs())
    if on_progress is not None:

        def progress(event: Any) -> None:
            on_progress(event.data_out.mip_primal_bound, event.data_out.mip_dual_bound)

        solver.cbMipLogging.subscribe(progress)
    if patience is not None:

        def give_up(event: Any) -> None:
            out = event.data_out
            if out.running_time > patience and abs(out.mip_primal_bound) >= NO_INCUMBENT:
                event.interrupt()

        solver.cbMipInterrupt.subscribe(give_up)
    solver.run()
    return _answer(highspy, solver)


def relaxation_is_impossible(program: LinearProgram, seconds: float) -> bool:
    """Whether even fractions of projects cannot meet the goals: a quick proof. False when it cannot be said."""
    import highspy

    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("time_limit", max(seconds, 0.01))
    solver.passModel(program.to_highs(relaxed=True))
    solver.run()
    return bool(solver.getModelStatus() == highspy.HighsModelStatus.kInfeasible)


def _answer(highspy: Any, solver: Any) -> Solved:
    status = solver.getModelStatus()
    info = solver.getInfo()
    bound = float(info.mip_dual_bound)
    if status in {highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible}:
        # Every column of the objective is bounded, so "unbounded or infeasible" is infeasible.
        return Solved("impossible", None, None, float("inf"))
    has_solution = info.primal_solution_status == 2
    if not has_solution:
        return Solved("unknown", None, None, bound)
    outcome: Outcome = "optimal" if status == highspy.HighsModelStatus.kOptimal else "feasible"
    objective = float(info.objective_function_value)
    return Solved(outcome, solver.getSolution().col_value, objective, bound if bound > -1e300 else 0.0)
