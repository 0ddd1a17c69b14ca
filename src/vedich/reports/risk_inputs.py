"""The uncertain inputs as they were used: ranges in their own units, distribution, source, and what is assumed."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from vedich.case.model import Case
from vedich.messages import Lang, number_text, text
from vedich.reports.numbers import unit_text
from vedich.reports.risk_names import input_name, kind_text
from vedich.risk.result import Input, Odds, RiskKind
from vedich.rulebooks import Rulebook

_BY_POINTS = frozenset({"normal", "lognormal"})  # told by their 10, 50 and 90 % points
_FROM_FUNDING = "funding"  # the source of a row that is the low and high of a year of the table `funding`
_IN_QUARTERS = frozenset({"delay", "blocked"})


@dataclass(frozen=True, slots=True)
class InputRow:
    """One uncertain input in words."""

    name: str
    range: str
    shape: str
    source: str
    assumption: bool
    default: bool


@dataclass(frozen=True, slots=True)
class InputGroup:
    """All inputs of one kind."""

    name: str
    rows: tuple[InputRow, ...]


def input_groups(case: Case, odds: Odds, lang: Lang, rulebook: Rulebook | None) -> list[InputGroup]:
    """By kind, in the order of the odds."""
    kinds: dict[RiskKind, list[Input]] = {}
    for row in odds.inputs:
        kinds.setdefault(row.kind, []).append(row)
    return [
        InputGroup(kind_text(kind, lang), tuple(_row(case, row, lang, rulebook, len(rows) > 1) for row in rows))
        for kind, rows in kinds.items()
    ]


def _row(case: Case, row: Input, lang: Lang, rulebook: Rulebook | None, others: bool) -> InputRow:
    return InputRow(
        name=input_name(case, row, lang, rulebook, rest=others),
        range=range_text(case, row, lang),
        shape=_shape(row, lang),
        source=_source(row, lang),
        assumption=row.assumption,
        default=row.default,
    )


def _source(row: Input, lang: Lang) -> str:
    if row.source == _FROM_FUNDING:
        return text("risk.from_funding", lang, table=text("case.table.funding", lang))
    return row.source or text("report.value.no_source", lang)


def range_text(case: Case, row: Input, lang: Lang | None = None) -> str:
    """`80 – 100 – 110%`, `0 – 1 – 4 quý`; one number where the ends are the same."""
    values = dict.fromkeys(value for value in (row.low, row.likely, row.high) if value is not None)
    decimals = 3 if row.kind == "trend" else 1
    numbers = " – ".join(number_text(Fraction(repr(value)), decimals, lang) for value in values)
    if not numbers:
        return text("report.none", lang)
    if row.kind in _IN_QUARTERS:
        return text("risk.quarters.one" if numbers == "1" else "risk.quarters", lang, number=numbers)
    unit = _trend_unit(case, row.subject) if row.kind == "trend" else "%"
    if unit == "%":
        return text("value.%", lang, number=numbers)
    return f"{numbers} {unit_text(unit, lang, 2)}" if unit else numbers


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
