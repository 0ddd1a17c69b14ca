"""The price of certainty: the chance of being on time against the cost, one mark a plan (SVG)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from vedich.messages import Lang, text
from vedich.reports.chart_scale import nice_step
from vedich.reports.numbers import billions_text, money_text
from vedich.reports.risk_numbers import WIDTH_95, percent_text
from vedich.reports.robust_wording import headline
from vedich.reports.svg import drawing, element, label, text_width, title
from vedich.risk.robust_result import FrontierRow, Robust

_WIDTH = 480
_LEFT = 46
_RIGHT = 14
_TOP = 62
_PLOT = 220
_BOTTOM = 46


@dataclass(frozen=True)
class _Scale:
    """Costs in million VND and chances as shares, each with its round ends."""

    low_cost: Fraction
    high_cost: Fraction
    cost_step: Fraction
    low: Fraction
    high: Fraction
    step: Fraction

    def x(self, cost: Fraction | int) -> float:
        room = _WIDTH - _LEFT - _RIGHT
        return float(_LEFT + room * (Fraction(cost) - self.low_cost) / (self.high_cost - self.low_cost))

    def y(self, share: Fraction | float) -> float:
        share = min(max(Fraction(share), self.low), self.high)
        return float(_TOP + _PLOT * (self.high - share) / (self.high - self.low))


def frontier(found: Robust, lang: Lang) -> str:
    """The plans of the frontier as steps, the chosen and the usual plan marked, the chance asked for as a line."""
    rows = plans(found)
    scale = _scale(rows, found.asked)
    parts = [
        *_legend(lang),
        *_grid(scale, lang),
        *_asked(found, scale, lang),
        *_steps([row for row in rows if row in found.frontier], scale),
        *(mark for row in rows for mark in _mark(row, scale, lang)),
    ]
    name = text("risk.robust.frontier.title", lang)
    return drawing(_WIDTH, _TOP + _PLOT + _BOTTOM, name, headline(found, lang), parts, class_="compact")


def plans(found: Robust) -> list[FrontierRow]:
    """The frontier, cheapest first, with the usual plan even where another is cheaper and surer."""
    rows = list(found.frontier)
    usual, chance = found.deterministic, found.deterministic_chance
    if chance is not None and usual.cost is not None and not any(row.deterministic for row in rows):
        rows.append(
            FrontierRow(
                cost=usual.cost,
                probability=chance.probability,
                error=chance.error,
                aims_at=usual.reached or found.by,
                buffers=(),
                chosen=False,
                deterministic=True,
            )
        )
    return sorted(rows, key=lambda row: (row.cost, row.probability))


def _scale(rows: Sequence[FrontierRow], asked: float) -> _Scale:
    costs = [Fraction(row.cost) for row in rows] or [Fraction(0)]
    least, most = min(costs), max(costs)
    cost_step = nice_step(max(most - least, most / 50, Fraction(10)), 4)
    ends = [Fraction(row.probability + sign * WIDTH_95 * row.error) for row in rows for sign in (-1, 1)]
    shares = [Fraction(asked), *(min(max(end, Fraction(0)), Fraction(1)) for end in ends)]
    step = nice_step(max(max(shares) - min(shares), Fraction(1, 20)), 5)
    return _Scale(
        low_cost=max(least // cost_step - (least % cost_step == 0), 0) * cost_step,
        high_cost=(most // cost_step + 1) * cost_step,
        cost_step=cost_step,
        low=min(shares) // step * step,
        high=min(-(-max(shares) // step) * step, Fraction(1)),
        step=step,
    )


def _legend(lang: Lang) -> Iterator[str]:
    x, y = 12.0, 12.0
    for key in ("chosen", "usual", "other"):
        words = text(f"risk.robust.frontier.{key}", lang)
        width = 16 + text_width(words)
        if x + width > _WIDTH:
            x, y = 12.0, y + 20
        yield from _shape(key, x, y)
        yield label(x + 14, y + 4, words)
        x += width + 20
    yield label(4, _TOP - 14, text("risk.curve.axis", lang), "soft")


def _shape(key: str, x: float, y: float) -> Iterator[str]:
    if key == "chosen":
        yield element("circle", cx=x, cy=y, r=7, class_="dot")
        yield element("circle", cx=x, cy=y, r=3, class_="paper")
    elif key == "usual":
        yield element("rect", x=x - 6, y=y - 6, width=12, height=12, class_="must")
    else:
        yield element("circle", cx=x, cy=y, r=4, class_="dot")


def _grid(scale: _Scale, lang: Lang) -> Iterator[str]:
    right, bottom = _WIDTH - _RIGHT, _TOP + _PLOT
    for place in range(int((scale.high - scale.low) / scale.step) + 1):
        share = scale.low + place * scale.step
        y = scale.y(share)
        yield element("line", x1=_LEFT, y1=y, x2=right, y2=y, class_="grid" if place else "axis")
        yield label(_LEFT - 6, y + 4, percent_text(float(share), lang), "soft", text_anchor="end")
    for place in range(int((scale.high_cost - scale.low_cost) / scale.cost_step) + 1):
        cost = scale.low_cost + place * scale.cost_step
        x = scale.x(cost)
        yield element("line", x1=x, y1=_TOP, x2=x, y2=bottom, class_="grid" if place else "axis")
        yield label(x, bottom + 16, billions_text(cost, lang), "soft", text_anchor="middle")
    yield label(right, bottom + 36, text("risk.robust.frontier.cost", lang), "soft", text_anchor="end")


def _asked(found: Robust, scale: _Scale, lang: Lang) -> Iterator[str]:
    y = scale.y(found.asked)
    words = text("risk.robust.fact.asked", lang, asked=percent_text(found.asked, lang))
    yield element("line", x1=_LEFT, y1=y, x2=_WIDTH - _RIGHT, y2=y, class_="mark dash")
    yield label(_LEFT + 4, y - 6, words, "markt halo")


def _steps(rows: Sequence[FrontierRow], scale: _Scale) -> Iterator[str]:
    """A plan's chance holds until the money for a surer one is there."""
    corners: list[tuple[float, float]] = []
    for row in rows:
        if corners:
            corners.append((scale.x(row.cost), corners[-1][1]))
        corners.append((scale.x(row.cost), scale.y(row.probability)))
    if corners:
        yield element("polyline", points=" ".join(f"{x:.1f},{y:.1f}" for x, y in corners), class_="line")


def _mark(row: FrontierRow, scale: _Scale, lang: Lang) -> Iterator[str]:
    x, y = scale.x(row.cost), scale.y(row.probability)
    high, low = (scale.y(row.probability + sign * WIDTH_95 * row.error) for sign in (1, -1))
    yield element("line", x1=x, y1=high, x2=x, y2=low, class_="whisker")
    percent, cost = percent_text(row.probability, lang, 1), money_text(row.cost, lang)
    key = "chosen" if row.chosen else "usual" if row.deterministic else "other"
    name = title(text("risk.robust.frontier.point", lang, cost=cost, percent=percent))
    yield element("g", name + "".join(_shape(key, x, y)))
    if row.chosen or row.deterministic:
        left = x > _WIDTH * 0.7
        place = (x - 11, y - 9) if left else (x + 11, y + 16)  # clear of the steps, which come from below
        yield label(*place, percent, "strong halo", text_anchor="end" if left else None)
