"""Early warnings for a plan whose odds are known."""

from __future__ import annotations

import jsonschema
import pytest

from tests.risk.chain import LAW, chain, chain_plan, chances_of_delay
from vedich.case import Quarter
from vedich.reports.schemas import json_schemas
from vedich.risk.triggers import triggers

CASE = chain()
PLAN = chain_plan(CASE)
BY = Quarter(2028, 4)  # the eighth quarter: six later than planned


def _on_time(given: set[int], most: int) -> float:
    """P(land + road ≤ 6 | land in `given`)."""
    land, road = chances_of_delay(most), chances_of_delay(4)
    both = sum(p * q for one, p in land.items() if one in given for other, q in road.items() if one + other <= 6)
    return float(both / sum(land[one] for one in given))


def test_land_cleared_warns_with_the_chances_of_the_closed_form() -> None:
    found = triggers(CASE, LAW, PLAN, scenarios=8_000, by=BY)
    jsonschema.validate(found.model_dump(mode="json"), json_schemas()["triggers"])
    assert (found.planned, found.on_time.quarter) == ("2027Q2", "2028Q4")
    assert found.on_time.probability == pytest.approx(_on_time(set(range(9)), 8), abs=4 * found.on_time.error)
    assert found.triggers
    for one in found.triggers:
        assert one.verdict == "crosses"
        assert one.observable.at < found.on_time.quarter
        assert one.below is not None and one.above is not None
        assert one.below.probability < 0.5 < one.above.probability
    land = found.triggers[0]
    assert (land.observable.kind, land.observable.at, land.observable.planned) == ("hectares", "2027Q1", 10)
    assert land.threshold == 2  # of 10 hectares in the first quarter: in five quarters all, four later than planned
    assert land.below is not None and land.above is not None
    assert land.above.probability == pytest.approx(_on_time(set(range(5)), 8), abs=4 * land.above.error)
    assert land.below.probability == pytest.approx(_on_time(set(range(5, 9)), 8), abs=4 * land.below.error)
    assert land.below.share == pytest.approx(7 / 16, abs=0.03)


def test_each_sign_is_named_once() -> None:
    found = triggers(CASE, LAW, PLAN, scenarios=2_000, by=BY)
    signs = [(one.observable.kind, one.observable.subject) for one in found.triggers]
    assert len(set(signs)) == len(signs)
    assert found.considered > 10


def test_a_plan_that_is_sure_has_no_warnings() -> None:
    case = chain(0, 0)
    found = triggers(case, LAW, chain_plan(case), scenarios=200)
    assert (found.on_time.probability, found.triggers, found.considered) == (1, (), 0)
    assert found.half == found.planned


def test_half_is_the_first_quarter_that_every_other_scenario_reaches() -> None:
    found = triggers(CASE, LAW, PLAN, scenarios=2_000)
    assert found.half == "2028Q4"
