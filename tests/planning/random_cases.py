"""Small random cases that use every feature of the planner, for the brute-force oracle."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from decimal import Decimal

from vedich.case import (
    After,
    Capacity,
    Case,
    Demand,
    Effect,
    Figure,
    Funding,
    Goal,
    ObligationCeiling,
    Option,
    Project,
    Quarter,
    Receipt,
    Source,
    Unit,
)
from vedich.rulebooks import Rulebook

WORDS = {"vi": "chữ", "en": "words"}
LEVELS = [{"id": name, "label": {"vi": f"mức {name}", "en": f"level {name}"}} for name in ("low", "mid", "top")]


def _standard(id_: str, value: dict, scale: dict, points: tuple[str, str]) -> dict:
    return {
        "id": id_,
        "label": WORDS,
        "clause": "Điều 1",
        "source": "made",
        "confidence": "high",
        "value": value,
        "unit": "unit",
        "scale": scale,
        "points": {"min": points[0], "max": points[1]},
    }


def small_rulebook(total_at_least: str = "11") -> Rulebook:
    """Four standards: linear, level, a ratio, and one where lower is better. 20 points, two groups."""
    return Rulebook.model_validate(
        {
            "id": "small",
            "title": WORDS,
            "short": WORDS,
            "issued": {"number": "1", "date": "2026-01-01", "by": WORDS},
            "in_force": {"from": "2026-01-01"},
            "transcription": {"status": "secondary", "sources": {"made": "made for tests"}, "note": WORDS},
            "standards_total": 4,
            "total_max": "20",
            "recognition": {
                "total_at_least": total_at_least,
                "each_criterion_at_least_its_min": True,
                "clause": "Điều 1",
                "source": "made",
            },
            "criteria": [
                {
                    "id": "A",
                    "label": WORDS,
                    "source": "made",
                    "points": {"min": "3", "max": "10"},
                    "standards": [
                        _standard("A1", {"quantity": "roads"}, {"at_min": 10, "at_max": 20}, ("3", "5")),
                        _standard("A2", {"quantity": "role"}, {"at_min": "mid", "at_max": "top"}, ("3", "5")),
                    ],
                },
                {
                    "id": "B",
                    "label": WORDS,
                    "source": "made",
                    "points": {"min": "2", "max": "10"},
                    "standards": [
                        _standard(
                            "B1",
                            {"ratio": ["beds", "people"], "times": "1000"},
                            {"at_min": 2, "at_max": 4},
                            ("3.5", "5"),
                        ),
                        _standard("B2", {"quantity": "waste"}, {"at_min": 30, "at_max": 10}, ("2.5", "5")),
                    ],
                },
            ],
            "quantities": [
                {"id": "roads", "label": WORDS, "unit": "km"},
                {"id": "role", "label": WORDS, "unit": "level", "kind": "level", "levels": LEVELS},
                {"id": "beds", "label": WORDS, "unit": "bed", "kind": "count"},
                {"id": "people", "label": WORDS, "unit": "person", "kind": "count"},
                {"id": "waste", "label": WORDS, "unit": "%"},
            ],
        }
    )


def _figure(quantity: str, value: object, growth: str | None = None) -> Figure:
    amount = value if isinstance(value, str) else Decimal(str(value))
    grows = Decimal(growth) if growth else None
    return Figure(
        quantity, amount, None, date(2026, 12, 31), grows, "percent" if grows is not None else None, "test", None
    )


def random_case(seed: int) -> Case:
    """Two to four projects over five or six quarters across a turn of the year; money often just too little."""
    rng = random.Random(seed)
    start = Quarter(2027, rng.choice([1, 2, 3, 4]))
    quarters = rng.choice([4, 5, 6])
    names = [f"P{n}" for n in range(1, rng.choice([2, 3, 3, 3, 4]) + 1)]
    options, effects, receipts, demands, projects = [], [], [], [], []
    for number, name in enumerate(names):
        after = []
        if number and rng.random() < 0.4:
            after.append(After(rng.choice(names[:number]), rng.choice([0, 0, 1])))
        status = rng.choices(["candidate", "committed", "running", "done"], [8, 1, 1, 0.5])[0]
        if status == "running":
            after = []
        projects.append(
            Project(
                name,
                name,
                None,
                status,
                tuple(after),
                start + 1 if status in {"candidate", "committed"} and rng.random() < 0.2 else None,
                start + (quarters - 2) if status != "running" and rng.random() < 0.2 else None,
                rng.choice([(), (), ("land",), ("city", "land"), ("city",)]),
            )
        )
        for way in range(rng.choice([1, 2])):
            option = f"o{way}"
            length = rng.choice([1, 1, 2, 3])
            profile = ()
            if rng.random() < 0.3:
                profile = {
                    1: (Decimal(1),),
                    2: (Decimal("0.3"), Decimal("0.7")),
                    3: (Decimal("0.5"), Decimal("0.25"), Decimal("0.25")),
                }[length]
            options.append(Option(name, option, None, length, rng.randint(3, 40), profile))
            for quantity in rng.sample(["roads", "role", "beds", "waste"], rng.choice([1, 1, 2])):
                amount: Decimal | str
                if quantity == "role":
                    amount = rng.choice(["mid", "top"])
                else:
                    step = {"roads": rng.randint(-2, 9), "beds": rng.randint(1, 9), "waste": -rng.randint(-3, 20)}
                    amount = Decimal(step[quantity])
                effects.append(Effect(name, option, quantity, amount))
            if rng.random() < 0.3:
                receipts.append(
                    Receipt(name, option, rng.choice(["land", "city"]), rng.randint(5, 50), rng.choice([0, 1]))
                )
            if rng.random() < 0.4:
                demands.append(Demand(name, option, "crew", Decimal(rng.choice([1, 1, 2]))))
    years = sorted({(start + q).year for q in range(quarters)})
    funding = []
    for source, carry in (("land", True), ("city", rng.random() < 0.4)):
        funding += [Funding(source, year, rng.randint(0, 40), None, None, carry) for year in years]
    goals: tuple[Goal, ...] = ()
    if rng.random() < 0.35:
        kinds = [
            Goal("g1", "standard", rng.choice(["A1", "B1", "B2"]), rng.choice([None, Decimal("3.75")]), None),
            Goal("g2", "quantity", "roads", Decimal(rng.randint(8, 16)), None),
            Goal("g3", "quantity", "role", rng.choice(["mid", "top"]), None),
            Goal("g4", "recognition", None, None, None),
        ]
        goals = tuple(
            replace(goal, by=start + rng.randrange(1, quarters)) if rng.random() < 0.4 else goal
            for goal in rng.sample(kinds, rng.choice([1, 2, 3]))
        )
        if rng.random() < 0.5:
            goals = tuple(replace(goal, priority=rng.choice([1, 2, 3])) for goal in goals)
    case = Case(
        unit=Unit("00001", "Nhỏ"),
        rulebook="small",
        start=start,
        quarters=quarters,
        figures="illustrative",
        quantities=(
            _figure("roads", rng.randint(4, 12)),
            _figure("role", rng.choice(["low", "low", "mid"])),
            _figure("beds", rng.randint(8, 24)),
            _figure("people", 10000, rng.choice([None, "3", "-2"])),
            _figure("waste", rng.randint(15, 45)),
        ),
        projects=tuple(projects),
        options=tuple(options),
        effects=tuple(effects),
        funding=tuple(funding),
        receipts=tuple(receipts),
        capacities=tuple(Capacity("crew", year, Decimal(rng.choice([1, 2, 3]))) for year in years),
        demands=tuple(demands),
        goals=goals,
    )
    return _with_office_money(case, random.Random(f"money {seed}"))


def _with_office_money(case: Case, rng: random.Random) -> Case:
    """Half of the cases get some of: earmarks, contingency, ceilings on obligations, an order of funding."""
    if rng.random() < 0.5:
        return case
    projects = [replace(project, kind=rng.choice([None, "road", "clearance"])) for project in case.projects]
    sources: list[Source] = []
    for name in ("land", "city"):
        if rng.random() < 0.5:
            only_for = rng.choice([(), (), ("road", "P1"), ("clearance", "P2", "P3")])
            sources.append(Source(name, None, only_for, Decimal(rng.choice(["0", "10", "12.5", "25"]))))
    years = sorted({quarter.year for quarter in case.horizon})
    ceilings = [ObligationCeiling(year, rng.randint(0, 40)) for year in years if rng.random() < 0.4]
    order = None
    if rng.random() < 0.5:
        order = "nq-70-2025"
        claims = ("debt", "underfunded", "carried_over", "new")
        projects = [replace(project, claim=rng.choice(claims)) for project in projects]
    return replace(
        case, projects=tuple(projects), sources=tuple(sources), obligations=tuple(ceilings), funding_order=order
    )
