"""The score at the end of every quarter: what is certain, what is possible, and the pass mark."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from vedich.case.quarter import Quarter
from vedich.messages import Lang, text
from vedich.planning.result import QuarterScore
from vedich.reports.chart_scale import nice_step
from vedich.reports.numbers import point_text, points_text, quarter_text
from vedich.reports.quarter_axis import QuarterAxis
from vedich.reports.svg import drawing, element, label, title

_Height = Callable[[Fraction], float]

_WIDTH = 760
_LEFT = 44
_RIGHT = 16
_TOP = 40
_PLOT = 240


def score_line(
    score: Sequence[QuarterScore],
    total_at_least: Fraction | None,
    reached: str | None,
    lang: Lang,
    *,
    judged: bool = False,
) -> str:
    """Score by quarter (SVG): the line is the certain score, the shade reaches up to the possible one."""
    rows = sorted(score, key=lambda row: Quarter.parse(row.quarter))
    values = [value for row in rows for value in (row.total.low, row.total.high)]
    values += [] if total_at_least is None else [total_at_least]
    low, high, step = _span(values)
    unit = Fraction(_PLOT) / (high - low)

    def y(points: Fraction) -> float:
        return float(_TOP + _PLOT - (points - low) * unit)

    quarters = tuple(Quarter.parse(row.quarter) for row in rows)
    axis = QuarterAxis(quarters, _LEFT, _WIDTH - _RIGHT, _TOP, _TOP + _PLOT)
    xs = axis.middles
    parts = [
        *_grid(low, high, step, y, lang),
        *axis.marks(lang),
        *_threshold(total_at_least, y, lang),
        *_reached(rows, xs, reached, lang, "report.judged_at" if judged else "report.reached_at"),
        *_curve(rows, xs, y, reached, lang),
    ]
    name = text("report.score_line.title", lang)
    description = _description(rows, total_at_least, lang)
    return drawing(_WIDTH, _TOP + _PLOT + 46, name, description, parts, class_="middling")


def _span(values: Sequence[Fraction]) -> tuple[Fraction, Fraction, Fraction]:
    """The ends of the axis at round numbers around `values`, and its step."""
    least, most = min(values, default=Fraction(0)), max(values, default=Fraction(100))
    step = nice_step(max(most - least, Fraction(5)), 6)
    low = max((least // step - 1) * step, Fraction(0))
    high = (most // step + 1) * step
    return low, high, step


def _description(rows: Sequence[QuarterScore], total_at_least: Fraction | None, lang: Lang) -> str:
    if not rows:
        return text("report.score_line.empty", lang)
    first, last = rows[0], rows[-1]
    words = text(
        "report.score_line.desc",
        lang,
        first=points_text(first.total, lang),
        start=quarter_text(first.quarter, lang),
        last=points_text(last.total, lang),
        end=quarter_text(last.quarter, lang),
    )
    if total_at_least is None:
        return words
    return f"{words} {text('report.score_line.mark', lang, points=point_text(total_at_least, lang))}"


def _grid(low: Fraction, high: Fraction, step: Fraction, y: _Height, lang: Lang) -> Iterator[str]:
    yield label(4, 16, text("report.score_line.axis", lang), "soft")
    for place in range(int((high - low) / step) + 1):
        points = low + place * step
        style = "grid" if place else "axis"
        yield element("line", x1=_LEFT, y1=y(points), x2=_WIDTH - _RIGHT, y2=y(points), class_=style)
        yield label(_LEFT - 6, y(points) + 4, point_text(points, lang), "soft", text_anchor="end")


def _threshold(total_at_least: Fraction | None, y: _Height, lang: Lang) -> Iterator[str]:
    if total_at_least is None:
        return
    height = y(total_at_least)
    words = text("report.score_line.need", lang, points=point_text(total_at_least, lang))
    yield element("line", x1=_LEFT, y1=height, x2=_WIDTH - _RIGHT, y2=height, class_="mark dash")
    yield label(_LEFT + 4, height - 6, words, "markt halo")


def _reached(
    rows: Sequence[QuarterScore], xs: Sequence[float], reached: str | None, lang: Lang, key: str
) -> Iterator[str]:
    for row, x in zip(rows, xs, strict=True):
        if row.quarter == reached:
            words = text(key, lang, quarter=quarter_text(reached, lang))
            left = x < _WIDTH / 2
            yield element("line", x1=x, y1=26, x2=x, y2=_TOP + _PLOT, class_="mark")
            yield label(x, 20, words, "markt halo", text_anchor="start" if left else "end")


def _curve(
    rows: Sequence[QuarterScore], xs: Sequence[float], y: _Height, reached: str | None, lang: Lang
) -> Iterator[str]:
    if not rows:
        return
    lows = [(x, y(row.total.low)) for row, x in zip(rows, xs, strict=True)]
    highs = [(x, y(row.total.high)) for row, x in zip(rows, xs, strict=True)]
    if any(not row.total.known for row in rows):
        yield element("polygon", points=_points(highs + lows[::-1]), class_="pale")
        yield element("polyline", points=_points(highs), class_="upper")
    yield element("polyline", points=_points(lows), class_="line")
    for row, (x, height) in zip(rows, lows, strict=True):
        name = f"{quarter_text(row.quarter, lang)}: {points_text(row.total, lang)}"
        yield element("circle", title(name), cx=x, cy=height, r=3.5, class_="dot")
    named = {0, len(rows) - 1, *(place for place, row in enumerate(rows) if row.quarter == reached)}
    for place in sorted(named):
        x, height = lows[place]
        words = point_text(rows[place].total.low, lang)
        # Beside the line of the reached quarter, not across it.
        aside = rows[place].quarter == reached
        anchor = "end" if aside else "middle"
        yield label(x - 7 if aside else x, height + (-8 if aside else 18), words, "strong halo", text_anchor=anchor)


def _points(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{height:.1f}" for x, height in points)
