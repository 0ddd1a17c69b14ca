"""A plan carried out in many scenarios, from its uncertainty to what comes of it."""

from __future__ import annotations

from dataclasses import dataclass

from vedich.case import Case
from vedich.planning import Plan
from vedich.risk.draw import draw
from vedich.risk.execution import carry_out
from vedich.risk.goals import outcomes
from vedich.risk.programme import Programme
from vedich.risk.programme_of import programme_of
from vedich.risk.runs import Outcomes, Runs
from vedich.risk.scenarios import Scenarios
from vedich.risk.uncertainty import Uncertainty, uncertainty_of
from vedich.rulebooks import Rulebook


@dataclass(frozen=True, slots=True)
class Simulation:
    """Every step's result, over the same scenarios."""

    programme: Programme
    uncertainty: Uncertainty
    scenarios: Scenarios
    runs: Runs
    outcomes: Outcomes


def simulate(case: Case, rulebook: Rulebook, plan: Plan, scenarios: int, seed: int) -> Simulation:
    """Carry `plan` out in `scenarios` scenarios. The same case, plan and seed give the same results on every machine.

    Raises ValueError if `plan` holds no plan.
    """
    programme = programme_of(case, plan)
    uncertainty = uncertainty_of(case, rulebook, plan)
    drawn = draw(programme, uncertainty, scenarios, seed)
    runs = carry_out(programme, drawn)
    return Simulation(programme, uncertainty, drawn, runs, outcomes(case, rulebook, programme, drawn, runs))
