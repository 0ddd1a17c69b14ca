"""The projects that finish after their planned quarter, most often late first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vedich.case import Quarter
from vedich.risk.lateness import quarters_late
from vedich.risk.quantiles import quantile
from vedich.risk.result import LateProject

if TYPE_CHECKING:
    from vedich.risk.programme import Programme
    from vedich.risk.runs import Runs


def late(start: Quarter, programme: Programme, runs: Runs) -> tuple[LateProject, ...]:
    """Every project that is late in some scenario; quarters late and waited are means over all scenarios.

    One that does not finish within the horizon counts as finished one quarter past it: a lower bound.
    """
    rows = []
    for place, (project, _) in enumerate(programme.projects):
        planned = int(programme.start[place] + programme.quarters[place]) - 1
        after = quarters_late(planned, runs.finish[:, place])
        if not after.any():
            continue
        rows.append(
            LateProject(
                project=project,
                planned=str(start + planned),
                probability=int((after > 0).sum()) / len(after),
                expected=int(after.sum()) / len(after),
                p90=int(quantile(after, 90)),
                waited_money=float(runs.waited_money[:, place].mean()),
                waited_capacity=float(runs.waited_capacity[:, place].mean()),
            )
        )
    return tuple(sorted(rows, key=lambda row: (-row.probability, -row.expected)))
