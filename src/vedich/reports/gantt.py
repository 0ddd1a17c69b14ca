"""The chosen projects over time: one row a project, grouped by domain, land clearance hatched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vedich.case.model import Case
from vedich.case.quarter import Quarter
from vedich.messages import Lang, text
from vedich.planning.result import Plan
from vedich.reports.numbers import billions_text, money_text, quarter_number_text, quarter_text
from vedich.reports.plan_tables import ChosenProject, domains
from vedich.reports.svg import drawing, element, label, shortened, text_width, title

_WIDTH = 1080
_NAMES = 330  # the column of project names
_RIGHT = 8
_TOP = 62  # legend, years and quarters
_ROW = 21
_LEAST_QUARTERS = 8


@dataclass(frozen=True)
class _Scale:
    """Which quarters are drawn, and where."""

    first: Quarter
    count: int

    @property
    def step(self) -> float:
        return (_WIDTH - _NAMES - _RIGHT) / self.count

    def x(self, quarter: Quarter) -> float:
        """Where `quarter` begins."""
        return _NAMES + (quarter - self.first) * self.step

    @property
    def quarters(self) -> tuple[Quarter, ...]:
        return tuple(self.first + step for step in range(self.count))


_Line = str | ChosenProject  # a heading, or a row


def gantt(case: Case, plan: Plan, lang: Lang) -> str:
    """All chosen projects in one drawing (SVG, 1080 units wide)."""
    return gantt_pages(case, plan, lang, rows=None)[0]


def gantt_pages(case: Case, plan: Plan, lang: Lang, rows: int | None = 60) -> tuple[str, ...]:
    """The same in drawings of at most `rows` lines (domain headings count), each with its own time axis, so
    that a printed page need not cut through one. None: one drawing.
    """
    lines = _lines(case, plan, lang)
    size = max(rows or len(lines) + 1, 2)
    pages: list[list[_Line]] = [[]]
    heading = ""
    for line in lines:
        # A heading never stands alone at the foot of a drawing, nor rows without one at the head.
        if isinstance(line, str):
            heading = line
            if len(pages[-1]) + 1 >= size:
                pages.append([])
        elif len(pages[-1]) >= size:
            pages.append([text("report.domain.continued", lang, name=heading)])
        pages[-1].append(line)
    scale = _scale(case, plan)
    return tuple(_page(page, scale, plan, lang, number) for number, page in enumerate(pages))


def _lines(case: Case, plan: Plan, lang: Lang) -> list[_Line]:
    lines: list[_Line] = []
    for domain in domains(case, plan):
        lines.append(domain.name or text("report.domain.other", lang))
        lines.extend(domain.rows)
    return lines


def _scale(case: Case, plan: Plan) -> _Scale:
    ends = [Quarter.parse(choice.finish) for choice in plan.choices]
    if plan.at is not None:
        ends.append(Quarter.parse(plan.at))
    starts = [Quarter.parse(choice.start) for choice in plan.choices]
    first = min([case.start, *starts])
    return _Scale(first, max([end - first + 1 for end in ends] + [_LEAST_QUARTERS]))


def _page(lines: Sequence[_Line], scale: _Scale, plan: Plan, lang: Lang, number: int) -> str:
    height = _TOP + len(lines) * _ROW + 8
    count = sum(isinstance(line, ChosenProject) for line in lines)
    hatch = f"vd-clearance-{number}"
    parts = [
        _patterns(hatch),
        _legend(hatch, lang),
        *_time_axis(scale, height, lang),
        *_rows(lines, scale, hatch, lang),
        _reached(plan, scale, height, lang),
    ]
    return drawing(
        _WIDTH,
        height,
        text("report.gantt.title", lang),
        text("report.gantt.desc", lang, count=count),
        parts,
        class_="wide",
    )


def _patterns(hatch: str) -> str:
    lines = "".join(
        element(
            "pattern",
            element("rect", width=7, height=7, class_="pale") + element("line", x1=0, y1=0, x2=0, y2=7, class_=line),
            id=f"{hatch}{suffix}",
            width=7,
            height=7,
            patternUnits="userSpaceOnUse",
            patternTransform="rotate(45)",
        )
        for suffix, line in (("", "hatchline"), ("-must", "mustline"))
    )
    return element("defs", lines)


def _legend(hatch: str, lang: Lang) -> str:
    parts = []
    x = 4.0
    for key, style in (
        ("candidate", {"class_": "bar"}),
        ("mandatory", {"class_": "must"}),
        ("clearance", {"fill": f"url(#{hatch})", "class_": None}),
    ):
        words = text(f"report.gantt.{key}", lang)
        parts.append(element("rect", x=x, y=5, width=22, height=12, rx=2, **style))
        if key == "clearance":
            parts.append(element("rect", x=x, y=5, width=22, height=12, rx=2, class_="edge"))
        parts.append(label(x + 28, 15, words))
        x += 28 + text_width(words) + 22
    parts.append(label(x, 15, text("report.gantt.cost", lang), "soft"))
    return "".join(parts)


def _time_axis(scale: _Scale, height: int, lang: Lang) -> Iterator[str]:
    bottom = height - 4
    for place, quarter in enumerate(scale.quarters):
        x = scale.x(quarter)
        begins_year = quarter.number == 1 or place == 0
        if quarter.year % 2 == 0:
            yield element("rect", x=x, y=44, width=scale.step, height=bottom - 44, class_="band")
        if begins_year:
            width = min(5 - quarter.number, scale.count - place) * scale.step
            yield element("line", x1=x, y1=28, x2=x, y2=bottom, class_="axis")
            year = str(quarter.year) if width >= text_width("2026") else f"'{quarter.year % 100:02d}"
            yield label(x + width / 2, 40, year, "strong", text_anchor="middle")
        elif scale.step >= 9:
            yield element("line", x1=x, y1=44, x2=x, y2=bottom, class_="grid")
        short = quarter_number_text(quarter.number, lang)
        if scale.step >= text_width("III", 10) + 6 and scale.step >= text_width(short, 10):
            yield label(x + scale.step / 2, 55, short, "soft", text_anchor="middle", font_size=10)


def _rows(lines: Sequence[_Line], scale: _Scale, hatch: str, lang: Lang) -> Iterator[str]:
    for place, line in enumerate(lines):
        y = _TOP + place * _ROW
        if isinstance(line, str):
            yield element("line", x1=0, y1=y + 1, x2=_WIDTH - _RIGHT, y2=y + 1, class_="grid")
            yield label(2, y + 15, shortened(line, _NAMES - 8), "strong")
        else:
            yield _row(line, y, scale, hatch, lang)


def _row(row: ChosenProject, y: float, scale: _Scale, hatch: str, lang: Lang) -> str:
    x, end = scale.x(row.start), scale.x(row.finish + 1)
    name = f"● {row.project.name}" if row.mandatory else row.project.name
    box = {"x": x + 1, "y": y + 4, "width": max(end - x - 2, 3.0), "height": _ROW - 7, "rx": 2}
    if row.clearance:
        fill = f"url(#{hatch}-must)" if row.mandatory else f"url(#{hatch})"
        bar = element("rect", **box, fill=fill) + element("rect", **box, class_="edge")
    else:
        bar = element("rect", **box, class_="must" if row.mandatory else "bar")
    cost = billions_text(row.cost, lang, 1)
    fits_after = end + 4 + text_width(cost, 10) < _WIDTH - _RIGHT
    cost_label = label(
        end + 3 if fits_after else x - 3,
        y + 15,
        cost,
        "soft halo",
        text_anchor=None if fits_after else "end",
        font_size=10,
    )
    name_label = label(12, y + 15, shortened(name, _NAMES - 20))
    return element("g", title(_tooltip(row, lang)) + name_label + bar + cost_label)


def _tooltip(row: ChosenProject, lang: Lang) -> str:
    return text(
        "report.gantt.row",
        lang,
        name=row.project.name,
        option=row.option,
        start=quarter_text(str(row.start), lang),
        finish=quarter_text(str(row.finish), lang),
        cost=money_text(row.cost, lang),
    )


def _reached(plan: Plan, scale: _Scale, height: int, lang: Lang) -> str:
    if plan.at is None:
        return ""
    x = scale.x(Quarter.parse(plan.at) + 1)
    key = "report.judged_at" if plan.objective == "most-points" else "report.reached_at"
    words = text(key, lang, quarter=quarter_text(plan.at, lang))
    return element("line", x1=x, y1=22, x2=x, y2=height - 4, class_="mark") + label(
        x, 18, words, "markt halo", text_anchor="end"
    )
