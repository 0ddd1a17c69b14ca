"""`impact`: its numbers are those of scoring and planning under either rulebook alone; nothing is guessed."""

from __future__ import annotations

import importlib
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.planning.changed_law import NOT_TRANSCRIBED, STRICTER, changed_law
from tests.planning.random_cases import random_case, small_rulebook
from vedich.case import Case, Effect, Goal, Quarter
from vedich.case.checks import check
from vedich.messages import Refused
from vedich.planning import Impact, impact, plan
from vedich.planning.certainty import undecidable
from vedich.rulebooks import Rulebook
from vedich.scoring import assess

OLD = small_rulebook()
NEW = changed_law(mark="12", **STRICTER)


@cache
def cases() -> tuple[Case, ...]:
    """Cases that pass their checks."""
    made = (random_case(seed) for seed in range(24))
    return tuple(case for case in made if not any(p.severity == "error" for p in check(case, OLD)))


def both(case: Case, new: Rulebook, old: Rulebook = OLD, **options: Any) -> Impact:
    return impact(case, old, new, **{"time_limit": 60, "in_child": False, **options})


def scored(case: Case, new: Rulebook, old: Rulebook = OLD) -> Impact:
    return both(case, new, old, plans=False)


def test_its_numbers_are_those_of_two_independent_calls() -> None:
    planned = 0
    for case in cases()[:14]:
        found = both(case, NEW)
        for law, side in ((OLD, found.old), (NEW, found.new)):
            score, alone = assess(case, law), plan(case, law, time_limit=60, in_child=False)
            assert (side.total, side.recognised, side.criteria) == (score.total, score.recognised, score.criteria)
            assert side.plan is not None and side.plan.proved
            assert (side.plan.status, side.plan.reached, side.plan.cost) == (alone.status, alone.reached, alone.cost)
            assert side.plan.verified == side.plan.found
            sides = [row.before if side is found.old else row.after for row in found.standards]
            assert tuple(row for row in sides if row is not None) == score.standards
        first, second = found.old.plan, found.new.plan
        assert first is not None and second is not None
        if first.found and second.found:
            planned += 1
            assert first.cost is not None and second.cost is not None and first.reached and second.reached
            assert found.extra_cost == second.cost - first.cost
            assert found.later == Quarter.parse(second.reached) - Quarter.parse(first.reached)
            assert found.diff is not None and found.diff.after.cost == second.cost
        else:
            assert (found.diff, found.extra_cost, found.later) == (None, None, None)
    assert planned >= 2


@pytest.mark.parametrize("name", ["small", "other"])
def test_identical_rulebooks_make_no_difference(name: str) -> None:
    same = changed_law(name=name, A1={"clause": "Điều 7", "confidence": "low"})
    for case in cases()[:8]:
        found = both(case, same)
        assert found.old.total == found.new.total
        assert {(row.change, row.turn, row.fields) for row in found.standards} == {("kept", "same", ())}
        assert found.new.plan is not None and found.new.plan.rulebook == name
        if found.diff is not None:
            assert (found.diff.changes, found.extra_cost, found.later) == (0, 0, 0)


@settings(max_examples=60, deadline=None)
@given(
    number=st.integers(0, 15),
    rise=st.integers(0, 6),
    stretch=st.integers(0, 6),
    beds=st.integers(0, 3),
    fall=st.integers(0, 9),
    top=st.booleans(),
)
def test_a_stricter_law_never_raises_the_score(
    number: int, rise: int, stretch: int, beds: int, fall: int, top: bool
) -> None:
    stricter = changed_law(
        A1={"scale": {"at_min": 10 + rise, "at_max": 20 + rise + stretch}},
        A2={"scale": {"at_min": "top" if top else "mid", "at_max": "top"}},
        B1={"scale": {"at_min": 2 + beds, "at_max": 4 + beds}},
        B2={"scale": {"at_min": 30 - fall, "at_max": 10 - fall}},
    )
    found = scored(cases()[number % len(cases())], stricter)
    assert found.new.total.low <= found.old.total.low
    assert found.new.total.high <= found.old.total.high
    assert found.turned("newly_met") == ()
    for row in found.standards:
        assert row.before is not None and row.after is not None
        assert row.after.points.high <= row.before.points.high
        assert row.before.gap is not None and row.after.gap is not None
        assert row.after.gap >= row.before.gap


def _case(**changes: Any) -> Case:
    """Known figures: 12 km of roads, role low, 16 beds, 40 % waste; one goal."""
    case = replace(cases()[0], goals=(Goal("g", "standard", "A1", Decimal(3), None),))
    values = {"roads": Decimal(12), "role": "low", "beds": Decimal(16), "waste": Decimal(40)}
    rows = tuple(replace(row, value=values.get(row.quantity, row.value)) for row in case.quantities)
    return replace(case, quantities=rows, **changes)


