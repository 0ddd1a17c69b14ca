"""Choices one step away from those of a plan: a project started a little earlier or later, done another way, left out,
or taken in. Windows, precedence and capacities are kept; what else they break is for the planner to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import chain

from vedich.planning.model import Start
from vedich.planning.problem import PlanningProblem

SHIFTS = (-1, 1, -2, 2)  # quarters
Chosen = dict[int, tuple[int, int]]  # job -> way, first quarter of work
Step = Iterator[Chosen]


def neighbours(problem: PlanningProblem, chosen: tuple[Start, ...]) -> Iterator[Iterator[tuple[Start, ...]]]:
    """Of each step, the ways to take it: the first that is possible is the one to take."""
    now = {j: (w, s) for j, w, s in chosen}
    steps = (_shifted, _left_out, _another_way, _taken_in)
    for step in chain.from_iterable(kind(problem, now) for kind in steps):
        yield (_starts(other) for other in step if _in_order(problem, other) and _within_capacity(problem, other))


def _starts(chosen: Chosen) -> tuple[Start, ...]:
    return tuple(sorted((j, w, s) for j, (w, s) in chosen.items()))


def _shifted(problem: PlanningProblem, now: Chosen) -> Iterator[Step]:
    """One project alone, and with everything that waits for it."""
    for j, (w, s) in now.items():
        together = _waiting(problem, now, j)
        for quarters in SHIFTS:
            yield iter([now | {j: (w, s + quarters)}])
            if len(together) > 1:
                yield iter([now | {i: (now[i][0], now[i][1] + quarters) for i in together}])


def _waiting(problem: PlanningProblem, now: Chosen, j: int) -> set[int]:
    """The job and those of the plan that come after it."""
    found = {j}
    while more := {
        i for i in now if i not in found and any(before in found for before, _ in problem.jobs[i].predecessors)
    }:
        found |= more
    return found


def _left_out(problem: PlanningProblem, now: Chosen) -> Iterator[Step]:
    for j in now:
        if not problem.jobs[j].mandatory and len(_waiting(problem, now, j)) == 1:
            yield iter([{i: choice for i, choice in now.items() if i != j}])


def _another_way(problem: PlanningProblem, now: Chosen) -> Iterator[Step]:
    """As early as may be."""
    for j, (w, _) in now.items():
        for other in range(len(problem.jobs[j].ways)):
            if other != w:
                yield _from_first(problem, now, j, other)


def _taken_in(problem: PlanningProblem, now: Chosen) -> Iterator[Step]:
    """As early as may be, with what it waits for, each of that the cheapest way."""
    for j, job in enumerate(problem.jobs):
        if j not in now:
            for w in range(len(job.ways)):
                yield _from_first(problem, _with_predecessors(problem, now, j), j, w)


def _from_first(problem: PlanningProblem, now: Chosen, j: int, w: int) -> Step:
    starts = problem.jobs[j].starts(problem.jobs[j].ways[w])
    return (now | {j: (w, s)} for s in starts if s >= _ready(problem, now, j))


def _with_predecessors(problem: PlanningProblem, now: Chosen, j: int) -> Chosen:
    for before, _ in problem.jobs[j].predecessors:
        if before not in now:
            ways = problem.jobs[before].ways
            now = _with_predecessors(problem, now, before)
            cheapest = min(range(len(ways)), key=lambda n: ways[n].cost)
            now = now | {before: (cheapest, _ready(problem, now, before))}
    return now


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


def _within_capacity(problem: PlanningProblem, chosen: Chosen) -> bool:
    """Whether every quarter has what is at work in it asks for."""
    used: dict[tuple[str, int], Fraction] = {}
    for j, (w, s) in chosen.items():
        way = problem.jobs[j].ways[w]
        for resource, amount in way.demands.items():
            for t in range(s, s + way.quarters):
                used[resource, t] = used.get((resource, t), Fraction(0)) + amount
    return all(amount <= problem.capacities[resource][t] for (resource, t), amount in used.items())
