"""The compiled execution against the event-by-event simulation, exactly; and what each rule changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from tests.risk.event_by_event import Date, EventByEvent, Story
from tests.risk.random_luck import luck_of, random_luck
from tests.risk.random_plans import RULEBOOK, random_plan
from vedich.case import Case, Quarter
from vedich.risk.draw import certain
from vedich.risk.execution import carry_out
from vedich.risk.goals import outcomes
from vedich.risk.programme import Programme
from vedich.risk.programme_of import programme_of
from vedich.risk.runs import Runs
from vedich.risk.scenarios import Scenarios

PLANS, SCENARIOS, BLOCKS = 1000, 20, 40
Both = tuple[Programme, Scenarios]


def _number(case: Case, quarter: Quarter | None) -> int:
    return case.quarters if quarter is None else quarter - case.start


def _same(case: Case, programme: Programme, runs: Runs, s: int, story: Story, where: object) -> None:
    names = [name for name, _ in programme.projects]
    assert runs.start[s].tolist() == [_number(case, story.start.get(name)) for name in names], where
    assert runs.finish[s].tolist() == [_number(case, story.finish.get(name)) for name in names], where
    assert runs.waited_money[s].tolist() == [story.waited_money[name] for name in names], where
    assert runs.waited_capacity[s].tolist() == [story.waited_capacity[name] for name in names], where
    years = range(programme.first_year, programme.first_year + programme.envelope.shape[1])
    for f, source in enumerate(programme.sources):
        assert runs.paid[s, f].tolist() == [story.paid[source, year] for year in years], where
        assert runs.arrived[s, f].tolist() == [story.arrived[source, year] for year in years], where
    assert runs.worked is not None
    worked = {(names[p], case.start + int(q)) for p, q in zip(*np.nonzero(runs.worked[s]), strict=True)}
    assert worked == story.worked, where


@pytest.mark.parametrize("block", range(BLOCKS))
def test_thousand_plans_in_twenty_scenarios_agree_with_the_event_by_event_simulation(block: int) -> None:
    for seed in range(block * PLANS // BLOCKS, (block + 1) * PLANS // BLOCKS):
        case, plan = random_plan(seed)
        programme = programme_of(case, plan)
        scenarios = random_luck(case, programme, seed, SCENARIOS)
        runs = carry_out(programme, scenarios, worked=True)
        result = outcomes(case, RULEBOOK, programme, scenarios, runs)
        date = Date(case, RULEBOOK)
        for s in range(SCENARIOS):
            luck = luck_of(case, programme, scenarios, s)
            story = EventByEvent(case, plan, luck).run()
            _same(case, programme, runs, s, story, (seed, s))
            reached, points = date.of(plan, story, luck.growth)
            assert result.date[s] == _number(case, reached), (seed, s)
            assert result.points[s] == pytest.approx([float(p) for p in points], abs=1e-9), (seed, s)


def _without_claims(programme: Programme, scenarios: Scenarios) -> Both:
    return replace(programme, claim=np.ones_like(programme.claim)), scenarios


def _without_ceilings(programme: Programme, scenarios: Scenarios) -> Both:
    return replace(programme, ceiling=np.full_like(programme.ceiling, -1)), scenarios


def _with_endless_capacity(programme: Programme, scenarios: Scenarios) -> Both:
    return replace(programme, capacity=programme.capacity + 10**6), scenarios


def _without_predecessors(programme: Programme, scenarios: Scenarios) -> Both:
    return replace(programme, before=np.full_like(programme.before, -1)), scenarios


def _without_lags(programme: Programme, scenarios: Scenarios) -> Both:
    return replace(programme, lag=np.zeros_like(programme.lag)), scenarios


def _from_any_source(programme: Programme, scenarios: Scenarios) -> Both:
    return replace(programme, may_use=np.ones_like(programme.may_use)), scenarios


def _with_others_stepping_in_the_other_way_round(programme: Programme, scenarios: Scenarios) -> Both:
    return replace(programme, order=programme.order[::-1].copy()), scenarios


def _without_planned_payers(programme: Programme, scenarios: Scenarios) -> Both:
    return replace(programme, shares=np.zeros_like(programme.shares)), scenarios


def _with_nothing_lapsing(programme: Programme, scenarios: Scenarios) -> Both:
    return replace(programme, carries=np.ones_like(programme.carries)), scenarios


def _without_receipts(programme: Programme, scenarios: Scenarios) -> Both:
    return programme, replace(scenarios, receipts=np.zeros_like(scenarios.receipts))


def _with_money_as_planned(programme: Programme, scenarios: Scenarios) -> Both:
    return programme, replace(scenarios, envelope=certain(programme, scenarios.count).envelope)


def _with_costs_as_planned(programme: Programme, scenarios: Scenarios) -> Both:
    return programme, replace(scenarios, cost=certain(programme, scenarios.count).cost)


def _with_durations_as_planned(programme: Programme, scenarios: Scenarios) -> Both:
    return programme, replace(scenarios, quarters=certain(programme, scenarios.count).quarters)


def _without_hold_ups(programme: Programme, scenarios: Scenarios) -> Both:
    return programme, replace(scenarios, held=np.zeros_like(scenarios.held))


@cache
def _carried_out() -> tuple[tuple[Programme, Scenarios, Runs], ...]:
    done = []
    for seed in range(100):
        case, plan = random_plan(seed)
        programme = programme_of(case, plan)
        scenarios = random_luck(case, programme, seed, SCENARIOS)
        done.append((programme, scenarios, carry_out(programme, scenarios, worked=True)))
    return tuple(done)


@pytest.mark.parametrize(
    "change",
    [
        _without_claims,
        _without_ceilings,
        _with_endless_capacity,
        _without_predecessors,
        _without_lags,
        _from_any_source,
        _with_nothing_lapsing,
        _without_receipts,
        _with_money_as_planned,
        _with_costs_as_planned,
        _with_durations_as_planned,
        _without_hold_ups,
    ],
)
def test_the_random_scenarios_put_every_rule_to_work(change: Callable[[Programme, Scenarios], Both]) -> None:
    """Without it, some project of at least five of a hundred plans starts or finishes in another quarter."""
    other = [carry_out(*change(programme, scenarios)) for programme, scenarios, _ in _carried_out()]
    differ = [
        (before.start != after.start).any() or (before.finish != after.finish).any()
        for (_, _, before), after in zip(_carried_out(), other, strict=True)
    ]
    assert sum(differ) >= 5


@pytest.mark.parametrize("change", [_with_others_stepping_in_the_other_way_round, _without_planned_payers])
def test_who_pays_is_put_to_work_too(change: Callable[[Programme, Scenarios], Both]) -> None:
    other = [carry_out(*change(programme, scenarios)) for programme, scenarios, _ in _carried_out()]
    differ = [(before.paid != after.paid).any() for (_, _, before), after in zip(_carried_out(), other, strict=True)]
    assert sum(differ) >= 5


def test_work_that_has_begun_pauses_and_projects_wait_for_money_and_for_capacity() -> None:
    paused = 0
    for _, scenarios, runs in _carried_out():
        assert runs.worked is not None
        took = runs.finish - runs.start + 1
        paused += int(((runs.finish < runs.worked.shape[2]) & (took > scenarios.quarters)).sum())
    assert paused > 50
    assert sum(int(runs.waited_money.sum()) for _, _, runs in _carried_out()) > 500
    assert sum(int(runs.waited_capacity.sum()) for _, _, runs in _carried_out()) > 500
