"""One solver on one instance, in a process of its own so that its memory can be told: prints one line of JSON.

`python -m bench.planning_run SIZE SEED SOLVER SECONDS`
"""

from __future__ import annotations

import json
import resource
import sys
from dataclasses import asdict
from typing import Any

from bench.cp_sat import intervals, time_indexed
from bench.instances import instance
from bench.peer import Answer
from bench.textbook import textbook
from vedich.case import Case, Quarter
from vedich.planning import plan
from vedich.rulebooks import Rulebook

OURS = "vedich"


def vedich(case: Case, rulebook: Rulebook, seconds: float) -> Answer:
    """The planner, in the peers' words."""
    found = plan(case, rulebook, time_limit=seconds)
    not_before = case.quarters if found.not_before is None else Quarter.parse(found.not_before) - case.start
    return Answer(
        status=found.status,
        quarter=None if found.reached is None else Quarter.parse(found.reached) - case.start,
        not_before=not_before,
        cost=found.cost,
        bound=None if found.bound is None else float(found.bound),
        proved=found.proved,
        seconds=found.seconds,
        to_proof=sum(stage.seconds for stage in found.stages if stage.name != "points") or found.seconds,
    )


SOLVERS = {OURS: vedich, "cp-sat-time": time_indexed, "cp-sat-intervals": intervals, "highs-textbook": textbook}


def main(size: str, seed: str, solver: str, seconds: str) -> None:
    """Solve and print. `peak_mib`: this process and its children, added up."""
    case, rulebook = instance(int(seed), size)
    row: dict[str, Any] = asdict(SOLVERS[solver](case, rulebook, float(seconds)))
    kib = sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    row["peak_mib"] = kib / 1024
    print(json.dumps(row))


if __name__ == "__main__":
    main(*sys.argv[1:])
