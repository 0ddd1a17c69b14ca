"""A mixed-integer linear program as growing lists, handed to HiGHS in one piece."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import highspy

INFINITY = float("inf")
Term = tuple[int, float]  # (column, coefficient)


@dataclass(slots=True)
class LinearProgram:
    """Columns (lower, upper, integer, cost) and rows lower ≤ Σ coefficient · column ≤ upper; minimised."""

    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    integer: list[bool] = field(default_factory=list)
    cost: list[float] = field(default_factory=list)
    row_lower: list[float] = field(default_factory=list)
    row_upper: list[float] = field(default_factory=list)
    start: list[int] = field(default_factory=lambda: [0])
    index: list[int] = field(default_factory=list)
    value: list[float] = field(default_factory=list)

    def column(self, lower: float, upper: float, *, integer: bool = False, cost: float = 0.0) -> int:
        """Add a column; its number."""
        self.lower.append(lower)
        self.upper.append(upper)
        self.integer.append(integer)
        self.cost.append(cost)
        return len(self.lower) - 1

    def binary(self, cost: float = 0.0) -> int:
        """Add a 0-1 column; its number."""
        return self.column(0.0, 1.0, integer=True, cost=cost)

    def row(self, terms: Iterable[Term], lower: float = -INFINITY, upper: float = INFINITY) -> None:
        """Add a row. Terms of the same column are added up."""
        merged: dict[int, float] = {}
        for column, coefficient in terms:
            merged[column] = merged.get(column, 0.0) + coefficient
        for column, coefficient in merged.items():
            if coefficient != 0.0:
                self.index.append(column)
                self.value.append(coefficient)
        self.start.append(len(self.index))
        self.row_lower.append(lower)
        self.row_upper.append(upper)

    def rows(self) -> Iterator[tuple[list[Term], float, float]]:
        """Every row: its terms, lower and upper."""
        for row, (lower, upper) in enumerate(zip(self.row_lower, self.row_upper, strict=True)):
            inside = slice(self.start[row], self.start[row + 1])
            yield list(zip(self.index[inside], self.value[inside], strict=True)), lower, upper

    def to_highs(self, *, relaxed: bool = False) -> highspy.HighsLp:
        """The program as HiGHS wants it; `relaxed` drops the integrality."""
        import highspy
        import numpy as np

        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(self.lower), len(self.row_lower)
        lp.col_cost_ = np.array(self.cost)
        lp.col_lower_, lp.col_upper_ = np.array(self.lower), np.array(self.upper)
        lp.row_lower_, lp.row_upper_ = np.array(self.row_lower), np.array(self.row_upper)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.array(self.start)
        lp.a_matrix_.index_ = np.array(self.index)
        lp.a_matrix_.value_ = np.array(self.value)
        if not relaxed and any(self.integer):
            kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
            lp.integrality_ = [kinds[integer] for integer in self.integer]
        return lp
