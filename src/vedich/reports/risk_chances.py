"""The chance that the goals have been reached by the end of each quarter, as steps (SVG)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vedich.case.quarter import Quarter
from vedich.messages import Lang, text
from vedich.reports.numbers import quarter_text
from vedich.reports.quarter_axis import QuarterAxis
from vedich.reports.risk_numbers import half_width, percent_text
from vedich.reports.svg import drawing, element, label, text_width, title
from vedich.risk.result import Chance, Odds

_WIDTH = 480  # small enough to be read on a phone without scrolling
_LEFT = 42
_RIGHT = 10
_TOP = 42
_PLOT = 190
_STEPS = 4  # 0, 25, 50, 75, 100 %
_BEFORE = 4  # quarters drawn before anything happens


def chance_curve(odds: Odds, lang: Lang) -> str:
    """One step a quarter, the quarter that is asked for marked, the 95 % interval on each step."""
    rows = _shown(odds)
    quarters = tuple(Quarter.parse(row.quarter) for row in rows)
    axis = QuarterAxis(quarters, _LEFT, _WIDTH - _RIGHT, _TOP, _TOP + _PLOT)
    parts = [
        *_fill(rows, axis),
        *_grid(lang),
        *axis.marks(lang),
        *_steps(rows, axis),
        *_due(odds, rows, axis, lang),
        *_values(rows, axis, lang),
        *_tooltips(rows, axis, lang),
    ]
    name = text("risk.curve.title", lang)
    return drawing(_WIDTH, _TOP + _PLOT + 46, name, _description(odds, rows, lang), parts, class_="compact")


def _shown(odds: Odds) -> list[Chance]:
    """From a year before the first chance, or the date where that is earlier, to the end of the horizon."""
    rows = sorted(odds.chances, key=lambda row: Quarter.parse(row.quarter))
    dates = {odds.planned, odds.on_time.quarter}
    begin = next((place for place, row in enumerate(rows) if row.probability > 0 or row.quarter in dates), 0)
    return rows[max(begin - _BEFORE, 0) :]


def _description(odds: Odds, rows: Sequence[Chance], lang: Lang) -> str:
    last = rows[-1] if rows else odds.on_time
    return text(
        "risk.curve.desc",
        lang,
        due=quarter_text(odds.on_time.quarter, lang),
        on_time=percent_text(odds.on_time.probability, lang),
        last=quarter_text(last.quarter, lang),
        end=percent_text(last.probability, lang),
    )


def _y(share: float) -> float:
    return _TOP + _PLOT * (1 - min(max(share, 0.0), 1.0))


def _corners(rows: Sequence[Chance], axis: QuarterAxis) -> list[tuple[float, float]]:
    corners = []
    for place, row in enumerate(rows):
        corners += [(axis.edge(place), _y(row.probability)), (axis.edge(place + 1), _y(row.probability))]
    return corners


def _points(corners: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in corners)


def _fill(rows: Sequence[Chance], axis: QuarterAxis) -> Iterator[str]:
    corners = _corners(rows, axis)
    if corners:
        feet = [(corners[-1][0], _y(0)), (corners[0][0], _y(0))]
        yield element("polygon", points=_points(corners + feet), class_="pale")


def _grid(lang: Lang) -> Iterator[str]:
    yield label(4, 16, text("risk.curve.axis", lang), "soft")
    for step in range(_STEPS + 1):
        share = step / _STEPS
        style = "grid" if step else "axis"
        yield element("line", x1=_LEFT, y1=_y(share), x2=_WIDTH - _RIGHT, y2=_y(share), class_=style)
        yield label(_LEFT - 6, _y(share) + 4, percent_text(share, lang), "soft", text_anchor="end")


def _steps(rows: Sequence[Chance], axis: QuarterAxis) -> Iterator[str]:
    if rows:
        yield element("polyline", points=_points(_corners(rows, axis)), class_="line")
    for row, x in zip(rows, axis.middles, strict=True):
        if row.error > 0:
            high, low = _y(row.probability + half_width(row)), _y(row.probability - half_width(row))
            yield element("line", x1=x, y1=high, x2=x, y2=low, class_="whisker")


def _due(odds: Odds, rows: Sequence[Chance], axis: QuarterAxis, lang: Lang) -> Iterator[str]:
    """The quarter asked for; the planned one beside it where it is another."""
    places = {row.quarter: place for place, row in enumerate(rows)}
    due = odds.on_time.quarter
    if odds.planned != due and odds.planned in places:
        x = axis.edge(places[odds.planned] + 1)
        words = text("risk.curve.planned", lang, quarter=quarter_text(odds.planned, lang))
        yield element("line", x1=x, y1=_TOP - 2, x2=x, y2=_TOP + _PLOT, class_="axis dash")
        yield _beside(x, _TOP + 12, words, "soft halo", 4)
    if due in places:
        x = axis.edge(places[due] + 1)
        percent = percent_text(odds.on_time.probability, lang)
        words = text("risk.curve.due", lang, quarter=quarter_text(due, lang), percent=percent)
        yield element("line", x1=x, y1=26, x2=x, y2=_TOP + _PLOT, class_="mark")
        yield _beside(x, 20, words, "markt halo", 0)


def _beside(x: float, y: float, words: str, look: str, gap: float) -> str:
    left = x < _WIDTH / 2
    return label(x + gap if left else x - gap, y, words, look, text_anchor="start" if left else "end")


def _values(rows: Sequence[Chance], axis: QuarterAxis, lang: Lang) -> Iterator[str]:
    """The percentage over every step that differs from the one named before, where there is room."""
    said = ""
    free = float("-inf")
    for row, x in zip(rows, axis.middles, strict=True):
        words = percent_text(row.probability, lang)
        width = text_width(words, 10)
        if words != said and row.probability > 0 and x - width / 2 > free:
            said, free = words, x + width / 2
            above = _y(row.probability + half_width(row)) - 5
            yield label(x, above, words, "strong halo", text_anchor="middle", font_size=10)


def _tooltips(rows: Sequence[Chance], axis: QuarterAxis, lang: Lang) -> Iterator[str]:
    for place, row in enumerate(rows):
        name = f"{quarter_text(row.quarter, lang)}: {percent_text(row.probability, lang, 1)}"
        box = {"x": axis.edge(place), "y": _TOP, "width": axis.room, "height": _PLOT}
        yield element("rect", title(name), **box, class_="hover")
