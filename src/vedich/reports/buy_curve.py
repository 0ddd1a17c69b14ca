"""Earliest date and least cost against extra money, one above the other over the same axis (SVG)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from vedich.case.quarter import Quarter
from vedich.messages import Lang, text
from vedich.planning.buy_result import Buy, BuyPoint
from vedich.reports.buy_tables import headline
from vedich.reports.chart_scale import nice_step
from vedich.reports.numbers import billions_text, money_text, quarter_text
from vedich.reports.svg import drawing, element, label, text_width, title

_WIDTH = 760
_LEFT = 100
_RIGHT = 24
_TOP = 34
_PLOT = 170
_BETWEEN = 48
_BOTTOM = 46
_LABEL = 15  # the height a label needs


def buy_curve(found: Buy, lang: Lang) -> str:
    """The drawing; points without a plan are marked on the axis of dates."""
    most = max((point.extra for point in found.points), default=0) or 1
    name = text("buy.curve.title", lang, source=found.source, year=found.year)
    second = _TOP + _PLOT + _BETWEEN

    def x(extra: int) -> float:
        return _LEFT + 8 + (_WIDTH - _LEFT - _RIGHT - 16) * extra / most

    parts = [
        *_dates(found, x, lang),
        *_costs(found, x, second, lang),
        *_amounts(found, x, second + _PLOT, lang),
    ]
    return drawing(_WIDTH, second + _PLOT + _BOTTOM, name, headline(found, lang), parts, class_="middling")


def _dates(found: Buy, x: Callable[[int], float], lang: Lang) -> Iterator[str]:
    """Early dates are low: the curve goes down as money goes up."""
    yield label(4, 16, text("buy.curve.date", lang), "soft")
    quarters = [Quarter.parse(point.reached) for point in found.points if point.reached is not None]
    never = any(point.reached is None for point in found.points)
    rows = max(quarters) - min(quarters) + 1 if quarters else 1
    rows += never
    step = _PLOT / max(rows, 2)
    bottom = _TOP + _PLOT - step / 2

    def height(point: BuyPoint) -> float:
        if point.reached is None:
            return _TOP + step / 2 if quarters else bottom
        return bottom - step * (Quarter.parse(point.reached) - min(quarters))

    marks = {height(point): _date_label(point, lang) for point in found.points}
    above = -float("inf")
    for y, words in sorted(marks.items()):
        yield element("line", x1=_LEFT, y1=y, x2=_WIDTH - _RIGHT, y2=y, class_="grid")
        if y - above >= _LABEL:
            above = y
            yield label(_LEFT - 6, y + 4, words, "soft", text_anchor="end")
    yield from _line([(point, x(point.extra), height(point)) for point in found.points if point.reached], lang)
    for point in found.points:
        if point.reached is None:
            words = text("buy.curve.point_never", lang, extra=money_text(point.extra, lang))
            yield element("circle", title(words), cx=x(point.extra), cy=height(point), r=4, class_="outline")


def _date_label(point: BuyPoint, lang: Lang) -> str:
    return text("buy.curve.never", lang) if point.reached is None else quarter_text(point.reached, lang)


def _costs(found: Buy, x: Callable[[int], float], top: float, lang: Lang) -> Iterator[str]:
    yield label(4, top - 14, text("buy.curve.cost", lang), "soft")
    shown = [(point, point.cost) for point in found.points if point.cost is not None]
    costs = [Fraction(cost) for _, cost in shown]
    least, most = min(costs, default=Fraction(0)), max(costs, default=Fraction(1))
    step = nice_step(max(most - least, most / 50, Fraction(1)), 4)
    low, high = max(least // step - 1, 0) * step, (most // step + 1) * step

    def y(cost: Fraction | int) -> float:
        return float(top + _PLOT - (Fraction(cost) - low) * _PLOT / (high - low))

    for place in range(int((high - low) / step) + 1):
        cost = low + place * step
        yield element("line", x1=_LEFT, y1=y(cost), x2=_WIDTH - _RIGHT, y2=y(cost), class_="grid" if place else "axis")
        yield label(_LEFT - 6, y(cost) + 4, billions_text(cost, lang), "soft", text_anchor="end")
    yield from _line([(point, x(point.extra), y(cost)) for point, cost in shown], lang)


def _line(places: Sequence[tuple[BuyPoint, float, float]], lang: Lang) -> Iterator[str]:
    """Steps: a plan holds until the money for a better one is there."""
    corners: list[tuple[float, float]] = []
    for _, x, y in places:
        if corners:
            corners.append((x, corners[-1][1]))
        corners.append((x, y))
    yield element("polyline", points=" ".join(f"{x:.1f},{y:.1f}" for x, y in corners), class_="line")
    for point, x, y in places:
        words = text(
            "buy.curve.point",
            lang,
            extra=money_text(point.extra, lang),
            quarter=quarter_text(point.reached or "", lang),
            cost=money_text(point.cost or 0, lang),
        )
        yield element("circle", title(words), cx=x, cy=y, r=4, class_="dot")


def _amounts(found: Buy, x: Callable[[int], float], bottom: float, lang: Lang) -> Iterator[str]:
    """The amounts below both, as many as have room."""
    words = [billions_text(point.extra, lang) for point in found.points]
    room = (_WIDTH - _LEFT - _RIGHT) / max(len(words) - 1, 1)
    every = 1 + int(max((text_width(word, 11) for word in words), default=0) + 8) // max(int(room), 1)
    for place, (point, word) in enumerate(zip(found.points, words, strict=True)):
        if place % every == 0:
            yield label(x(point.extra), bottom + 16, word, "soft", text_anchor="middle", font_size=11)
    yield label(_WIDTH - _RIGHT, bottom + 36, text("buy.curve.extra", lang), "soft", text_anchor="end")
