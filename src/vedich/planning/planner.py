"""`plan`: the best funded programme for a case's goals, by one of three objectives."""

from __future__ import annotations

import time
from collections.abc import Callable

from vedich.case import Case, Quarter
from vedich.planning.assemble import assemble
from vedich.planning.child import search_in_child
from vedich.planning.found import Found, Progress
from vedich.planning.model import Start
from vedich.planning.objective import Kind, Objective
from vedich.planning.problem import build_problem
from vedich.planning.result import Plan
from vedich.planning.run import Order, run
from vedich.rulebooks import Rulebook

DEFAULT_SECONDS = 120.0


def plan(
    case: Case,
    rulebook: Rulebook,
    *,
    objective: Kind = "earliest",
    by: Quarter | None = None,
    budget: int | None = None,
    time_limit: float = DEFAULT_SECONDS,
    reproducible: bool = False,
    seed: int = 1,
    memory_gib: float | None = None,
    begin_with: Plan | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    in_child: bool = True,
) -> Plan:
    """Plan `case` under `rulebook`; the result is verified or holds no plan. The case must have passed its checks.

    `objective`, `by`, `budget` (million VND): see `Objective`. `time_limit`: seconds; with `reproducible`, seconds'
    worth of work, so that the same case, options and `seed` give the same plan on every run. `memory_gib`: limit of
    the child process. `begin_with`: a plan that may help the search, if it fits. `in_child=False` searches in
    this process (small cases, tests): it cannot be stopped with its best plan kept.
    """
    begun = time.monotonic()
    aim = Objective(objective, by, budget)
    hint = starts_of(case, begin_with) if begin_with is not None else ()
    order = Order(case, rulebook, aim, time_limit, reproducible, seed, hint, memory_gib)
    found = carried_out(order, on_progress, in_child=in_child)
    return assemble(case, rulebook, aim, found, time.monotonic() - begun)


def carried_out(order: Order, hear: Callable[[Progress], None] | None, *, in_child: bool) -> Found:
    """What the search of `order` finds, in a child process or in this one."""
    hear = hear or _ignore
    if in_child:
        return search_in_child(order, hear)

    def report(message: Progress | Found) -> None:
        if isinstance(message, Progress):
            hear(message)

    return run(order, report)


def starts_of(case: Case, plan: Plan) -> tuple[Start, ...]:
    """The plan's choices in the numbers of `case`, without those that the case no longer has."""
    problem = build_problem(case)
    numbers = {
        (job.project, way.option): (j, w) for j, job in enumerate(problem.jobs) for w, way in enumerate(job.ways)
    }
    return tuple(
        (*numbers[choice.project, choice.option], Quarter.parse(choice.start) - case.start)
        for choice in plan.choices
        if (choice.project, choice.option) in numbers
    )


def _ignore(_: Progress) -> None:
    """No one is watching."""
