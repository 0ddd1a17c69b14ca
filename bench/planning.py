"""The planner against OR-Tools CP-SAT 9.14.6206 (time-indexed) on the same seeded instances, 2 cores each.

Both search for the earliest quarter and then the least cost, with proof; a run that is not proved counts at the limit.
"""

from __future__ import annotations

import math
import time

from bench.cp_sat import solve
from bench.instances_easy import instance
from vedich.planning import plan

SEEDS = range(10)
LIMIT = 60.0


def main() -> None:
    """Print seconds by instance and the geometric mean of the ratios."""
    ratios, proved = [], [0, 0]
    for seed in SEEDS:
        case, rulebook = instance(seed)
        begun = time.perf_counter()
        mine = plan(case, rulebook, time_limit=LIMIT)
        seconds = min(time.perf_counter() - begun, LIMIT) if mine.proved or mine.status == "impossible" else LIMIT
        quarter, cost, done, their = solve(case, rulebook, LIMIT)
        theirs = their if done else LIMIT
        proved[0] += mine.proved
        proved[1] += done
        ratios.append(theirs / seconds)
        found = "-" if quarter is None else str(case.start + quarter)
        print(
            f"seed {seed}: Về Đích {seconds:5.1f} s {mine.reached} {mine.cost} {mine.status}; "
            f"CP-SAT {theirs:5.1f} s {found} {cost} {'proved' if done else 'not proved'}",
            flush=True,
        )
    mean = math.exp(sum(map(math.log, ratios)) / len(ratios))
    print(
        f"geometric mean of the ratios: {mean:.1f}x (goal 20x); proved {proved[0]} against {proved[1]} of {len(ratios)}"
    )
