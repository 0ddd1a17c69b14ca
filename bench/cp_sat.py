"""The same problem for OR-Tools CP-SAT 9.14.6206, two ways: the peers of the planning benchmark.

`time_indexed`: one literal a start, everything linear. `intervals`: optional intervals in alternatives, cumulative
capacities and precedences between start and end variables; its starts are tied to literals as well, because a year's
money lapses and each quarter of work has its own amount, which no reservoir can say.

CP-SAT counts in integers. Gains are in millionths of the way to the maximum and points in 10⁻⁵, both rounded so that
what it accepts is enough: it can miss a plan that passes a mark by less than 10⁻⁴ points.
"""

from __future__ import annotations

import math
import threading
from functools import partial
from typing import Any

from bench.peer import Answer, Asked, AtQuarter, earliest_then_cheapest
from bench.reading import Reading, Scale
from bench.rows import Row, Start, capacity_rows, money_rows, starts
from vedich.case import Case
from vedich.rulebooks import Rulebook

WAY, POINT = 10**6, 10**5


def time_indexed(case: Case, rulebook: Rulebook, seconds: float) -> Answer:
    """Earliest, then cheapest, with literals for starts."""
    return earliest_then_cheapest(case, rulebook, seconds, partial(_cheapest, with_intervals=False))


def intervals(case: Case, rulebook: Rulebook, seconds: float) -> Answer:
    """Earliest, then cheapest, with optional intervals."""
    return earliest_then_cheapest(case, rulebook, seconds, partial(_cheapest, with_intervals=True))


def _cheapest(asked: Asked, seconds: float, patience: float, *, with_intervals: bool) -> AtQuarter:
    from ortools.sat.python import cp_model

    reading, model = asked.reading, cp_model.CpModel()
    x = {start: model.new_bool_var("") for start in starts(reading, asked.quarter)}
    by_task: dict[int, list[tuple[Start, Any]]] = {}
    for start, literal in x.items():
        by_task.setdefault(start[0], []).append((start, literal))
    for literals in by_task.values():
        model.add_at_most_one(literal for _, literal in literals)
    if with_intervals:
        _Intervals(model, reading, by_task, asked.quarter).add()
    else:
        _add_precedence(model, reading, by_task)
        _add(model, capacity_rows(reading, x))
    most = sum(way.cost for task in reading.tasks for way in task.ways) + sum(sum(s.arrives) for s in reading.sources)
    most += sum(gain for task in reading.tasks for way in task.ways for _, gain, _ in way.receipts)
    _add(model, money_rows(reading, x, asked.quarter, lambda: model.new_int_var(0, most, "")))
    _add_points(model, asked, x)
    model.minimize(sum(reading.tasks[j].ways[w].cost * literal for (j, w, _), literal in x.items()))
    return _solve(cp_model, model, seconds, patience)


def _solve(cp_model: Any, model: Any, seconds: float, patience: float) -> AtQuarter:
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 2
    found = _Found(cp_model)
    timer = threading.Timer(patience, lambda: None if found.any else solver.stop_search())
    timer.start()
    status = solver.solve(model, found.callback)
    timer.cancel()
    if status == cp_model.INFEASIBLE:
        return AtQuarter("impossible")
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        proved = status == cp_model.OPTIMAL
        cost = round(solver.objective_value)
        return AtQuarter("optimal" if proved else "feasible", cost, solver.best_objective_bound)
    return AtQuarter("unknown")


class _Found:
    """Whether there has been a solution yet."""

    def __init__(self, cp_model: Any) -> None:
        self.any = False
        outer = self

        class Callback(cp_model.CpSolverSolutionCallback):  # type: ignore[misc]
            def on_solution_callback(self) -> None:
                outer.any = True

        self.callback = Callback()


def _add(model: Any, rows: Any) -> None:
    row: Row
    for row in rows:
        terms, least, most = row
        total = sum(coefficient * column for column, coefficient in terms)
        if least == most:
            model.add(total == least)
        else:
            model.add(total <= most)


def _add_precedence(model: Any, reading: Reading, by_task: dict[int, list[tuple[Start, Any]]]) -> None:
    """Begun by t ≤ what it waits for is done by t − 1 − lag."""
    for j, task in enumerate(reading.tasks):
        for before, lag in task.after:
            ways = reading.tasks[before].ways
            for t in {s for (_, _, s), _ in by_task.get(j, [])}:
                begun = sum(literal for (_, _, s), literal in by_task[j] if s <= t)
                done = [x for (_, w, s), x in by_task.get(before, []) if s + ways[w].quarters <= t - lag]
                model.add(begun <= sum(done))


