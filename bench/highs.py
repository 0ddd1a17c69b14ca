"""HiGHS for the benchmark: a solver that keeps quiet (it prints a banner when made, options or not), and its rows."""

from __future__ import annotations

import math
import os
import sys
from collections.abc import Iterable
from typing import Any


def new_highs(**options: Any) -> Any:
    """A solver with `options` set and nothing on standard output."""
    import highspy

    sys.stdout.flush()
    kept, null = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(null, 1)
        model = highspy.Highs()
        model.silent()
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(null)
    for name, value in options.items():
        model.setOptionValue(name, value)
    return model


class Program:
    """Rows over columns, minimised; handed to HiGHS in one piece."""

    def __init__(self) -> None:
        self.columns: list[tuple[float, float, bool, float]] = []
        self.rows: list[tuple[dict[int, float], float, float]] = []

    def column(self, least: float = 0.0, most: float = math.inf, *, whole: bool = False, cost: float = 0.0) -> int:
        """Its number."""
        self.columns.append((least, most, whole, cost))
        return len(self.columns) - 1

    def row(self, terms: Iterable[tuple[int, float]], least: float = -math.inf, most: float = math.inf) -> None:
        """least ≤ Σ coefficient · column ≤ most."""
        merged: dict[int, float] = {}
        for column, coefficient in terms:
            merged[column] = merged.get(column, 0.0) + coefficient
        self.rows.append((merged, least, most))

    def to_highs(self) -> Any:
        """As HiGHS wants it."""
        import highspy
        import numpy as np

        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(self.columns), len(self.rows)
        lower, upper, whole, cost = zip(*self.columns, strict=True)
        lp.col_lower_, lp.col_upper_, lp.col_cost_ = np.array(lower), np.array(upper), np.array(cost)
        lp.row_lower_ = np.array([least for _, least, _ in self.rows])
        lp.row_upper_ = np.array([most for _, _, most in self.rows])
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.cumsum([0, *(len(terms) for terms, _, _ in self.rows)])
        lp.a_matrix_.index_ = np.array([column for terms, _, _ in self.rows for column in terms])
        lp.a_matrix_.value_ = np.array([value for terms, _, _ in self.rows for value in terms.values()], dtype=float)
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        lp.integrality_ = [kinds[integer] for integer in whole]
        return lp
