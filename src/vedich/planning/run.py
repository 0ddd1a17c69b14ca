"""One order to the search, and the search that its objective asks for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from vedich.case import Case
from vedich.planning.changing import FewChanges
from vedich.planning.cheapest import cheapest
from vedich.planning.differing import Different
from vedich.planning.earliest import earliest
from vedich.planning.effort import Effort
from vedich.planning.found import Found
from vedich.planning.meeting import Arrange, Meet
from vedich.planning.model import Start
from vedich.planning.most_points import most_points
from vedich.planning.objective import Objective
from vedich.planning.search import Report, Search
from vedich.rulebooks import Rulebook

MEMORY_ENDED = 77  # exit code of a child that ran into its memory limit
SEARCHES: dict[str, Callable[[Search], Found]] = {
    "earliest": earliest,
    "cheapest": cheapest,
    "most-points": most_points,
}


@dataclass(frozen=True, slots=True)
class Order:
    """Everything a search needs, in one picklable piece. `memory_gib`: limit of the child process.

    `task`: not the objective's own search but another about the same plans.
    """

    case: Case
    rulebook: Rulebook
    objective: Objective
    seconds: float
    reproducible: bool = False
    seed: int = 1
    hint: tuple[Start, ...] = ()
    memory_gib: float | None = None
    task: Different | FewChanges | Meet | Arrange | None = None


def run(order: Order, report: Report) -> Found:
    """Search in this process."""
    effort = Effort(order.seconds, reproducible=order.reproducible, seed=order.seed)
    search = Search(order.case, order.rulebook, order.objective, effort, report, order.hint)
    if order.task is not None:
        return order.task.run(search)
    return SEARCHES[order.objective.kind](search)
