"""The time axis that charts by quarter share: one slot a quarter, years below, as many words as have room."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vedich.case.quarter import Quarter
from vedich.messages import Lang
from vedich.reports.numbers import quarter_number_text
from vedich.reports.svg import element, label, text_width


@dataclass(frozen=True)
class QuarterAxis:
    """Slots for `quarters` (in order) between `left` and `right`; the plot reaches from `top` to `bottom`."""

    quarters: tuple[Quarter, ...]
    left: float
    right: float
    top: float
    bottom: float

    @property
    def room(self) -> float:
        """How wide a slot is."""
        return (self.right - self.left) / max(len(self.quarters), 1)

    @property
    def middles(self) -> tuple[float, ...]:
        """Where the middle of each slot is."""
        return tuple(self.left + self.room * (place + 0.5) for place in range(len(self.quarters)))

    def edge(self, place: int) -> float:
        """Where slot `place` begins (and the one before it ends)."""
        return self.left + self.room * place

    def marks(self, lang: Lang) -> Iterator[str]:
        """The quarters' numbers, and each year with a line where it begins."""
        shown_years: set[int] = set()
        for place, (quarter, x) in enumerate(zip(self.quarters, self.middles, strict=True)):
            short = quarter_number_text(quarter.number, lang)
            if self.room >= text_width("III", 10) + 4 and self.room >= text_width(short, 10):
                yield label(x, self.bottom + 15, short, "soft", text_anchor="middle", font_size=10)
            if quarter.year not in shown_years:
                shown_years.add(quarter.year)
                edge = self.edge(place)
                yield element("line", x1=edge, y1=self.top, x2=edge, y2=self.bottom + 34, class_="grid")
                if self.room * (5 - quarter.number) >= text_width("2026") + 6 or self.room * len(self.quarters) < 60:
                    yield label(edge + 4, self.bottom + 31, str(quarter.year), "strong")
