"""What drives the delay: a bar a driver, the longest on top; alone, and with its interactions (SVG).

Bars are percentages of the drawing's width, so that it is as wide as its place on the page and reads on a phone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from vedich.case.model import Case
from vedich.messages import Lang, text
from vedich.reports.risk_names import driver_name
from vedich.reports.risk_numbers import percent_text
from vedich.reports.svg import drawing, element, label, shortened, title
from vedich.risk.result import Driver, Odds
from vedich.rulebooks import Rulebook

SHOWN = 12
_TOP = 66  # three lines of legend
_ROW = 46
_NAME = 330  # of a name, on a phone
_WIDEST = 60  # percent of the width that the longest bar takes; the rest is for its label


def tornado(case: Case, odds: Odds, lang: Lang, rulebook: Rulebook | None = None) -> str:
    """The drawing of the `SHOWN` largest drivers."""
    rows = ranked(odds.drivers)[:SHOWN]
    most = max([min(row.total + row.error, 1.0) for row in rows] + [0.01])

    def place(share: float) -> str:
        return f"{min(max(share, 0.0), most) / most * _WIDEST:.2f}%"

    names = [driver_name(case, row, lang, rulebook) for row in rows]
    parts = [
        *_legend(lang),
        *(_row(row, names[number], _TOP + number * _ROW, place, lang) for number, row in enumerate(rows)),
        element("line", x1=0.5, y1=_TOP, x2=0.5, y2=_TOP + len(rows) * _ROW, class_="axis"),
    ]
    description = text("risk.tornado.empty", lang)
    if rows:
        description = text("risk.tornado.desc", lang, name=names[0], total=percent_text(rows[0].total, lang))
    name = text(f"risk.tornado.title.{odds.driver_response}", lang)
    return drawing("100%", _TOP + len(rows) * _ROW + 4, name, description, parts)


def ranked(drivers: Sequence[Driver]) -> list[Driver]:
    """The largest total share first."""
    return sorted(drivers, key=lambda driver: -driver.total)


def _legend(lang: Lang) -> Iterator[str]:
    yield element("rect", x=0, y=4, width=24, height=12, class_="bar")
    yield label(30, 14, text("risk.tornado.first", lang))
    yield element("rect", x=0.5, y=24, width=24, height=12, class_="possible")
    yield label(30, 34, text("risk.tornado.total", lang))
    yield element("line", x1=0, y1=50, x2=24, y2=50, class_="whisker")
    yield label(30, 54, text("risk.tornado.error", lang))


def _row(row: Driver, name: str, y: float, place: Callable[[float], str], lang: Lang) -> str:
    first = min(row.first, row.total)
    total_words, first_words = percent_text(max(row.total, 0), lang), percent_text(max(row.first, 0), lang)
    words = text("risk.tornado.value", lang, total=total_words, first=first_words)
    bars = [
        element("rect", x=0, y=y + 21, width=place(row.total), height=15, class_="possible"),
        element("rect", x=0, y=y + 21, width=place(first), height=15, class_="bar"),
    ]
    end = place(row.total)
    if row.error > 0:
        low, end = place(row.total - row.error), place(row.total + row.error)
        bars.append(element("line", x1=low, y1=y + 28.5, x2=end, y2=y + 28.5, class_="whisker"))
    value = label(end, y + 33, words, "halo", dx=6)
    return element("g", title(f"{name}: {words}") + label(4, y + 14, shortened(name, _NAME)) + "".join(bars) + value)
