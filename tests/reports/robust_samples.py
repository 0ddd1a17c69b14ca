"""A robust choice made by hand: a surer plan that does one project more and another one earlier."""

from __future__ import annotations

from tests.reports.risk_samples import chance
from tests.reports.samples import IMPOSSIBLE, PLAN
from vedich.planning.result import Choice
from vedich.risk.robust_result import FrontierRow, Robust

CHOSEN = PLAN.model_copy(
    update={
        "cost": 18234,
        "reached": "2028Q3",
        "at": "2028Q3",
        "choices": (
            Choice(project="YT01", option="A", start="2027Q4", finish="2028Q3", cost=12500),
            PLAN.choices[1],
            Choice(project="GT09", option="A", start="2027Q1", finish="2027Q4", cost=90000),
        ),
    }
)


def row(
    cost: int, probability: float, aims_at: str, *buffers: str, chosen: bool = False, usual: bool = False
) -> FrontierRow:
    return FrontierRow(
        cost=cost,
        probability=probability,
        error=0.005,
        aims_at=aims_at,
        buffers=buffers,
        chosen=chosen,
        deterministic=usual,
    )


ROBUST = Robust(
    case="99999",
    rulebook="small",
    figures="illustrative",
    asked=0.8,
    by="2028Q4",
    date_from="earliest",
    plan=CHOSEN,
    deterministic=PLAN,
    buffers=("time", "order"),
    chance=chance("2028Q4", 0.8123),
    deterministic_chance=chance("2028Q4", 0.6234),
    gain=0.1889,
    gain_error=0.004,
    extra_cost=1500,
    reached=True,
    frontier=(
        row(16734, 0.6234, "2028Q4", usual=True),
        row(17100, 0.7011, "2028Q4", "order"),
        row(18234, 0.8123, "2028Q3", "time", "order", chosen=True),
        row(21000, 0.8999, "2028Q2", "time", "money", "projects"),
    ),
    candidates=24,
    scenarios=2000,
    fresh_scenarios=10_000,
    seed=1,
    fresh_seed=2,
    ended="complete",
    seconds=60.0,
)
MOST = ROBUST.model_copy(update={"asked": 0.95, "reached": False, "ended": "time_limit", "date_from": "asked"})
SAME = ROBUST.model_copy(
    update={
        "plan": PLAN,
        "buffers": (),
        "chance": ROBUST.deterministic_chance,
        "gain": 0.0,
        "gain_error": 0.0,
        "extra_cost": 0,
        "asked": 0.5,
        "frontier": (row(16734, 0.6234, "2028Q4", chosen=True, usual=True),),
        "date_from": "deadline",
    }
)
NOTHING = ROBUST.model_copy(
    update={
        "plan": IMPOSSIBLE,
        "deterministic": IMPOSSIBLE,
        "buffers": (),
        "chance": None,
        "deterministic_chance": None,
        "gain": None,
        "gain_error": None,
        "extra_cost": None,
        "reached": False,
        "frontier": (),
        "ended": "stopped",
    }
)
DOMINATED = ROBUST.model_copy(update={"frontier": ROBUST.frontier[1:], "extra_cost": -200})
