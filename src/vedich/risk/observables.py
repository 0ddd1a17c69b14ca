"""What can be seen of a plan before its date, and what each scenario shows of it.

The model has a year's envelope in the year's first quarter; an office knows at the year's end what came. So money is
observed at the ends of years, all else at the ends of quarters.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from vedich.case import is_clearance

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from vedich.case import Case, Project
    from vedich.risk.programme import Programme
    from vedich.risk.runs import Floats, Runs
    from vedich.risk.scenarios import Scenarios
    from vedich.risk.trigger_result import ObservableKind


@dataclass(frozen=True, slots=True)
class Seen:
    """One observable: what it is, the quarter at whose end it is seen, and its value in each scenario (S,)."""

    kind: ObservableKind
    subject: str | None
    at: int
    values: Floats


@dataclass(frozen=True, slots=True)
class Watched:
    """A plan carried out in scenarios. `runs` has `worked`; only quarters before `deadline` are looked at."""

    case: Case
    programme: Programme
    scenarios: Scenarios
    runs: Runs
    deadline: int


def observables(watched: Watched) -> Iterator[Seen]:
    """All that is looked at, in an order that does not depend on the scenarios."""
    yield from _money(watched)
    yield from _receipts(watched)
    yield from _hectares(watched)
    yield from _handed_over(watched)
    yield from _finished(watched)


def _seen(kind: ObservableKind, subject: str | None, at: int, values: NDArray[np.generic]) -> Seen:
    return Seen(kind, subject, at, values.astype(np.float64))


def _money(watched: Watched) -> Iterator[Seen]:
    """Arrived so far, by source and in all, at the ends of years."""
    arrived = watched.runs.arrived.cumsum(axis=2)
    for quarter in range(watched.deadline):
        if (watched.case.start + quarter).number == 4:
            now = arrived[:, :, watched.programme.year[quarter]]
            for place, source in enumerate(watched.programme.sources):
                yield _seen("money", source, quarter, now[:, place])
            yield _seen("money", None, quarter, now.sum(axis=1))


def _receipts(watched: Watched) -> Iterator[Seen]:
    """What finished projects have brought in so far, by source."""
    programme = watched.programme
    arrives = watched.runs.finish[:, programme.receipt_of] + programme.receipt_after
    for place, source in enumerate(programme.sources):
        own = programme.receipt_to == place
        for quarter in range(watched.deadline if own.any() else 0):
            come = np.where(arrives[:, own] <= quarter, watched.scenarios.receipts[:, own], 0)
            yield _seen("receipts", source, quarter, come.sum(axis=1))


def _hectares(watched: Watched) -> Iterator[Seen]:
    """Land cleared so far: of a project at work, the part of its quarters that is done."""
    land = [project.hectares for project in _projects(watched)]
    places = [place for place, hectares in enumerate(land) if hectares]
    worked = watched.runs.worked
    if not places or worked is None:
        return
    area = np.array([float(land[place] or 0) for place in places])
    each = area / watched.scenarios.quarters[:, places]
    cleared = np.zeros(len(each))
    for quarter in range(watched.deadline):
        cleared = cleared + (worked[:, places, quarter] * each).sum(axis=1)
        yield _seen("hectares", None, quarter, cleared.round(6))


def _handed_over(watched: Watched) -> Iterator[Seen]:
    """How many clearance projects have finished."""
    places = [place for place, project in enumerate(_projects(watched)) if is_clearance(project.kind)]
    for quarter in range(watched.deadline if places else 0):
        yield _seen("handed_over", None, quarter, (watched.runs.finish[:, places] <= quarter).sum(axis=1))


def _finished(watched: Watched) -> Iterator[Seen]:
    """Whether a project has finished, from its planned quarter on."""
    programme = watched.programme
    for place, (name, _) in enumerate(programme.projects):
        planned = int(programme.start[place] + programme.quarters[place]) - 1
        for quarter in range(planned, watched.deadline):
            yield _seen("finished", name, quarter, watched.runs.finish[:, place] <= quarter)


def _projects(watched: Watched) -> list[Project]:
    """The plan's projects, in the plan's order."""
    known = {project.project: project for project in watched.case.projects}
    return [known[name] for name, _ in watched.programme.projects]
