"""Where the rows of a case stood in the file it was read from, kept beside the Case so that the Case stays clean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from vedich.case.model import Case

FIRST_FOLDER_ROW = 2  # under one line of headings
FIRST_WORKBOOK_ROW = 3  # under the headings and the line of column keys


@dataclass(frozen=True, slots=True)
class RowNumbers:
    """For each table the line of each of its rows; for the head (`case.yaml`, sheet `case`) the line of each key.

    Empty: lines are counted as in a folder that the case would be written to.
    """

    tables: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    head: Mapping[str, int] = field(default_factory=dict)

    def of(self, table: str, index: int) -> int:
        """The line of the row `index` (0 = first) of `table`."""
        lines = self.tables.get(table, ())
        return lines[index] if index < len(lines) else index + FIRST_FOLDER_ROW


@dataclass(frozen=True, slots=True)
class LocatedCase:
    """A case as it was read, and where each of its rows stood."""

    case: Case
    rows: RowNumbers
