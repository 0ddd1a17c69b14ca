"""The same problem for OR-Tools CP-SAT 9.14.6206, time-indexed: the peer of the planning benchmark.

Earliest then cheapest in the same lexicographic way, quarter by quarter, with integers scaled from the exact terms.
"""

from __future__ import annotations

import math
import time
from fractions import Fraction
from typing import Any

from vedich.case import Case
from vedich.planning.problem import PlanningProblem, build_problem
from vedich.planning.terms import Checkpoint, Climb, LevelClimb, StandardTerm, checkpoints
from vedich.rulebooks import Rulebook

POINTS = 10**5  # points are whole multiples of this fraction


def solve(case: Case, rulebook: Rulebook, seconds: float) -> tuple[int | None, int | None, bool, float]:
    """(quarter, cost, proved, seconds): the first quarter with a plan and its least cost."""
    problem = build_problem(case)
    begun = time.perf_counter()
    for quarter in range(problem.horizon):
        left = seconds - (time.perf_counter() - begun)
        if left <= 0:
            break
        (check,) = checkpoints(case, rulebook, problem, quarter)
        status, cost = _cheapest(problem, check, left)
        if status != "infeasible":
            return quarter, cost, status == "optimal", time.perf_counter() - begun
    return None, None, False, time.perf_counter() - begun


def _cheapest(problem: PlanningProblem, check: Checkpoint, seconds: float) -> tuple[str, int | None]:
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    x = {
        (j, w, s): model.new_bool_var("")
        for j, job in enumerate(problem.jobs)
        for w, way in enumerate(job.ways)
        for s in job.starts(way)
        if s + way.quarters - 1 <= check.quarter
    }
    of: dict[int, list[tuple[int, int, Any]]] = {}
    for (j, w, s), column in x.items():
        of.setdefault(j, []).append((w, s, column))
    for columns in of.values():
        model.add_at_most_one(column for _, _, column in columns)
    for j, job in enumerate(problem.jobs):
        for before, lag in job.predecessors:
            for t in {s for _, s, _ in of.get(j, [])}:
                begun = sum(c for _, s, c in of[j] if s <= t)
                ways = problem.jobs[before].ways
                done = [c for w, s, c in of.get(before, []) if s + ways[w].quarters - 1 <= t - 1 - lag]
                model.add(begun <= sum(done))
    _money(model, problem, x)
    _points(model, check, x)
    model.minimize(sum(problem.jobs[j].ways[w].cost * column for (j, w, _), column in x.items()))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 2
    status = solver.solve(model)
    if status == cp_model.INFEASIBLE:
        return "infeasible", None
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return "optimal" if status == cp_model.OPTIMAL else "feasible", round(solver.objective_value)
    return "unknown", None


def _money(model: Any, problem: PlanningProblem, x: dict[tuple[int, int, int], Any]) -> None:
    """All projects may use all sources in these instances, without receipts: one pool, paid by year."""
    spent: dict[int, list[Any]] = {year: [] for year in problem.years}
    for (j, w, s), column in x.items():
        for step, amount in enumerate(problem.jobs[j].ways[w].amounts):
            spent[problem.year(s + step)].append(amount * column)
    most = sum(sum(source.by_year.values()) for source in problem.sources)
    kept = dict.fromkeys(range(len(problem.sources)), 0)
    for year in problem.years:
        paid = []
        for f, source in enumerate(problem.sources):
            pay, left = model.new_int_var(0, most, ""), model.new_int_var(0, most, "")
            model.add(left + pay == (kept[f] if source.carry_over else 0) + source.by_year.get(year, 0))
            kept[f] = left
            paid.append(pay)
        model.add(sum(paid) == sum(spent[year]))


def _points(model: Any, check: Checkpoint, x: dict[tuple[int, int, int], Any]) -> None:
    def done(steps: dict[tuple[int, int], Any]) -> list[tuple[Any, Any]]:
        return [(steps[j, w], column) for (j, w, _), column in x.items() if (j, w) in steps]

    scored: dict[str, list[Any]] = {}
    for term in check.terms:
        scored.setdefault(term.criterion, []).append(_standard(model, term, done))
    for criterion, least in check.criteria_min.items():
        model.add(sum(scored[criterion]) >= math.ceil(least * POINTS))
    assert check.total_at_least is not None
    model.add(sum(sum(rows) for rows in scored.values()) >= math.ceil(check.total_at_least * POINTS))


def _standard(model: Any, term: StandardTerm, done: Any) -> Any:
    low, high = math.floor(term.p_min * POINTS), math.floor(term.p_max * POINTS)
    if term.climb is None:
        return math.floor((term.fixed or 0) * POINTS)
    points = model.new_int_var(0, high, "")
    if isinstance(term.climb, LevelClimb):
        met, full = model.new_bool_var(""), model.new_bool_var("")
        for flag, already, lifts in ((met, term.has_min, term.climb.to_min), (full, term.has_max, term.climb.to_max)):
            if not already:
                model.add(sum(column for _, column in done(dict.fromkeys(lifts, 1))) >= flag)
        model.add(points <= low * met + (high - low) * full)
        return points
    return _climb(model, term.climb, done, points, low, high)


def _climb(model: Any, climb: Climb, done: Any, points: Any, low: int, high: int) -> Any:
    """points = low·met + slope·excess with the excess counted in thousandths of the way, rounded down."""
    met, share = model.new_bool_var(""), model.new_int_var(0, 1000, "")
    way = climb.to_max - climb.to_min or Fraction(1)
    unit = 10**6
    gain = sum(math.floor(step / way * unit) * column for step, column in done(climb.steps))
    worst = -sum(abs(math.floor(step / way * unit)) for step in climb.steps.values())
    reach = math.ceil(climb.to_min / way * unit)
    model.add(gain >= reach + share * (unit // 1000)).only_enforce_if(met)
    model.add(gain >= worst)
    model.add(share == 0).only_enforce_if(met.negated())
    model.add(1000 * points <= 1000 * low * met + (high - low) * share)
    return points
