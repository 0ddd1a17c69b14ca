"""Odds of the sample plan, made by hand: what might come out of ten thousand scenarios."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from math import sqrt

from tests.reports.samples import CASE as PLANNED_CASE
from tests.reports.samples import PLAN
from vedich.case.model import Figure, Risk
from vedich.case.quarter import Quarter
from vedich.risk.result import (
    Chance,
    Delay,
    Driver,
    FanQuarter,
    Input,
    LateProject,
    MoneyShort,
    Odds,
    RiskKind,
    Spread,
)
from vedich.risk.trigger_result import Observable, Side, Trigger, Triggers

SOURCE = "Sở Tài chính <b>& Co</b>"
SCENARIOS = 10_000


def risk(id_: str, kind: RiskKind, subject: str | None, percent: str | None = None) -> Risk:
    probability = None if percent is None else Decimal(percent)
    return Risk(id_, kind, subject, None, None, Decimal(1), None, Decimal(2), probability, None, None, SOURCE)


CASE = replace(
    PLANNED_CASE,
    risks=(risk("FR1", "freeze", "Đất", "5"), risk("BL1", "blocked", "YT01", "10"), risk("PR1", "price", None, "2")),
    quantities=(
        Figure("population", Decimal(58000), "person", None, Decimal("1.2"), "percent", None, None),
        Figure("hospital_beds", Decimal(162), "bed", None, Decimal(2), "amount", None, None),
    ),
)


def chance(quarter: str, probability: float) -> Chance:
    error = sqrt(max(probability * (1 - probability), 1 / SCENARIOS) / SCENARIOS)
    return Chance(quarter=quarter, probability=probability, error=error)


def driver(kind: RiskKind, subject: str | None, first: float, total: float, error: float = 0.03) -> Driver:
    return Driver(kind=kind, subject=subject, first=first, total=total, error=error)


def short(source: str, year: int, planned: int, probability: float, expected: int, p90: int) -> MoneyShort:
    return MoneyShort(source=source, year=year, planned=planned, probability=probability, expected=expected, p90=p90)


def late(project: str, planned: str, probability: float, expected: float, p90: int, money: float) -> LateProject:
    return LateProject(
        project=project,
        planned=planned,
        probability=probability,
        expected=expected,
        p90=p90,
        waited_money=money,
        waited_capacity=0.25,
    )


def uncertain(
    id_: str,
    kind: RiskKind,
    subject: str | None,
    ends: tuple[float | None, float | None, float | None],
    shape: str | None = "triangular",
    *,
    year: int | None = None,
    percent: float | None = None,
    assumption: bool = False,
    default: bool = False,
    source: str = SOURCE,
) -> Input:
    low, likely, high = ends
    return Input(
        risk=id_,
        kind=kind,
        subject=subject,
        year=year,
        distribution=shape,
        low=low,
        likely=likely,
        high=high,
        probability_percent=percent,
        source="Giả định." if assumption else source,
        assumption=assumption,
        default=default,
    )


PROBABILITIES = (0, 0, 0, 0, 0, 0, 0, 0.6234, 0.7801, 0.8902, 0.9303, 0.9504)
QUARTERS = tuple(str(Quarter(2027, 1) + step) for step in range(12))
ODDS = Odds(
    case="99999",
    rulebook="small",
    figures="illustrative",
    planned="2028Q4",
    cost=16734,
    scenarios=SCENARIOS,
    seed=1,
    on_time=chance("2028Q4", 0.6234),
    chances=tuple(chance(quarter, share) for quarter, share in zip(QUARTERS, PROBABILITIES, strict=True)),
    date=Spread(p10="2028Q4", p50="2028Q4", p90="2029Q3"),
    delay=Delay(expected=0.83, tail=4.5, censored=0.0496),
    fan=tuple(
        FanQuarter(
            quarter=quarter,
            planned=5.5 if step < 7 else 15.25,
            p10=5.5 if step < 10 else 14.999,
            p50=5.5 if step < 7 else 15.0,
            p90=5.5 if step < 7 else 15.25,
        )
        for step, quarter in enumerate(QUARTERS)
    ),
    short=(
        short("Ngân sách", 2027, 3000, 0, 0, 0),
        short("Ngân sách", 2028, 4000, 0.1234, 55, 210),
        short("Đất", 2028, 9734, 0.72, 1250, 3456),
    ),
    drivers=(
        driver("delay", "Giải phóng mặt bằng", 0.38, 0.45),
        driver("funding", "Đất", 0.21, 0.33),
        driver("freeze", "FR1", 0.05, 0.08),
        driver("blocked", "BL1", -0.01, 0.02),
        driver("price", "PR1", 0, 0.004),
        driver("cost", None, 0.004, 0.01),
        driver("trend", "population", 0, 0.0001, 0),
    ),
    driver_method="sobol_saltelli_2010",
    late=(
        late("YT01", "2028Q4", 0.3766, 0.83, 3, 0.5),
        late("GPMB01", "2027Q2", 0.25, 0.3, 1, 0.01),
        late("KH01", "2027Q3", 0, 0, 0, 0),
    ),
    inputs=(
        uncertain("Đất 2028", "funding", "Đất", (70, 100, 110.25), year=2028, source="funding"),
        uncertain("F1", "funding", "Ngân sách", (80, 100, 110), assumption=True, default=True),
        uncertain("C1", "cost", None, (82, 120, 158), "normal"),
        uncertain("D1", "delay", "YT01", (0, 1, 4)),
        uncertain("T1", "trend", "population", (-0.6, 0, 0.6), "uniform"),
        uncertain("T2", "trend", "hospital_beds", (-1, 0, 1)),
        uncertain("FR1", "freeze", "Đất", (None, 100, None), None, percent=5),
        uncertain("BL1", "blocked", "YT01", (1, 2, 2), "pert", percent=10),
    ),
    seconds=3.2,
)
NEVER = ODDS.model_copy(
    update={
        "on_time": chance("2028Q4", 0),
        "chances": tuple(chance(quarter, 0) for quarter in QUARTERS),
        "date": Spread(p10=None, p50=None, p90=None),
        "delay": Delay(expected=5, tail=5, censored=1),
        "drivers": (),
        "driver_method": "not_computed",
        "short": (),
        "late": (),
        "inputs": (),
    }
)
SURE = ODDS.model_copy(
    update={
        "on_time": chance("2028Q4", 1),
        "chances": tuple(chance(quarter, float(step >= 7)) for step, quarter in enumerate(QUARTERS)),
        "date": Spread(p10="2028Q4", p50="2028Q4", p90="2028Q4"),
        "delay": Delay(expected=0, tail=0, censored=0),
    }
)
ASKED_LATER = ODDS.model_copy(update={"on_time": chance("2029Q2", 0.8902)})
PLANNED = PLAN


def trigger(kind: str, subject: str | None, planned: float, threshold: float | None, verdict: str) -> Trigger:
    side = Side(share=0.3, probability=0.31, error=0.01)
    return Trigger(
        observable=Observable(kind=kind, subject=subject, at="2027Q4", planned=planned),
        verdict=verdict,
        threshold=threshold,
        below=side if verdict == "crosses" else None,
        above=side.model_copy(update={"share": 0.7, "probability": 0.76}),
        information=0.12,
    )


TRIGGERS = Triggers(
    case="99999",
    rulebook="small",
    figures="illustrative",
    planned="2028Q4",
    scenarios=SCENARIOS,
    seed=1,
    on_time=ODDS.on_time,
    half="2028Q4",
    triggers=(
        trigger("money", "Đất", 1000, 900, "crosses"),
        trigger("finished", "GPMB01", 1, 1, "crosses"),
        trigger("hectares", None, 12.5, 10.25, "crosses"),
        trigger("handed_over", None, 2, None, "never"),
    ),
    considered=40,
    seconds=1.0,
)
