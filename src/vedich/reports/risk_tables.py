"""The odds of a plan as the rows that pages show, in words."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from vedich.case.model import Case
from vedich.case.quarter import Quarter
from vedich.messages import Lang, number_text, text
from vedich.reports.numbers import point_text, quarter_text
from vedich.reports.risk_fan import points_of
from vedich.reports.risk_names import driver_name
from vedich.reports.risk_numbers import half_width, percent_text, points_of_percent
from vedich.reports.risk_tornado import ranked
from vedich.risk.result import MoneyShort, Odds
from vedich.rulebooks import Rulebook

HEAT = (0.05, 0.2, 0.4, 0.6)  # chances of a shortage at which the shade grows


@dataclass(frozen=True, slots=True)
class ChanceRow:
    """The chance by the end of a quarter; `asked`: the quarter that counts as on time."""

    quarter: str
    chance: str
    error: str
    asked: bool


def chance_rows(odds: Odds, lang: Lang) -> list[ChanceRow]:
    """From the quarter before the first chance to the horizon's end."""
    rows = sorted(odds.chances, key=lambda row: Quarter.parse(row.quarter))
    first = next((place for place, row in enumerate(rows) if row.probability > 0), 0)
    return [
        ChanceRow(
            quarter_text(row.quarter, lang),
            percent_text(row.probability, lang, 1),
            points_of_percent(half_width(row), lang),
            row.quarter == odds.on_time.quarter,
        )
        for row in rows[max(first - 1, 0) :]
    ]


@dataclass(frozen=True, slots=True)
class FanRow:
    """Points at the end of a quarter."""

    quarter: str
    planned: str
    p10: str
    p50: str
    p90: str
    asked: bool


def fan_rows(odds: Odds, lang: Lang) -> list[FanRow]:
    """Every quarter of the fan."""
    return [
        FanRow(
            quarter_text(row.quarter, lang),
            point_text(points_of(row.planned), lang),
            point_text(points_of(row.p10), lang),
            point_text(points_of(row.p50), lang),
            point_text(points_of(row.p90), lang),
            row.quarter == odds.on_time.quarter,
        )
        for row in sorted(odds.fan, key=lambda row: Quarter.parse(row.quarter))
    ]


@dataclass(frozen=True, slots=True)
class DriverRow:
    """A driver's shares of the variance of the delay."""

    name: str
    first: str
    total: str
    error: str


def driver_rows(case: Case, odds: Odds, lang: Lang, rulebook: Rulebook | None) -> list[DriverRow]:
    """All drivers, the largest first."""
    return [
        DriverRow(
            driver_name(case, row, lang, rulebook),
            percent_text(max(row.first, 0.0), lang, 1),
            percent_text(max(row.total, 0.0), lang, 1),
            points_of_percent(row.error, lang),
        )
        for row in ranked(odds.drivers)
    ]


@dataclass(frozen=True, slots=True)
class ShortCell:
    """A source in a year: the chance of a shortage with its shade (0 to 4), and the 90 % quantile."""

    chance: str
    p90: str
    heat: int


@dataclass(frozen=True, slots=True)
class ShortTable:
    """Sources by years; None: the plan spends nothing of the source in the year."""

    years: tuple[int, ...]
    rows: tuple[tuple[str, tuple[ShortCell | None, ...]], ...]


def short_table(case: Case, odds: Odds, lang: Lang) -> ShortTable | None:
    """Sources in the order of the odds; None where nothing was counted."""
    if not odds.short:
        return None
    years = tuple(sorted({row.year for row in odds.short}))
    found = {(row.source, row.year): row for row in odds.short}
    sources = dict.fromkeys(row.source for row in odds.short)
    return ShortTable(
        years,
        tuple(
            (case.source(source).name or source, tuple(_cell(found.get((source, year)), lang) for year in years))
            for source in sources
        ),
    )


def _cell(row: MoneyShort | None, lang: Lang) -> ShortCell | None:
    if row is None:
        return None
    return ShortCell(percent_text(row.probability, lang), billions(row.p90, lang), bisect_right(HEAT, row.probability))


def heat_words(lang: Lang) -> tuple[str, ...]:
    """What each shade means."""
    ends = [percent_text(end, lang) for end in HEAT]
    between = (text("risk.short.between", lang, least=least, most=most) for least, most in pairwise(ends))
    first, last = text("risk.below", lang, most=ends[0]), text("risk.short.above", lang, least=ends[-1])
    return (first, *between, last)


def billions(million: int, lang: Lang) -> str:
    """Million VND as billions with one place; nothing as a dash."""
    return _one_place(Fraction(million, 1000), lang) if million else text("report.none", lang)


def quarters(count: float, lang: Lang) -> str:
    """A bare number of quarters with one place."""
    return _one_place(Fraction(count), lang)


def _one_place(number: Fraction, lang: Lang) -> str:
    """What would be rounded to nothing says how little it is."""
    if 0 < number < Fraction(1, 20):
        return text("risk.below", lang, most=number_text(Fraction(1, 10), 1, lang))
    return number_text(number, 1, lang)


@dataclass(frozen=True, slots=True)
class ShortRow:
    """The same in numbers, a row a source and year."""

    source: str
    year: int
    planned: str
    chance: str
    mean: str
    p90: str


def short_rows(case: Case, odds: Odds, lang: Lang) -> list[ShortRow]:
    """Only where something may be short."""
    return [
        ShortRow(
            case.source(row.source).name or row.source,
            row.year,
            billions(row.planned, lang),
            percent_text(row.probability, lang, 1),
            billions(row.expected, lang),
            billions(row.p90, lang),
        )
        for row in odds.short
        if row.probability > 0
    ]


@dataclass(frozen=True, slots=True)
class LateRow:
    """A project that is often late."""

    code: str
    name: str
    planned: str
    chance: str
    mean: str
    p90: str
    wait_money: str
    wait_capacity: str


def late_rows(case: Case, odds: Odds, lang: Lang) -> list[LateRow]:
    """Most often late first."""
    names = {project.project: project.name for project in case.projects}
    return [
        LateRow(
            row.project,
            names.get(row.project, row.project),
            quarter_text(row.planned, lang),
            percent_text(row.probability, lang),
            quarters(row.expected, lang),
            number_text(row.p90, 0, lang),
            quarters(row.waited_money, lang),
            quarters(row.waited_capacity, lang),
        )
        for row in sorted(odds.late, key=lambda row: (-row.probability, -row.expected))
        if row.probability > 0
    ]
