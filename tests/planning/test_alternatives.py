"""Alternatives against exhaustive search: none of the plans left out is further from the known ones."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.planning.brute_force import earliest_key, orderly, possible, quarters_of
from tests.planning.random_cases import random_case, small_rulebook
from vedich.case import Case
from vedich.planning import Plan, alternatives, plan, verify

RULEBOOK = small_rulebook()
WITHIN = Fraction(30, 100)


def _as_good(case: Case, best: Plan) -> list[tuple[frozenset[str], int]]:
    """The projects and cost of every plan with the best one's dates at up to 30 % more cost."""
    most = int((best.cost or 0) * (1 + WITHIN))
    quarters = quarters_of(case)
    last = case.quarters - 1
    dates = None
    found = []
    for chosen, cost, met, totals in orderly(case, most):
        key = earliest_key(case, met, totals, cost, last)
        if key is None or _idles(case, chosen, key[0]) or not possible(case, chosen, quarters):
            continue
        if dates is None or key[0] < dates:
            dates, found = key[0], []
        if key[0] == dates:
            found.append((frozenset(chosen), cost))
    return found


def _idles(case: Case, chosen: dict[str, tuple], dates: tuple) -> bool:
    """Whether a project that no one needs is finished only after the goals: no plan holds one."""
    last = max(date for date in dates if date < case.quarters)
    first = {p.project for p in case.projects if case.funding_order and p.claim != "new"}
    must = {p.project for p in case.projects if p.status in {"committed", "running"}}
    bound = bool(first | must)
    useful = {row.project for row in case.receipts} | first | must
    for project in reversed(case.projects):
        if project.project in useful:
            useful |= {after.project for after in project.after} | {project.project}
    late = {name for name, (option, start) in chosen.items() if start + option.quarters - 1 > last}
    return bool(late - useful) if bound else bool(late)


@pytest.mark.parametrize("block", range(6))
def test_each_alternative_is_as_far_as_any_plan_can_be_and_the_cheapest_so_far(block: int) -> None:
    for seed in range(block * 20, block * 20 + 20):
        case = random_case(seed)
        best = plan(case, RULEBOOK, in_child=False)
        if not best.found:
            continue
        found = alternatives(case, RULEBOOK, best, count=3, within=WITHIN, in_child=False)
        others = _as_good(case, best)
        known = [frozenset(choice.project for choice in best.choices)]
        for alternative in found.alternatives:
            assert verify(case, RULEBOOK, alternative.plan) == (), seed
            projects = frozenset(choice.project for choice in alternative.plan.choices)
            far = max(min(len(other ^ one) for one in known) for other, _ in others)
            assert min(len(projects ^ one) for one in known) == alternative.differs == far, seed
            cheapest = min(cost for other, cost in others if min(len(other ^ one) for one in known) >= far)
            assert alternative.plan.cost == cheapest, seed
            known.append(projects)
        if len(found.alternatives) < 3:
            assert found.complete, seed
            assert all(other in known for other, _ in others), seed


def test_alternatives_of_the_other_objectives_keep_their_promise() -> None:
    seen = 0
    for seed in range(40):
        case = random_case(seed)
        by = case.start + (case.quarters - 1)
        cheap = plan(case, RULEBOOK, objective="cheapest", by=by, in_child=False)
        for alternative in alternatives(case, RULEBOOK, cheap, count=1, within=WITHIN, in_child=False).alternatives:
            assert (alternative.plan.cost or 0) <= (cheap.cost or 0) * (1 + WITHIN)
            assert alternative.plan.found and alternative.plan.verified
            seen += 1
        most = plan(case, RULEBOOK, objective="most-points", by=by, budget=60, in_child=False)
        for alternative in alternatives(case, RULEBOOK, most, count=1, within=WITHIN, in_child=False).alternatives:
            assert (alternative.plan.cost or 0) <= 60
            least = most.score[-1].total.low * (1 - WITHIN)
            assert float(alternative.plan.score[-1].total.low) >= float(least) - 1e-5
            seen += 1
    assert seen > 10
