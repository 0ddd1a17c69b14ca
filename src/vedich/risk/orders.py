"""Which of the same projects come first: weights on their starts, by number of the project among those not done."""

from __future__ import annotations

from collections.abc import Iterator

from vedich.case import Case
from vedich.case.clearance import is_clearance
from vedich.risk.outlook import Outlook

Weights = dict[int, float]
FIRST = 20.0  # weight of a project that is to come first, against 1 of the others


def all_early(case: Case) -> Weights:
    """Every project as early as may be."""
    return dict.fromkeys(range(len(_live(case))), 1.0)


def orders(case: Case, outlook: Outlook) -> Iterator[Weights]:
    """All early; clearance of land first; what is most likely to take longer first; all late."""
    yield all_early(case)
    yield _clearance_first(case)
    yield _slow_first(case, outlook)
    yield dict.fromkeys(range(len(_live(case))), -1.0)


def _live(case: Case) -> list[str]:
    return [project.project for project in case.projects if project.status != "done"]


def _clearance_first(case: Case) -> Weights:
    live = [project for project in case.projects if project.status != "done"]
    return {j: FIRST if is_clearance(project.kind) or project.hectares else 1.0 for j, project in enumerate(live)}


def _slow_first(case: Case, outlook: Outlook) -> Weights:
    """By the quarters that work is expected to take longer than planned."""
    longer: dict[str, float] = {}
    for (project, _), drawn in outlook.longer.items():
        longer[project] = max(longer.get(project, 0.0), float(drawn.mean()))
    return {j: 1.0 + FIRST * round(max(0.0, longer.get(name, 0.0)), 1) for j, name in enumerate(_live(case))}
