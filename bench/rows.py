"""The linear rows that every peer shares: what capacities and money ask of the starts chosen, quarter by quarter.

Rows are (terms, least, most) over opaque columns, so that CP-SAT and HiGHS read the same ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from bench.reading import Reading

Start = tuple[int, int, int]  # (task, way, first quarter of work)
Row = tuple[list[tuple[Any, int]], int | None, int | None]


def starts(reading: Reading, until: int) -> list[Start]:
    """Every start whose work lies in its window and is done by the end of quarter `until`."""
    return [
        (j, w, s)
        for j, task in enumerate(reading.tasks)
        for w, way in enumerate(task.ways)
        for s in range(task.first, min(task.last, until) - way.quarters + 2)
    ]


def capacity_rows(reading: Reading, columns: Mapping[Start, Any]) -> Iterator[Row]:
    """Σ demand of what is at work in a quarter ≤ what the quarter has."""
    for resource, available in reading.capacities.items():
        at_work: dict[int, list[tuple[Any, int]]] = {}
        for (j, w, s), column in columns.items():
            way = reading.tasks[j].ways[w]
            demand = way.demands.get(resource)
            if demand:
                for t in range(s, s + way.quarters):
                    at_work.setdefault(t, []).append((column, int(demand)))
        for t, terms in at_work.items():
            yield terms, None, int(available[t])


def money_rows(reading: Reading, columns: Mapping[Start, Any], until: int, amount: Callable[[], Any]) -> Iterator[Row]:
    """Each quarter's work is paid from sources that may pay it and have it. `amount` makes a column ≥ 0."""
    owed: dict[tuple[int, ...], dict[int, list[tuple[Any, int]]]] = {}
    arriving: dict[tuple[int, int], list[tuple[Any, int]]] = {}
    for (j, w, s), column in columns.items():
        way = reading.tasks[j].ways[w]
        by_quarter = owed.setdefault(reading.tasks[j].sources, {})
        for step, cost in enumerate(way.amounts):
            by_quarter.setdefault(s + step, []).append((column, cost))
        for source, gain, wait in way.receipts:
            arriving.setdefault((source, s + way.quarters - 1 + wait), []).append((column, gain))
    paid: dict[tuple[int, int], list[tuple[Any, int]]] = {}
    for pool, by_quarter in owed.items():
        for t, costs in by_quarter.items():
            parts = []
            for source in pool:
                part = amount()
                parts.append((part, -1))
                paid.setdefault((source, t), []).append((part, 1))
            yield [*costs, *parts], 0, 0
    for number, source in enumerate(reading.sources):
        before: Any = None
        for t in range(until + 1):
            left = amount()
            terms = [(left, 1), *paid.get((number, t), []), *((c, -v) for c, v in arriving.get((number, t), []))]
            if before is not None and (source.carries or not reading.new_year(t)):
                terms.append((before, -1))
            yield terms, None, source.arrives[t]
            before = left
