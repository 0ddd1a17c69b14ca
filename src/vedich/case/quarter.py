"""Calendar quarters, the unit of time of every plan: `2027Q3`."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

_PATTERN = re.compile(r"(\d{4})Q([1-4])")


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """One calendar quarter. Ordered; `quarter + 3` is three quarters later, `a - b` the distance."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Quarter:
        """`2027Q3` → Quarter(2027, 3). Raises ValueError on anything else."""
        match = _PATTERN.fullmatch(text.strip().upper())
        if match is None:
            raise ValueError(text)
        return cls(int(match[1]), int(match[2]))

    @classmethod
    def of(cls, day: date) -> Quarter:
        """The quarter a day lies in."""
        return cls(day.year, (day.month - 1) // 3 + 1)

    @property
    def first_day(self) -> date:
        """The first day of the quarter."""
        return date(self.year, self.number * 3 - 2, 1)

    @property
    def end(self) -> date:
        """The last day of the quarter."""
        month = self.number * 3
        return date(self.year, month, calendar.monthrange(self.year, month)[1])

    def __add__(self, quarters: int) -> Quarter:
        year, number = divmod(self.year * 4 + self.number - 1 + quarters, 4)
        return Quarter(year, number + 1)

    def __sub__(self, other: Quarter) -> int:
        return (self.year - other.year) * 4 + self.number - other.number

    def __str__(self) -> str:
        return f"{self.year}Q{self.number}"
