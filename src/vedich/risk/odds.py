"""`odds`: how sure a plan is, and of what its delay comes."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from vedich.risk.chance import chance, chances, spread
from vedich.risk.draw import from_cube
from vedich.risk.drivers import NOT_COMPUTED, base_size, response_of
from vedich.risk.drivers import drivers as drivers_of
from vedich.risk.execution import carry_out
from vedich.risk.fan import fan
from vedich.risk.goals import outcomes
from vedich.risk.late import late
from vedich.risk.lateness import delay
from vedich.risk.planned import deadline_of, planned_date
from vedich.risk.progress import RiskProgress, silent
from vedich.risk.result import Odds
from vedich.risk.short import short
from vedich.risk.simulate import simulate

if TYPE_CHECKING:
    from collections.abc import Callable

    from vedich.case import Case, Quarter
    from vedich.planning.result import Plan
    from vedich.risk.progress import Hear
    from vedich.risk.result import Driver
    from vedich.risk.runs import Outcomes
    from vedich.risk.scenarios import Floats
    from vedich.risk.simulate import Simulation
    from vedich.rulebooks import Rulebook


def odds(
    case: Case,
    rulebook: Rulebook,
    plan: Plan,
    *,
    scenarios: int = 10_000,
    seed: int = 1,
    by: Quarter | None = None,
    drivers: bool = True,
    on_progress: Hear = silent,
) -> Odds:
    """The odds of `plan`, one that the verifier accepts, in `scenarios` scenarios drawn from `seed`.

    `by`: the quarter that `on_time` is about (None: the plan's date). `drivers`: also what drives the delay, which
    takes several times as many runs. Raises Refused where the plan has no date, or `by` lies outside the horizon.
    """
    begun = time.monotonic()
    planned, last = planned_date(plan), deadline_of(case, plan, by)
    on_progress(RiskProgress("scenarios", 0, scenarios))
    simulation = simulate(case, rulebook, plan, scenarios, seed)
    programme, date = simulation.programme, simulation.outcomes.date
    due = planned - case.start
    response = response_of(due, date)
    found: tuple[Driver, ...] = ()
    method = NOT_COMPUTED
    if drivers:
        outcome_of = _outcomes(case, rulebook, simulation)
        size = base_size(len(simulation.uncertainty.groups), len(programme.projects), programme.horizon)
        found, method = drivers_of(simulation.uncertainty, outcome_of, response, due, size, seed, on_progress)
    return Odds(
        case=plan.case,
        rulebook=plan.rulebook,
        figures=plan.figures,
        planned=str(planned),
        cost=plan.cost or 0,
        scenarios=scenarios,
        seed=seed,
        on_time=chance(case.start, last, date),
        chances=chances(case.start, case.quarters, date),
        date=spread(case.start, case.quarters, date),
        delay=delay(due, case.quarters, date),
        fan=fan(plan.score, simulation.outcomes.points),
        short=short(plan.payments, programme, simulation.runs.arrived),
        drivers=found,
        driver_response=response,
        driver_method=method,
        late=late(case.start, programme, simulation.runs),
        inputs=simulation.uncertainty.inputs,
        seconds=time.monotonic() - begun,
    )


def _outcomes(case: Case, rulebook: Rulebook, simulation: Simulation) -> Callable[[Floats], Outcomes]:
    """What comes of other points of the unit cube, by the same programme."""

    def outcome_of(cube: Floats) -> Outcomes:
        drawn = from_cube(simulation.programme, simulation.uncertainty, cube)
        runs = carry_out(simulation.programme, drawn)
        return outcomes(case, rulebook, simulation.programme, drawn, runs)

    return outcome_of
