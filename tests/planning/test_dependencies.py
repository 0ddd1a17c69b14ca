"""How late a project may finish: against a naive recomputation on random plans, and by hand."""

from __future__ import annotations

import random
import sys
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.planning.brute_force import in_order, people_at, quarter_by_quarter, quarters_of
from tests.planning.random_cases import random_case, small_rulebook
from vedich.case import After, Case, Effect, Goal, Option, Project, Quarter
from vedich.planning import Plan, dependencies, plan
from vedich.planning.dependencies import riskiest
from vedich.planning.result import Choice, QuarterScore
from vedich.scoring.result import Interval

RULEBOOK = small_rulebook()

Chosen = dict[str, tuple[Option, int]]
SCHEDULES = 3  # to find in each random case


def plan_of(case: Case, chosen: Chosen, at: int, met: list[set[str]], objective: str = "cheapest") -> Plan:
    """A plan that does `chosen` and is judged at quarter number `at`; only what dependencies read is filled in."""
    score = [
        QuarterScore(
            quarter=str(case.start + t),
            total=Interval(low=Fraction(0), high=Fraction(0)),
            recognised="unknown",
            goals_met=False,
            met=tuple(sorted(names)),
        )
        for t, names in enumerate(met)
    ]
    choices = [
        Choice(
            project=name,
            option=option.option,
            start=str(case.start + start),
            finish=str(case.start + (start + option.quarters - 1)),
            cost=option.cost,
        )
        for name, (option, start) in chosen.items()
    ]
    return Plan.model_construct(
        objective=objective, at=str(case.start + at), choices=tuple(choices), score=tuple(score), verified=True
    )


def linked(seed: int) -> Case:
    """A random case with a longer horizon and more that waits."""
    case, rng = random_case(seed), random.Random(f"linked {seed}")
    projects = []
    for number, project in enumerate(case.projects):
        earlier = [other.project for other in case.projects[:number]]
        names = rng.sample(earlier, min(len(earlier), rng.choice([0, 1, 1, 2])))
        after = tuple(After(name, rng.choice([0, 0, 1, 2])) for name in names)
        projects.append(replace(project, after=after, earliest_start=None, latest_finish=None))
    return replace(case, quarters=10, projects=tuple(projects))


def schedules(case: Case, rng: random.Random) -> list[Chosen]:
    """Random choices and starts in the order of the projects."""
    found: list[Chosen] = []
    for _ in range(300):
        chosen: Chosen = {}
        for project in case.projects:
            options = [option for option in case.options if option.project == project.project]
            if project.status != "done" and options and rng.random() < 0.85:
                option = rng.choice(options)
                chosen[project.project] = option, rng.randrange(case.quarters - option.quarters + 1)
        if chosen and in_order(case, chosen):
            found.append(chosen)
    return found


def achieved(case: Case, chosen: Chosen) -> list[set[str]]:
    """The goals met at the end of each quarter."""
    people = [people_at(case, *quarter) for quarter in quarters_of(case)]
    return quarter_by_quarter(case, chosen, {row.quantity: row.value for row in case.quantities}, people)[0]


def with_delay(case: Case, chosen: Chosen, project: str, quarters: int) -> Chosen:
    """Everything that has to move moves, again and again, until nothing does."""
    start = {name: begun for name, (_, begun) in chosen.items()}
    start[project] += quarters
    moved = True
    while moved:
        moved = False
        for row in case.projects:
            for after in row.after:
                if row.project in start and after.project in start:
                    ready = start[after.project] + chosen[after.project][0].quarters + after.lag
                    if start[row.project] < ready:
                        start[row.project], moved = ready, True
    return {name: (option, start[name]) for name, (option, _) in chosen.items()}


def slack(case: Case, chosen: Chosen, project: str, at: int, wanted: set[str]) -> int | None:
    """Every delay up to far beyond the horizon."""
    for late in range(1, 3 * case.quarters):
        if not wanted <= achieved(case, with_delay(case, chosen, project, late))[at]:
            return late - 1
    return None


def waits(case: Case, chosen: Chosen, later: str, project: str) -> bool:
    row = next(row for row in case.projects if row.project == later)
    first = [after.project for after in row.after if after.project in chosen]
    return project in first or any(waits(case, chosen, other, project) for other in first)


