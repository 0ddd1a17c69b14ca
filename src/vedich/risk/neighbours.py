"""Choices one step away from those of a plan: a project started a little earlier or later, done another way, left out,
or taken in. Windows and precedence are kept; whether money and resources allow it is for the planner to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from vedich.planning.model import Start
from vedich.planning.problem import PlanningProblem

SHIFTS = (-1, 1, -2, 2)  # quarters
Chosen = dict[int, tuple[int, int]]  # job -> way, first quarter of work


def neighbours(problem: PlanningProblem, chosen: tuple[Start, ...]) -> Iterator[tuple[Start, ...]]:
    """Each once, what costs no more first."""
    now = {j: (w, s) for j, w, s in chosen}
    seen = {_starts(now)}
    for other in (*_shifted(problem, now), *_left_out(problem, now), *_another_way(problem, now), *_taken_in(problem, now)):
        starts = _starts(other)
        if starts not in seen and _in_order(problem, other):
            seen.add(starts)
            yield starts


def _starts(chosen: Chosen) -> tuple[Start, ...]:
    return tuple(sorted((j, w, s) for j, (w, s) in chosen.items()))


def _shifted(problem: PlanningProblem, now: Chosen) -> Iterator[Chosen]:
    """One project alone, and with everything that waits for it."""
    for j, (w, s) in now.items():
        for quarters in SHIFTS:
            yield now | {j: (w, s + quarters)}
            yield now | {i: (now[i][0], now[i][1] + quarters) for i in _waiting(problem, now, j)}


def _waiting(problem: PlanningProblem, now: Chosen, j: int) -> set[int]:
    """The job and those of the plan that come after it."""
    found = {j}
    while more := {
        i for i in now if i not in found and any(before in found for before, _ in problem.jobs[i].predecessors)
    }:
        found |= more
    return found


def _left_out(problem: PlanningProblem, now: Chosen) -> Iterator[Chosen]:
    for j in now:
        if not problem.jobs[j].mandatory and len(_waiting(problem, now, j)) == 1:
            yield {i: choice for i, choice in now.items() if i != j}


def _another_way(problem: PlanningProblem, now: Chosen) -> Iterator[Chosen]:
    """Started when it was, or so that it ends when it did."""
    for j, (w, s) in now.items():
        ways = problem.jobs[j].ways
        for other, way in enumerate(ways):
            if other != w:
                yield now | {j: (other, s)}
                yield now | {j: (other, s + ways[w].quarters - way.quarters)}


def _taken_in(problem: PlanningProblem, now: Chosen) -> Iterator[Chosen]:
    """As early as may be, with what it waits for, each of that the cheapest way."""
    for j, job in enumerate(problem.jobs):
        if j not in now:
            for w in range(len(job.ways)):
                yield _with(problem, now, j, w)


def _with(problem: PlanningProblem, now: Chosen, j: int, w: int) -> Chosen:
    for before, _ in problem.jobs[j].predecessors:
        if before not in now:
            ways = problem.jobs[before].ways
            now = _with(problem, now, before, min(range(len(ways)), key=lambda n: ways[n].cost))
    return now | {j: (w, _ready(problem, now, j))}


def _ready(problem: PlanningProblem, now: Chosen, j: int) -> int:
    """The first quarter in which the job may start."""
    job = problem.jobs[j]
    return max([job.first, *(_finish(problem, now, before) + 1 + lag for before, lag in job.predecessors)])


def _finish(problem: PlanningProblem, now: Chosen, j: int) -> int:
    w, s = now[j]
    return s + problem.jobs[j].ways[w].quarters - 1


def _in_order(problem: PlanningProblem, chosen: Chosen) -> bool:
    """Within windows and after predecessors, if these are chosen."""
    for j, (w, s) in chosen.items():
        job = problem.jobs[j]
        if s not in job.starts(job.ways[w]):
            return False
        for before, lag in job.predecessors:
            if before not in chosen or s < _finish(problem, chosen, before) + 1 + lag:
                return False
    return True
