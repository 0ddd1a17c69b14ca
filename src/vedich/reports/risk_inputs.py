"""The uncertain inputs as they were used: ranges in their own units, distribution, source, and what is assumed."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from vedich.case.model import Case
from vedich.messages import LANGUAGES, Lang, number_text, text
from vedich.reports.numbers import unit_text
from vedich.reports.risk_names import input_name, kind_text
from vedich.risk.result import Input, Odds, RiskKind
from vedich.rulebooks import Rulebook

_BY_POINTS = frozenset({"normal", "lognormal"})  # told by their 10, 50 and 90 % points
_FROM_FUNDING = "funding"  # the source of a row that is the low and high of a year of the table `funding`
_IN_QUARTERS = frozenset({"delay", "blocked"})


@dataclass(frozen=True, slots=True)
class InputRow:
    """One uncertain input in words; `ranges`: one for each year where they differ by year."""

    name: str
    ranges: tuple[str, ...]
    shape: str
    source: str
    assumption: bool
    default: bool


@dataclass(frozen=True, slots=True)
class InputGroup:
    """All inputs of one kind."""

    name: str
    rows: tuple[InputRow, ...]


def input_groups(case: Case, odds: Odds, lang: Lang, rulebook: Rulebook | None = None) -> list[InputGroup]:
    """By kind, in the order of the odds; the years of one source in one row."""
    kinds: dict[RiskKind, list[list[Input]]] = {}
    for row in odds.inputs:
        rows = kinds.setdefault(row.kind, [])
        if rows and _same_but_year(rows[-1][0], row):
            rows[-1].append(row)
        else:
            rows.append([row])
    groups = []
    for kind, rows in kinds.items():
        rows.sort(key=lambda years: years[0].subject is None)  # what the others leave comes last
        told = tuple(_row(case, years, lang, rulebook, len(rows) > 1) for years in rows)
        groups.append(InputGroup(kind_text(kind, lang), told))
    return groups


def _same_but_year(row: Input, other: Input) -> bool:
    return None not in (row.year, other.year) and _without_year(row) == _without_year(other)


def _without_year(row: Input) -> tuple[object, ...]:
    return row.subject, row.distribution, row.probability_percent, row.source, row.default


def _row(case: Case, years: list[Input], lang: Lang, rulebook: Rulebook | None, others: bool) -> InputRow:
    row = years[0]
    return InputRow(
        name=input_name(case, row, lang, rulebook, rest=others),
        ranges=tuple(_of_year(row, range_text(case, row, lang), lang) for row in years),
        shape=_shape(row, lang),
        source="" if row.assumption and _only_says_so(row.source) else source_text(row, lang),
        assumption=row.assumption,
        default=row.default,
    )


def _of_year(row: Input, words: str, lang: Lang) -> str:
    return words if row.year is None else text("risk.of_year", lang, year=row.year, range=words)


def _only_says_so(source: str) -> bool:
    """Whether the source is no more than the word for an assumption, which stands beside it as a mark."""
    words = {text("case.assumption", lang).casefold() for lang in LANGUAGES}
    return source.strip(" .").casefold() in {"", *words}


def source_text(row: Input, lang: Lang) -> str:
    """Where the figures come from."""
    if row.source == _FROM_FUNDING:
        return text("risk.from_funding", lang, table=text("case.table.funding", lang))
    return row.source or text("report.value.no_source", lang)


def range_text(case: Case, row: Input, lang: Lang | None = None) -> str:
    """`80 – 100 – 110%`, `0 – 1 – 4 quý`; one number where the ends are the same."""
    values = [value for value in (row.low, row.likely, row.high) if value is not None]
    values = values[:1] if len(set(values)) == 1 else values
    decimals = 3 if row.kind == "trend" else 1
    numbers = " – ".join(number_text(Fraction(repr(value)), decimals, lang) for value in values)
    if not numbers:
        return text("report.none", lang)
    if row.kind in _IN_QUARTERS:
        return text("risk.quarters.one" if numbers == "1" else "risk.quarters", lang, number=numbers)
    if row.kind != "trend":
        return text("value.%", lang, number=numbers)
    unit = _trend_unit(case, row.subject)
    if unit == "%":
        numbers = text("value.%", lang, number=numbers)
    elif unit:
        numbers = f"{numbers} {unit_text(unit, lang, 2)}"
    return text("risk.per_year", lang, range=numbers)


def _trend_unit(case: Case, subject: str | None) -> str | None:
    """The unit in which the figure's growth per year is told."""
    figure = next((figure for figure in case.quantities if figure.quantity == subject), None)
    if figure is None:
        return None
    return "%" if figure.growth_kind == "percent" else figure.unit


def _shape(row: Input, lang: Lang) -> str:
    parts = []
    if row.probability_percent is not None:
        chance = text("value.%", lang, number=number_text(Fraction(repr(row.probability_percent)), 1, lang))
        parts.append(text("risk.shape.event", lang, probability=chance))
    if row.distribution is not None and len({row.low, row.likely, row.high} - {None}) > 1:
        shape = text(f"case.choice.risks.distribution.{row.distribution}", lang)
        parts.append(text("risk.shape.p10", lang, shape=shape) if row.distribution in _BY_POINTS else shape)
    return "; ".join(parts) or text("report.none", lang)
