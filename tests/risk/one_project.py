"""The smallest cases with a known answer: one project, one source, one goal; uncertain is only what a test adds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from tests.planning.random_cases import small_rulebook
from vedich.case import Case, Effect, Figure, Funding, Goal, Option, Project, Quarter, Risk, Unit
from vedich.case.model import RiskKind
from vedich.planning import Plan, plan

RULEBOOK = small_rulebook()
START = Quarter(2027, 1)


def risk(kind: RiskKind, low: float | None, likely: float | None, high: float | None, **others: Any) -> Risk:
    """A row of `risks`; `subject`, `distribution`, … by name."""
    ends = [None if end is None else Decimal(str(end)) for end in (low, likely, high)]
    row = Risk(kind, kind, None, None, None, *ends, None, None, None, "test")
    return replace(row, **others)


def certain(*besides: RiskKind) -> tuple[Risk, ...]:
    """Rows by which nothing is uncertain, in place of the defaults, but for the kinds `besides`."""
    planned: dict[RiskKind, int] = {"funding": 100, "receipts": 100, "cost": 100, "delay": 0, "trend": 0}
    return tuple(risk(kind, value, value, value) for kind, value in planned.items() if kind not in besides)


def one_project(
    risks: tuple[Risk, ...], *, cost: int = 100_000, money: int = 100_000, quarters: int = 1, horizon: int = 4
) -> tuple[Case, Plan]:
    """A project that reaches the goal when it is finished: planned from the first quarter on."""
    case = Case(
        unit=Unit("00001", "Nhỏ"),
        rulebook="small",
        start=START,
        quarters=horizon,
        figures="illustrative",
        quantities=(Figure("roads", Decimal(0), "km", date(2026, 12, 31), None, None, "test", None),),
        projects=(Project("P1", "P1", "road", "candidate", (), None, None, ()),),
        options=(Option("P1", "a", None, quarters, cost, ()),),
        effects=(Effect("P1", "a", "roads", Decimal(12)),),
        funding=tuple(
            Funding("land", year, money if year == START.year else 0, None, None, True)
            for year in sorted({(START + step).year for step in range(horizon)})
        ),
        goals=(Goal("roads", "quantity", "roads", Decimal(10), None),),
        risks=risks,
    )
    found = plan(case, RULEBOOK, in_child=False, time_limit=30)
    assert found.reached == str(START + (quarters - 1))
    return case, found
