"""Public test problems as cases: the multidimensional knapsack and the resource-constrained project schedule.

They are how the planner is checked against libraries whose answers are known (docs/benchmarks.md). An item or a task
is a project with one option; what limits it is a resource of `capacities`; nothing costs money.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from vedich.case import After, Capacity, Case, Demand, Effect, Figure, Goal, Option, Project, Quarter, Unit, write
from vedich.planning import Plan
from vedich.rulebooks import Rulebook
from vedich.rulebooks.writer import write_rulebook

START = Quarter(2027, 1)
DAY = "2026-12-31"


@dataclass(frozen=True, slots=True)
class Knapsack:
    """max Σ profit·x  s.t.  Σ weights[i][j]·x[j] ≤ capacities[i], x binary. Whole numbers."""

    profits: tuple[int, ...]
    weights: tuple[tuple[int, ...], ...]
    capacities: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """A task of at least one period: what it takes of each resource, and the tasks (numbers) it comes after."""

    periods: int
    demands: tuple[int, ...]
    after: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Schedule:
    """min makespan: every task done, without breaks, within the capacities of every period."""

    tasks: tuple[Task, ...]
    capacities: tuple[int, ...]


# mknap1, problem 1 of the OR-Library (Beasley 1990; Petersen 1967), 6 items, 10 constraints: optimum 3800.
MKNAP1_1 = Knapsack(
    profits=(100, 600, 1200, 2400, 500, 2000),
    weights=(
        (8, 12, 13, 64, 22, 41),
        (8, 12, 13, 75, 22, 41),
        (3, 6, 4, 18, 6, 4),
        (5, 10, 8, 32, 6, 12),
        (5, 13, 8, 42, 6, 20),
        (5, 13, 8, 48, 6, 20),
        (0, 0, 0, 0, 8, 0),
        (3, 0, 4, 0, 8, 0),
        (3, 2, 4, 0, 8, 4),
        (3, 2, 4, 8, 8, 4),
    ),
    capacities=(80, 96, 20, 36, 44, 48, 10, 18, 22, 24),
)


# j301_1 of the PSPLIB (Kolisch and Sprecher 1996): 30 tasks, 4 resources; published optimum 43, which CP-SAT confirms.
# A task takes one resource only: (periods, resource, demand, tasks it comes after).
_J301_1 = (
    (8, 0, 4, ()),
    (4, 0, 10, ()),
    (6, 3, 3, ()),
    (3, 0, 3, (2,)),
    (8, 3, 8, (0,)),
    (5, 0, 4, (1,)),
    (9, 1, 1, (1,)),
    (2, 0, 6, (2,)),
    (7, 3, 1, (2,)),
    (9, 1, 5, (0,)),
    (2, 1, 7, (6,)),
    (6, 0, 4, (1,)),
    (3, 1, 8, (7, 10)),
    (9, 0, 3, (0,)),
    (10, 3, 5, (8,)),
    (6, 3, 8, (11, 12)),
    (5, 3, 7, (11,)),
    (3, 1, 1, (6,)),
    (7, 1, 10, (3, 9, 16)),
    (2, 3, 6, (14,)),
    (7, 0, 2, (14, 15, 16)),
    (2, 0, 3, (18, 20)),
    (3, 1, 9, (17, 21)),
    (3, 0, 4, (8, 13, 18)),
    (7, 2, 4, (9,)),
    (8, 3, 7, (5, 6)),
    (3, 1, 8, (19, 25)),
    (7, 1, 7, (17,)),
    (2, 1, 7, (4, 22, 23)),
    (2, 2, 2, (24, 26)),
)
J301_1 = Schedule(
    tasks=tuple(
        Task(periods, tuple(demand if i == resource else 0 for i in range(4)), after)
        for periods, resource, demand, after in _J301_1
    ),
    capacities=(12, 13, 4, 12),
)


def knapsack_case(problem: Knapsack) -> tuple[Case, Rulebook]:
    """One quarter; `most-points` is the greatest profit, since a point is a unit of profit."""
    names = [f"item-{j + 1}" for j in range(len(problem.profits))]
    resources = [f"constraint-{i + 1}" for i in range(len(problem.capacities))]
    case = Case(
        unit=Unit("00000", "Bài toán cái túi"),
        rulebook="rulebook.yaml",
        start=START,
        quarters=1,
        figures="illustrative",
        quantities=(_nothing_yet("profit"),),
        projects=tuple(_project(name) for name in names),
        options=tuple(Option(name, "take", None, 1, 0, ()) for name in names),
        effects=tuple(Effect(n, "take", "profit", Decimal(p)) for n, p in zip(names, problem.profits, strict=True)),
        capacities=tuple(
            Capacity(resource, START.year, Decimal(most))
            for resource, most in zip(resources, problem.capacities, strict=True)
        ),
        demands=tuple(
            Demand(name, "take", resource, Decimal(weight))
            for resource, weights in zip(resources, problem.weights, strict=True)
            for name, weight in zip(names, weights, strict=True)
            if weight
        ),
        # recognition at the greatest profit that could be: `most-points` does not ask for it
        goals=(Goal("all", "recognition", None, None, None),),
    )
    return case, _counting_rulebook("knapsack", "profit", sum(problem.profits))


def knapsack_profit(problem: Knapsack, plan: Plan) -> int:
    """Σ profit of the items the plan takes."""
    return sum(problem.profits[int(choice.project.removeprefix("item-")) - 1] for choice in plan.choices)


def schedule_case(problem: Schedule, horizon: int) -> tuple[Case, Rulebook]:
    """A period is a quarter; the goal is that all tasks are done. `horizon`: at most 80.

    Raises ValueError on a task without length: it takes no quarter, so leave it out and join its neighbours.
    """
    if any(task.periods < 1 for task in problem.tasks):
        raise ValueError("a task of no length takes no quarter; leave it out and join its neighbours")
    names = [f"task-{j + 1}" for j in range(len(problem.tasks))]
    resources = [f"resource-{i + 1}" for i in range(len(problem.capacities))]
    years = range(START.year, (START + (horizon - 1)).year + 1)
    case = Case(
        unit=Unit("00000", "Bài toán tiến độ"),
        rulebook="rulebook.yaml",
        start=START,
        quarters=horizon,
        figures="illustrative",
        quantities=(_nothing_yet("tasks_done"),),
        projects=tuple(
            _project(name, tuple(After(names[before], 0) for before in task.after))
            for name, task in zip(names, problem.tasks, strict=True)
        ),
        options=tuple(Option(n, "do", None, task.periods, 0, ()) for n, task in zip(names, problem.tasks, strict=True)),
        effects=tuple(Effect(name, "do", "tasks_done", Decimal(1)) for name in names),
        capacities=tuple(
            Capacity(resource, year, Decimal(most))
            for resource, most in zip(resources, problem.capacities, strict=True)
            for year in years
        ),
        demands=tuple(
            Demand(name, "do", resource, Decimal(demand))
            for name, task in zip(names, problem.tasks, strict=True)
            for resource, demand in zip(resources, task.demands, strict=True)
            if demand
        ),
        goals=(Goal("all-done", "quantity", "tasks_done", Decimal(len(names)), None),),
    )
    return case, _counting_rulebook("schedule", "tasks_done", len(names))


def makespan(plan: Plan) -> int | None:
    """Periods from the start until the goal is met."""
    return None if plan.reached is None else Quarter.parse(plan.reached) - START + 1


def read_psplib(text: str) -> Schedule:
    """A single-mode `.sm` file of the PSPLIB (Kolisch and Sprecher 1996); its dummy start and end are left out."""
    sections = text.split("*" * 20)
    followers = _numbers(sections, "PRECEDENCE RELATIONS")
    requests = _numbers(sections, "REQUESTS/DURATIONS")
    capacities = _numbers(sections, "RESOURCEAVAILABILITIES")[0]
    real = [row[0] for row in requests if row[2] > 0]
    after: dict[int, list[int]] = {job: [] for job in real}
    for job, _, _, *successors in followers:
        for successor in successors:
            if job in after and successor in after:
                after[successor].append(real.index(job))
    tasks = tuple(Task(row[2], tuple(row[3:]), tuple(after[row[0]])) for row in requests if row[0] in after)
    return Schedule(tasks, tuple(capacities))


def _numbers(sections: Sequence[str], heading: str) -> list[list[int]]:
    """The rows of whole numbers of one section."""
    position = next(n for n, section in enumerate(sections) if heading in section)
    rows = []
    for section in sections[position : position + 2 + (heading == "REQUESTS/DURATIONS")]:
        for line in section.splitlines():
            words = line.split()
            if words and all(word.isdigit() for word in words):
                rows.append([int(word) for word in words])
        if rows:
            break
    return rows


def write_examples(folder: Path) -> None:
    """The two documented examples, `knapsack` and `schedule`, into `folder`."""
    write_example(folder / "knapsack", *knapsack_case(MKNAP1_1))
    write_example(folder / "schedule", *schedule_case(J301_1, 48))


def write_example(folder: Path, case: Case, rulebook: Rulebook) -> None:
    """The case as a folder with its rulebook beside it; tables without rows are left out."""
    write(case, folder)
    for table in folder.glob("*.csv"):
        if len(table.read_text(encoding="utf-8").splitlines()) < 2:
            table.unlink()
    write_rulebook(rulebook, folder / "rulebook.yaml")


def _project(name: str, after: tuple[After, ...] = ()) -> Project:
    return Project(name, name, None, "candidate", after, None, None, ())


def _nothing_yet(quantity: str) -> Figure:
    return Figure(quantity, Decimal(0), None, None, None, None, None, None)


def _counting_rulebook(id_: str, quantity: str, most: int) -> Rulebook:
    """One standard: as many points as the quantity says, from 0 to `most`."""
    kinds = {
        "profit": {"vi": "Tổng giá trị", "en": "Total profit"},
        "tasks_done": {"vi": "Số việc đã xong", "en": "Tasks done"},
    }
    words = {"vi": f"Bài toán thử: {kinds[quantity]['vi']}", "en": f"Test problem: {kinds[quantity]['en']}"}
    head = {"clause": "-", "source": "problem"}
    standard = {
        "id": "S",
        "label": words,
        **head,
        "confidence": "high",
        "value": {"quantity": quantity},
        "unit": "unit",
        "scale": {"at_min": 0, "at_max": most},
        "points": {"min": 0, "max": most},
    }
    return Rulebook.model_validate(
        {
            "id": id_,
            "title": words,
            "short": words,
            "issued": {"number": "-", "date": DAY, "by": words},
            "in_force": {"from": DAY},
            "transcription": {"status": "secondary", "sources": {"problem": "bench/public_problems.py"}, "note": words},
            "standards_total": 1,
            "total_max": most,
            "recognition": {"total_at_least": most, "each_criterion_at_least_its_min": False, **head},
            "criteria": [
                {"id": "C", "label": words, **head, "points": {"min": 0, "max": most}, "standards": [standard]}
            ],
            "quantities": [{"id": quantity, "label": kinds[quantity], "unit": "unit"}],
        }
    )