def test_what_is_newly_unmet_is_told_with_its_gap_in_natural_units() -> None:
    found = scored(_case(), changed_law(A1={"scale": {"at_min": 13.5, "at_max": 20}}))
    (row,) = found.turned("newly_unmet")
    assert row.before is not None and row.after is not None
    assert (row.change, [field.field for field in row.fields]) == ("changed", ["scale.at_min"])
    assert (row.before.gap, row.after.gap, row.after.gap_unit) == (0, Fraction("1.5"), "km")
    assert (row.before.points.low, row.after.points.low) == (Fraction("3.4"), 0)


def test_a_gap_that_only_grows_is_told_too() -> None:
    found = scored(_case(), changed_law(B2={"scale": {"at_min": 25, "at_max": 10}}))
    (row,) = found.turned("gap_changed")
    assert row.before is not None and row.after is not None
    assert (row.before.gap, row.after.gap) == (10, 15)


def test_fewer_points_for_the_same_result_are_told_too() -> None:
    found = scored(_case(), changed_law(A1={"scale": {"at_min": 10, "at_max": 30}}))
    (row,) = found.turned("points_changed")
    assert row.before is not None and row.after is not None
    assert (row.before.points.low, row.after.points.low) == (Fraction("3.4"), Fraction("3.2"))


def test_a_milder_law_says_what_is_met_now() -> None:
    found = scored(_case(), changed_law(B2={"scale": {"at_min": 40, "at_max": 10}}))
    assert [row.after.id for row in found.turned("newly_met") if row.after] == ["B2"]


def test_standards_of_one_law_only_are_new_or_gone() -> None:
    found = scored(_case(), OLD, old=changed_law(without=("B2",)))
    assert [(row.change, row.turn) for row in found.standards if row.after and row.after.id == "B2"] == [
        ("new", "newly_unmet")
    ]
    back = scored(_case(), changed_law(without=("B2",)))
    assert [(row.change, row.turn) for row in back.standards if row.after is None] == [("gone", "no_longer_asked")]


def test_a_goal_on_a_standard_that_is_gone_forbids_the_plan_in_words() -> None:
    found = both(_case(), changed_law(without=("A1",)))
    assert found.old.planning == "planned" and found.old.plan is not None
    assert (found.new.planning, found.new.plan) == ("cannot_be_asked", None)
    (goal,) = found.new.goals
    assert (goal.subject, goal.standard, goal.asked) == ("A1", None, "no_counterpart")
    assert (found.diff, found.extra_cost, found.later) == (None, None, None)


def test_a_goal_goes_along_with_a_standard_that_is_renamed() -> None:
    found = both(_case(), changed_law(A1={"id": "Z9"}))
    (goal,) = found.new.goals
    assert (goal.standard, goal.asked) == ("Z9", "yes")
    assert found.new.plan is not None and found.old.plan is not None
    assert (found.new.plan.reached, found.new.plan.cost) == (found.old.plan.reached, found.old.plan.cost)
    row = next(row for row in found.standards if row.after and row.after.id == "Z9")
    assert (row.matched_by, row.change) == ("figure", "kept")


def test_goals_may_be_written_in_the_words_of_the_new_law() -> None:
    case = replace(_case(), goals=(Goal("g", "standard", "Z9", None, None),), rulebook="other")
    found = scored(case, changed_law(A1={"id": "Z9"}))
    assert [goal.standard for goal in (*found.old.goals, *found.new.goals)] == ["A1", "Z9"]


def test_recognition_carries_over_to_a_law_without_a_common_id() -> None:
    renamed = {id_: {"id": f"N{id_}"} for id_ in ("A1", "A2", "B1", "B2")}
    found = both(replace(_case(), goals=()), changed_law(**renamed))
    assert [goal.asked for goal in found.new.goals] == ["yes"]
    assert found.new.planning == "planned"


def test_a_goal_above_the_maximum_of_the_new_law_is_not_asked() -> None:
    new = changed_law(A1={"points": {"min": "1", "max": "2"}})
    assert [goal.asked for goal in scored(_case(), new).new.goals] == ["above_maximum"]


def test_a_goal_that_neither_law_knows_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        scored(replace(_case(), goals=(Goal("g", "standard", "A9", None, None),)), NEW)
    assert {problem.place.table for problem in refused.value.problems} == {"goals"}


def test_a_partial_rulebook_gives_unknown_and_no_guess() -> None:
    new = changed_law(mark="16", A1=NOT_TRANSCRIBED, A2=NOT_TRANSCRIBED)
    found = both(replace(_case(), goals=()), new)
    assert found.new.not_transcribed == 2
    assert not found.new.total.known
    assert found.new.recognised in {"no", "unknown"}
    assert {row.turn for row in found.standards if row.after and row.after.criterion == "A"} == {"newly_unknown"}
    assert [goal.asked for goal in found.new.goals] == ["undecidable"]
    assert (found.new.planning, found.new.plan) == ("cannot_be_asked", None)


