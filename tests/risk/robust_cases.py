"""Seeded small cases with uncertain money, cost, time and trends, whose cheapest plan is often late.

Roads, a central role, beds and waste are to be lifted to a recognition. Some works wait for the clearance of their
land; many can be done quickly, or slowly and cheaper. Land sales, a budget and what works bring in pay for them; a
few crews do them. Most cases have a deadline, none to three quarters after the earliest date there is a plan for; the
others want the goals as early as possible.
"""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal

from tests.planning.random_cases import random_case, small_rulebook
from vedich.case import After, Capacity, Case, Demand, Effect, Funding, Goal, Option, Project, Quarter, Receipt, Risk
from vedich.planning import plan
from vedich.rulebooks import Rulebook

RULEBOOK = small_rulebook()
QUARTERS = 10
KINDS = ("đường", "trường học", "thoát nước")
STEPS = {"roads": (2, 7), "beds": (4, 12), "waste": (-14, -5)}


def robust_case(seed: int) -> tuple[Case, Rulebook]:
    """A case in which the goals can be met if all goes as expected."""
    rng = random.Random(f"robust {seed}")
    while True:
        case = _case(rng)
        earliest = plan(case, RULEBOOK, time_limit=20, in_child=False)
        if earliest.reached is not None and earliest.cost:
            return _with_deadline(case, Quarter.parse(earliest.reached), rng), RULEBOOK


def _case(rng: random.Random) -> Case:
    start = Quarter(2027, rng.choice([1, 3]))
    projects: list[Project] = []
    options: list[Option] = []
    effects: list[Effect] = []
    receipts: list[Receipt] = []
    demands: list[Demand] = []
    for number in range(1, rng.randint(5, 7) + 1):
        name, after = f"P{number}", ()
        if rng.random() < 0.4:
            land = f"G{number}"
            projects.append(_project(land, "giải phóng mặt bằng", (), Decimal(rng.randint(2, 9))))
            options.append(Option(land, "o0", None, rng.choice([1, 2]), rng.randint(2, 8), ()))
            after = (After(land, 0),)
        projects.append(_project(name, rng.choice(KINDS), after, None))
        quantities = rng.sample(["roads", "role", "beds", "waste"], rng.choice([1, 1, 2]))
        gains = [(quantity, _amount(rng, quantity)) for quantity in quantities]
        cost, length = rng.randint(8, 30), rng.choice([1, 2])
        ways = [("o0", cost, length), ("o1", round(cost * rng.choice([0.6, 0.75])), length + rng.choice([1, 2]))]
        for option, price, quarters in ways[: rng.choice([1, 2, 2])]:
            options.append(Option(name, option, None, quarters, price, ()))
            effects += [Effect(name, option, quantity, amount) for quantity, amount in gains]
            if rng.random() < 0.15:
                receipts.append(Receipt(name, option, "land", rng.randint(5, 20), 1))
            demands.append(Demand(name, option, "crew", Decimal(1)))
    years = sorted({(start + q).year for q in range(QUARTERS)})
    funding = [_envelope(rng, source, year) for source in ("land", "city") for year in years]
    base = random_case(rng.randrange(1000))
    return replace(
        base,
        start=start,
        quarters=QUARTERS,
        projects=tuple(projects),
        options=tuple(options),
        effects=tuple(effects),
        receipts=tuple(receipts),
        demands=tuple(demands),
        capacities=tuple(Capacity("crew", year, Decimal(rng.choice([2, 3]))) for year in years),
        funding=tuple(funding),
        sources=(),
        obligations=(),
        funding_order=None,
        goals=_goals(rng),
        risks=_risks(rng, years),
    )


def _project(name: str, kind: str, after: tuple[After, ...], hectares: Decimal | None) -> Project:
    return Project(name, name, kind, "candidate", after, None, None, (), hectares=hectares)


def _amount(rng: random.Random, quantity: str) -> Decimal | str:
    return rng.choice(["mid", "top"]) if quantity == "role" else Decimal(rng.randint(*STEPS[quantity]))


def _envelope(rng: random.Random, source: str, year: int) -> Funding:
    amount = rng.randint(10, 26)
    if source == "city":
        return Funding(source, year, amount, round(amount * 0.9), round(amount * 1.05), False)
    return Funding(source, year, amount, round(amount * rng.choice([0.4, 0.6])), round(amount * 1.3), True)


def _goals(rng: random.Random) -> tuple[Goal, ...]:
    goals = [Goal("recognition", "recognition", None, None, None)]
    if rng.random() < 0.25:
        goals.append(Goal("roads", "quantity", "roads", Decimal(rng.randint(11, 15)), None, rng.choice([1, 2])))
    return tuple(goals)


def _with_deadline(case: Case, earliest: Quarter, rng: random.Random) -> Case:
    """Of the first goal."""
    if rng.random() < 0.15:
        return case
    by = min(earliest + rng.choice([0, 1, 1, 2, 2, 3]), case.horizon[-1])
    first, *others = case.goals
    return replace(case, goals=(replace(first, by=by), *others))


def _risks(rng: random.Random, years: list[int]) -> tuple[Risk, ...]:
    def risk(name: str, kind: str, subject: str | None, ends: tuple[int | None, ...], **more: object) -> Risk:
        low, likely, high = (None if end is None else Decimal(end) for end in ends)
        rest = {"year": None, "distribution": "triangular", "probability_percent": None, "over_years": None}
        rest |= {"common": None, "source": "giả định"} | more
        return Risk(name, kind, subject, rest.pop("year"), rest.pop("distribution"), low, likely, high, **rest)

    dearer, later = rng.choice([15, 30]), rng.choice([1, 2])
    rows = [
        risk("cost", "cost", None, (95, 100, 100 + dearer), common=Decimal("0.3")),
        risk("land", "delay", "giải phóng mặt bằng", (0, 0, later + 1), distribution="pert"),
        risk("work", "delay", None, (0, 0, later)),
        risk("people", "trend", "people", (-1, 0, 1), distribution="normal"),
    ]
    if rng.random() < 0.4:
        percent = {"probability_percent": Decimal(rng.choice([10, 20])), "distribution": None}
        rows.append(risk("freeze", "freeze", "city", (None, 50, None), year=rng.choice(years[:2]), **percent))
    if rng.random() < 0.4:
        percent = {"probability_percent": Decimal(15), "distribution": None}
        rows.append(risk("dispute", "blocked", "giải phóng mặt bằng", (None, 2, None), **percent))
    return tuple(rows)
