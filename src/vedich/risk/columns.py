"""The columns of the unit cube that every scenario is a point of, and which of them drive a plan."""

from __future__ import annotations

from dataclasses import dataclass, field

from vedich.risk.result import RiskKind


@dataclass(frozen=True, slots=True)
class Group:
    """Inputs that are one driver, and the columns of the cube that only they use.

    `subject`: the source, the kind of project, the quantity, or the event (its id in `risks`); None: what moves all of
    the kind together, and projects without a kind. Receipts are moved together by what moves funding.
    """

    kind: RiskKind
    subject: str | None
    columns: tuple[int, ...]


@dataclass(slots=True)
class Columns:
    """Hands out columns; remembers which driver each belongs to."""

    count: int = 0
    _drivers: dict[tuple[RiskKind, str | None], list[int]] = field(default_factory=dict)

    def new(self) -> int:
        """One more column."""
        self.count += 1
        return self.count - 1

    def drive(self, kind: RiskKind, subject: str | None, column: int) -> None:
        """Note that `column` can touch the plan."""
        columns = self._drivers.setdefault((kind, subject), [])
        if column not in columns:
            columns.append(column)

    def groups(self) -> tuple[Group, ...]:
        """The drivers in the order in which they were first noted."""
        return tuple(Group(*driver, tuple(columns)) for driver, columns in self._drivers.items())
