"""Which row says how uncertain a number is: the most specific of the case's, else a default; and those in use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from vedich.case import Case, Risk
from vedich.case.assumption import is_assumption
from vedich.case.model import RiskKind
from vedich.risk.defaults import default_of
from vedich.risk.result import Input


class Rows:
    """The rows of `case`, and of the defaults, by what they are about."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self._used: dict[tuple[str, str | None, int | None], Input] = {}
        self._defaults: set[Risk] = set()

    def of(
        self,
        kind: RiskKind,
        subjects: Sequence[str | None],
        *,
        year: int | None = None,
        project_kind: str | None = None,
        growth: Decimal | None = None,
    ) -> Risk:
        """The row that counts. `subjects` from the most to the least specific; a row of the year goes before one of all
        years."""
        rows = [row for row in self.case.risks if row.kind == kind and row.year in {None, year}]
        for subject in subjects:
            fitting = [row for row in rows if row.subject == subject]
            if fitting:
                return min(fitting, key=lambda row: row.year is None)
        default = default_of(kind, project_kind)
        if default is None:
            raise KeyError(kind)
        about = project_kind if default.words or default.clearance else subjects[0] if kind == "trend" else None
        row = default.risk(about, growth)
        self._defaults.add(row)
        return row

    def with_ends(self, kind: RiskKind, subjects: Sequence[str | None], *, year: int | None = None) -> Risk:
        """The row that counts; where it tells only how years and sources go together, with the default's ends."""
        row = self.of(kind, subjects, year=year)
        default = default_of(kind)
        if default is None or (row.low, row.high) != (None, None):
            return row
        ends = default.risk(None)
        told = {column: getattr(row, column) or getattr(ends, column) for column in ("distribution", "source")}
        return replace(row, low=ends.low, likely=ends.likely, high=ends.high, **told)

    def is_default(self, row: Risk) -> bool:
        """Whether the row is a default and not the case's."""
        return row in self._defaults

    def use(self, row: Risk) -> None:
        """Note that `row` touches the plan."""
        source = row.source or ""
        shape = row.distribution or "triangular"
        spread = len({end for end in (row.low, row.likely, row.high) if end is not None}) > 1
        self._used[row.risk, row.subject, row.year] = Input(
            risk=row.risk,
            kind=row.kind,
            subject=row.subject,
            year=row.year,
            distribution=shape if spread else None,
            low=_float(row.low),
            likely=_float(row.likely),
            high=_float(row.high),
            probability_percent=_float(row.probability_percent),
            source=source,
            assumption=not source or is_assumption(source),
            default=self.is_default(row),
        )

    def inputs(self) -> tuple[Input, ...]:
        """What touches the plan, in the order in which it was noted."""
        return tuple(self._used.values())


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
