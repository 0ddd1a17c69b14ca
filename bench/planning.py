"""The planner against its peers on the same seeded instances, in the same run, two cores each (docs/benchmarks.md).

Peers: OR-Tools CP-SAT 9.14.6206 (time-indexed and with intervals) and plain HiGHS on the textbook formulation. All
look for the earliest quarter and then the least cost, with proof; what two of them prove must be equal.
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

from bench.instances import SIZES
from bench.planning_run import OURS, SOLVERS

GRACE = 60  # seconds a solver may overrun its limit before it is stopped
FULL = (("60", 5, 60.0), ("150", 3, 120.0), ("300", 2, 600.0))
Row = dict[str, Any]


def main(arguments: Sequence[str] = ()) -> None:
    """Run, print a line a solve, then a summary a size. Exits with 1 if two proved answers differ."""
    options = _parser().parse_args(arguments)
    runs = FULL if options.full else [(size, options.seeds, options.limit) for size in options.sizes]
    wrong: list[str] = []
    for size, seeds, limit in runs:
        instances = [_instance(size, seed, limit, options.solvers) for seed in range(1, seeds + 1)]
        for seed, rows in enumerate(instances, 1):
            wrong += [f"size {size} seed {seed}: {text}" for text in disagreements(rows)]
        for solver in options.solvers:
            print(summary(size, solver, instances, limit), flush=True)
    if wrong:
        sys.exit("\n".join(["the solvers disagree:", *wrong]))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench planning", description=__doc__)
    parser.add_argument("--sizes", nargs="+", choices=SIZES, default=["60"], help="projects (default: 60)")
    parser.add_argument("--seeds", type=int, default=2, help="seeds 1 … N of each size (default: 2)")
    parser.add_argument("--limit", type=float, default=60.0, help="seconds a solve (default: 60)")
    parser.add_argument("--solvers", nargs="+", choices=SOLVERS, default=list(SOLVERS))
    parser.add_argument("--full", action="store_true", help="60 × 5 at 60 s, 150 × 3 at 120 s, 300 × 2 at 600 s: hours")
    return parser


def _instance(size: str, seed: int, limit: float, solvers: Sequence[str]) -> dict[str, Row]:
    rows = {}
    for solver in solvers:
        rows[solver] = row = _solve(size, seed, solver, limit)
        gap = "" if row["proved"] or not row["cost"] else f", gap {1 - row['bound'] / row['cost']:.1%}"
        print(
            f"{size:>3} seed {seed} {solver:<16} {row['to_proof']:6.1f} of {row['seconds']:5.1f} s  {row['status']:<8} "
            f"quarter {_quarter(row)}, cost {row['cost']}{gap}; {row['peak_mib']:.0f} MiB",
            flush=True,
        )
    return rows


def _quarter(row: Row) -> str:
    reached = "-" if row["quarter"] is None else str(row["quarter"] + 1)
    return reached if row["quarter"] == row["not_before"] else f"{reached} (not before {row['not_before'] + 1})"


def _solve(size: str, seed: int, solver: str, limit: float) -> Row:
    command = [sys.executable, "-m", "bench.planning_run", size, str(seed), solver, str(limit)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=limit + GRACE, check=True)
    except subprocess.TimeoutExpired:
        lost: Row = dict.fromkeys(("quarter", "cost", "bound"))
        return lost | {
            "status": "stopped",
            "not_before": 0,
            "proved": False,
            "seconds": limit + GRACE,
            "to_proof": limit + GRACE,
            "peak_mib": math.nan,
        }
    row: Row = json.loads(done.stdout.splitlines()[-1])
    return row


def disagreements(rows: dict[str, Row]) -> list[str]:
    """What is proved by one and contradicted by another: a different optimum, or a plan better than a proof allows."""
    found = []
    for solver, row in rows.items():
        for other, theirs in rows.items():
            if not row["proved"] or solver == other or theirs["quarter"] is None:
                continue
            mine, yours = (row["quarter"], row["cost"]), (theirs["quarter"], theirs["cost"])
            better = row["quarter"] is None or yours < mine
            if better or (theirs["proved"] and mine != yours):
                found.append(f"{solver} proves {mine}, {other} has {yours}")
    return found


def summary(size: str, solver: str, instances: Sequence[dict[str, Row]], limit: float) -> str:
    """Share proved, median seconds to the proof of date and cost, peak memory, and the ratio to the planner's seconds
    (geometric mean)."""
    rows = [rows[solver] for rows in instances]
    seconds = sorted(_counted(row, limit) for row in rows)
    proved = sum(row["proved"] for row in rows)
    line = f"size {size:>3} {solver:<16} proved {proved} of {len(rows)}, median {seconds[len(seconds) // 2]:.1f} s"
    line += f", peak {max(row['peak_mib'] for row in rows):.0f} MiB"
    if solver == OURS or OURS not in instances[0]:
        return line
    ratios = [_counted(row[solver], limit) / _counted(row[OURS], limit) for row in instances]
    ratio = math.exp(sum(map(math.log, ratios)) / len(ratios))
    return f"{line}; {ratio:.1f}x as long as the planner (geometric mean; not proved counts as {limit:.0f} s)"


def _counted(row: Row, limit: float) -> float:
    return max(0.01, min(float(row["to_proof"]), limit)) if row["proved"] else limit
