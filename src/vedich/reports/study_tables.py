"""What a study says: its headline and its ranking in words, for the terminal and the workbook alike."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction

from vedich.messages import Lang, language, number_text, text
from vedich.reports.numbers import billions_text, point_text, points_text, quarter_text, rounded_down, rounded_up
from vedich.scoring.result import Interval, as_exact
from vedich.studies.result import Study, StudyRow

SURE, DOUBTFUL = 0.8, 0.5


@dataclass(frozen=True, slots=True)
class RankedLine:
    """A place in the ranking as cells."""

    rank: str
    code: str
    unit: str
    points: str
    to_go: str
    reached: str
    on_time: str
    p90: str
    cost: str


def headlines(study: Study, lang: Lang | None = None) -> list[str]:
    """How many cases, where they stand, and how sure their plans are."""
    states = Counter(row.status for row in study.rows)
    counts = {state: states[state] for state in ("done", "refused", "failed")}
    lines = [text("study.headline", lang, total=len(study.rows), **counts)]
    done = study.of_status("done")
    if study.planned and done:
        lines.append(
            text(
                "study.summary",
                lang,
                recognised=sum(row.recognised == "yes" for row in done),
                reached=sum(row.reached is not None for row in done),
                impossible=sum(row.reached is None and row.plan_status == "impossible" for row in done),
                unknown=sum(row.reached is None and row.plan_status != "impossible" for row in done),
            )
        )
    chances = [row.on_time for row in done if row.on_time is not None]
    if chances:
        sure = sum(chance >= SURE for chance in chances)
        doubtful = sum(chance < DOUBTFUL for chance in chances)
        scenarios = number_text(study.scenarios, 0, lang)
        lines.append(text("study.chance", lang, count=len(chances), sure=sure, doubtful=doubtful, scenarios=scenarios))
    return lines


def ranking(study: Study, lang: Lang | None = None) -> list[RankedLine]:
    """The ranked rows in words, first the nearest to its goal."""
    rows = [study.rows[number] for number in study.ranking]
    shared = Counter(row.unit_code for row in rows)
    return [_line(place, row, shared[row.unit_code] > 1, lang) for place, row in enumerate(rows, 1)]


def _line(place: int, row: StudyRow, several: bool, lang: Lang | None) -> RankedLine:
    none = text("report.none", lang)
    unit = row.unit_name or none
    return RankedLine(
        rank=str(place),
        code=row.unit_code or none,
        unit=f"{unit} · {row.name}" if several else unit,
        points=_points(row, lang),
        to_go=none if row.to_go is None else number_text(rounded_up(as_exact(row.to_go)), 2, lang),
        reached=reached_text(row, lang),
        on_time=none if row.on_time is None else chance_text(row.on_time, lang),
        p90=spread_text(row, row.p90, lang),
        cost=none if row.cost is None else billions_text(row.cost, lang),
    )


def _points(row: StudyRow, lang: Lang | None) -> str:
    if row.score_low is None or row.score_high is None:
        return text("report.none", lang)
    low, high = as_exact(row.score_low), as_exact(row.score_high)
    return point_text(low, lang) if low == high else points_text(Interval(low=low, high=high), lang)


def reached_text(row: StudyRow, lang: Lang | None = None) -> str:
    """The plan's quarter, or why there is none."""
    if row.reached is not None:
        return quarter_text(row.reached, lang)
    if row.plan_status in {"impossible", "unknown"}:
        return text(f"study.reached.{row.plan_status}", lang)
    return text("report.none", lang)


def spread_text(row: StudyRow, quarter: str | None, lang: Lang | None = None) -> str:
    """A quantile of the date; beyond the horizon in words; a dash where no scenario was run."""
    if row.on_time is None:
        return text("report.none", lang)
    return text("study.beyond", lang) if quarter is None else quarter_text(quarter, lang)


def chance_text(probability: float, lang: Lang | None = None) -> str:
    """A probability in percent, rounded down: what is not certain is never shown as 100 %."""
    percent = rounded_down(Fraction(as_exact(probability)) * 100, 1)
    return text("value.%", lang, number=number_text(percent, 1, lang))


def problems_of(row: StudyRow, lang: Lang | None = None) -> tuple[str, ...]:
    """What is wrong with a case, in the reader's language."""
    return row.problems_vi if (lang or language()) == "vi" else row.problems_en


def bad_lines(study: Study, most: int, lang: Lang | None = None) -> list[str]:
    """A line for each of the first `most` cases that have no result, with its first problem."""
    bad = [row for row in study.rows if row.status != "done"]
    return [_bad(row, lang) for row in bad[:most]]


def _bad(row: StudyRow, lang: Lang | None) -> str:
    problems = problems_of(row, lang)
    values = {"name": row.name, "problem": problems[0] if problems else text(f"study.status.{row.status}", lang)}
    if len(problems) > 1:
        return text("study.bad.others", lang, count=len(problems) - 1, **values)
    return text("study.bad.row", lang, **values)
