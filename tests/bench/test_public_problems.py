"""The planner on public problems: published optima, exhaustive search and CP-SAT agree with it."""

from __future__ import annotations

import itertools
import random
from pathlib import Path

import pytest
from bench.public_problems import (
    J301_1,
    MKNAP1_1,
    Knapsack,
    Schedule,
    Task,
    knapsack_case,
    knapsack_profit,
    makespan,
    read_psplib,
    schedule_case,
    write_examples,
)

from vedich.case import load_checked
from vedich.case.checks import check
from vedich.planning import plan, verify

PSPLIB = f"""{"*" * 72}
jobs (incl. supersource/sink ):  4
{"*" * 72}
PRECEDENCE RELATIONS:
jobnr.    #modes  #successors   successors
   1        1          1           2
   2        1          1           3
   3        1          1           4
   4        1          0
{"*" * 72}
REQUESTS/DURATIONS:
jobnr. mode duration  R 1  R 2
{"-" * 72}
  1      1     0       0    0
  2      1     3       2    0
  3      1     2       1    4
  4      1     0       0    0
{"*" * 72}
RESOURCEAVAILABILITIES:
  R 1  R 2
    2    5
{"*" * 72}
"""


def _greatest_profit(problem: Knapsack) -> int:
    best = 0
    for taken in itertools.product((0, 1), repeat=len(problem.profits)):
        loads = (sum(w * t for w, t in zip(row, taken, strict=True)) for row in problem.weights)
        if all(load <= most for load, most in zip(loads, problem.capacities, strict=True)):
            best = max(best, sum(p * t for p, t in zip(problem.profits, taken, strict=True)))
    return best


def _random_knapsack(seed: int) -> Knapsack:
    rng = random.Random(seed)
    items, limits = rng.randint(5, 10), rng.randint(1, 4)
    weights = tuple(tuple(rng.randint(0, 30) for _ in range(items)) for _ in range(limits))
    return Knapsack(
        tuple(rng.randint(1, 60) for _ in range(items)), weights, tuple(sum(row) * 2 // 5 for row in weights)
    )


def _random_schedule(seed: int) -> Schedule:
    rng = random.Random(seed)
    capacities = (rng.randint(3, 5), rng.randint(3, 5))
    tasks = tuple(
        Task(
            rng.randint(1, 4),
            tuple(rng.randint(0, most) for most in capacities),
            tuple(sorted(rng.sample(range(j), min(j, rng.choice([0, 0, 1, 2]))))),
        )
        for j in range(rng.randint(5, 8))
    )
    return Schedule(tasks, capacities)


def _shortest_makespan(problem: Schedule) -> int:
    """CP-SAT with intervals and cumulative capacities: nothing of the planner in it."""
    cp_model = pytest.importorskip("ortools.sat.python.cp_model")
    model, longest = cp_model.CpModel(), sum(task.periods for task in problem.tasks)
    starts = [model.new_int_var(0, longest, "") for _ in problem.tasks]
    spans = [
        model.new_fixed_size_interval_var(start, task.periods, "")
        for start, task in zip(starts, problem.tasks, strict=True)
    ]
    for start, task in zip(starts, problem.tasks, strict=True):
        for before in task.after:
            model.add(start >= starts[before] + problem.tasks[before].periods)
    for number, most in enumerate(problem.capacities):
        model.add_cumulative(spans, [task.demands[number] for task in problem.tasks], most)
    end = model.new_int_var(0, longest, "")
    for start, task in zip(starts, problem.tasks, strict=True):
        model.add(end >= start + task.periods)
    model.minimize(end)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 2
    assert solver.solve(model) == cp_model.OPTIMAL
    return round(solver.objective_value)


def test_the_published_knapsack_has_the_published_optimum() -> None:
    case, rulebook = knapsack_case(MKNAP1_1)
    found = plan(case, rulebook, objective="most-points", in_child=False)
    assert _greatest_profit(MKNAP1_1) == knapsack_profit(MKNAP1_1, found) == 3800
    assert found.proved and found.verified


@pytest.mark.parametrize("seed", range(8))
def test_knapsacks_equal_exhaustive_search(seed: int) -> None:
    problem = _random_knapsack(seed)
    case, rulebook = knapsack_case(problem)
    assert check(case, rulebook) == ()
    found = plan(case, rulebook, objective="most-points", in_child=False)
    assert knapsack_profit(problem, found) == _greatest_profit(problem)
    assert found.proved and found.verified


@pytest.mark.parametrize("seed", range(8))
def test_schedules_equal_cp_sat(seed: int) -> None:
    problem = _random_schedule(seed)
    case, rulebook = schedule_case(problem, sum(task.periods for task in problem.tasks))
    assert check(case, rulebook) == ()
    found = plan(case, rulebook, in_child=False)
    assert makespan(found) == _shortest_makespan(problem)
    assert verify(case, rulebook, found) == ()


def test_the_psplib_example_has_the_published_makespan() -> None:
    case, rulebook = schedule_case(J301_1, 48)
    found = plan(case, rulebook, time_limit=60, in_child=False)
    assert makespan(found) == 43
    assert verify(case, rulebook, found) == ()


def test_cp_sat_confirms_the_published_makespan() -> None:
    assert _shortest_makespan(J301_1) == 43


def test_a_psplib_file_is_read_without_its_dummy_tasks() -> None:
    assert read_psplib(PSPLIB) == Schedule((Task(3, (2, 0)), Task(2, (1, 4), (0,))), (2, 5))


def test_a_schedule_without_tasks_of_one_period_is_proved() -> None:
    problem = Schedule((Task(2, (1,)), Task(3, (1,))), (1,))
    found = plan(*schedule_case(problem, 6), in_child=False)
    assert (makespan(found), found.proved) == (5, True)


@pytest.mark.parametrize("name", ["knapsack", "schedule"])
def test_the_example_folders_are_what_the_converters_write(name: str, examples: Path, tmp_path: Path) -> None:
    write_examples(tmp_path)
    for file in (tmp_path / name).iterdir():
        assert file.read_bytes() == (examples / name / file.name).read_bytes(), file.name
    _, law, problems = load_checked(examples / name)
    assert (law.id, problems) == (name, ())


def test_a_task_without_length_is_refused() -> None:
    with pytest.raises(ValueError, match="no length"):
        schedule_case(Schedule((Task(0, ()),), ()), 4)
