"""The tables of a case as data: keys, headings, kinds and notes of every column, in order.

Readers, writers, the template and docs/case-format.md all follow this one description.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, get_args

from vedich.case import model
from vedich.case.investment_law import project_groups
from vedich.messages import Lang, text

Kind = Literal[
    "id",  # a name without ; + or line breaks
    "text",
    "number",  # decimal
    "value",  # decimal, or the name of a level
    "money",  # whole million VND, not negative
    "count",  # whole number, not negative
    "positive",  # whole number, at least 1
    "year",
    "date",  # 2026-11-23
    "quarter",  # 2027Q3
    "flag",  # 0 or 1
    "choice",
    "ids",  # a; b
    "after",  # P1; P2+1
    "shares",  # 0.5; 0.3; 0.2
]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `key` in files, heading and note from the catalogue (`case.column.TABLE.KEY`).

    `default`: what an empty cell means, and is written as; without it an empty cell is unknown (None).
    """

    key: str
    kind: Kind
    required: bool = False
    choices: tuple[str, ...] = ()
    default: object = None

    def entered(self, row: object) -> object:
        """What the cell of `row` holds: its value, or None where that is what an empty cell means."""
        value = getattr(row, self.key)
        return None if value == self.default else value


@dataclass(frozen=True, slots=True)
class Table:
    """One table: CSV file `key.csv`, or a sheet named by `case.table.KEY`; `unique`: the columns that key a row."""

    key: str
    row: type
    unique: tuple[str, ...]
    columns: tuple[Column, ...]

    def column(self, key: str) -> Column:
        """The column `key`. Raises KeyError."""
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(key)

    def title(self, lang: Lang | None = None) -> str:
        """The sheet's name."""
        return text(f"case.table.{self.key}", lang)

    def heading(self, column: Column, lang: Lang | None = None) -> str:
        """The heading of a column."""
        return text(f"case.column.{self.key}.{column.key}", lang)


def _column(
    key: str, kind: Kind, required: bool = False, choices: tuple[str, ...] = (), default: object = None
) -> Column:
    return Column(key, kind, required, choices, default)


_PROJECT = _column("project", "id", required=True)
_OPTION = _column("option", "id", required=True)

TABLES: tuple[Table, ...] = (
    Table(
        "quantities",
        model.Figure,
        ("quantity", "as_of"),
        (
            _column("quantity", "id", required=True),
            _column("value", "value"),
            _column("unit", "text"),
            _column("as_of", "date"),
            _column("growth_per_year", "number"),
            _column("growth_kind", "choice", choices=("percent", "amount")),
            _column("source", "text"),
            _column("note", "text"),
        ),
    ),
    Table(
        "projects",
        model.Project,
        ("project",),
        (
            _PROJECT,
            _column("name", "text", required=True),
            _column("kind", "text"),
            _column("status", "choice", required=True, choices=("candidate", "committed", "running", "done")),
            _column("after", "after"),
            _column("earliest_start", "quarter"),
            _column("latest_finish", "quarter"),
            _column("funded_by", "ids"),
            _column("field", "choice", choices=tuple(field.id for field in project_groups().fields)),
            _column("claim", "choice", choices=get_args(model.Claim), default="new"),
            _column("hectares", "number"),
        ),
    ),
    Table(
        "options",
        model.Option,
        ("project", "option"),
        (
            _PROJECT,
            _OPTION,
            _column("name", "text"),
            _column("quarters", "positive", required=True),
            _column("cost", "money", required=True),
            _column("profile", "shares"),
        ),
    ),
    Table(
        "effects",
        model.Effect,
        ("project", "option", "quantity"),
        (
            _PROJECT,
            _OPTION,
            _column("quantity", "id", required=True),
            _column("amount", "value", required=True),
        ),
    ),
    Table(
        "funding",
        model.Funding,
        ("source", "year"),
        (
            _column("source", "id", required=True),
            _column("year", "year", required=True),
            _column("amount", "money", required=True),
            _column("low", "money"),
            _column("high", "money"),
            _column("carry_over", "flag", required=True),
        ),
    ),
    Table(
        "sources",
        model.Source,
        ("source",),
        (
            _column("source", "id", required=True),
            _column("name", "text"),
            _column("only_for", "ids"),
            _column("contingency_percent", "number", default=Decimal(0)),
        ),
    ),
    Table(
        "obligations",
        model.ObligationCeiling,
        ("year",),
        (
            _column("year", "year", required=True),
            _column("at_most", "money", required=True),
        ),
    ),
    Table(
        "receipts",
        model.Receipt,
        ("project", "option", "source"),
        (
            _PROJECT,
            _OPTION,
            _column("source", "id", required=True),
            _column("amount", "money", required=True),
            _column("lag_quarters", "count", required=True),
        ),
    ),
    Table(
        "capacities",
        model.Capacity,
        ("resource", "year"),
        (
            _column("resource", "id", required=True),
            _column("year", "year", required=True),
            _column("amount", "number", required=True),
        ),
    ),
    Table(
        "demands",
        model.Demand,
        ("project", "option", "resource"),
        (
            _PROJECT,
            _OPTION,
            _column("resource", "id", required=True),
            _column("amount", "number", required=True),
        ),
    ),
    Table(
        "risks",
        model.Risk,
        ("risk",),
        (
            _column("risk", "id", required=True),
            _column("kind", "choice", required=True, choices=get_args(model.RiskKind)),
            _column("subject", "text"),
            _column("year", "year"),
            _column("distribution", "choice", choices=get_args(model.Distribution)),
            _column("low", "number"),
            _column("likely", "number"),
            _column("high", "number"),
            _column("probability_percent", "number"),
            _column("over_years", "number"),
            _column("common", "number"),
            _column("source", "text"),
        ),
    ),
    Table(
        "goals",
        model.Goal,
        ("goal",),
        (
            _column("goal", "id", required=True),
            _column("kind", "choice", required=True, choices=("recognition", "standard", "quantity")),
            _column("subject", "id"),
            _column("at_least", "value"),
            _column("by", "quarter"),
            _column("priority", "positive", default=1),
        ),
    ),
    Table(
        "targets",
        model.Target,
        ("target",),
        (
            _column("target", "id", required=True),
            _column("name", "text", required=True),
            _column("unit", "text"),
            _column("direction", "choice", choices=("up", "down", "yes")),
            _column("baseline", "value"),
            _column("baseline_on", "date"),
            _column("value", "value"),
            _column("due", "date"),
            _column("current", "value"),
            _column("current_on", "date"),
            _column("source", "text"),
        ),
    ),
)