class _Intervals:
    """A start, an end and a presence a task, with one optional interval a way."""

    def __init__(self, model: Any, reading: Reading, by_task: dict[int, list[tuple[Start, Any]]], until: int) -> None:
        self.model, self.reading, self.by_task, self.until = model, reading, by_task, until
        self.tasks: dict[int, tuple[Any, Any, Any]] = {}
        self.used: dict[str, list[tuple[Any, int]]] = {resource: [] for resource in reading.capacities}

    def add(self) -> None:
        """Tasks, then order, then capacities."""
        for j in self.by_task:
            self._add_task(j)
        for j, task in enumerate(self.reading.tasks):
            for before, lag in task.after if j in self.tasks else ():
                self._add_order(j, before, lag)
        for resource, used in self.used.items():
            self._add_capacity(resource, used)

    def _add_task(self, j: int) -> None:
        model = self.model
        start, end = (model.new_int_var(0, self.until + 1, "") for _ in range(2))
        present = model.new_bool_var("")
        model.add(sum(literal for _, literal in self.by_task[j]) == present)
        for w, way in enumerate(self.reading.tasks[j].ways):
            literals = [(s, literal) for (_, v, s), literal in self.by_task[j] if v == w]
            if not literals:
                continue
            done = model.new_bool_var("")
            model.add(sum(literal for _, literal in literals) == done)
            model.add(start == sum(s * literal for s, literal in literals)).only_enforce_if(done)
            interval = model.new_optional_interval_var(start, way.quarters, end, done, "")
            for resource, demand in way.demands.items():
                self.used[resource].append((interval, int(demand)))
        self.tasks[j] = (start, end, present)

    def _add_order(self, j: int, before: int, lag: int) -> None:
        start, _, present = self.tasks[j]
        if before not in self.tasks:
            self.model.add(present == 0)
            return
        _, end, first = self.tasks[before]
        self.model.add_implication(present, first)
        self.model.add(start >= end + lag).only_enforce_if(present)

    def _add_capacity(self, resource: str, used: list[tuple[Any, int]]) -> None:
        """A quarter that has less than the best one is filled up with a fixed interval."""
        available = [int(amount) for amount in self.reading.capacities[resource]]
        best = max(available)
        taken = [
            (self.model.new_fixed_size_interval_var(t, 1, ""), best - amount)
            for t, amount in enumerate(available)
            if amount < best
        ]
        every = [*used, *taken]
        self.model.add_cumulative([interval for interval, _ in every], [demand for _, demand in every], best)


def _add_points(model: Any, asked: Asked, x: dict[Start, Any]) -> None:
    done: dict[tuple[int, int], list[Any]] = {}
    for (j, w, _), literal in x.items():
        done.setdefault((j, w), []).append(literal)
    points: dict[str, list[Any]] = {}
    for scale in asked.scales:
        points.setdefault(scale.criterion, []).append(_scale_points(model, scale, done))
    for criterion, least in asked.criteria.items():
        model.add(sum(points[criterion]) >= math.ceil(least * POINT))
    model.add(sum(sum(rows) for rows in points.values()) >= math.ceil(asked.total * POINT))


def _scale_points(model: Any, scale: Scale, done: dict[tuple[int, int], list[Any]]) -> Any:
    if scale.fixed is not None:
        return math.floor(scale.fixed * POINT)
    low, rise = math.floor(scale.p_min * POINT), math.floor((scale.p_max - scale.p_min) * POINT)
    if scale.is_level:
        ends = []
        for lifts in (scale.lifts_min, scale.lifts_max):
            flag = model.new_bool_var("")
            if lifts is not None:
                model.add(sum(literal for pick in lifts for literal in done.get(pick, [])) >= flag)
            ends.append(flag)
        return low * ends[0] + rise * ends[1]
    assert scale.gains is not None
    reach = math.ceil(scale.to_min / scale.to_max * WAY)
    gain = sum(
        min(WAY, math.floor(step / scale.to_max * WAY)) * literal
        for pick, step in scale.gains.items()
        for literal in done.get(pick, [])
    )
    met, excess = model.new_bool_var(""), model.new_int_var(0, WAY - reach, "")
    model.add(gain >= reach * met + excess)
    model.add(excess <= (WAY - reach) * met)
    more = model.new_int_var(0, rise, "")
    model.add((WAY - reach) * more <= rise * excess)
    return low * met + more
