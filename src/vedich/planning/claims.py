"""The order of funding: a project may start only when no project of a higher claim on the same money could and has not.

Project i of a higher claim *could have started by t* when its window is open by t and its predecessors, with their
lags, are finished before t. With u[r,f,t] for each claim r, source f and quarter t, for every i of that claim that may
use f, and every job j of a lower claim that may use f and costs something:

    u[r,f,t] ≤ started(i, t) + Σ_{p before i} (1 − finished(p, t − 1 − lag)),      Σ_w x[j,w,t] ≤ u[r,f,t]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vedich.planning.model import Model


def add_funding_order(model: Model) -> None:
    """Add the rows; nothing if the case states no order."""
    problem = model.problem
    ranks = problem.ranks
    starts: dict[tuple[int, int], list[int]] = {}
    for (j, w, s), column in model.x.items():
        if problem.jobs[j].ways[w].cost:
            starts.setdefault((j, s), []).append(column)
    for rank in sorted(set(ranks)):
        lower = {(j, s): columns for (j, s), columns in starts.items() if ranks[j] > rank}
        for source in {f for j, _ in lower for f in problem.jobs[j].sources}:
            first = [j for j, job in enumerate(problem.jobs) if ranks[j] == rank and source in job.sources]
            for quarter in {s for j, s in lower if source in problem.jobs[j].sources}:
                able = [i for i in first if problem.jobs[i].opens <= quarter]
                if not able:
                    continue
                free = model.program.column(0.0, 1.0)
                for i in able:
                    _hold(model, free, i, quarter)
                for (j, s), columns in lower.items():
                    if s == quarter and source in problem.jobs[j].sources:
                        model.program.row([*((c, 1.0) for c in columns), (free, -1.0)], upper=0.0)


def _hold(model: Model, free: int, i: int, quarter: int) -> None:
    """free ≤ started(i) + Σ (1 − finished(p)): nothing of a lower claim starts while i waits only for its money."""
    before = model.problem.jobs[i].predecessors
    terms = [(free, 1.0), *((c, -v) for c, v in model.started(i, quarter))]
    for p, lag in before:
        terms += model.finished(p, quarter - 1 - lag)
    model.program.row(terms, upper=float(len(before)))
