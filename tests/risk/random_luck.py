"""Scenarios made of hard knocks, drawn without regard to what is likely, so that every rule is put to work."""

from __future__ import annotations

import random
from decimal import Decimal

import numpy as np

from tests.risk.event_by_event import Luck
from vedich.case import Case, Receipt
from vedich.risk.programme import Programme
from vedich.risk.scenarios import Scenarios


def random_luck(case: Case, programme: Programme, seed: int, count: int) -> Scenarios:
    """`count` scenarios: the first as planned, then ever more kinds of knocks."""
    rng = random.Random(f"luck {seed}")
    rows = [_row(programme, rng, harsh=number / max(1, count - 1)) for number in range(count)]
    other = rng.choice([1.25, -2.5, -40.0])
    growths = [[other * (number % 4 == 3)] for number in range(count)]
    columns = [np.array(values, dtype=np.int64) for values in zip(*rows, strict=True)]
    quantities = tuple(row.quantity for row in case.quantities if row.growth_kind is not None)
    envelope, receipts, cost, quarters, held = columns
    places = len(programme.cost)
    return Scenarios(
        envelope=envelope.reshape(count, *programme.envelope.shape),
        receipts=receipts.reshape(count, len(programme.receipt_of)),
        cost=cost.reshape(count, places),
        quarters=quarters.reshape(count, places),
        held=held.reshape(count, places),
        quantities=quantities,
        growth=np.repeat(np.array(growths), len(quantities), axis=1),
    )


def _row(programme: Programme, rng: random.Random, harsh: float) -> tuple[list[int], ...]:
    def knocked(value: int, ways: list[float]) -> int:
        return round(value * rng.choice(ways)) if rng.random() < harsh else value

    return (
        [knocked(int(v), [0, 0.5, 0.9, 1.1, 1.5]) for v in programme.envelope.ravel()],
        [knocked(int(v), [0, 0.5, 1.3]) for v in programme.receipt_amount],
        [knocked(int(v), [0, 0.7, 1.1, 1.2, 2]) for v in programme.cost],
        [max(1, int(v) + (rng.choice([-1, 1, 1, 2, 4]) if rng.random() < harsh else 0)) for v in programme.quarters],
        [rng.choice([1, 1, 2, 4]) if rng.random() < harsh / 2 else 0 for _ in programme.start],
    )


def luck_of(case: Case, programme: Programme, scenarios: Scenarios, number: int) -> Luck:
    """Scenario `number` in the words of the event-by-event simulation."""
    names = [project for project, _ in programme.projects]
    years = range(programme.first_year, programme.first_year + programme.envelope.shape[1])
    receipts: dict[Receipt, int] = {}
    rows = [row for choice in programme.projects for row in case.receipts if (row.project, row.option) == choice]
    for row, amount in zip(rows, scenarios.receipts[number].tolist(), strict=True):
        receipts[row] = amount
    return Luck(
        money={
            (source, year): int(scenarios.envelope[number, f, y])
            for f, source in enumerate(programme.sources)
            for y, year in enumerate(years)
        },
        receipts=receipts,
        cost=dict(zip(names, scenarios.cost[number].tolist(), strict=True)),
        quarters=dict(zip(names, scenarios.quarters[number].tolist(), strict=True)),
        held=dict(zip(names, scenarios.held[number].tolist(), strict=True)),
        growth={
            quantity: Decimal(float(scenarios.growth[number, g])) for g, quantity in enumerate(scenarios.quantities)
        },
    )
