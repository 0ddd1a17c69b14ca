"""One score against its maximum: certain points solid, possible points pale, the mark to reach as a line.

Places are percentages, so the bar is as wide as its place on the page and its height never changes.
"""

from __future__ import annotations

from fractions import Fraction

from vedich.messages import Lang, text
from vedich.reports.numbers import point_text, points_text
from vedich.reports.svg import drawing, element
from vedich.scoring.result import Interval

_HEIGHT = 26


def score_bar(name: str, points: Interval, least: Fraction | None, most: Fraction | None, lang: Lang) -> str:
    """A bar of `points` out of `most` with a mark at `least` (SVG, as wide as its place, 26 px high).

    `most` None: the maximum is not known, and the bar is drawn against the possible points.
    """
    whole = max(most or Fraction(0), points.high, Fraction(1))

    def percent(value: Fraction) -> str:
        return f"{float(value * 100 / whole):.2f}%"

    parts = [
        element("rect", x=0, y=5, width="100%", height=16, rx=3, class_="band"),
        element("rect", x=0, y=5, width=percent(points.low), height=16, rx=3, class_="bar"),
    ]
    if not points.known:
        box = {"x": percent(points.low), "y": 5, "width": percent(points.high - points.low), "height": 16}
        parts.append(element("rect", **box, class_="possible"))
    if least is not None:
        at = percent(min(least, whole))
        parts.append(element("line", x1=at, x2=at, y1=0, y2=_HEIGHT, class_="halo-line"))
        parts.append(element("line", x1=at, x2=at, y1=0, y2=_HEIGHT, class_="mark"))
    return drawing("100%", _HEIGHT, name, _description(points, least, most, lang), parts, class_="strip")


def _description(points: Interval, least: Fraction | None, most: Fraction | None, lang: Lang) -> str:
    words = points_text(points, lang)
    if most is not None:
        words = text("report.bar.of", lang, points=words, most=point_text(most, lang))
    if least is None:
        return words
    return f"{words}; {text('report.bar.least', lang, least=point_text(least, lang))}"