@pytest.mark.parametrize("block", range(10))
def test_slack_equals_a_naive_recomputation(block: int) -> None:
    seen: list[int | None] = []
    for seed in range(block * 12, block * 12 + 12):
        case, rng, found = linked(seed), random.Random(f"plans {seed}"), 0
        for chosen in schedules(case, rng):
            met = achieved(case, chosen)
            objective = rng.choice(["earliest", "cheapest", "most-points"])
            top = min(goal.priority for goal in case.stated_goals)
            first = {goal.goal for goal in case.stated_goals if goal.priority == top}
            dates = [t for t, names in enumerate(met) if (first <= names if objective == "earliest" else bool(names))]
            if not dates:
                continue
            at = rng.choice(dates)
            wanted = first if objective == "earliest" else met[at]
            rows = dependencies(case, RULEBOOK, plan_of(case, chosen, at, met, objective))
            assert {row.project for row in rows} == set(chosen)
            for row in rows:
                assert row.slack == slack(case, chosen, row.project, at, wanted), (seed, chosen, at)
                assert set(row.waiting) == {name for name in chosen if waits(case, chosen, name, row.project)}
                assert row.waiting_cost == sum(chosen[name][0].cost for name in row.waiting)
                seen.append(row.slack)
            found += 1
            if found == SCHEDULES:
                break
    assert {0, None} < set(seen)  # the cases tell something


def chain(*lags: int, **changes: object) -> tuple[Case, Chosen]:
    """Clearance, then works one after the other; only the last adds roads, and the goal is 20 km of them."""
    case = random_case(1)
    names = ["CLEAR", *(f"WORK{n}" for n, _ in enumerate(lags))]
    projects = [Project("CLEAR", "CLEAR", "Giải phóng mặt bằng", "candidate", (), None, None, ())]
    for before, name, lag in zip(names, names[1:], lags, strict=False):
        projects.append(Project(name, name, None, "candidate", (After(before, lag),), None, None, ()))
    options = {name: Option(name, "o", None, 2, 10 + number, ()) for number, name in enumerate(names)}
    roads = next(row for row in case.quantities if row.quantity == "roads")
    case = replace(
        case,
        start=Quarter(2027, 1),
        quarters=16,
        quantities=tuple(replace(row, value=Decimal(10)) if row is roads else row for row in case.quantities),
        projects=tuple(projects),
        options=tuple(options.values()),
        effects=(Effect(names[-1], "o", "roads", Decimal(10)),),
        goals=(Goal("g", "quantity", "roads", Decimal(20), None),),
        **changes,  # type: ignore[arg-type]
    )
    return case, {name: (options[name], 0) for name in names}


def at_starts(case: Case, chosen: Chosen, at: int, *starts: int) -> Plan:
    moved = {name: (option, start) for (name, (option, _)), start in zip(chosen.items(), starts, strict=True)}
    return plan_of(case, moved, at, [{"g"} if t >= at else set() for t in range(case.quarters)])


def test_time_between_projects_takes_up_a_delay() -> None:
    case, chosen = chain(0, 1)
    # CLEAR works in 0-1; WORK0 could start in 2 and does in 4; WORK1 could start in 7, does in 8 and is due in 9.
    rows = {row.project: row for row in dependencies(case, RULEBOOK, at_starts(case, chosen, 9, 0, 4, 8))}
    assert {name: row.slack for name, row in rows.items()} == {"CLEAR": 3, "WORK0": 1, "WORK1": 0}
    assert (rows["CLEAR"].finish, rows["CLEAR"].last_finish) == ("2027Q2", "2028Q1")
    assert rows["CLEAR"].waiting == ("WORK0", "WORK1") and rows["CLEAR"].waiting_cost == 23
    assert rows["CLEAR"].clearance and not rows["WORK0"].clearance


def test_time_before_the_date_is_slack_as_well() -> None:
    case, chosen = chain(0)
    rows = {row.project: row.slack for row in dependencies(case, RULEBOOK, at_starts(case, chosen, 9, 0, 2))}
    assert rows == {"CLEAR": 6, "WORK0": 6}


