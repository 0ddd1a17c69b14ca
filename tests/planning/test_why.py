"""`why`: every proposed set reaches the quarter when it is applied and solved again, and no smaller part of it does."""

from __future__ import annotations

import signal
import threading
import time
from dataclasses import replace
from decimal import Decimal

import pytest

from tests.planning.random_cases import random_case, small_rulebook
from vedich.case import After, Capacity, Case, Demand, Effect, Funding, Goal, Option, Project, Quarter, Receipt
from vedich.planning import Why, apply, apply_to_rulebook, plan, verify, why
from vedich.planning.effort import Effort
from vedich.planning.stoppable import run_stoppable
from vedich.planning.why_result import Change, ExtraCapacity, ExtraMoney, LaterDeadline, LowerGoal
from vedich.rulebooks import Rulebook

RULEBOOK = small_rulebook()
CASES, BLOCKS = 110, 11


def _reaches(case: Case, changes: tuple[Change, ...], by: Quarter, rulebook: Rulebook = RULEBOOK) -> bool:
    changed, law = apply(case, changes), apply_to_rulebook(case, rulebook, changes)
    found = plan(changed, law, time_limit=60, in_child=False)
    assert found.status in {"optimal", "impossible"}
    assert found.status == "impossible" or verify(changed, law, found) == ()
    return found.at is not None and Quarter.parse(found.at) <= by


def _one_earlier(case: Case) -> Quarter | None:
    """The quarter before the optimum; the last of the horizon where there is no plan at all."""
    found = plan(case, RULEBOOK, time_limit=60, in_child=False)
    by = (case.start + case.quarters if found.at is None else Quarter.parse(found.at)) + -1
    return by if by >= case.start else None


