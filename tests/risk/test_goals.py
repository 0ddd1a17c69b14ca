"""Dates and points of scenarios at the edges: unknown figures, thresholds hit exactly, levels, trends, deadlines."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from decimal import Decimal

import numpy as np
import pytest

from tests.risk.event_by_event import Date, EventByEvent
from tests.risk.one_project import certain, one_project
from tests.risk.random_luck import luck_of, random_luck
from tests.risk.random_plans import RULEBOOK, random_plan
from vedich.case import Case, Effect, Figure, Goal, Quarter
from vedich.planning import Plan
from vedich.risk import draw, goals
from vedich.risk.execution import carry_out
from vedich.risk.goals import outcomes
from vedich.risk.programme_of import programme_of
from vedich.risk.runs import Outcomes
from vedich.risk.scenarios import Scenarios


def _strange(case: Case, rng: random.Random) -> Case:
    """Figures that are unknown, are told anew within the horizon, grow by amounts, or have an unknown level."""
    rows = []
    for row in case.quantities:
        other = rng.choice(["as it is", "unknown", "grows", "shrinks", "anew"])
        if other == "unknown":
            rows.append(replace(row, value=None if row.quantity != "role" else "no such level"))
        elif other == "anew":
            later = replace(row, as_of=date(2027, 9, 30))
            rows += [row, later if row.quantity == "role" else replace(later, value=Decimal(rng.randint(1, 30)))]
        elif other in {"grows", "shrinks"} and row.quantity != "role":
            kind = rng.choice(["percent", "amount"])
            growth = Decimal(rng.choice(["1.5", "7", "0"]) if other == "grows" else rng.choice(["-3", "-120"]))
            rows.append(replace(row, growth_per_year=growth, growth_kind=kind))
        else:
            rows.append(row)
    return replace(case, quantities=tuple(rows))


@pytest.mark.parametrize("seed", range(60))
def test_strange_figures_are_judged_as_the_exact_scorer_judges_them(seed: int) -> None:
    case, plan = random_plan(seed)
    case = _strange(case, random.Random(f"strange {seed}"))
    programme = programme_of(case, plan)
    scenarios = random_luck(case, programme, seed, 8)
    result = outcomes(case, RULEBOOK, programme, scenarios, carry_out(programme, scenarios))
    exact = Date(case, RULEBOOK)
    for s in range(scenarios.count):
        luck = luck_of(case, programme, scenarios, s)
        reached, points = exact.of(plan, EventByEvent(case, plan, luck).run(), luck.growth)
        assert result.date[s] == (case.quarters if reached is None else reached - case.start)
        assert result.points[s] == pytest.approx([float(p) for p in points], abs=1e-9)


def _outcomes(case: Case, plan: Plan, scenarios: Scenarios | None = None) -> Outcomes:
    programme = programme_of(case, plan)
    drawn = scenarios or draw.certain(programme)
    return outcomes(case, RULEBOOK, programme, drawn, carry_out(programme, drawn))


@pytest.mark.parametrize(("amount", "date"), [("0.3", 0), ("0.29999999", 4)])
def test_a_sum_of_decimals_that_is_exactly_the_threshold_reaches_it(amount: str, date: int) -> None:
    """0.1 + 0.1 + 0.1 is more than 0.3 in binary, 0.7 + 0.1 + … less than 1."""
    case, plan = one_project(certain())
    figure = replace(case.quantities[0], value=Decimal("0.7"))
    goal = Goal("roads", "quantity", "roads", Decimal("1.0"), None)
    effects = (Effect("P1", "a", "roads", Decimal(amount)),)
    assert _outcomes(replace(case, quantities=(figure,), goals=(goal,), effects=effects), plan).date.tolist() == [date]


def test_a_trend_of_the_scenario_moves_the_figure_by_the_formula_of_one_locality() -> None:
    case, plan = one_project(certain(), horizon=8)
    waste = Figure("waste", Decimal(40), "%", date(2026, 12, 31), Decimal(-10), "percent", "test", None)
    goal = Goal("waste", "standard", "B2", None, None)
    case = replace(case, quantities=(*case.quantities, waste), goals=(goal,))
    growth = np.array([[0.0], [-10.0], [-20.0], [-100.0], [30.0]])
    same = draw.certain(programme_of(case, plan), 5)
    result = _outcomes(case, plan, replace(same, quantities=("waste",), growth=growth))
    # 40 · 0.9^(n/4) ≤ 30 needs n = 11 quarters; 0.8: 6; 0.7: 4; all gone at once: 1; growing: never
    assert result.date.tolist() == [8, 5, 3, 0, 8]


def test_a_deadline_that_is_missed_cannot_be_made_good() -> None:
    case, plan = one_project(certain(), horizon=8)
    on_time = replace(case, goals=(replace(case.goals[0], by=Quarter(2027, 3)),))
    late = draw.certain(programme_of(case, plan))
    held = [np.full_like(late.held, quarters) for quarters in (2, 3)]
    assert _outcomes(on_time, plan, replace(late, held=held[0])).date.tolist() == [2]
    assert _outcomes(on_time, plan, replace(late, held=held[1])).date.tolist() == [8]
    before = replace(case, goals=(replace(case.goals[0], by=Quarter(2026, 4)),))
    assert _outcomes(before, plan).date.tolist() == [8]
    after = replace(case, goals=(replace(case.goals[0], by=Quarter(2040, 1)),))
    assert _outcomes(after, plan).date.tolist() == [0]


def test_only_goals_of_first_priority_make_the_date() -> None:
    case, plan = one_project(certain())
    never = Goal("beds", "quantity", "beds", Decimal(1), None, priority=2)
    assert _outcomes(replace(case, goals=(*case.goals, never)), plan).date.tolist() == [0]
    assert _outcomes(replace(case, goals=(*case.goals, replace(never, priority=1))), plan).date.tolist() == [4]


def test_blocks_of_scenarios_do_not_change_the_outcome(monkeypatch: pytest.MonkeyPatch) -> None:
    case, plan = random_plan(8)
    scenarios = random_luck(case, programme_of(case, plan), 8, 30)
    whole = _outcomes(case, plan, scenarios)
    monkeypatch.setattr(goals, "BLOCK_ROWS", 1)
    parts = _outcomes(case, plan, scenarios)
    assert (whole.date == parts.date).all() and (whole.points == parts.points).all()
