"""Draws: the same on every machine, the same luck for two plans, correlations and events as the rows have them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest

from tests.risk.one_project import RULEBOOK, certain, one_project, risk
from tests.risk.random_plans import random_plan
from vedich.case import Case, Effect, Funding, Option, Project, Quarter, Receipt, Risk
from vedich.planning import Plan
from vedich.risk import draw
from vedich.risk.programme_of import programme_of
from vedich.risk.scenarios import Scenarios
from vedich.risk.uncertainty import Uncertainty, uncertainty_of

MANY = 40_000
COLUMNS = ("envelope", "receipts", "cost", "quarters", "held", "growth")


def _uncertainty(case: Case, plan: Plan) -> Uncertainty:
    return uncertainty_of(case, RULEBOOK, plan)


def _drawn(case: Case, plan: Plan, count: int = MANY, seed: int = 1) -> Scenarios:
    return draw.draw(programme_of(case, plan), _uncertainty(case, plan), count, seed)


def _same(one: Scenarios, other: Scenarios) -> bool:
    return all((getattr(one, name) == getattr(other, name)).all() for name in COLUMNS)


# --- the same luck -------------------------------------------------------------------------------


def test_the_same_seed_draws_the_same_and_another_something_else() -> None:
    case, plan = random_plan(3)
    assert _same(_drawn(case, plan, 500), _drawn(case, plan, 500))
    assert not _same(_drawn(case, plan, 500), _drawn(case, plan, 500, seed=2))


def test_the_first_scenarios_of_a_longer_draw_are_those_of_a_shorter_one(monkeypatch: pytest.MonkeyPatch) -> None:
    case, plan = random_plan(3)
    long = _drawn(case, plan, 500)
    monkeypatch.setattr(draw, "BLOCK", 7)
    short = _drawn(case, plan, 100)
    assert all((getattr(long, name)[:100] == getattr(short, name)).all() for name in COLUMNS)


def test_a_draw_is_what_its_points_of_the_cube_say() -> None:
    case, plan = random_plan(3)
    uncertainty = _uncertainty(case, plan)
    cube = np.random.Generator(np.random.PCG64(1)).random((300, uncertainty.dimensions))
    assert _same(draw.from_cube(programme_of(case, plan), uncertainty, cube), _drawn(case, plan, 300))


def test_corners_of_the_cube_are_scenarios_too() -> None:
    case, plan = random_plan(3)
    uncertainty = _uncertainty(case, plan)
    corners = np.stack([np.zeros(uncertainty.dimensions), np.ones(uncertainty.dimensions)])
    found = draw.from_cube(programme_of(case, plan), uncertainty, corners)
    assert np.isfinite(found.growth).all()
    assert (found.envelope >= 0).all() and (found.quarters >= 1).all()
    assert found.envelope[0].sum() <= found.envelope[1].sum()


def test_two_plans_of_one_case_meet_the_same_money_growth_and_troubles_of_a_project() -> None:
    case, plan = random_plan(12)
    fewer = plan.model_copy(update={"choices": plan.choices[1:], "payments": (), "spending": ()})
    one, other = _drawn(case, plan, 200), _drawn(case, fewer, 200)
    assert (one.envelope == other.envelope).all() and (one.growth == other.growth).all()
    places = {project: place for place, (project, _) in enumerate(programme_of(case, plan).projects)}
    for place, (project, _) in enumerate(programme_of(case, fewer).projects):
        for name in ("cost", "quarters", "held"):
            assert (getattr(one, name)[:, places[project]] == getattr(other, name)[:, place]).all()


# --- correlations --------------------------------------------------------------------------------


def _money(*rows: Risk, sources: tuple[str, ...] = ("land", "city")) -> tuple[Case, Plan]:
    case, plan = one_project((*certain("funding"), *rows), horizon=12)
    funding = tuple(
        Funding(source, year, 1_000_000, None, None, True) for source in sources for year in (2027, 2028, 2029)
    )
    return replace(case, funding=funding), plan


def _correlation(one: np.ndarray, other: np.ndarray) -> float:
    return float(np.corrcoef(one, other)[0, 1])


def test_years_of_a_source_are_tied_by_over_years_and_sources_by_common() -> None:
    row = risk("funding", 80, 100, 120, distribution="normal", over_years=Decimal("0.6"), common=Decimal("0.7"))
    money = _drawn(*_money(row)).envelope
    for source in (0, 1):
        assert _correlation(money[:, source, 0], money[:, source, 1]) == pytest.approx(0.6, abs=0.02)
        assert _correlation(money[:, source, 0], money[:, source, 2]) == pytest.approx(0.36, abs=0.02)
    for year in (0, 1, 2):
        assert _correlation(money[:, 0, year], money[:, 1, year]) == pytest.approx(0.49, abs=0.02)
        assert money[:, 0, year].std() == pytest.approx(200_000 / 1.2815516, rel=0.02)


def test_what_has_no_correlation_is_independent() -> None:
    money = _drawn(*_money(risk("funding", 80, 100, 120, distribution="normal"))).envelope
    assert abs(_correlation(money[:, 0, 0], money[:, 0, 1])) < 0.02
    assert abs(_correlation(money[:, 0, 0], money[:, 1, 0])) < 0.02


def test_receipts_move_with_the_funding_of_the_year_in_which_they_are_planned() -> None:
    row = risk("funding", 80, 100, 120, distribution="normal", common=Decimal("0.8"))
    case, plan = _money(row)
    sold = risk("receipts", 80, 100, 120, distribution="normal", common=Decimal("0.5"))
    case = replace(
        case,
        receipts=(Receipt("P1", "a", "land", 1_000_000, 4),),
        risks=(*certain("funding", "receipts"), row, sold),
    )
    drawn = _drawn(case, plan)
    assert _correlation(drawn.receipts[:, 0], drawn.envelope[:, 0, 1]) == pytest.approx(0.4, abs=0.02)
    assert abs(_correlation(drawn.receipts[:, 0], drawn.envelope[:, 0, 0])) < 0.02


@pytest.mark.parametrize("kind", ["cost", "delay"])
def test_projects_move_together_by_common(kind: str) -> None:
    row = risk(kind, 50, 100, 150, distribution="normal", common=Decimal("0.6"))
    case, plan = _two_projects((*certain(kind), row))
    drawn = _drawn(case, plan)
    values = drawn.cost if kind == "cost" else drawn.quarters
    assert _correlation(values[:, 0], values[:, 1]) == pytest.approx(0.36, abs=0.02)


def _two_projects(risks: tuple[Risk, ...]) -> tuple[Case, Plan]:
    """Two works of two quarters over the turn of a year, 1,000 and 4,000 million VND, the second of another kind."""
    case, plan = one_project(risks, cost=1_000, quarters=2, horizon=8)
    case = replace(
        case,
        start=Quarter(2027, 4),
        projects=(*case.projects, Project("P2", "P2", "school", "candidate", (), None, None, ())),
        options=(*case.options, Option("P2", "a", None, 2, 4_000, ())),
        effects=(*case.effects, Effect("P2", "a", "roads", Decimal(1))),
        funding=tuple(Funding("land", year, 10_000, None, None, True) for year in (2027, 2028, 2029)),
    )
    choice = plan.choices[0].model_copy(update={"start": "2027Q4", "finish": "2028Q1"})
    second = choice.model_copy(update={"project": "P2", "cost": 4_000})
    return case, plan.model_copy(update={"choices": (choice, second), "payments": (), "spending": ()})


# --- events --------------------------------------------------------------------------------------


def _share(hits: np.ndarray) -> float:
    return float(np.mean(hits))


@pytest.mark.parametrize(("keeps", "later"), [(True, 600), (False, 0)])
def test_frozen_money_comes_a_year_later_if_the_source_keeps_it_and_never_if_not(keeps: bool, later: int) -> None:
    freeze = risk("freeze", None, 60, None, probability_percent=Decimal(25), subject="land", year=2028)
    case, plan = _money(freeze)
    funding = tuple(replace(row, amount=1_000, carry_over=keeps) for row in case.funding)
    drawn = _drawn(replace(case, funding=funding, risks=(*certain(), freeze)), plan).envelope
    frozen = drawn[:, 0, 1] == 400
    assert _share(frozen) == pytest.approx(0.25, abs=0.01)
    assert (drawn[~frozen] == 1_000).all()
    assert (drawn[frozen, 0, 2] == 1_000 + later).all()
    assert (drawn[:, 0, 0] == 1_000).all() and (drawn[:, 1] == 1_000).all()


def test_what_is_put_off_into_a_frozen_year_is_frozen_with_it() -> None:
    rows = [risk("freeze", None, 50, None, probability_percent=Decimal(100), year=year) for year in (2028, 2027)]
    case, plan = _money()
    funding = tuple(replace(row, amount=1_000) for row in case.funding)
    drawn = _drawn(replace(case, funding=funding, risks=(*certain(), *rows)), plan, 3).envelope
    assert drawn[0, 0].tolist() == [500, 750, 1_750]


def test_a_price_rise_makes_all_its_projects_dearer_from_its_year_on_and_all_at_once() -> None:
    price = risk("price", None, 20, None, probability_percent=Decimal(40), year=2028)
    drawn = _drawn(*_two_projects((*certain(), price))).cost
    risen = drawn[:, 0] > 1_000
    assert _share(risen) == pytest.approx(0.4, abs=0.01)
    assert (drawn[risen] == [1_100, 4_400]).all()  # one of the two quarters of work is planned in 2028
    assert (drawn[~risen] == [1_000, 4_000]).all()


def test_a_price_rise_is_on_the_planned_amounts_on_top_of_the_overrun() -> None:
    price = risk("price", None, 10, None, probability_percent=Decimal(100), year=2026, subject="P1")
    overrun = risk("cost", 150, 150, 150)
    drawn = _drawn(*_two_projects((*certain("cost"), overrun, price)), 2)
    assert drawn.cost.tolist() == [[1_600, 6_000]] * 2


def test_each_project_is_blocked_by_itself_and_hold_ups_add_up() -> None:
    every = risk("blocked", None, 1, None, probability_percent=Decimal(50))
    school = risk("blocked", None, 3, None, probability_percent=Decimal(100), subject="school")
    held = _drawn(*_two_projects((*certain(), every, school))).held
    assert set(held[:, 0].tolist()) == {0, 1} and set(held[:, 1].tolist()) == {3, 4}
    assert abs(_correlation(held[:, 0], held[:, 1])) < 0.02


def test_the_size_of_an_event_may_be_uncertain() -> None:
    price = risk("price", 0, 10, 20, probability_percent=Decimal(100), year=2026, distribution="uniform")
    risen = _drawn(*_two_projects((*certain(), price))).cost[:, 1] / 4_000 - 1
    assert risen.mean() == pytest.approx(0.10, abs=0.002) and risen.std() == pytest.approx(0.2 / 12**0.5, rel=0.02)


# --- units and roundings -------------------------------------------------------------------------


def test_the_ends_of_a_year_in_funding_are_million_vnd_around_its_amount() -> None:
    case, plan = _money(risk("funding", 80, 100, 120, distribution="uniform"))
    funding = (Funding("land", 2027, 1_000, 400, 1_100, True), Funding("land", 2028, 1_000, None, None, True))
    money = _drawn(replace(case, funding=funding), plan).envelope[:, 0]
    assert (money[:, 0].min(), money[:, 0].max()) == (400, 1_100)
    assert (money[:, 1].min(), money[:, 1].max()) == (800, 1_200)
    assert (money[:, 2] == 0).all()


def test_durations_never_fall_below_a_quarter_and_money_never_below_nothing() -> None:
    hasty = risk("delay", -9, -9, -9)
    poor = risk("funding", -50, 0, 50, distribution="normal")
    case, plan = _money(poor)
    drawn = _drawn(replace(case, risks=(*certain("funding", "delay"), hasty, poor)), plan, 1_000)
    assert (drawn.quarters == 1).all()
    assert drawn.envelope.min() == 0 and drawn.envelope.max() > 0
