"""The verifier refuses a plan that was changed in any one way."""

from __future__ import annotations

import random

import pytest

from tests.planning.random_cases import random_case, small_rulebook
from vedich.case import Case
from vedich.planning import Plan, plan, verify

RULEBOOK = small_rulebook()


def _plans() -> list[tuple[Case, Plan]]:
    found = []
    for seed in range(200):
        case = random_case(seed)
        result = plan(case, RULEBOOK, in_child=False)
        if result.choices and result.payments:
            found.append((case, result))
        if len(found) == 25:
            break
    return found


def _mutations(case: Case, good: Plan, rng: random.Random) -> dict[str, Plan]:
    def with_row(field: str, more: str | None = None, **change: object) -> Plan:
        """One row changed; `more` names an amount that grows by one."""
        rows = list(getattr(good, field))
        index = rng.randrange(len(rows))
        if more is not None:
            change = {more: getattr(rows[index], more) + 1}
        rows[index] = rows[index].model_copy(update=change)
        return good.model_copy(update={field: tuple(rows)})

    other_quarter = str(case.start + case.quarters)
    return {
        "start": with_row("choices", start=other_quarter),
        "start one quarter away": _moved(good, rng, "start"),
        "finish one quarter away": _moved(good, rng, "finish"),
        "option": with_row("choices", option="o9"),
        "project": with_row("choices", project="P9"),
        "cost of a choice": with_row("choices", more="cost"),
        "total cost": good.model_copy(update={"cost": (good.cost or 0) - 1}),
        "choice dropped": good.model_copy(update={"choices": good.choices[1:]}),
        "choice twice": good.model_copy(update={"choices": (*good.choices, good.choices[0])}),
        "payment amount": with_row("payments", more="amount"),
        "payment source": with_row("payments", source="nowhere"),
        "payment source swapped": _swapped(good, "payments"),
        "payment quarter": with_row("payments", quarter=other_quarter),
        "payment dropped": good.model_copy(update={"payments": good.payments[1:]}),
        "yearly amount": with_row("spending", more="amount"),
        "yearly source swapped": _swapped(good, "spending"),
        "yearly year": with_row("spending", year=1999),
        "score": good.model_copy(
            update={
                "score": (good.score[0].model_copy(update={"goals_met": not good.score[0].goals_met}), *good.score[1:])
            }
        ),
        "reached": good.model_copy(update={"reached": _other_quarter(case, good.reached)}),
        "judged at": good.model_copy(update={"at": _other_quarter(case, good.at)}),
        "asked for earlier": good.model_copy(update={"by": str(case.start + -1)}),
        "budget below the cost": good.model_copy(update={"budget": (good.cost or 0) - 1}),
        "goal reached": with_row("goals", reached=_other_quarter(case, good.goals[0].reached)),
        "goal priority": with_row("goals", more="priority"),
        "goal renamed": with_row("goals", goal="g9"),
        "goal dropped": good.model_copy(update={"goals": good.goals[1:]}),
        "goals met in a quarter": with_row("score", met=("g9",)),
        "cost stage": _stage_changed(good, "cost"),
        "points stage": _stage_changed(good, "points"),
        "date stage": _stage_changed(good, "date"),
    }


def _moved(good: Plan, rng: random.Random, field: str) -> Plan:
    rows = list(good.choices)
    index = rng.randrange(len(rows))
    text = getattr(rows[index], field)
    moved = f"{text[:4]}Q{int(text[5]) % 4 + 1}"
    rows[index] = rows[index].model_copy(update={field: moved})
    return good.model_copy(update={"choices": tuple(rows)})


def _swapped(good: Plan, field: str) -> Plan:
    rows = list(getattr(good, field))
    other = "city" if rows[0].source == "land" else "land"
    rows[0] = rows[0].model_copy(update={"source": other})
    return good.model_copy(update={field: tuple(rows)})


def _other_quarter(case: Case, quarter: str | None) -> str:
    return next(str(other) for other in case.horizon if str(other) != quarter)


def _stage_changed(good: Plan, name: str) -> Plan:
    stages = tuple(
        stage.model_copy(update={"value": stage.value + 1}) if stage.name == name and stage.value is not None else stage
        for stage in good.stages
    )
    return good.model_copy(update={"stages": stages})


def test_every_single_change_to_a_plan_is_refused() -> None:
    rng = random.Random(1)
    plans = _plans()
    assert len(plans) == 25
    for case, good in plans:
        assert verify(case, RULEBOOK, good) == ()
        for name, bad in _mutations(case, good, rng).items():
            assert verify(case, RULEBOOK, bad), (case, name)


def test_a_result_without_a_plan_is_not_verified() -> None:
    case = random_case(0)
    nothing = plan(case, RULEBOOK, in_child=False).model_copy(update={"at": None})
    assert [refusal.rule for refusal in verify(case, RULEBOOK, nothing)] == ["verify.no_plan"]


@pytest.mark.parametrize("in_child", [True, False])
def test_a_child_process_finds_the_same_plan(in_child: bool) -> None:
    case = random_case(3)
    found = plan(case, RULEBOOK, in_child=in_child)
    assert found.model_copy(update={"seconds": 0, "stages": ()}) == plan(case, RULEBOOK, in_child=False).model_copy(
        update={"seconds": 0, "stages": ()}
    )
