"""A plan carried out ten thousand times: seconds and memory against the limits, against SimPy 4, and how it scales.

Limits: 10,000 scenarios × 150 projects × 40 quarters, goals included, in at most 10 s on two cores and 2 GiB.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

LIMIT_SECONDS, LIMIT_MIB, GOAL = 10.0, 2048, 100
Row = dict[str, Any]


def main() -> None:
    """Print the figures. Exits with 1 if SimPy finds another finish."""
    large = _run(150, 10_000, sample=40)
    print(f"risk: {_told(large)}; limits {LIMIT_SECONDS:.0f} s, {LIMIT_MIB} MiB")
    print(f"  a scenario waits {large['pauses']:.0f} quarters of work for money or capacity")
    ratio, cores = large["simpy_each"] / large["ours_each"], large["simpy_cpu_each"] / large["ours_cpu_each"]
    print(
        f"  SimPy, execution alone: {1000 * large['simpy_each']:.1f} ms a scenario, compiled "
        f"{1000 * large['ours_each']:.3f} ms; ratio {ratio:.0f}x (goal {GOAL}x), {cores:.0f}x by processor time"
    )
    for scenarios in (1_000, 100_000):
        print(f"  {_told(_run(150, scenarios))}")
    for projects in (20, 60):
        print(f"  {_told(_run(projects, 10_000))}")
    if large["differ"]:
        sys.exit(f"SimPy finds another finish {large['differ']} times in {large['sample']} scenarios")
    print(f"  the same finish of every project in {large['sample']} scenarios")


def _run(projects: int, scenarios: int, sample: int = 0) -> Row:
    command = [sys.executable, "-m", "bench.risk_run", str(projects), str(scenarios), str(sample)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    row: Row = json.loads(done.stdout.splitlines()[-1])
    return row


def _told(row: Row) -> str:
    return (
        f"{row['scenarios']:>7,} scenarios x {row['projects']:>3} projects x {row['quarters']} quarters: "
        f"{row['seconds']:.2f} s ({row['cpu_seconds']:.2f} s of processor), peak {row['peak_mib']:.0f} MiB"
    )
