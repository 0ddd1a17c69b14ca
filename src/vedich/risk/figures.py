"""What each figure has become at the end of every quarter, in many scenarios at once: its trend, and what is finished.

The exact counterpart for one locality is `scoring/figures.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np

from vedich.case import Case, Effect, Figure, figure_at, value_at
from vedich.case.trend import months_between
from vedich.risk.programme import Programme
from vedich.rulebooks import QuantityKind, Rulebook

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class FigureTable:
    """One figure. `base` (H,): its value by quarter as the case has it, a level as its rank, NaN where unknown.

    `is_level` (H,). `adds`: (place in the plan, amount); `raises`: (place, rank). `trend`: by quarter, the row whose
    growth counts and the months since its day; None where it has no trend.
    """

    base: Floats
    is_level: Bools
    adds: tuple[tuple[int, float], ...]
    raises: tuple[tuple[int, int], ...]
    trend: tuple[tuple[Figure, int] | None, ...]

    def values(self, finish: NDArray[np.int16], growth: Floats | None) -> Floats:
        """(B, H), or (1, H) where no scenario differs. `finish` (B, P); `growth` (B,): added to the growth a year."""
        result = self.base[np.newaxis] if growth is None else self._grown(growth)
        horizon = len(self.base)
        if self.adds:
            gained = np.zeros((len(finish), horizon + 1))
            rows = np.arange(len(finish))
            for place, amount in self.adds:
                gained[rows, finish[:, place]] += amount
            np.cumsum(gained, axis=1, out=gained)
            result = result + np.where(self.is_level, 0.0, gained[:, :horizon])
        if self.raises:
            raised = np.full((len(finish), horizon + 1), -1.0)
            rows = np.arange(len(finish))
            for place, rank in self.raises:
                at = finish[:, place]
                raised[rows, at] = np.maximum(raised[rows, at], rank)
            np.maximum.accumulate(raised, axis=1, out=raised)
            result = np.where(self.is_level, np.maximum(result, raised[:, :horizon]), result)
        return result

    def _grown(self, growth: Floats) -> Floats:
        """`value_at`'s formula with the growth of each scenario; where nothing is added, its exact value."""
        result = np.repeat(self.base[np.newaxis], len(growth), axis=0)
        added = np.flatnonzero(growth)
        for quarter, grows in enumerate(self.trend):
            if grows is None or grows[1] == 0:
                continue
            row, months = grows
            assert isinstance(row.value, Decimal) and row.growth_per_year is not None
            rate, years = float(row.growth_per_year) + growth[added], months / 12
            if row.growth_kind == "amount":
                result[added, quarter] = float(row.value) + rate * years
            else:
                result[added, quarter] = float(row.value) * np.maximum(0.0, 1 + rate / 100) ** years
        return result


def figure_tables(case: Case, rulebook: Rulebook, programme: Programme) -> dict[str, FigureTable]:
    """The figures that standards and goals read, with the effects of the programme's projects."""
    wanted = {q for s in rulebook.standards if s.value is not None for q in s.value.quantities}
    wanted |= {goal.subject for goal in case.goals if goal.kind == "quantity" and goal.subject}
    place = {choice: number for number, choice in enumerate(programme.projects)}
    effects: dict[str, list[tuple[int, Effect]]] = {}
    for effect in case.effects:
        if (effect.project, effect.option) in place:
            effects.setdefault(effect.quantity, []).append((place[effect.project, effect.option], effect))
    return {
        quantity: _table(case, quantity, rulebook.quantity(quantity), effects.get(quantity, []))
        for quantity in sorted(wanted)
    }


def _table(case: Case, quantity: str, kind: QuantityKind | None, effects: list[tuple[int, Effect]]) -> FigureTable:
    rows = [figure_at(case, quantity, at) for at in case.horizon]
    values = [None if row is None else value_at(row, at) for row, at in zip(rows, case.horizon, strict=True)]
    numbers = [value if isinstance(value, Decimal) else _rank(kind, value) for value in values]
    raises = [(place, _rank(kind, effect.amount)) for place, effect in effects if isinstance(effect.amount, str)]
    return FigureTable(
        base=np.array([np.nan if number is None else float(number) for number in numbers]),
        is_level=np.array([isinstance(value, str) for value in values], dtype=np.bool_),
        adds=tuple((place, float(e.amount)) for place, e in effects if isinstance(e.amount, Decimal)),
        raises=tuple((place, rank) for place, rank in raises if rank is not None),
        trend=tuple(
            None
            if row is None or not _has_trend(row)
            else (row, months_between(row.as_of, at) if row.as_of is not None else 0)
            for row, at in zip(rows, case.horizon, strict=True)
        ),
    )


def _has_trend(row: Figure) -> bool:
    told = None not in (row.growth_per_year, row.growth_kind, row.as_of)
    return told and isinstance(row.value, Decimal)


def _rank(kind: QuantityKind | None, level: str | None) -> int | None:
    return None if kind is None or level is None else kind.rank(level)
