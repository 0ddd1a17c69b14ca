"""The sheets of a completion workbook and their columns; writer and reader both follow this description."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from vedich.messages import Lang, text

Kind = Literal["text", "number", "end", "date", "choice", "flag", "count"]


@dataclass(frozen=True, slots=True)
class Column:
    """`needed`: a filled row must give it. `end`: a number, or a level's name."""

    key: str
    kind: Kind = "text"
    width: int = 14
    needed: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table; row 1 holds the headings, row 2 the keys, the records follow from row 3."""

    key: str
    columns: tuple[Column, ...]

    def title(self, lang: Lang | None = None) -> str:
        """The sheet's name."""
        return text(f"rulebook.fill.sheet.{self.key}", lang)

    def heading(self, column: Column, lang: Lang | None = None) -> str:
        """The heading of a column."""
        return text(f"rulebook.fill.column.{column.key}", lang)

    def position(self, key: str) -> int:
        """The column's number, from 0."""
        return [column.key for column in self.columns].index(key)


DIRECTIONS = ("up", "down")
STATUSES = ("official", "secondary", "partial")
KINDS = ("number", "count", "level")
FIRST_ROW = 3

STANDARDS = Sheet(
    "standards",
    (
        Column("criterion", "choice", 10, needed=True),
        Column("id", width=12, needed=True),
        Column("label_vi", width=44, needed=True),
        Column("label_en", width=34),
        Column("clause", width=30, needed=True),
        Column("unit", width=14),
        Column("value", width=34),
        Column("at_min", "end", 13),
        Column("at_max", "end", 13),
        Column("direction", "choice", 18, choices=DIRECTIONS),
        Column("levels", width=30),
        Column("points_min", "number", 10),
        Column("points_max", "number", 10),
        Column("counts", "flag", 10),
        Column("checked_by", width=20, needed=True),
        Column("checked_on", "date", 13, needed=True),
        Column("note", width=40),
    ),
)

CRITERIA = Sheet(
    "criteria",
    (
        Column("id", width=12, needed=True),
        Column("label_vi", width=50),
        Column("clause", width=34),
        Column("points_min", "number", 12),
        Column("points_max", "number", 12),
    ),
)

QUANTITIES = Sheet(
    "quantities",
    (
        Column("id", width=30, needed=True),
        Column("label_vi", width=44, needed=True),
        Column("label_en", width=40),
        Column("unit", width=16, needed=True),
        Column("kind", "choice", 10, needed=True, choices=KINDS),
        Column("levels", width=50),
        Column("least", "number", 10),
        Column("most", "number", 10),
        Column("definition", width=50),
    ),
)

# One line a field: key, its words, its value.
FIELDS = Sheet("rulebook", (Column("field", width=34), Column("meaning", width=60), Column("entry", width=60)))

RULEBOOK_FIELDS: tuple[Column, ...] = (
    Column("base", needed=True),
    Column("id"),
    Column("source"),
    Column("status", "choice", needed=True, choices=STATUSES),
    Column("verified_by"),
    Column("verified_on", "date"),
    Column("transcription_note"),
    Column("standards_total", "count", needed=True),
    Column("total_max", "number", needed=True),
    Column("total_at_least", "number"),
    Column("each_criterion_at_least_its_min", "flag"),
    Column("recognition_transcribed", "flag"),
    Column("recognition_clause", needed=True),
)