@pytest.mark.parametrize("block", range(BLOCKS))
def test_each_set_is_enough_and_no_part_of_it_is(block: int) -> None:
    asked = 0
    for seed in range(block * CASES // BLOCKS, (block + 1) * CASES // BLOCKS):
        case = random_case(seed)
        by = _one_earlier(case)
        if by is None:
            continue
        asked += 1
        found = why(case, RULEBOOK, by, time_limit=60)
        assert found.possible is False, seed
        assert all(finding.outcome != "unknown" for finding in found.findings), seed
        for some in found.sets:
            assert some.irreducible, seed
            assert Quarter.parse(some.reached) <= by, seed
            assert _reaches(case, some.changes, by), (seed, some)
            for change in some.changes:
                rest = tuple(other for other in some.changes if other is not change)
                assert not _reaches(case, rest, by), (seed, some, change)
    assert asked >= 7


def _simple(**changes: object) -> Case:
    """One project of 30 million and two quarters that lifts the one figure asked for; nothing is lacking."""
    case = random_case(0)
    start = Quarter(2027, 1)
    roads = next(figure for figure in case.quantities if figure.quantity == "roads")
    quantities = (replace(roads, value=Decimal(4)),)
    others = tuple(figure for figure in case.quantities if figure.quantity != "roads")
    plain = replace(
        case,
        start=start,
        quarters=8,
        quantities=(*quantities, *others),
        projects=(Project("P", "P", None, "candidate", (), None, None, ()),),
        options=(Option("P", "o", None, 2, 30, ()),),
        effects=(Effect("P", "o", "roads", Decimal(6)),),
        funding=(Funding("city", 2027, 30, None, None, False), Funding("city", 2028, 0, None, None, False)),
        receipts=(),
        capacities=(Capacity("crew", 2027, Decimal(1)), Capacity("crew", 2028, Decimal(1))),
        demands=(Demand("P", "o", "crew", Decimal(1)),),
        sources=(),
        obligations=(),
        goals=(Goal("roads", "quantity", "roads", Decimal(10), None),),
    )
    return replace(plain, **changes)


def _only(found: Why, *kinds: str) -> tuple[Change, ...]:
    return next(finding.set.changes for finding in found.findings if finding.kinds == kinds and finding.set is not None)


def test_exactly_the_money_that_is_missing_is_asked_for() -> None:
    case = _simple(funding=(Funding("city", 2027, 13, 10, 20, False),))
    found = why(case, RULEBOOK, Quarter(2027, 2))
    assert _only(found, "money") == (ExtraMoney(source="city", year=2027, amount=17),)
    assert {finding.kinds: finding.outcome for finding in found.findings} == {
        ("money",): "possible",
        ("capacity",): "impossible",
        ("deadlines",): "impossible",
        ("goal",): "possible",
        ("capacity", "deadlines"): "impossible",
    }
    row = apply(case, _only(found, "money")).funding[0]
    assert (row.low, row.amount, row.high) == (27, 30, 37)


def test_a_source_of_receipts_alone_can_get_an_envelope() -> None:
    receipt = Receipt("P", "o", "land", 10, 0)
    case = _simple(funding=(), receipts=(receipt,))
    changed = apply(case, _only(why(case, RULEBOOK, Quarter(2027, 2)), "money"))
    assert changed.funding == (Funding("land", 2027, 30, None, None, True),)


def test_capacity_is_asked_for_in_whole_units() -> None:
    case = _simple(capacities=(Capacity("crew", 2027, Decimal("0.5")),))
    found = why(case, RULEBOOK, Quarter(2027, 4))
    assert _only(found, "capacity") == (ExtraCapacity(resource="crew", year=2027, amount=1),)


def test_deadlines_of_projects_and_goals_are_moved_as_little_as_can_be() -> None:
    start = Quarter(2027, 1)
    late = replace(_simple().projects[0], earliest_start=start + 2, latest_finish=start)
    goal = replace(_simple().goals[0], by=start)
    found = why(_simple(projects=(late,), goals=(goal,)), RULEBOOK, start + 5)
    assert set(_only(found, "deadlines")) == {
        LaterDeadline(of="project", id="P", old="2027Q1", new="2027Q4"),
        LaterDeadline(of="goal", id="roads", old="2027Q1", new="2027Q4"),
    }


def test_kinds_are_combined_only_where_no_part_is_enough() -> None:
    case = _simple(funding=(Funding("city", 2027, 13, None, None, False),), capacities=())
    found = why(case, RULEBOOK, Quarter(2027, 2))
    assert set(_only(found, "money", "capacity")) == {
        ExtraMoney(source="city", year=2027, amount=17),
        ExtraCapacity(resource="crew", year=2027, amount=1),
    }
    assert not any(len(finding.kinds) == 3 for finding in found.findings)


def test_the_best_that_can_be_reached_is_told_for_each_kind_of_goal() -> None:
    case = _simple(funding=())
    found = why(case, RULEBOOK, Quarter(2027, 2))
    assert _only(found, "goal") == (
        LowerGoal(goal="roads", measure="quantity", subject="roads", old=Decimal(10), new=Decimal(4)),
    )
    points = replace(case, goals=(Goal("g", "standard", "A1", None, None),))
    lowered = _only(why(points, RULEBOOK, Quarter(2027, 2)), "goal")
    assert [(c.measure, c.old, c.new) for c in lowered if isinstance(c, LowerGoal)] == [("points", 3, 0)]


def test_nothing_is_proposed_where_nothing_need_change() -> None:
    found = why(_simple(), RULEBOOK, Quarter(2027, 2))
    assert (found.possible, found.findings) == (True, ())


def test_predecessors_leave_no_time_whatever_is_paid() -> None:
    projects = (
        Project("P", "P", None, "candidate", (After("Q", 0),), None, None, ()),
        Project("Q", "Q", None, "candidate", (), None, None, ()),
    )
    options = (*_simple().options, Option("Q", "o", None, 1, 0, ()))
    found = why(_simple(projects=projects, options=options), RULEBOOK, Quarter(2027, 2))
    assert {finding.kinds: finding.outcome for finding in found.findings} == {
        ("money",): "impossible",
        ("capacity",): "impossible",
        ("deadlines",): "impossible",
        ("goal",): "possible",
        ("money", "capacity", "deadlines"): "impossible",
    }


def test_a_quarter_outside_the_horizon_is_an_error() -> None:
    with pytest.raises(ValueError, match="outside"):
        why(_simple(), RULEBOOK, Quarter(2031, 1))


def test_an_interrupt_stops_the_work_and_keeps_its_result() -> None:
    effort = Effort(30)
    main = threading.main_thread().ident
    assert main is not None

    def work() -> str:
        time.sleep(0.1)
        signal.pthread_kill(main, signal.SIGINT)
        while effort.left() > 0:
            time.sleep(0.01)
        return "what there is"

    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        assert run_stoppable(work, effort) == "what there is"
    finally:
        signal.signal(signal.SIGINT, before)
    assert effort.stopped
    assert effort.elapsed() < 20


def test_without_time_nothing_is_claimed() -> None:
    found = why(random_case(1), RULEBOOK, random_case(1).start, time_limit=1e-6)
    assert found.possible in {None, False}
    assert found.sets == ()
    assert all(finding.outcome == "unknown" for finding in found.findings)


@pytest.mark.parametrize("looks", range(0, 40, 4))
def test_work_that_is_stopped_anywhere_claims_nothing_that_is_not_so(
    looks: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = random_case(1)
    by = _one_earlier(case)
    assert by is not None
    whole = {finding.kinds: finding.outcome for finding in why(case, RULEBOOK, by).findings}
    left, asked = Effort.left, []

    def stopping(effort: Effort) -> float:
        asked.append(effort)
        if len(asked) > looks:
            effort.stop()
        return left(effort)

    monkeypatch.setattr(Effort, "left", stopping)
    for finding in why(case, RULEBOOK, by).findings:
        assert finding.outcome in {"unknown", whole.get(finding.kinds)}, finding