def test_a_project_that_adds_nothing_in_time_cannot_lose_the_date() -> None:
    case, chosen = chain(0)
    no_effects = replace(case, effects=(), goals=(Goal("g", "quantity", "roads", Decimal(10), None),))
    rows = dependencies(no_effects, RULEBOOK, at_starts(no_effects, chosen, 9, 0, 2))
    assert [(row.slack, row.last_finish) for row in rows] == [(None, None)] * 2
    assert riskiest(rows) == ()


def test_a_deadline_before_the_date_is_kept_too() -> None:
    case, chosen = chain(0)
    due = replace(case, goals=(replace(case.goals[0], by=case.start + 5),))
    rows = {row.project: row.slack for row in dependencies(due, RULEBOOK, at_starts(due, chosen, 9, 0, 2))}
    assert rows == {"CLEAR": 2, "WORK0": 2}


def test_the_riskiest_have_least_slack_then_most_waiting_then_land_clearance() -> None:
    case, chosen = chain(0, 0)
    twin = replace(case.projects[0], project="OTHER", kind="Quy hoạch")
    last = replace(case.projects[2], after=(After("WORK0", 0), After("OTHER", 0)))
    both = replace(case.projects[1], after=(After("CLEAR", 0), After("OTHER", 0)))
    case = replace(case, projects=(twin, case.projects[0], both, last))
    option = Option("OTHER", "o", None, 2, 10, ())
    case = replace(case, options=(*case.options, option))
    order = {"OTHER": (option, 0), **chosen}
    rows = dependencies(case, RULEBOOK, at_starts(case, order, 5, 0, 0, 2, 4))
    assert [row.project for row in rows] == ["CLEAR", "OTHER", "WORK0", "WORK1"]
    assert [row.project for row in riskiest(rows)] == ["CLEAR", "OTHER", "WORK0"]
    assert [row.project for row in riskiest(rows, 1)] == ["CLEAR"]


def test_nothing_is_said_without_a_plan_or_without_goals_to_lose() -> None:
    case, chosen = chain(0)
    found = at_starts(case, chosen, 9, 0, 2)
    assert dependencies(case, RULEBOOK, found.model_copy(update={"at": None})) == ()
    nothing_met = plan_of(case, chosen, 3, [set() for _ in range(case.quarters)], "most-points")
    assert dependencies(case, RULEBOOK, nothing_met) == ()


def test_the_score_is_asked_for_only_where_another_effect_comes_late(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hundred and fifty projects, fifty threads of three: one question for each thread's end, none twice."""
    asked: list[frozenset[str]] = []

    def counted(case: Case, rulebook: object, quarter: Quarter, goals: object, effects: list) -> bool:
        asked.append(frozenset(effect.project for _, effect in effects))
        return True

    monkeypatch.setattr(sys.modules[dependencies.__module__], "goals_hold", counted)
    case, _ = chain(0, 0)
    projects, options, effects, starts = [], [], [], {}
    for thread in range(50):
        for row, option, start in zip(case.projects, case.options, (0, 2, 4), strict=True):
            name = f"{row.project}-{thread}"
            after = tuple(After(f"{a.project}-{thread}", a.lag) for a in row.after)
            projects.append(replace(row, project=name, after=after))
            options.append(replace(option, project=name))
            starts[name] = options[-1], start
        effects.append(Effect(f"WORK1-{thread}", "o", "roads", Decimal(1)))
    case = replace(case, projects=tuple(projects), options=tuple(options), effects=tuple(effects))
    found = plan_of(case, starts, 15, [{"g"}] * case.quarters)
    assert len(dependencies(case, RULEBOOK, found)) == 150
    assert len(asked) == len(set(asked)) == 50


def test_a_plan_of_the_planner_can_be_asked() -> None:
    for seed in range(12):
        case = random_case(seed)
        found = plan(case, RULEBOOK, time_limit=60, in_child=False)
        rows = dependencies(case, RULEBOOK, found)
        assert {row.project for row in rows} == {choice.project for choice in found.choices}
        assert all(row.slack is None or row.slack >= 0 for row in rows)
