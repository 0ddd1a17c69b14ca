"""The robust choice: fifty seeded cases, exhaustive search on small ones, dates, what happens when it is stopped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest

from tests.planning.brute_force import orderly, possible, quarters_of
from tests.planning.random_cases import random_case, small_rulebook
from tests.risk.robust_cases import robust_case
from vedich.case import Case, Goal, Quarter
from vedich.planning import Plan, plan, verify
from vedich.planning.given import planned
from vedich.planning.objective import Objective
from vedich.planning.problem import build_problem
from vedich.risk.deterministic import Expected, Planner, expected
from vedich.risk.luck import BEYOND, Luck
from vedich.risk.robust import Standing, robust
from vedich.risk.robust_result import Robust

RULEBOOK = small_rulebook()
ASKED = 0.8
BLOCKS = 10
UNSEEN = 987_654_321  # a seed that no choice has seen
SMALL = (2, 5, 6, 13, 35, 41, 45, 62, 71, 77, 84, 93, 198, 255)  # random cases with few plans, found by trying


def _choose(case: Case, **options: object) -> Robust:
    asked: dict[str, object] = {"at_least": ASKED, "time_limit": 120, "scenarios": 600, "fresh": 1500}
    return robust(case, RULEBOOK, in_child=False, **(asked | options))


@pytest.mark.parametrize("block", range(BLOCKS))
def test_it_is_at_least_as_probable_as_the_deterministic_plan_under_luck_it_has_not_seen(block: int) -> None:
    for seed in range(block * 50 // BLOCKS, (block + 1) * 50 // BLOCKS):
        case, rulebook = robust_case(seed)
        found = _choose(case)
        assert verify(case, rulebook, found.plan) == (), seed
        assert verify(case, rulebook, found.deterministic) == (), seed
        luck = Luck(case, rulebook, Quarter.parse(found.by) - case.start, 2000, UNSEEN)
        gain, error = luck.gain(found.plan, found.deterministic)
        assert gain >= -BEYOND * error, seed
        assert found.gain is not None and found.gain >= 0, seed
        assert found.extra_cost == (found.plan.cost or 0) - (found.deterministic.cost or 0), seed
        if found.reached:
            assert luck.probability(found.plan) >= ASKED - 2 * BEYOND * luck.error(found.plan), seed
        _is_sound(found)


def _is_sound(found: Robust) -> None:
    """The frontier holds the choice and the deterministic plan; who costs more is surer, but for these two."""
    rows = found.frontier
    assert [row.cost for row in rows] == sorted(row.cost for row in rows)
    assert sum(row.chosen for row in rows) == sum(row.deterministic for row in rows) == 1
    free = [row.probability for row in rows if not (row.chosen or row.deterministic)]
    assert free == sorted(free)
    chosen = next(row for row in rows if row.chosen)
    assert found.chance is not None
    assert (chosen.cost, chosen.probability) == (found.plan.cost, found.chance.probability)
    assert next(row for row in rows if row.deterministic).buffers == ()
    assert len(rows) <= found.candidates


@pytest.mark.parametrize("seed", SMALL)
def test_on_small_cases_no_plan_at_all_is_better(seed: int) -> None:
    """Of all plans there are: the cheapest that is sure enough, or else the most probable, to within sampling error."""
    case = random_case(seed)
    earliest = plan(case, RULEBOOK, in_child=False)
    by = min(Quarter.parse(earliest.reached or "") + seed % 3, case.horizon[-1])
    found = _choose(case, by=by)
    luck = Luck(case, RULEBOOK, by - case.start, 600, 1)
    mine = luck.probability(found.plan)
    everything = [(other.cost or 0, luck.probability(other)) for other in _all_plans(case, by - case.start)]
    enough = [cost for cost, chance in everything if chance >= ASKED]
    if enough:
        assert found.reached
        assert found.plan.cost == min(enough)
    else:
        assert mine >= max(chance for _, chance in everything) - 2 * BEYOND * luck.error(found.plan)


def _all_plans(case: Case, by: int) -> Iterator[Plan]:
    problem = build_problem(case)
    jobs = enumerate(problem.jobs)
    numbers = {(job.project, way.option): (j, w) for j, job in jobs for w, way in enumerate(job.ways)}
    wanted = {goal.goal for goal in case.stated_goals}
    for chosen, _, met, _ in orderly(case):
        if any(wanted <= names for names in met[: by + 1]) and possible(case, chosen, quarters_of(case)):
            starts = [(*numbers[name, option.option], start) for name, (option, start) in chosen.items()]
            found = planned(case, RULEBOOK, Objective("cheapest"), starts)
            assert found is not None
            yield found


def test_the_date_is_the_one_asked_for_or_the_deadline_or_the_earliest() -> None:
    case, _ = robust_case(24)
    deadline = case.goals[0].by
    assert deadline is not None

    def dated(case: Case, by: Quarter | None) -> Expected:
        return expected(Planner(case, RULEBOOK, None, 20.0, None, lambda _: None, False), by)

    by_deadline = dated(case, None)
    assert (by_deadline.by, by_deadline.date_from) == (deadline, "deadline")
    later = dated(case, deadline + 1)
    assert (later.by, later.date_from) == (deadline + 1, "asked")
    assert (later.plan.cost or 0) <= (by_deadline.plan.cost or 0)
    earliest = dated(replace(case, goals=tuple(replace(goal, by=None) for goal in case.goals)), None)
    assert (str(earliest.by), earliest.date_from) == (earliest.plan.reached, "earliest")
    assert earliest.plan.objective == "earliest"


def test_where_lesser_goals_cannot_hold_by_the_date_the_earliest_plan_is_compared_with() -> None:
    case, _ = robust_case(24)
    never = Goal("never", "quantity", "roads", Decimal(10_000), None, 2)
    both = replace(case, goals=(*case.goals, never))
    found = expected(Planner(both, RULEBOOK, None, 20.0, None, lambda _: None, False), case.goals[0].by)
    assert found.plan.objective == "earliest"
    assert found.plan.reached is not None and found.plan.reached <= str(found.by)


def test_the_same_seed_gives_the_same_choice_and_fresh_luck_is_other_luck() -> None:
    case, _ = robust_case(14)
    one, other = _choose(case), _choose(case)
    timeless = {"seconds": 0.0, "plan": one.plan, "deterministic": one.deterministic}
    assert one.model_copy(update=timeless) == other.model_copy(update=timeless)
    assert one.plan.choices == other.plan.choices
    assert one.fresh_seed != one.seed


def test_where_nothing_is_uncertain_the_deterministic_plan_is_chosen_at_no_extra_cost() -> None:
    case, _ = robust_case(24)
    rows = [replace(row, low=row.likely, high=row.likely, probability_percent=None) for row in case.risks]
    sure = replace(
        case,
        risks=tuple(row for row in rows if row.kind not in {"freeze", "blocked"}),
        funding=tuple(replace(row, low=row.amount, high=row.amount) for row in case.funding),
        receipts=(),
    )
    found = _choose(sure)
    assert found.chance is not None and found.chance.probability == 1
    assert (found.extra_cost, found.gain, found.reached) == (0, 0, True)


def test_goals_that_cannot_be_met_by_the_date_leave_no_plan_and_no_chances() -> None:
    case, _ = robust_case(24)
    found = _choose(case, by=case.start)
    assert not found.plan.found
    assert found.plan.status == "impossible"
    assert (found.chance, found.gain, found.frontier, found.candidates) == (None, None, (), 0)
    assert not found.reached


def test_goals_of_lesser_priority_are_not_given_up_for_certainty() -> None:
    case, _ = robust_case(14)
    lesser = Goal("waste", "quantity", "waste", Decimal(1), None, 2)
    found = _choose(replace(case, goals=(*case.goals, lesser)))
    before, after = (next(row for row in p.goals if row.goal == "waste") for p in (found.deterministic, found.plan))
    assert before.reached is not None and after.reached is not None
    assert after.reached <= before.reached


def test_a_budget_is_kept() -> None:
    case, _ = robust_case(14)
    free = _choose(case)
    assert free.extra_cost
    most = (free.plan.cost or 0) - 1
    tight = _choose(case, budget=most)
    assert (tight.plan.cost or 0) <= most
    assert tight.plan.budget == most
    assert tight.chance is not None and free.chance is not None
    assert tight.chance.probability <= free.chance.probability


def test_stopping_keeps_the_best_so_far() -> None:
    case, _ = robust_case(24)
    heard: list[Standing] = []

    def interrupt(standing: Standing) -> None:
        heard.append(standing)
        if standing.candidates == 3:
            raise KeyboardInterrupt

    found = _choose(case, on_progress=interrupt)
    assert found.ended == "stopped"
    assert found.plan.found
    assert found.candidates == 3
    assert found.deterministic.found
    assert [standing.candidates for standing in heard if standing.search is None] == [2, 3]


def test_no_time_leaves_the_deterministic_plan_or_none() -> None:
    case, _ = robust_case(24)
    found = _choose(case, time_limit=0.3)
    assert found.ended in {"time_limit", "complete"}
    if found.plan.found:
        assert found.chance is not None
