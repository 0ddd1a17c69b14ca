"""`plan`: the earliest, then cheapest, then safest funded programme that reaches a case's goals."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Literal

from vedich.case import Case
from vedich.planning.assemble import assemble
from vedich.planning.child import search_in_child
from vedich.planning.result import Plan
from vedich.planning.search import Found, Progress, Search
from vedich.rulebooks import Rulebook

DEFAULT_SECONDS = 120.0


def plan(
    case: Case,
    rulebook: Rulebook,
    *,
    objective: Literal["earliest"] = "earliest",
    time_limit: float = DEFAULT_SECONDS,
    on_progress: Callable[[Progress], None] | None = None,
    in_child: bool = True,
) -> Plan:
    """Plan `case` under `rulebook` within `time_limit` seconds; the result is verified or holds no plan.

    The case must have passed `vedich.case.check`. `in_child=False` searches in this process (small cases, tests):
    it cannot be interrupted with its best plan kept. `objective`: `earliest`, the only one so far.
    """
    begun = time.monotonic()
    hear = on_progress or _ignore
    if in_child:
        found = search_in_child(case, rulebook, time_limit, hear)
    else:

        def report(message: Progress | Found) -> None:
            if isinstance(message, Progress):
                hear(message)

        found = Search(case, rulebook, time_limit, report).run()
    return assemble(case, rulebook, found, time.monotonic() - begun)


def _ignore(_: Progress) -> None:
    """No one is watching."""
