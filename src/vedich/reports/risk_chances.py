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
_ABOVE = 42  # room for the date's label
_LINE = 18  # and for that of another planned date
_PLOT = 190
_STEPS = 4  # 0, 25, 50, 75, 100 %
_BEFORE = 4  # quarters drawn before anything happens


def chance_curve(odds: Odds, lang: Lang) -> str:
    """One step a quarter, the quarter that is asked for marked, the 95 % interval on each step."""
    rows = _shown(odds)
    quarters = tuple(Quarter.parse(row.quarter) for row in rows)
    top = _ABOVE + _LINE * (odds.planned != odds.on_time.quarter)
    axis = QuarterAxis(quarters, _LEFT, _WIDTH - _RIGHT, top, top + _PLOT)
    parts = [
        *_fill(rows, axis),
        *_grid(axis, lang),
        *axis.marks(lang),
        *_steps(rows, axis),
        *_due(odds, rows, axis, lang),
        *_values(rows, axis, lang),
        *_tooltips(rows, axis, lang),
    ]
    name = text("risk.curve.title", lang)
    return drawing(_WIDTH, top + _PLOT + 46, name, _description(odds, rows, lang), parts, class_="compact")


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


def _y(share: float, axis: QuarterAxis) -> float:
    return axis.top + _PLOT * (1 - min(max(share, 0.0), 1.0))


def _corners(rows: Sequence[Chance], axis: QuarterAxis) -> list[tuple[float, float]]:
    corners = []
    for place, row in enumerate(rows):
        corners += [(axis.edge(place), _y(row.probability, axis)), (axis.edge(place + 1), _y(row.probability, axis))]
    return corners


def _points(corners: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in corners)


def _fill(rows: Sequence[Chance], axis: QuarterAxis) -> Iterator[str]:
    corners = _corners(rows, axis)
    if corners:
        feet = [(corners[-1][0], _y(0, axis)), (corners[0][0], _y(0, axis))]
        yield element("polygon", points=_points(corners + feet), class_="pale")


def _grid(axis: QuarterAxis, lang: Lang) -> Iterator[str]:
    yield label(4, 16, text("risk.curve.axis", lang), "soft")
    for step in range(_STEPS + 1):
        share = step / _STEPS
        style = "grid" if step else "axis"
        yield element("line", x1=_LEFT, y1=_y(share, axis), x2=_WIDTH - _RIGHT, y2=_y(share, axis), class_=style)
        yield label(_LEFT - 6, _y(share, axis) + 4, percent_text(share, lang), "soft", text_anchor="end")


def _steps(rows: Sequence[Chance], axis: QuarterAxis) -> Iterator[str]:
    if rows:
        yield element("polyline", points=_points(_corners(rows, axis)), class_="line")
    for row, x in zip(rows, axis.middles, strict=True):
        if row.error > 0:
            high, low = _y(row.probability + half_width(row), axis), _y(row.probability - half_width(row), axis)
            yield element("line", x1=x, y1=high, x2=x, y2=low, class_="whisker")


def _due(odds: Odds, rows: Sequence[Chance], axis: QuarterAxis, lang: Lang) -> Iterator[str]:
    """The quarter asked for; the planned one below it, where it is another. Labels lie over the lines."""
    edges = {row.quarter: axis.edge(place + 1) for place, row in enumerate(rows)}
    due, planned = odds.on_time.quarter, odds.planned
    names = []
    if planned != due and planned in edges:
        words = text("risk.curve.planned", lang, quarter=quarter_text(planned, lang))
        yield element("line", x1=edges[planned], y1=26 + _LINE, x2=edges[planned], y2=axis.bottom, class_="axis dash")
        names.append(_above(edges[planned], 20 + _LINE, words, "soft halo"))
    if due in edges:
        percent = percent_text(odds.on_time.probability, lang)
        words = text("risk.curve.due", lang, quarter=quarter_text(due, lang), percent=percent)
        yield element("line", x1=edges[due], y1=26, x2=edges[due], y2=axis.bottom, class_="mark")
        names.append(_above(edges[due], 20, words, "markt halo"))
    yield from names


def _above(x: float, y: float, words: str, look: str) -> str:
    return label(x, y, words, look, text_anchor="start" if x < _WIDTH / 2 else "end")


def _values(rows: Sequence[Chance], axis: QuarterAxis, lang: Lang) -> Iterator[str]:
    """The percentage over every step that differs from the one named before, where there is room."""
    said = ""
    free = float("-inf")
    for row, x in zip(rows, axis.middles, strict=True):
        words = percent_text(row.probability, lang)
        width = text_width(words, 10)
        if words != said and row.probability > 0 and x - width / 2 > free:
            said, free = words, x + width / 2
            above = _y(row.probability + half_width(row), axis) - 5
            yield label(x, above, words, "strong halo", text_anchor="middle", font_size=10)


def _tooltips(rows: Sequence[Chance], axis: QuarterAxis, lang: Lang) -> Iterator[str]:
    for place, row in enumerate(rows):
        name = f"{quarter_text(row.quarter, lang)}: {percent_text(row.probability, lang, 1)}"
        box = {"x": axis.edge(place), "y": axis.top, "width": axis.room, "height": _PLOT}
        yield element("rect", title(name), **box, class_="hover")
