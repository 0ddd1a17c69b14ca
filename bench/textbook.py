"""The same problem for plain HiGHS as a textbook writes it: the third peer of the planning benchmark.

Pritsker, Watters and Wolfe (1969): one binary a start, x[j,w,s]; start S_j = Σ s·x, length D_j = Σ quarters·x,
done y_j = Σ x. Precedence between start times with a big M, points with a big M:

    S_j ≥ S_i + D_i + lag − M (1 − y_j),   y_j ≤ y_i
    gain ≥ to_min − to_min (1 − met)
    points ≤ p_max met,   points ≤ p_min + slope (gain − to_min) + M (1 − met)

HiGHS has the same version, threads and gap as in the planner.
"""

from __future__ import annotations

from typing import Any

from bench.highs import Program, new_highs
from bench.peer import Answer, Asked, AtQuarter, earliest_then_cheapest
from bench.reading import Reading, Scale
from bench.rows import Start, capacity_rows, money_rows, starts
from vedich.case import Case
from vedich.rulebooks import Rulebook

BILLION = 0.001  # billions in a million VND: money columns are in billions, so that they are near 1
INFINITY = float("inf")
NO_PLAN = 1e100
Terms = list[tuple[int, float]]


def textbook(case: Case, rulebook: Rulebook, seconds: float) -> Answer:
    """Earliest, then cheapest."""
    return earliest_then_cheapest(case, rulebook, seconds, _cheapest)


def _cheapest(asked: Asked, seconds: float, patience: float) -> AtQuarter:
    reading, program = asked.reading, Program()
    x = {
        start: program.column(0, 1, whole=True, cost=reading.tasks[start[0]].ways[start[1]].cost * BILLION)
        for start in starts(reading, asked.quarter)
    }
    if not x:
        return AtQuarter("impossible")
    _add_order(program, reading, x, asked.quarter)
    for terms, _, most in capacity_rows(reading, x):
        program.row(terms, -INFINITY, most or 0)
    for terms, least, most in money_rows(reading, x, asked.quarter, program.column):
        scaled = [(column, value * BILLION if column < len(x) else float(value)) for column, value in terms]
        program.row(scaled, -INFINITY if least is None else least, (most or 0) * BILLION)
    _add_points(program, asked, x)
    return _solve(program, reading.common_cost, seconds, patience)


def _solve(program: Program, common_cost: int, seconds: float, patience: float) -> AtQuarter:
    import highspy

    gap = 0.99 * common_cost * BILLION
    solver = new_highs(time_limit=max(seconds, 0.01), mip_rel_gap=0.0, mip_abs_gap=gap, threads=2, random_seed=1)

    def give_up(event: Any) -> None:
        if event.data_out.running_time > patience and abs(event.data_out.mip_primal_bound) >= NO_PLAN:
            event.interrupt()

    solver.cbMipInterrupt.subscribe(give_up)
    solver.passModel(program.to_highs())
    solver.run()
    status, info = solver.getModelStatus(), solver.getInfo()
    if status in {highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible}:
        return AtQuarter("impossible")
    if info.primal_solution_status != 2:
        return AtQuarter("unknown")
    proved = status == highspy.HighsModelStatus.kOptimal
    cost = round(info.objective_function_value / BILLION)
    return AtQuarter("optimal" if proved else "feasible", cost, info.mip_dual_bound / BILLION)


def _add_order(program: Program, reading: Reading, x: dict[Start, int], until: int) -> None:
    done: list[Terms] = [[] for _ in reading.tasks]
    begin: list[Terms] = [[] for _ in reading.tasks]
    end: list[Terms] = [[] for _ in reading.tasks]
    for (j, w, s), column in x.items():
        done[j].append((column, 1.0))
        begin[j].append((column, float(s)))
        end[j].append((column, float(s + reading.tasks[j].ways[w].quarters)))
    for j, task in enumerate(reading.tasks):
        program.row(done[j], most=1.0)
        for before, lag in task.after:
            big = until + 1 + lag
            program.row([*begin[j], *_minus(end[before]), *((c, -float(big)) for c, _ in done[j])], least=lag - big)
            program.row([*done[j], *_minus(done[before])], most=0.0)


def _minus(terms: Terms) -> Terms:
    return [(column, -value) for column, value in terms]


def _add_points(program: Program, asked: Asked, x: dict[Start, int]) -> None:
    done: dict[tuple[int, int], Terms] = {}
    for (j, w, _), column in x.items():
        done.setdefault((j, w), []).append((column, 1.0))
    points: dict[str, Terms] = {}
    for scale in asked.scales:
        points.setdefault(scale.criterion, []).append((_scale_points(program, scale, done), 1.0))
    for criterion, least in asked.criteria.items():
        program.row(points[criterion], least=least)
    program.row([term for terms in points.values() for term in terms], least=asked.total)


def _scale_points(program: Program, scale: Scale, done: dict[tuple[int, int], Terms]) -> int:
    if scale.fixed is not None:
        return program.column(float(scale.fixed), float(scale.fixed))
    low, high = float(scale.p_min), float(scale.p_max)
    points = program.column(0.0, high)
    if scale.is_level:
        worth: Terms = []
        for lifts, gain in ((scale.lifts_min, low), (scale.lifts_max, high - low)):
            flag = program.column(0.0, 1.0, whole=True)
            if lifts is not None:
                program.row([(flag, 1.0), *_minus([t for pick in sorted(lifts) for t in done.get(pick, [])])], most=0.0)
            worth.append((flag, gain))
        program.row([(points, 1.0), *_minus(worth)], most=0.0)
        return points
    assert scale.gains is not None
    met = program.column(0.0, 1.0, whole=True)
    gains = [(c, float(step)) for pick, step in scale.gains.items() for c, _ in done.get(pick, [])]
    to_min, slope = float(scale.to_min), (high - low) / float(scale.to_max - scale.to_min)
    program.row([*gains, (met, -to_min)], least=0.0 if to_min > 0 else -INFINITY)
    program.row([(points, 1.0), (met, -high)], most=0.0)
    big = high + slope * max(to_min, 0.0)
    program.row(
        [(points, 1.0), *((c, -slope * step) for c, step in gains), (met, big)], most=low - slope * to_min + big
    )
    return points
