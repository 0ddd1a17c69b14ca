"""Seeded planning instances: a ward under NQ 111/2025 class III with tight money, in the size asked for."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from vedich.case import After, Case, Effect, Funding, Option, Project, load_checked
from vedich.rulebooks import Rulebook

EXAMPLE = Path(__file__).parents[1] / "examples/phuong-minh-hoa"
# quantity → least and most that one full option adds
GAINS = {
    "urban_road_length_km": (1, 4),
    "clean_water_share": (1, 4),
    "main_sewer_density": (0.1, 0.3),
    "wastewater_plant_load": (3, 8),
    "waste_treated_share": (1, 4),
    "cemetery_planned_share": (3, 9),
    "hospital_beds": (10, 40),
    "education_facilities": (1, 2),
    "cultural_works": (1, 2),
    "sports_works": (1, 1),
    "commercial_works": (1, 1),
    "public_service_land_m2": (6000, 16000),
    "green_spaces_2ha": (1, 1),
    "public_green_land_per_head": (0.3, 1.0),
}
LEVELS = {"planned_role": "province", "actual_role": "province", "transport_hub": "province"}


def instance(seed: int, projects: int = 40, options: int = 3) -> tuple[Case, Rulebook]:
    """A case of `projects` × `options` over 20 quarters and 5 sources."""
    rng = random.Random(seed)
    base, rulebook, _ = load_checked(EXAMPLE)
    subjects = [*LEVELS, *GAINS]
    rows: list[Project] = []
    ways: list[Option] = []
    effects: list[Effect] = []
    for number in range(projects):
        name = f"P{number:03d}"
        subject = subjects[number % len(subjects)] if number < 2 * len(subjects) else rng.choice(list(GAINS))
        after = (After(f"P{rng.randrange(number):03d}", rng.choice([0, 1])),) if number and rng.random() < 0.2 else ()
        rows.append(Project(name, name, None, "candidate", after, None, None, ()))
        full = rng.randint(20, 120) * 500
        for index in range(options):
            share = 1 - 0.25 * index
            cost = int(full * share * rng.uniform(0.9, 1.1) / 500) * 500 + 500
            ways.append(Option(name, f"o{index}", None, rng.randint(2, 7), cost, ()))
            effects.append(Effect(name, f"o{index}", subject, _amount(rng, subject, share)))
    yearly = sum(way.cost for way in ways) // options // 7
    sources = ((0.4, True), (0.2, False), (0.2, False), (0.1, False), (0.1, True))
    funding = tuple(
        Funding(f"S{index}", year, int(share * yearly * rng.uniform(0.7, 1.3)), None, None, keeps)
        for index, (share, keeps) in enumerate(sources)
        for year in range(base.start.year, base.horizon[-1].year + 1)
    )
    empty = {"receipts": (), "capacities": (), "demands": (), "risks": (), "targets": ()}
    case = replace(base, projects=tuple(rows), options=tuple(ways), effects=tuple(effects), funding=funding, **empty)
    return case, rulebook


def _amount(rng: random.Random, subject: str, share: float) -> Decimal | str:
    if subject in LEVELS:
        return LEVELS[subject] if share > 0.6 else "commune"
    low, high = GAINS[subject]
    amount = rng.uniform(low, high) * share
    if isinstance(low, int) and high < 50:
        return Decimal(max(1, round(amount)))
    return Decimal(str(round(amount, 2)))