def test_figures_that_the_new_law_asks_for_in_vain_are_listed_with_their_unit() -> None:
    parks = {"id": "parks", "label": {"vi": "công viên", "en": "parks"}, "unit": "ha"}
    quantities = [kind.model_dump(mode="json") for kind in OLD.quantities]
    new = changed_law(head={"quantities": [*quantities, parks]}, A1={"value": {"quantity": "parks"}, "unit": "ha"})
    found = scored(replace(_case(), goals=()), new)
    (figure,) = found.missing
    assert (figure.quantity, figure.unit, figure.standards) == ("parks", "ha", ("A1",))
    assert (figure.points, figure.asked_before) == (5, False)
    assert found.new.total.high - found.new.total.low == 5


def test_a_case_that_the_new_law_cannot_read_is_refused() -> None:
    quantities = [kind.model_dump(mode="json") for kind in OLD.quantities]
    quantities[0] |= {"unit": "m"}
    case = _case()
    rows = tuple(replace(row, unit="km") if row.quantity == "roads" else row for row in case.quantities)
    with pytest.raises(Refused):
        scored(replace(case, quantities=rows), changed_law(head={"quantities": quantities}))


def test_an_effect_on_a_figure_that_only_the_old_law_reads_is_no_obstacle() -> None:
    case = _case(goals=())
    option = case.options[0]
    case = replace(
        case,
        quantities=tuple(row for row in case.quantities if row.quantity != "waste"),
        effects=(Effect(option.project, option.option, "waste", Decimal(-1)),),
    )
    found = both(case, changed_law(without=("B2",)))
    assert found.new.total.known
    assert found.new.planning == "planned"


def test_adjustments_that_the_new_law_lacks_are_set_aside_and_told() -> None:
    hills = {
        "id": "hills",
        "label": {"vi": "vùng đồi", "en": "hills"},
        "clause": "Điều 2",
        "source": "made",
        "confidence": "high",
        "changes": [{"standards": ["A1"], "minimum_times": "0.5"}],
    }
    old = changed_law(name="small", head={"adjustments": [hills]})
    found = scored(_case(adjustments=("hills",)), OLD, old=old)
    assert (found.old.adjustments, found.old.set_aside) == (("hills",), ())
    assert (found.new.adjustments, found.new.set_aside) == ((), ("hills",))
    (row,) = [row for row in found.standards if row.change == "changed"]
    assert [(field.field, field.before, field.after) for field in row.fields] == [("adjusted.minimum", "5", None)]


@pytest.mark.parametrize(
    ("days", "state"),
    [
        ({"from": "2020-01-01", "to": None}, "yes"),
        ({"from": "2020-01-01", "to": "2026-12-31"}, "no_longer"),
        ({"from": "2035-01-01", "to": None}, "not_yet"),
    ],
)
def test_it_tells_whether_a_law_is_in_force_when_the_plan_begins(days: dict[str, str | None], state: str) -> None:
    assert scored(_case(), changed_law(head={"in_force": days})).new.at_start == state


def test_the_last_quarter_and_the_budget_hold_for_both_plans() -> None:
    case = _case()
    found = both(case, NEW, by=case.start + 1, budget=50)
    for side in (found.old, found.new):
        assert side.plan is not None
        assert (side.plan.by, side.plan.budget) == (str(case.start + 1), 50)


def test_whoever_stops_the_first_search_is_not_asked_to_wait_for_the_second(monkeypatch: pytest.MonkeyPatch) -> None:
    case = _case()
    stopped = plan(case, OLD, in_child=False).model_copy(update={"ended": "stopped"})
    module = importlib.import_module("vedich.planning.impact")
    monkeypatch.setattr(module, "plan", lambda *_, **__: stopped)
    found = both(case, NEW)
    assert found.stopped
    assert (found.new.planning, found.new.plan) == ("not_asked", None)


@pytest.mark.parametrize("lost", ["roads", "role", "beds", "waste"])
def test_what_is_called_undecidable_has_no_plan_and_could_have_one_if_it_were_known(lost: str) -> None:
    told = 0
    for case in cases()[:8]:
        blind = replace(
            case,
            quantities=tuple(replace(f, value=None) if f.quantity == lost else f for f in case.quantities),
            goals=(),
        )
        never = undecidable(blind, small_rulebook("16"))
        told += bool(never)
        if never:
            assert plan(blind, small_rulebook("16"), in_child=False).status == "impossible"
    assert told >= 4
