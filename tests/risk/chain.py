"""A case whose odds are known: two projects in a row, money enough, only their durations uncertain.

The date is late by the sum of two independent delays, so chances are a convolution and variance shares add up.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from fractions import Fraction

from tests.planning.random_cases import small_rulebook
from vedich.case import After, Case, Effect, Figure, Funding, Goal, Option, Project, Quarter, Risk, Unit
from vedich.planning import Plan, plan

LAW = small_rulebook()
LONG, SHORT = 8, 4  # the longest delays of the two projects


def _risk(name: str, kind: str, subject: str | None, low: int, high: int) -> Risk:
    ends = Decimal(low), None, Decimal(high)
    return Risk(name, kind, subject, None, "uniform", *ends, None, None, None, "test")


def chain(long: int = LONG, short: int = SHORT) -> Case:
    """Clearance of one quarter, then a road of one quarter, each later by 0 to `long` or `short` quarters."""
    figure = Figure("roads", Decimal(4), None, date(2026, 12, 31), None, None, "test", None)
    return Case(
        unit=Unit("00001", "Nhỏ"),
        rulebook="small",
        start=Quarter(2027, 1),
        quarters=20,
        figures="illustrative",
        quantities=(figure,),
        projects=(
            Project("M", "Mặt bằng", "GPMB", "candidate", (), None, None, (), hectares=Decimal(10)),
            Project("D", "Đường", "Giao thông", "candidate", (After("M", 0),), None, None, ()),
        ),
        options=(Option("M", "a", None, 1, 10, ()), Option("D", "a", None, 1, 10, ())),
        effects=(Effect("D", "a", "roads", Decimal(10)),),
        funding=(Funding("S", 2027, 100, None, None, True),),
        goals=(Goal("g", "quantity", "roads", Decimal(14), None),),
        risks=(
            _risk("money", "funding", None, 100, 100),
            _risk("cost", "cost", None, 100, 100),
            _risk("land", "delay", "GPMB", 0, long),
            _risk("road", "delay", "Giao thông", 0, short),
        ),
    )


def chain_plan(case: Case) -> Plan:
    """Both projects as early as can be: reached at the end of the second quarter."""
    return plan(case, LAW, in_child=False)


def chances_of_delay(most: int) -> dict[int, Fraction]:
    """Of uniform(0, most), rounded half up."""
    if most == 0:
        return {0: Fraction(1)}
    inner = {quarters: Fraction(1, most) for quarters in range(1, most)}
    return {0: Fraction(1, 2 * most), **inner, most: Fraction(1, 2 * most)}


def chances_of_both() -> Counter[int]:
    """Of the sum."""
    total: Counter[int] = Counter()
    for one, p in chances_of_delay(LONG).items():
        for other, q in chances_of_delay(SHORT).items():
            total[one + other] += p * q  # type: ignore[assignment]
    return total


def variance(chances: dict[int, Fraction]) -> Fraction:
    mean = sum((k * p for k, p in chances.items()), Fraction(0))
    return sum((p * (k - mean) ** 2 for k, p in chances.items()), Fraction(0))
