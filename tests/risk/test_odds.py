"""The whole way from a case to its odds, on a case whose odds are known."""

from __future__ import annotations

import jsonschema
import pytest

from tests.risk.chain import LAW, LONG, SHORT, chain, chain_plan, chances_of_both, chances_of_delay, variance
from vedich.case import Quarter
from vedich.messages import Refused
from vedich.reports.schemas import json_schemas
from vedich.risk.odds import odds
from vedich.risk.progress import RiskProgress
from vedich.risk.result import Odds

CASE = chain()
PLAN = chain_plan(CASE)


@pytest.fixture(scope="module")
def found() -> Odds:
    return odds(CASE, LAW, PLAN, scenarios=4_000, seed=3)


def test_chances_by_quarter_are_the_closed_form_within_the_error(found: Odds) -> None:
    assert found.planned == PLAN.reached == "2027Q2"
    exact = chances_of_both()
    for place, row in enumerate(found.chances):
        truth = float(sum(p for late, p in exact.items() if late <= place - 1))
        assert abs(row.probability - truth) <= 4 * row.error


def test_delay_is_that_of_the_sum(found: Odds) -> None:
    assert found.delay.expected == pytest.approx((LONG + SHORT) / 2, abs=0.2)
    assert 10 <= found.delay.tail <= LONG + SHORT
    assert found.delay.censored == 0


def test_drivers_have_the_shares_of_their_variances(found: Odds) -> None:
    land, road = (float(variance(chances_of_delay(most))) for most in (LONG, SHORT))
    assert [(row.kind, row.subject) for row in found.drivers] == [("delay", "GPMB"), ("delay", "Giao thông")]
    for row, share in zip(found.drivers, (land / (land + road), road / (land + road)), strict=True):
        assert row.first == pytest.approx(share, abs=0.03)
        assert row.total == pytest.approx(share, abs=0.03)
        assert row.error < 0.1
    assert (found.driver_method, found.driver_response) == ("sobol_saltelli_2010", "delay")


def test_late_projects_and_money_are_those_of_the_case(found: Odds) -> None:
    assert [row.project for row in found.late] == ["D", "M"]
    assert found.late[1].probability == pytest.approx(15 / 16, abs=0.02)
    assert [(row.source, row.planned, row.probability) for row in found.short] == [("S", 20, 0.0)]


def test_the_result_fits_its_schema_and_reads_back(found: Odds) -> None:
    jsonschema.validate(found.model_dump(mode="json"), json_schemas()["risk"])
    assert Odds.model_validate_json(found.model_dump_json()) == found


def test_a_later_date_is_surer_and_the_rest_stays(found: Odds) -> None:
    later = odds(CASE, LAW, PLAN, scenarios=4_000, seed=3, by=Quarter(2029, 4), drivers=False)
    assert later.on_time.quarter == "2029Q4"
    assert later.on_time.probability > found.on_time.probability
    assert (later.chances, later.delay) == (found.chances, found.delay)
    assert (later.drivers, later.driver_method) == ((), "not_computed")


def test_with_nothing_uncertain_the_plan_is_sure_and_nothing_drives_it() -> None:
    case = chain(0, 0)
    found = odds(case, LAW, chain_plan(case), scenarios=100)
    assert found.on_time.probability == 1
    assert (found.delay.expected, found.delay.tail) == (0, 0)
    assert found.date.p90 == found.planned
    assert [row.p10 for row in found.fan] == [row.planned for row in found.fan] == [row.p90 for row in found.fan]
    assert (found.drivers, found.driver_method, found.late) == ((), "nothing_varies", ())


def test_where_the_delay_hardly_varies_the_points_are_explained() -> None:
    """Hardly ever within the horizon: nearly all scenarios count as late by the same number of quarters."""
    case = chain(400, 400)
    found = odds(case, LAW, chain_plan(case), scenarios=1_000, drivers=False)
    assert found.delay.censored > 0.9
    assert found.driver_response == "points"


def test_the_same_seed_gives_the_same_odds_and_progress_is_told(found: Odds) -> None:
    told: list[RiskProgress] = []
    again = odds(CASE, LAW, PLAN, scenarios=4_000, seed=3, on_progress=told.append)
    assert again.model_copy(update={"seconds": found.seconds}) == found
    assert [one.stage for one in told] == ["scenarios", "drivers", "drivers"]


def test_a_plan_without_a_date_and_a_quarter_outside_are_refused() -> None:
    with pytest.raises(Refused, match="no quarter"):
        odds(CASE, LAW, PLAN.model_copy(update={"reached": None}))
    with pytest.raises(Refused, match="2031Q4"):
        odds(CASE, LAW, PLAN, by=Quarter(2040, 1))
