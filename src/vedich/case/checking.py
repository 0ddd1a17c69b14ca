"""What every check of a case works with: the case, the law it names, and a list that problems are added to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from vedich.case.located import RowNumbers
from vedich.case.model import Case, Value
from vedich.case.nearest import nearest, shown
from vedich.messages import Place, Problem
from vedich.rulebooks import QuantityKind, Rulebook


@dataclass
class Checking:
    """One run of the checks. `add` locates a problem by table, index of the row and column."""

    case: Case
    rulebook: Rulebook
    rows: RowNumbers
    problems: list[Problem] = field(default_factory=list)

    def add(
        self,
        table: str,
        index: int,
        column: str | None,
        rule: str,
        severity: Literal["error", "warning"] = "error",
        /,
        **values: object,
    ) -> None:
        """Report `case.check.{rule}` at a row (counted from 0)."""
        place = Place(table, self.rows.of(table, index), column)
        cleaned = {key: shown(value) if isinstance(value, str) else value for key, value in values.items()}
        self.problems.append(Problem(f"case.check.{rule}", place, cleaned, severity))

    def add_to_head(
        self, key: str, rule: str, severity: Literal["error", "warning"] = "error", /, **values: object
    ) -> None:
        """Report at an entry of the head."""
        place = Place("case", self.rows.head.get(key, 1), key)
        self.problems.append(Problem(f"case.check.{rule}", place, values, severity))

    def known(self, table: str, index: int, column: str, name: str, names: Iterable[str]) -> bool:
        """Whether `name` is one of `names`; reports it with the nearest one if not."""
        known = list(names)
        if name in known:
            return True
        self.add(table, index, column, "unknown", found=name, nearest=nearest(name, known) or "—")
        return False

    def kind(self, quantity: str) -> QuantityKind | None:
        """What the rulebook and the vocabulary know of a figure."""
        return self.rulebook.quantity(quantity)

    def level_problem(self, table: str, index: int, column: str, kind: QuantityKind | None, value: Value) -> None:
        """A level where a number belongs, a number where a level belongs, or a level that does not exist."""
        if kind is None:
            return
        if kind.kind == "level":
            names = ", ".join(level.label.vi for level in kind.levels)
            if not isinstance(value, str) or kind.rank(value) is None:
                self.add(table, index, column, "level", found=str(value), quantity=kind.id, levels=names)
        elif isinstance(value, str):
            self.add(table, index, column, "number", found=value, quantity=kind.id, unit=kind.unit)
