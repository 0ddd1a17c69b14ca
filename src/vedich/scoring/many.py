"""Score many cases at once: an array of values in, arrays of points out, in one compiled pass over the memory.

Agrees with the exact assessment of one case to 1e-9 (property-tested).
"""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from vedich.rulebooks import Rulebook
from vedich.scoring.rules import CompiledRulebook, StandardRule, compile_rulebook

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

T = TypeVar("T")
SLACK = 1e-9  # a float sum may miss a mark by its last bits


@dataclass(frozen=True, slots=True)
class Scores:
    """What `score_many` returns, for n cases, s standards (rulebook order) and c criteria.

    `low`, `high` (n, s), `criteria_low`, `criteria_high` (n, c), `total_low`, `total_high` (n,), `recognised` (n,)
    with 1 yes, 0 no, -1 unknown. A `high` is the same array as its `low` when nothing is unknown.
    """

    low: Floats
    high: Floats
    criteria_low: Floats
    criteria_high: Floats
    total_low: Floats
    total_high: Floats
    recognised: NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class _Tables:
    """The rulebook as arrays in the layout of `scoring/kernel.py`.

    `ends`: the column after the last of each criterion; `may_be_sure`: the rulebook can answer `yes` at all;
    `plain`: every standard is said by its first fields, so the fast loop serves.
    """

    rules: Floats
    ends: NDArray[np.int64]
    groups: Floats
    total_least: float
    may_be_sure: bool
    total_max: float
    unplaced: bool
    plain: bool


def score_many(rulebook: Rulebook, values: Floats, adjustments: Iterable[str] = ()) -> Scores:
    """Score an array of shape (cases, standards), columns in the order of `rulebook.standards`.

    A value is in the standard's unit; for levels it is the rank (0 = lowest); NaN is unknown. The same
    adjustments apply to every case. Raises ValueError on another shape.
    """
    import numpy as np

    compiled = compile_rulebook(rulebook, adjustments)
    table = np.ascontiguousarray(values, dtype=np.float64)
    if table.ndim != 2 or table.shape[1] != len(compiled.rules):
        raise ValueError(f"values must have shape (cases, {len(compiled.rules)}), not {table.shape}")
    tables = _tables(compiled)
    certain = _certain(tables, table) if tables.plain and table.size else None
    return certain or _open(tables, table)


def _certain(tables: _Tables, table: Floats) -> Scores | None:
    """The scores of a table without unknowns; None if it has one."""
    import numpy as np

    from vedich.scoring.kernel import PLAIN, TILE, score_certain

    cases = len(table)
    low, criteria = np.empty_like(table), np.empty((cases, len(tables.ends)))
    total, recognised = np.empty(cases), np.empty(cases, dtype=np.int8)
    tiled = np.tile(tables.rules[:PLAIN], (1, TILE))
    rulebook = (tiled, tables.ends, tables.groups, tables.total_least, tables.may_be_sure)

    def score(part: slice) -> bool:
        out = (low[part].reshape(-1), criteria[part], total[part], recognised[part])
        return bool(score_certain(table[part].reshape(-1), *rulebook, *out))

    if not all(_in_threads(score, cases)):
        return None
    return Scores(low, low, criteria, criteria, total, total, recognised)


def _open(tables: _Tables, table: Floats) -> Scores:
    import numpy as np

    from vedich.scoring.kernel import score_open

    cases = len(table)
    groups = len(tables.ends)
    scores = Scores(
        low=np.empty_like(table),
        high=np.empty_like(table),
        criteria_low=np.empty((cases, groups)),
        criteria_high=np.empty((cases, groups)),
        total_low=np.empty(cases),
        total_high=np.empty(cases),
        recognised=np.empty(cases, dtype=np.int8),
    )
    out = (scores.low, scores.high, scores.criteria_low, scores.criteria_high, scores.total_low, scores.total_high)
    rulebook = (tables.rules, tables.ends, tables.groups, tables.total_least, tables.may_be_sure)

    def score(part: slice) -> None:
        score_open(
            table[part],
            *rulebook,
            tables.total_max,
            tables.unplaced,
            *(array[part] for array in out),
            scores.recognised[part],
        )

    _in_threads(score, cases)
    return scores


def _in_threads(work: Callable[[slice], T], cases: int) -> list[T]:
    """Equal parts of the cases, one a processor: the kernel lets go of the interpreter."""
    from concurrent.futures import ThreadPoolExecutor

    threads = min(os.cpu_count() or 1, 1 + cases // 10_000)
    if threads == 1:
        return [work(slice(None))]
    size = -(-cases // threads)
    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(work, [slice(first, first + size) for first in range(0, cases, size)]))


def _tables(compiled: CompiledRulebook) -> _Tables:
    import numpy as np

    from vedich.scoring.kernel import BONUS, CAP, FIELDS, OPEN

    rulebook = compiled.rulebook
    rows = np.array([_row(rule) for rule in compiled.rules]).reshape(-1, FIELDS).T.copy()
    groups = [criterion.id for criterion in rulebook.criteria]
    least = [compiled.criteria_min[id_] for id_ in groups]
    most = [compiled.criteria_max[id_] for id_ in groups]
    recognition = rulebook.recognition
    missing_minimum = recognition.each_criterion_at_least_its_min and None in least
    conditions = compiled.total_at_least is not None or any(x is not None for x in least)
    return _Tables(
        rules=rows,
        ends=np.cumsum([sum(rule.criterion == id_ for rule in compiled.rules) for id_ in groups]),
        groups=np.array(
            [
                [-math.inf if x is None else float(x) - SLACK for x in least],
                [math.inf if x is None else float(x) for x in most],
            ]
        ),
        total_least=-math.inf if compiled.total_at_least is None else float(compiled.total_at_least) - SLACK,
        may_be_sure=recognition.transcribed and not missing_minimum and conditions,
        total_max=float(rulebook.total_max),
        unplaced=rulebook.unplaced > 0,
        plain=rulebook.unplaced == 0 and not rows[BONUS:CAP].any() and not rows[OPEN].any(),
    )


def _row(rule: StandardRule) -> tuple[float, ...]:
    """sign, least, at_min, at_max, slope, base, bonus, floor, cap, open: see `kernel`.

    Ranks are whole, so a level's step is a slope over the last rank. Pass or fail with a reduced minimum is the one row
    that needs a `bonus` at its upper end.
    """
    if rule.not_considered_by is not None and rule.p_min is not None:
        points = float(rule.p_min)
        return (1.0, math.inf, 0.0, 0.0, 0.0, 0.0, 0.0, points, points, 0.0)
    if not rule.transcribed:
        return (1.0, math.inf, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, float(rule.cap), 1.0)
    assert rule.least is not None and rule.at_min is not None and rule.at_max is not None
    assert rule.p_min is not None and rule.p_max is not None
    sign = -1.0 if rule.lower_is_better else 1.0
    ends = (sign, sign * float(rule.least), sign * float(rule.at_min), sign * float(rule.at_max))
    rise, cap = float(rule.p_max - rule.p_min), float(rule.p_max)
    if rule.at_max == rule.least:
        return (*ends, 0.0, cap, 0.0, 0.0, cap, 0.0)
    if rule.levels is not None:
        return (*ends[:2], ends[3] - 1, ends[3], rise, cap, 0.0, 0.0, cap, 0.0)
    if rule.at_max == rule.at_min:
        return (*ends, 0.0, float(rule.p_min), rise, 0.0, cap, 0.0)
    slope = rise / (sign * float(rule.at_max - rule.at_min))
    return (*ends, slope, cap, 0.0, 0.0, cap, 0.0)
