"""Why a project is chosen: only what the case, the plan and the rulebook really say."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from tests.planning.random_cases import random_case, small_rulebook
from tests.planning.test_dependencies import plan_of
from vedich.case import After, Case, Effect, Goal, Option, Project, Quarter, Receipt
from vedich.planning.reasons import Contribution, Reasons, reasons

RULEBOOK = small_rulebook()
FIGURES = {"roads": Decimal(12), "role": "low", "beds": Decimal(10), "people": Decimal(10000), "waste": Decimal(40)}
RECOGNITION = Goal("g", "recognition", None, None, None)


def of(*effects: tuple[str, Decimal | str], goal: Goal = RECOGNITION, **figures: Decimal | str) -> Reasons:
    """The reasons for project P, which works in the first two quarters of eight and has `effects`."""
    case = case_of(*effects, goal=goal, **figures)
    return found(case, case.start + 7)["P"]


def case_of(*effects: tuple[str, Decimal | str], goal: Goal = RECOGNITION, **figures: Decimal | str) -> Case:
    case = random_case(1)
    values = {**FIGURES, **figures}
    return replace(
        case,
        start=Quarter(2027, 1),
        quarters=8,
        quantities=tuple(
            replace(row, value=values[row.quantity], growth_per_year=None, growth_kind=None) for row in case.quantities
        ),
        projects=(Project("P", "P", None, "candidate", (), None, None, ()),),
        options=(Option("P", "o", None, 2, 10, ()),),
        effects=tuple(Effect("P", "o", quantity, amount) for quantity, amount in effects),
        receipts=(),
        goals=(goal,),
    )


def found(case: Case, at: Quarter) -> dict[str, Reasons]:
    chosen = {option.project: (option, 0) for option in case.options}
    plan = plan_of(case, chosen, at - case.start, [set() for _ in range(case.quarters)])
    return reasons(case, RULEBOOK, plan.model_copy(update={"goals": ()}))


def quantities(row: Reasons) -> list[str]:
    return [contribution.quantity for contribution in row.contributions]


def test_an_effect_serves_the_standard_that_reads_its_figure() -> None:
    row = of(("roads", Decimal("1.5")), ("role", "mid"))
    label = RULEBOOK.criteria[0].standards[0].label
    assert row.contributions[0] == Contribution(
        "roads", RULEBOOK.quantities[0].label, "km", Decimal("1.5"), (label,), ()
    )
    assert [contribution.amount for contribution in row.contributions] == [Decimal("1.5"), "mid"]
    assert (row.mandatory, row.receipts, row.waiting) == (None, (), ())


def test_an_effect_that_does_harm_is_no_reason() -> None:
    assert quantities(of(("roads", Decimal(-1)))) == []
    assert quantities(of(("waste", Decimal(3)))) == []


def test_less_is_better_where_the_standard_says_so() -> None:
    assert quantities(of(("waste", Decimal(-3)))) == ["waste"]


def test_a_standard_that_has_full_points_anyway_is_served_by_nothing() -> None:
    assert quantities(of(("roads", Decimal(1)), roads=Decimal(20))) == []


def test_a_level_that_is_there_already_or_earns_nothing_is_no_reason() -> None:
    assert quantities(of(("role", "mid"), role="mid")) == []
    assert quantities(of(("role", "low"))) == []
    assert quantities(of(("role", "top"), role="mid")) == ["role"]


def test_what_comes_after_the_last_goal_is_no_reason() -> None:
    case = case_of(("roads", Decimal(1)))
    assert quantities(found(case, case.start)["P"]) == []
    assert quantities(found(case, case.start + 1)["P"]) == ["roads"]


def test_a_goal_names_the_effects_it_asks_for() -> None:
    roads = Goal("duong", "quantity", "roads", Decimal(15), None)
    assert of(("roads", Decimal(1)), goal=roads).contributions[0].goals == ("duong",)
    assert of(("waste", Decimal(-1)), goal=roads).contributions[0].goals == ()
    standard = Goal("rac", "standard", "B2", None, None)
    assert of(("waste", Decimal(-1)), goal=standard).contributions[0].goals == ("rac",)
    level = Goal("vai-tro", "quantity", "role", "top", None)
    assert of(("role", "mid"), goal=level).contributions[0].goals == ()
    assert of(("role", "top"), goal=level).contributions[0].goals == ("vai-tro",)


def test_a_goal_on_a_figure_asks_even_where_no_standard_gains() -> None:
    more = Goal("duong", "quantity", "roads", Decimal(25), None)
    row = of(("roads", Decimal(3)), goal=more, roads=Decimal(22))
    assert [(c.standards, c.goals) for c in row.contributions] == [((), ("duong",))]


def test_a_goal_that_is_met_anyway_asks_for_nothing() -> None:
    met = Goal("duong", "quantity", "roads", Decimal(10), None)
    assert of(("roads", Decimal(1)), goal=met).contributions[0].goals == ()


def test_money_brought_in_obligations_and_those_that_wait_are_told() -> None:
    case = case_of()
    waiting = Project("Q", "Q", None, "committed", (After("P", 0),), None, None, ())
    case = replace(
        case,
        projects=(*case.projects, waiting),
        options=(*case.options, Option("P", "other", None, 2, 10, ()), Option("Q", "o", None, 1, 5, ())),
        receipts=(Receipt("P", "o", "land", 700, 1), Receipt("P", "other", "land", 900, 1)),
    )
    chosen = {"P": (case.options[0], 0), "Q": (case.options[2], 2)}
    plan = plan_of(case, chosen, 7, [set() for _ in range(8)]).model_copy(update={"goals": ()})
    rows = reasons(case, RULEBOOK, plan)
    assert (rows["P"].receipts, rows["P"].waiting, rows["P"].mandatory) == ((("land", 700),), ("Q",), None)
    assert (rows["Q"].receipts, rows["Q"].waiting, rows["Q"].mandatory) == ((), (), "committed")


def test_without_a_plan_there_are_no_reasons() -> None:
    case = case_of()
    plan = plan_of(case, {}, 0, [set() for _ in range(8)]).model_copy(update={"at": None})
    assert reasons(case, RULEBOOK, plan) == {}
