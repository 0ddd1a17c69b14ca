"""One simulation in a process of its own, so that its memory can be told: prints one line of JSON.

`python -m bench.risk_run PROJECTS SCENARIOS [SIMPY_SCENARIOS]`
"""

from __future__ import annotations

import json
import resource
import sys
import time
from dataclasses import replace
from typing import Any

from bench.instances import instance
from bench.listed_plan import listed_plan
from vedich.case import Case
from vedich.planning import Plan
from vedich.risk.simulate import Simulation, simulate
from vedich.rulebooks import Rulebook

RICHER = 2  # times the money, so that 150 projects fit into 40 quarters


def planned(projects: int) -> tuple[Case, Rulebook, Plan]:
    """The 300-project instance over 40 quarters, with a plan that does `projects` of them."""
    case, rulebook = instance(1, "300")
    case = replace(case, funding=tuple(replace(row, amount=RICHER * row.amount) for row in case.funding))
    return case, rulebook, listed_plan(case, rulebook, projects)


def main(projects: str, scenarios: str, simpy_scenarios: str = "0") -> None:
    """Simulate with the default uncertainty, after one small run that loads and compiles everything."""
    case, rulebook, plan = planned(int(projects))
    simulate(case, rulebook, plan, 100, 1)
    begun, used = time.perf_counter(), time.process_time()
    simulation = simulate(case, rulebook, plan, int(scenarios), 1)
    row: dict[str, Any] = {
        "projects": len(plan.choices),
        "quarters": case.quarters,
        "scenarios": int(scenarios),
        "seconds": time.perf_counter() - begun,
        "cpu_seconds": time.process_time() - used,
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "pauses": int((simulation.runs.waited_money + simulation.runs.waited_capacity).sum()) / int(scenarios),
    }
    if int(simpy_scenarios):
        row |= _peer(simulation, int(simpy_scenarios))
    print(json.dumps(row))


def _peer(simulation: Simulation, sample: int) -> dict[str, Any]:
    """The execution alone in SimPy and compiled; `differ`: projects whose finish is not the same."""
    from bench.risk_simpy import SimpyRun
    from vedich.risk.execution import carry_out

    programme, scenarios = simulation.programme, simulation.scenarios
    begun, used = time.perf_counter(), time.process_time()
    carry_out(programme, scenarios)
    ours, ours_cpu = time.perf_counter() - begun, time.process_time() - used
    begun, used = time.perf_counter(), time.process_time()
    found = [SimpyRun(programme, scenarios, number).run() for number in range(sample)]
    theirs, theirs_cpu = time.perf_counter() - begun, time.process_time() - used
    differ = sum(
        mine != other
        for number, row in enumerate(found)
        for mine, other in zip(simulation.runs.finish[number].tolist(), row, strict=True)
    )
    return {
        "ours_each": ours / scenarios.count,
        "ours_cpu_each": ours_cpu / scenarios.count,
        "simpy_each": theirs / sample,
        "simpy_cpu_each": theirs_cpu / sample,
        "sample": sample,
        "differ": differ,
    }


if __name__ == "__main__":
    main(*sys.argv[1:])
