"""Spending by year, stacked by source, against what could be spent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from vedich.case.model import Case
from vedich.messages import Lang, text
from vedich.planning.result import Plan
from vedich.reports.chart_scale import nice_step
from vedich.reports.numbers import billions_text, money_text
from vedich.reports.plan_tables import Money, available, money
from vedich.reports.svg import drawing, element, label, shortened, text_width, title

_WIDTH = 760
_LEFT = 62
_PLOT = 300
_COLOURS = 6
_PATTERNS = 5  # plain, rising lines, dots, level lines, falling lines


def money_chart(case: Case, plan: Plan, lang: Lang) -> str:
    """Stacked bars by calendar year in billion VND (SVG); the dashed outline is what the plan could spend."""
    table = money(case, plan)
    limits = available(case, plan)
    legend, legend_height = _legend(table.sources, lang)
    top = legend_height + 34
    most = max([*limits.values(), *(table.of_year(year) for year in table.years), 1])
    step = nice_step(Fraction(most, 1000), 5) * 1000
    ceiling = -(-most // step) * step
    unit = Fraction(_PLOT) / ceiling
    parts = [
        _patterns(len(table.sources)),
        legend,
        *_grid(int(ceiling), step, unit, top, lang),
        *_years(table, limits, unit, top, lang),
    ]
    name = text("report.money_chart.title", lang)
    description = text("report.money_chart.desc", lang, total=money_text(table.total, lang))
    return drawing(_WIDTH, top + _PLOT + 30, name, description, parts, class_="middling")


def _pattern(place: int) -> str:
    """Colour and pattern turn at different speeds: thirty sources before a pair repeats."""
    return f"vd-source-{place}"


def _patterns(count: int) -> str:
    shapes = []
    for place in range(count):
        cuts: dict[int, tuple[str, int]] = {
            0: ("", 0),
            1: (element("line", x1=0, y1=0, x2=0, y2=8, class_="cut"), 45),
            2: (element("circle", cx=4, cy=4, r=1.5, class_="cutdot"), 0),
            3: (element("line", x1=0, y1=4, x2=8, y2=4, class_="cut"), 0),
            4: (element("line", x1=0, y1=0, x2=0, y2=8, class_="cut"), -45),
        }
        cut, turn = cuts[place % _PATTERNS]
        paint = element("rect", width=8, height=8, style=f"fill:var(--s{place % _COLOURS})")
        shapes.append(
            element(
                "pattern",
                paint + cut,
                id=_pattern(place),
                width=8,
                height=8,
                patternUnits="userSpaceOnUse",
                patternTransform=f"rotate({turn})",
            )
        )
    return element("defs", "".join(shapes))


def _swatch(x: float, y: float, place: int) -> str:
    box = {"x": x, "y": y, "width": 22, "height": 13}
    return element("rect", **box, fill=f"url(#{_pattern(place)})") + element("rect", **box, class_="edge")


def _legend(sources: Sequence[str], lang: Lang) -> tuple[str, int]:
    parts = []
    x, y = 4.0, 6
    for place, source in enumerate((*sources, None)):
        words = text("report.money_chart.available", lang) if source is None else shortened(source, 300)
        width = 28 + text_width(words) + 18
        if x + width > _WIDTH and x > 4:
            x, y = 4.0, y + 20
        if source is None:
            parts.append(element("rect", x=x, y=y, width=22, height=13, class_="outline"))
        else:
            parts.append(element("g", title(source) + _swatch(x, y, place)))
        parts.append(label(x + 28, y + 11, words))
        x += width
    return "".join(parts), y + 20


def _grid(ceiling: int, step: Fraction, unit: Fraction, top: int, lang: Lang) -> Iterator[str]:
    yield label(4, top - 14, text("report.billion_vnd", lang), "soft")
    for place in range(int(ceiling / step) + 1):
        y = float(top + _PLOT - place * step * unit)
        yield element("line", x1=_LEFT, y1=y, x2=_WIDTH - 4, y2=y, class_="grid" if place else "axis")
        yield label(_LEFT - 6, y + 4, billions_text(place * step, lang), "soft", text_anchor="end")


def _years(table: Money, limits: dict[int, int], unit: Fraction, top: int, lang: Lang) -> Iterator[str]:
    if not table.years:
        return
    slot = (_WIDTH - _LEFT - 4) / len(table.years)
    width = min(slot * 0.62, 96)
    for number, year in enumerate(table.years):
        x = _LEFT + slot * (number + 0.5) - width / 2
        base = float(top + _PLOT)
        yield label(x + width / 2, base + 18, str(year), "strong", text_anchor="middle")
        y = base
        for place, source in enumerate(table.sources):
            amount = table.amount(source, year)
            height = float(amount * unit)
            if amount:
                y -= height
                yield _segment(x, y, width, height, place, f"{source}, {year}: {money_text(amount, lang)}")
                if height >= 15:
                    words = billions_text(amount, lang, 1)
                    yield label(x + width / 2, y + height / 2 + 4, words, "halo", text_anchor="middle")
        limit = base - float(limits[year] * unit)
        box = element("rect", x=x - 5, y=limit, width=width + 10, height=base - limit, class_="outline")
        limit_name = text("report.money_chart.limit", lang, year=year, amount=money_text(limits[year], lang))
        yield element("g", title(limit_name) + box)
        total = billions_text(table.of_year(year), lang, 1)
        # Between bar top and outline if there is room, else above both.
        inside = y - limit >= 18
        yield label(x + width / 2, y - 5 if inside else limit - 6, total, "strong halo", text_anchor="middle")


def _segment(x: float, y: float, width: float, height: float, place: int, name: str) -> str:
    box = {"x": x, "y": y, "width": width, "height": height}
    painted = element("rect", **box, fill=f"url(#{_pattern(place)})") + element("rect", **box, class_="edge")
    return element("g", title(name) + painted)
