"""Re-planning against exhaustive search, and the comparison of two plans."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from tests.planning.brute_force import earliest_key, orderly, possible, quarters_of
from tests.planning.random_cases import random_case, small_rulebook
from vedich.case import Case, Quarter
from vedich.planning import Plan, compare, plan, replan, verify

RULEBOOK = small_rulebook()
KEEP = 7


def _changes(case: Case, old: Plan, chosen: dict[str, tuple]) -> int:
    planned = {c.project: (c.option, Quarter.parse(c.start) - case.start) for c in old.choices}
    new = {name: (option.option, start) for name, (option, start) in chosen.items()}
    return sum(planned.get(name) != new.get(name) for name in planned.keys() | new.keys())


def _best(case: Case, old: Plan, today: int) -> tuple | None:
    """(dates, cost + price of the changes) over every plan that keeps what began before today."""
    begun = {
        c.project: (c.option, Quarter.parse(c.start) - case.start)
        for c in old.choices
        if Quarter.parse(c.start) - case.start < today
    }
    running = {project.project for project in case.projects if project.status == "running"}
    best = None
    for chosen, cost, met, totals in orderly(case):
        now = {name: (option.option, start) for name, (option, start) in chosen.items()}
        if any(now.get(name) != choice for name, choice in begun.items()):
            continue
        if any(start < today for name, (_, start) in now.items() if name not in begun and name not in running):
            continue
        key = earliest_key(case, met, totals, cost, case.quarters - 1)
        if key is None:
            continue
        short = (key[0], cost + KEEP * _changes(case, old, chosen))
        if (best is None or short < best) and possible(case, chosen, quarters_of(case)):
            best = short
    return best


def _poorer(case: Case, seed: int) -> Case:
    """The same case with less money in every year but the first."""
    share = random.Random(seed).choice([0.2, 0.4, 0.6, 0.8])
    first = min((row.year for row in case.funding), default=0)
    rows = (row if row.year == first else replace(row, amount=int(row.amount * share)) for row in case.funding)
    return replace(case, funding=tuple(rows))


@pytest.mark.parametrize("block", range(6))
def test_a_replan_keeps_what_began_and_changes_no_more_than_it_must(block: int) -> None:
    for seed in range(block * 20, block * 20 + 20):
        case = random_case(seed)
        old = plan(case, RULEBOOK, in_child=False)
        if not old.found:
            continue
        later = _poorer(case, seed)
        found = replan(later, RULEBOOK, old, case.start + 1, keep=KEEP, in_child=False)
        expected = _best(later, old, 1)
        if expected is None:
            assert found.plan.status == "impossible", seed
            continue
        assert found.plan.found and found.plan.verified, seed
        chosen = {c.project: c for c in found.plan.choices}
        for name in found.held:
            assert chosen[name] == next(c for c in old.choices if c.project == name), seed
        assert found.plan.cost is not None
        assert found.plan.cost + KEEP * found.diff.changes == expected[1], seed
        assert found.plan.reached == str(case.start + expected[0][0]), seed


def test_less_money_changes_a_plan() -> None:
    changes = 0
    for seed in range(40):
        case = random_case(seed)
        old = plan(case, RULEBOOK, in_child=False)
        if old.found:
            found = replan(_poorer(case, seed), RULEBOOK, old, case.start + 1, keep=KEEP, in_child=False)
            changes += found.diff.changes if found.plan.found else 0
    assert changes > 0


def test_a_replan_with_nothing_new_changes_nothing() -> None:
    case = random_case(3)
    old = plan(case, RULEBOOK, in_child=False)
    found = replan(case, RULEBOOK, old, case.start + 1, in_child=False)
    assert found.diff.changes == 0
    assert found.plan.choices == old.choices


def test_a_project_that_did_not_start_is_not_held() -> None:
    for seed in range(60):
        case = random_case(seed)
        old = plan(case, RULEBOOK, in_child=False)
        first = [c.project for c in old.choices if c.start == str(case.start)]
        free = [p.project for p in case.projects if p.project in first and p.status == "candidate"]
        if not free:
            continue
        found = replan(case, RULEBOOK, old, case.start + 1, not_started=free[:1], in_child=False)
        assert free[0] not in found.held
        assert all(c.start > str(case.start) for c in found.plan.choices if c.project == free[0])
        return
    raise AssertionError("no case with a project that starts at once")


def test_a_plan_does_not_differ_from_itself_and_differences_have_two_sides() -> None:
    case = random_case(3)
    old = plan(case, RULEBOOK, in_child=False)
    same = compare(old, old)
    assert (same.changes, same.same) == (0, len(old.choices))
    fewer = old.model_copy(update={"choices": old.choices[1:]})
    assert [choice.project for choice in compare(old, fewer).dropped] == [old.choices[0].project]
    assert [choice.project for choice in compare(fewer, old).added] == [old.choices[0].project]
    assert verify(case, RULEBOOK, old) == ()
