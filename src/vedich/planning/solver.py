"""One thin layer over HiGHS: solve a program, report progress, answer in our own words."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

from vedich.planning.effort import ITERATIONS_A_SECOND, LOOKS_A_SECOND, Effort
from vedich.planning.linear import INFINITY, LinearProgram

Outcome = Literal["optimal", "feasible", "impossible", "unknown"]
NO_INCUMBENT = 1e100
OBJECTIVE_TOLERANCE = 1e-6
OnProgress = Callable[[float, float], None]  # (incumbent, bound) of the objective
OnIncumbent = Callable[[Sequence[float]], bool]  # values of a better solution -> whether it is enough
THREADS = 2
BETWEEN_PROGRESS = 0.2  # seconds


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
    effort: Effort,
    *,
    most: float | None = None,
    gap: float = 0.0,
    relative_gap: float = 0.0,
    patience: float | None = None,
    stop_above: float | None = None,
    on_progress: OnProgress | None = None,
    on_incumbent: OnIncumbent | None = None,
    known: Mapping[int, float] | None = None,
) -> Solved:
    """Minimise within `effort`, or within `most` of what is left of it.

    `gap`, `relative_gap`: difference from the bound at which a solution counts as optimal. `patience`: how long to
    wait for a first solution before giving up. `stop_above`: a lower bound that is all one wants to know.
    `on_incumbent` hears of each better solution's values and says whether to stop there. `known`: values of some
    columns that a solution has.
    """
    import highspy
    import numpy as np

    if not program.lower:
        return _without_columns(program)
    limit = max(min(effort.left(), most if most is not None else INFINITY), 0.01)
    solver = new_solver()
    for option, value in {
        "time_limit": INFINITY if effort.reproducible else limit,
        "mip_rel_gap": relative_gap,
        "mip_abs_gap": gap,
        "mip_feasibility_tolerance": 1e-7,
        "primal_feasibility_tolerance": 1e-8,
        "threads": THREADS,
        "random_seed": effort.seed,
        # Good plans early: on tight money the search spends its time on bounds that a good plan would cut.
        "mip_heuristic_effort": 0.2,
    }.items():
        solver.setOptionValue(option, value)
    solver.passModel(program.to_highs())
    if known:
        solver.setSolution(len(known), np.array(list(known)), np.array(list(known.values())))
    watch = _Watch(effort, limit, patience, stop_above, on_progress, on_incumbent)
    if on_incumbent is not None:
        solver.cbMipImprovingSolution.subscribe(watch.improve)
    solver.cbMipInterrupt.subscribe(watch.interrupt)
    solver.run()
    effort.worked(watch.looks / LOOKS_A_SECOND)
    answer = _answer(highspy, solver)
    if known and not _is_its_own(program, answer):
        # HiGHS 1.16 can hand back the solution it was given with the value of a better one that presolve found.
        return solve(
            program,
            effort,
            most=most,
            gap=gap,
            relative_gap=relative_gap,
            patience=patience,
            stop_above=stop_above,
            on_progress=on_progress,
            on_incumbent=on_incumbent,
        )
    return answer


def _without_columns(program: LinearProgram) -> Solved:
    """Nothing can be done in such a program, so every row is 0. (HiGHS calls it empty and leaves it open.)"""
    if any(lower > 0 for lower in program.row_lower) or any(upper < 0 for upper in program.row_upper):
        return Solved("impossible", None, None, INFINITY)
    return Solved("optimal", [], 0.0, 0.0)


def _is_its_own(program: LinearProgram, answer: Solved) -> bool:
    """Whether the objective belongs to the values."""
    if answer.values is None or answer.objective is None:
        return True
    value = sum(cost * answer.values[column] for column, cost in enumerate(program.cost) if cost)
    return abs(value - answer.objective) <= OBJECTIVE_TOLERANCE * max(1.0, abs(value))


class _Watch:
    """What happens while HiGHS works. An error in a callback must not travel through its C++."""

    def __init__(
        self,
        effort: Effort,
        limit: float,
        patience: float | None,
        stop_above: float | None,
        on_progress: OnProgress | None,
        on_incumbent: OnIncumbent | None,
    ) -> None:
        self.effort, self.limit, self.patience, self.stop_above = effort, limit, patience, stop_above
        self.on_progress, self.on_incumbent = on_progress, on_incumbent
        self.looks = 0  # how often the solver asked whether to stop: the same on every run
        self.enough = False
        self._told = 0.0  # when progress was told last

    def improve(self, event: Any) -> None:
        assert self.on_incumbent is not None
        self.enough |= self.on_incumbent(event.data_out.mip_solution)

    def interrupt(self, event: Any) -> None:
        out = event.data_out
        self.looks += 1
        used = self.looks / LOOKS_A_SECOND if self.effort.reproducible else out.running_time
        nothing = abs(out.mip_primal_bound) >= NO_INCUMBENT
        if (
            self.enough
            or self.effort.stopped
            or (self.effort.reproducible and used > self.limit)
            or (nothing and self.patience is not None and used > self.patience)
            or (self.stop_above is not None and out.mip_dual_bound > self.stop_above)
        ):
            event.interrupt()
        self._tell(out)

    def _tell(self, out: Any) -> None:
        """Progress a few times a second. (The solver's own log callback is silent when its output is off.)"""
        if self.on_progress is not None and time.monotonic() - self._told >= BETWEEN_PROGRESS:
            self._told = time.monotonic()
            self.on_progress(out.mip_primal_bound, out.mip_dual_bound)


def relaxation_is_impossible(program: LinearProgram, effort: Effort) -> bool:
    """Whether even fractions of projects cannot meet the goals: a quick proof. False when it cannot be said."""
    import highspy

    if not program.lower:
        return _without_columns(program).outcome == "impossible"
    solver = new_solver()
    if not effort.reproducible:
        solver.setOptionValue("time_limit", max(effort.left(), 0.01))
    solver.setOptionValue("threads", THREADS)
    solver.passModel(program.to_highs(relaxed=True))
    solver.run()
    effort.worked(solver.getInfo().simplex_iteration_count / ITERATIONS_A_SECOND)
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
    if outcome == "optimal" and not any(solver.getLp().integrality_):
        bound = objective  # a program without integers has no bound of its own
    return Solved(outcome, solver.getSolution().col_value, objective, bound if bound > -1e300 else 0.0)
