"""Provinces of small random cases, each a folder, with one rulebook file beside them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from tests.planning.random_cases import random_case, small_rulebook
from vedich.case import Unit, write
from vedich.rulebooks import Rulebook
from vedich.rulebooks.writer import write_rulebook

RULEBOOK = "../small.yaml"


def province_rulebook() -> Rulebook:
    """The small rulebook with what a rulebook on disk must have."""
    law = small_rulebook()
    criteria = tuple(
        criterion.model_copy(
            update={"clause": "Điều 1", "points": criterion.points.model_copy(update={"min": Decimal(6)})}
        )
        for criterion in law.criteria
    )
    return law.model_copy(update={"criteria": criteria})


def write_province(folder: Path, count: int, first: int = 0) -> Path:
    """`count` cases in `folder`: `unit-000`, …; unit codes 00000, … Some are refused: an earmark names no project."""
    folder.mkdir()
    write_rulebook(province_rulebook(), folder / "small.yaml")
    for seed in range(first, first + count):
        case = random_case(seed)
        plenty = tuple(replace(row, amount=row.amount + 20) for row in case.funding)
        case = replace(case, unit=Unit(f"{seed:05}", f"Xã {seed}"), rulebook=RULEBOOK, funding=plenty)
        write(case, folder / f"unit-{seed:03}")
    return folder
