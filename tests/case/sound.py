"""A small case without any problem, from which each test breaks one thing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache

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
    Risk,
    RiskKind,
    Source,
    Target,
    Unit,
)
from vedich.rulebooks import Rulebook, load

DAY = date(2025, 12, 31)


@cache
def law() -> Rulebook:
    """The rulebook that the case names."""
    return load("vn-urban-2025-class3")


def figure(quantity: str, value: str | None, unit: str, **other: object) -> Figure:
    """A reported figure; `value` a number if it looks like one, else a level."""
    number = Decimal(value) if value and value[0].isdigit() else value
    row = Figure(quantity, number, unit, DAY, None, None, "Niên giám thống kê 2025", None)
    return replace(row, **other)  # type: ignore[arg-type]


def risk(name: str, kind: RiskKind, subject: str | None, **other: object) -> Risk:
    """An uncertain thing with a source; numbers as written."""
    words = {"distribution", "source"}
    numbers = {k: Decimal(v) if isinstance(v, str) and k not in words else v for k, v in other.items()}
    row = Risk(name, kind, subject, None, None, None, None, None, None, None, None, "Giả định của phòng kinh tế")
    return replace(row, **numbers)  # type: ignore[arg-type]


def sound_case() -> Case:
    """Two projects in order, one source, one resource, each kind of goal and of target."""
    return Case(
        unit=Unit("07840", "Xã Hiệp Hòa"),
        rulebook="vn-urban-2025-class3",
        start=Quarter(2026, 1),
        quarters=12,
        figures="reported",
        quantities=(
            figure("population", "52000", "person", growth_per_year=Decimal("1.3"), growth_kind="percent"),
            figure("natural_area_km2", "40.5", "km2"),
            figure("clean_water_share", "81.5", "%"),
            figure("hospital_beds", "120", "bed"),
            figure("planned_role", "province", "level"),
        ),
        projects=(
            Project("N1", "Nhà máy nước", "Cấp nước", "committed", (), None, None, ("Ngân sách",)),
            Project("B1", "Bệnh viện", None, "candidate", (After("N1", 1),), Quarter(2026, 3), Quarter(2028, 4), ()),
        ),
        options=(
            Option("N1", "A", None, 2, 9000, (Decimal("0.5"), Decimal("0.5"))),
            Option("B1", "A", "Xây mới", 4, 60000, ()),
        ),
        effects=(
            Effect("N1", "A", "clean_water_share", Decimal(10)),
            Effect("B1", "A", "hospital_beds", Decimal(60)),
            Effect("B1", "A", "planned_role", "region"),
        ),
        funding=tuple(Funding("Ngân sách", year, 30000, 25000, 35000, True) for year in (2026, 2027, 2028)),
        sources=(Source("Ngân sách", "Ngân sách địa phương", ("Cấp nước", "B1"), Decimal("2.5")),),
        obligations=(ObligationCeiling(2026, 40000), ObligationCeiling(2027, 20000)),
        receipts=(Receipt("B1", "A", "Ngân sách", 500, 0),),
        capacities=tuple(Capacity("Tổ GPMB", year, Decimal(2)) for year in (2026, 2027, 2028)),
        demands=(Demand("B1", "A", "Tổ GPMB", Decimal(1)),),
        risks=(
            risk("R1", "funding", "Ngân sách", over_years="0.6", common="0.5"),
            risk("R2", "cost", "Cấp nước", distribution="triangular", low="95", likely="100", high="125"),
            risk("R3", "delay", None, distribution="pert", low="0", likely="0.5", high="3", common="0.2"),
            risk("R4", "trend", "population", distribution="uniform", low="-0.5", high="0.5"),
            risk("R5", "freeze", "Ngân sách", year=2027, likely="50", probability_percent="10"),
            risk("R6", "price", None, year=2026, low="5", likely="12", high="25", probability_percent="15"),
            risk("R7", "blocked", "B1", likely="3", probability_percent="12.5"),
            risk("R8", "receipts", None, distribution="lognormal", low="70", likely="95", high="130", over_years="0.5"),
        ),
        goals=(
            Goal("G1", "recognition", None, None, Quarter(2028, 4)),
            Goal("G2", "standard", law().standards[0].id, None, None),
            Goal("G3", "quantity", "clean_water_share", Decimal(90), None),
        ),
        targets=(
            Target(
                "T1", "Giường bệnh", "bed", "up", Decimal(120), DAY, Decimal(180), date(2030, 12, 31), None, None, None
            ),
            Target("T2", "Đô thị loại III", None, "yes", "no", DAY, "yes", date(2030, 12, 31), "no", DAY, "Báo cáo"),
        ),
    )


def changed(table: str, index: int, **fields: object) -> Case:
    """The sound case with some fields of one row changed."""
    case = sound_case()
    rows = list(getattr(case, table))
    rows[index] = replace(rows[index], **fields)
    return replace(case, **{table: tuple(rows)})


def with_row(table: str, row: object) -> Case:
    """The sound case with one more row."""
    case = sound_case()
    return replace(case, **{table: (*getattr(case, table), row)})


def with_head(**fields: object) -> Case:
    """The sound case with some fields of its head changed."""
    return replace(sound_case(), **fields)  # type: ignore[arg-type]
