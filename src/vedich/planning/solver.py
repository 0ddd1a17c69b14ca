"""One thin layer over HiGHS: solve a program, report progress, answer in our own words."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
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


@contextmanager
def _silent_standard_output() -> Iterator[None]:
    """HiGHS prints its banner when it is made, options or not; standard output may belong to somebody's JSON."""
    sys.stdout.flush()
    kept = os.dup(1)
    null = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(null, 1)
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(null)


def new_solver() -> Any:
    """A HiGHS that keeps quiet."""
    import highspy

    with _silent_standard_output():
        solver = highspy.Highs()
        solver.setOptionValue("output_flag", False)
        solver.setOptionValue("log_to_console", False)
    return solver


def solve(
    program: LinearProgram,
    seconds: float,
    *,
    gap: float = 0.0,
    patience: float | None = None,
    on_progress: OnProgress | None = None,
    known: Mapping[int, float] | None = None,
) -> Solved:
    """Minimise. `gap`: absolute difference at which a solution counts as optimal; `patience`: seconds to wait for
    a first solution before giving up; `known`: values of some columns that a solution is known to have."""
    import highspy
    import numpy as np

    solver = new_solver()
    for option, value in {
        "time_limit": max(seconds, 0.01),
        "mip_rel_gap": 0.0,
        "mip_abs_gap": gap,
        "mip_feasibility_tolerance": 1e-7,
        "primal_feasibility_tolerance": 1e-8,
        "threads": 2,
        "random_seed": 1,
        # Good plans early: on tight money the search spends its time on bounds that a good plan would cut.
        "mip_heuristic_effort": 0.2,
    }.items():
        solver.setOptionValue(option, value)
    solver.passModel(program.to_highs())
    if known:
        solver.setSolution(len(known), np.array(list(known)), np.array(list(known.values())))
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

    solver = new_solver()
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
