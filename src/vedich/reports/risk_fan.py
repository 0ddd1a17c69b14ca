"""Points by quarter over the scenarios: the band of eight in ten, the middle, the planned line, the pass mark (SVG)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from vedich.case.quarter import Quarter
from vedich.messages import Lang, text
from vedich.reports.chart_scale import nice_step
from vedich.reports.numbers import point_text, quarter_text
from vedich.reports.quarter_axis import QuarterAxis
from vedich.reports.svg import drawing, element, label, text_width, title
from vedich.risk.result import FanQuarter, Odds

_WIDTH = 480  # small enough to be read on a phone without scrolling
_LEFT = 36
_RIGHT = 10
_ABOVE = 50  # between the legend and the plot
_PLOT = 210

_Height = Callable[[Fraction], float]


def fan_chart(odds: Odds, total_at_least: Fraction | None, lang: Lang) -> str:
    """The drawing; `total_at_least`: the pass mark, None: not drawn."""
    rows = sorted(odds.fan, key=lambda row: Quarter.parse(row.quarter))
    low, high, step = _span(rows, total_at_least)
    unit = Fraction(_PLOT) / (high - low)

    legend, legend_height = _legend(lang)
    top = legend_height + _ABOVE

    def y(points: Fraction) -> float:
        return float(top + _PLOT - (points - low) * unit)

    quarters = tuple(Quarter.parse(row.quarter) for row in rows)
    axis = QuarterAxis(quarters, _LEFT, _WIDTH - _RIGHT, top, top + _PLOT)
    parts = [
        legend,
        label(4, top - 12, text("report.score_line.axis", lang), "soft"),
        *_grid(low, high, step, y, lang),
        *axis.marks(lang),
        *_band(rows, axis, y),
        *_threshold(total_at_least, y, lang),
        *_lines(rows, axis, y),
        *_due(odds, rows, axis, lang),
        *_tooltips(rows, axis, lang),
    ]
    name = text("risk.fan.title", lang)
    return drawing(_WIDTH, top + _PLOT + 46, name, _description(odds, rows, lang), parts, class_="compact")


def points_of(value: float) -> Fraction:
    """Points as they came out of the simulation, without the noise of binary floats."""
    return Fraction(repr(round(value, 9)))


def _span(rows: Sequence[FanQuarter], total_at_least: Fraction | None) -> tuple[Fraction, Fraction, Fraction]:
    values = [points_of(value) for row in rows for value in (row.planned, row.p10, row.p90)]
    values += [] if total_at_least is None else [total_at_least]
    least, most = min(values, default=Fraction(0)), max(values, default=Fraction(100))
    step = nice_step(max(most - least, Fraction(5)), 6)
    return max((least // step - 1) * step, Fraction(0)), (most // step + 1) * step, step


def _description(odds: Odds, rows: Sequence[FanQuarter], lang: Lang) -> str:
    if not rows:
        return text("risk.fan.empty", lang)
    shown = next((row for row in rows if row.quarter == odds.on_time.quarter), rows[-1])
    return text("risk.fan.desc", lang, quarter=quarter_text(shown.quarter, lang), **_said(shown, lang))


def _said(row: FanQuarter, lang: Lang) -> dict[str, str]:
    values = {"planned": row.planned, "middle": row.p50, "low": row.p10, "high": row.p90}
    return {name: point_text(points_of(value), lang) for name, value in values.items()}


def _legend(lang: Lang) -> tuple[str, int]:
    parts = []
    x, y = 4.0, 12
    for key in ("band", "middle", "planned"):
        words = text(f"risk.fan.{key}", lang)
        width = 30 + text_width(words)
        if x + width > _WIDTH:
            x, y = 4.0, y + 20
        if key == "band":
            parts.append(element("rect", x=x, y=y - 6, width=24, height=12, class_="pale"))
            parts += [element("line", x1=x, y1=y + edge, x2=x + 24, y2=y + edge, class_="upper") for edge in (-6, 6)]
        else:
            parts.append(element("line", x1=x, y1=y, x2=x + 24, y2=y, class_="line" if key == "middle" else "planned"))
        parts.append(label(x + 30, y + 4, words))
        x += width + 18
    return "".join(parts), y


def _grid(low: Fraction, high: Fraction, step: Fraction, y: _Height, lang: Lang) -> Iterator[str]:
    for place in range(int((high - low) / step) + 1):
        points = low + place * step
        style = "grid" if place else "axis"
        yield element("line", x1=_LEFT, y1=y(points), x2=_WIDTH - _RIGHT, y2=y(points), class_=style)
        yield label(_LEFT - 6, y(points) + 4, point_text(points, lang), "soft", text_anchor="end")


def _places(values: Sequence[float], axis: QuarterAxis, y: _Height) -> list[tuple[float, float]]:
    return [(x, y(points_of(value))) for x, value in zip(axis.middles, values, strict=True)]


def _points(places: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{height:.1f}" for x, height in places)


def _band(rows: Sequence[FanQuarter], axis: QuarterAxis, y: _Height) -> Iterator[str]:
    if not rows:
        return
    lows, highs = (_places(values, axis, y) for values in ([r.p10 for r in rows], [r.p90 for r in rows]))
    yield element("polygon", points=_points(highs + lows[::-1]), class_="pale")
    yield element("polyline", points=_points(highs), class_="upper")
    yield element("polyline", points=_points(lows), class_="upper")


def _threshold(total_at_least: Fraction | None, y: _Height, lang: Lang) -> Iterator[str]:
    if total_at_least is None:
        return
    height = y(total_at_least)
    words = text("report.score_line.need", lang, points=point_text(total_at_least, lang))
    yield element("line", x1=_LEFT, y1=height, x2=_WIDTH - _RIGHT, y2=height, class_="mark dash")
    yield label(_LEFT + 4, height - 6, words, "markt halo")


def _lines(rows: Sequence[FanQuarter], axis: QuarterAxis, y: _Height) -> Iterator[str]:
    if not rows:
        return
    yield element("polyline", points=_points(_places([row.p50 for row in rows], axis, y)), class_="line")
    yield element("polyline", points=_points(_places([row.planned for row in rows], axis, y)), class_="planned")


def _due(odds: Odds, rows: Sequence[FanQuarter], axis: QuarterAxis, lang: Lang) -> Iterator[str]:
    for row, x in zip(rows, axis.middles, strict=True):
        if row.quarter == odds.on_time.quarter:
            words = text("risk.fan.due", lang, quarter=quarter_text(row.quarter, lang))
            left = x < _WIDTH / 2
            yield element("line", x1=x, y1=axis.top - 12, x2=x, y2=axis.bottom, class_="mark")
            yield label(x, axis.top - 18, words, "markt halo", text_anchor="start" if left else "end")


def _tooltips(rows: Sequence[FanQuarter], axis: QuarterAxis, lang: Lang) -> Iterator[str]:
    for place, row in enumerate(rows):
        name = text("risk.fan.tooltip", lang, quarter=quarter_text(row.quarter, lang), **_said(row, lang))
        box = {"x": axis.edge(place), "y": axis.top, "width": axis.room, "height": _PLOT}
        yield element("rect", title(name), **box, class_="hover")
