"""What reaching the goals costs at least, dates apart: the yardstick for an instance's money.

    min  Σ (cost − receipts) · y[j,w]
    s.t. Σ_w y[j,w] ≤ 1,   y of a task ≤ y of what it waits for,   points at the quarter pass every mark

with y and one `met` a scale in {0, 1}. No dates, no money by year, no capacities. Solved by HiGHS on one thread to
a gap of 2 %, without a limit on time, so that the same seed gives the same instance.
"""

from __future__ import annotations

from typing import Any

from bench.highs import new_highs
from bench.reading import Pick, Reading, Scale, marks, read, scales
from vedich.case import Case
from vedich.rulebooks import Rulebook


def cheapest_choice(case: Case, rulebook: Rulebook, quarter: int) -> tuple[int, set[tuple[str, str]]]:
    """(million VND, (project, option) of the projects done). Raises ValueError if nothing is enough."""
    import highspy

    reading = read(case)
    model = new_highs(threads=1, random_seed=1, mip_rel_gap=0.02)
    y = {
        (j, w): model.addBinary(obj=(way.cost - sum(amount for _, amount, _ in way.receipts)) / 1000)
        for j, task in enumerate(reading.tasks)
        for w, way in enumerate(task.ways)
    }
    _order(model, reading, y)
    total_least, least = marks(case, rulebook)
    points: dict[str, list[Any]] = {}
    for scale in scales(case, rulebook, quarter):
        points.setdefault(scale.criterion, []).append(_points(model, scale, y))
    for criterion, wanted in least.items():
        model.addConstr(sum(points[criterion]) >= float(wanted))
    model.addConstr(sum(sum(rows) for rows in points.values()) >= float(total_least))
    model.resetGlobalScheduler(True)  # HiGHS refuses another number of threads than its last solve had
    model.run()
    model.resetGlobalScheduler(True)
    if model.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise ValueError("no choice of projects reaches the goals")
    values = model.getSolution().col_value
    chosen = {
        (task.name, way.name)
        for j, task in enumerate(reading.tasks)
        for w, way in enumerate(task.ways)
        if values[y[j, w].index] > 0.5
    }
    return round(model.getInfo().objective_function_value * 1000), chosen


def _order(model: Any, reading: Reading, y: dict[Pick, Any]) -> None:
    done = [sum(y[j, w] for w in range(len(task.ways))) for j, task in enumerate(reading.tasks)]
    for j, task in enumerate(reading.tasks):
        model.addConstr(done[j] <= 1)
        for before, _ in task.after:
            model.addConstr(done[j] <= done[before])


def _points(model: Any, scale: Scale, y: dict[Pick, Any]) -> Any:
    low, rise = float(scale.p_min), float(scale.p_max - scale.p_min)
    if scale.fixed is not None:
        return model.addVariable(float(scale.fixed), float(scale.fixed))
    if scale.is_level:
        met, full = model.addVariable(0, 1), model.addVariable(0, 1)
        for flag, lifts in ((met, scale.lifts_min), (full, scale.lifts_max)):
            if lifts is not None:
                model.addConstr(flag <= sum((y[pick] for pick in sorted(lifts)), 0 * flag))
        return low * met + rise * full
    assert scale.gains is not None
    way = float(scale.to_max)
    gain = sum(min(1.0, float(step) / way) * y[pick] for pick, step in scale.gains.items())
    met, excess = model.addBinary(), model.addVariable(0, 1)
    model.addConstr(excess <= met)
    share = float(scale.to_min) / way
    model.addConstr(gain >= share * met + (1 - share) * excess)
    return low * met + rise * excess
