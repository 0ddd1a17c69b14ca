"""What a new rulebook does, as the rows that terminal, page and workbook share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from vedich.case import Case
from vedich.messages import Lang, number_text, text
from vedich.planning.impact_result import Impact, Law, MissingFigure, StandardImpact, Turn
from vedich.reports.impact_wording import asked_text, days_text, goal_text
from vedich.reports.numbers import money_text, point_text, points_text, quarter_text, unit_text, value_text, worded
from vedich.reports.plan_wording import cost_proved, date_proved, shown
from vedich.reports.wording import (
    gap_text,
    levels_of,
    recognised_text,
    status_symbol,
    status_text,
    thresholds_text,
    transcription_text,
)
from vedich.rulebooks import Rulebook
from vedich.scoring.result import Interval, StandardScore

_MET = frozenset({"full", "met", "reduced", "not_considered"})
_UNMET = frozenset({"unmet"})
_UNKNOWN = frozenset({"unknown", "not_transcribed"})


@dataclass(frozen=True, slots=True)
class Pair:
    """One line about both rulebooks."""

    name: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Side:
    """A standard under one rulebook, as cells."""

    thresholds: str
    value: str
    status: str
    symbol: str
    status_words: str
    points: str
    certain: Interval
    gap: str


@dataclass(frozen=True, slots=True)
class StandardRow:
    """A standard under both; a side that is None does not have it. `id`: `2.1 → 2A.II.03` where they differ."""

    id: str
    label: str
    change: str
    turn: Turn
    old: Side | None
    new: Side | None

    @property
    def same(self) -> bool:
        """Whether the points are the same on both sides."""
        return self.old is not None and self.new is not None and self.old.certain == self.new.certain


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure that the case lacks, as cells."""

    name: str
    unit: str
    used_by: str
    points: str
    worth: Fraction
    asked_before: str


def law_rows(found: Impact, lang: Lang | None = None) -> list[Pair]:
    """The two rulebooks and what they make of the case, line by line."""
    sides = [law_cells(found, law, lang) for law in (found.old, found.new)]
    return [Pair(text(f"impact.row.{key}", lang), sides[0][key], sides[1][key]) for key in sides[0] if key in sides[1]]


def law_cells(found: Impact, law: Law, lang: Lang | None = None) -> dict[str, str]:
    """One rulebook's cells of `law_rows`, by their key."""
    met = Counter(criterion.met for criterion in law.criteria)
    most = point_text(law.total_max, lang)
    cells = {
        "in_force": days_text(law, lang),
        "text": transcription_text(law.transcription, lang),
        "transcribed": text("impact.of", lang, part=law.standards - law.not_transcribed, whole=law.standards),
        "total": text("impact.of", lang, part=points_text(law.total, lang), whole=most),
        "mark": text("report.none", lang) if law.total_at_least is None else point_text(law.total_at_least, lang),
        "verdict": recognised_text(law.recognised, lang),
        "groups": text("impact.of", lang, part=met[True], whole=len(law.criteria)),
        "met": str(_count(found, law, _MET)),
        "unmet": str(_count(found, law, _UNMET)),
        "unknown": str(_count(found, law, _UNKNOWN)),
    }
    return cells | _plan_cells(found, law, lang)


def _count(found: Impact, law: Law, statuses: frozenset[str]) -> int:
    """How many of its standards stand so."""
    rows = (row.before if law is found.old else row.after for row in found.standards)
    return sum(row is not None and row.status in statuses for row in rows)


def _plan_cells(found: Impact, law: Law, lang: Lang | None) -> dict[str, str]:
    """Nothing if no plan was asked for on either side."""
    if "planned" not in {found.old.planning, found.new.planning}:
        return {}
    plan, none = law.plan, text("report.none", lang)
    if plan is None or not shown(plan) or plan.reached is None or plan.cost is None:
        proved = plan is not None and plan.status == "impossible"
        return {
            "reached": text("impact.no_plan", lang),
            "cost": none,
            "projects": none,
            "proved": text("buy.proof.impossible", lang) if proved else none,
        }
    proofs = [("date", date_proved(plan)), ("proved", date_proved(plan) and cost_proved(plan))]
    told = [name for name, proved in proofs if proved] or ["none"]
    return {
        "reached": quarter_text(plan.reached, lang),
        "cost": money_text(plan.cost, lang),
        "projects": str(len(plan.choices)),
        "proved": text(f"buy.proof.{told[-1]}", lang),
    }


def standard_rows(
    rows: Iterable[StandardImpact], old: Rulebook, new: Rulebook, lang: Lang | None = None
) -> list[StandardRow]:
    """The rows in words, without those that have nothing to show (`untold`)."""
    return [_standard_row(row, old, new, lang) for row in rows if not untold(row)]


def untold(row: StandardImpact) -> bool:
    """Whether nothing of the standard but its place in the law is transcribed, on any side that has it."""
    sides = [side for side in (row.before, row.after) if side is not None]
    return all(side.status == "not_transcribed" and not side.inputs for side in sides)


def _standard_row(row: StandardImpact, old: Rulebook, new: Rulebook, lang: Lang | None) -> StandardRow:
    shown_side = row.after or row.before
    assert shown_side is not None
    ids = dict.fromkeys(side.id for side in (row.before, row.after) if side is not None)
    change = text(f"impact.change.{row.change}", lang)
    if row.matched_by == "figure":
        change = f"{change}, {text('impact.matched.figure', lang)}"
    return StandardRow(
        id=" → ".join(ids),
        label=worded(shown_side.label, lang),
        change=change,
        turn=row.turn,
        old=_side(row.before, old, lang),
        new=_side(row.after, new, lang),
    )


def _side(standard: StandardScore | None, rulebook: Rulebook, lang: Lang | None) -> Side | None:
    if standard is None:
        return None
    levels = levels_of(rulebook, standard.gap_quantity)
    return Side(
        thresholds=thresholds_text(standard, rulebook, lang),
        value=value_text(standard.value, standard.unit, lang, levels),
        status=standard.status,
        symbol=status_symbol(standard.status),
        status_words=status_text(standard.status, lang),
        points=points_text(standard.points, lang),
        certain=standard.points,
        gap=gap_text(standard, lang),
    )


def figure_rows(found: Impact, new: Rulebook, lang: Lang | None = None) -> list[FigureRow]:
    """The figures that the new rulebook asks for in vain."""
    return [_figure_row(figure, new, lang) for figure in found.missing]


def _figure_row(figure: MissingFigure, new: Rulebook, lang: Lang | None) -> FigureRow:
    levels = levels_of(new, figure.quantity)
    unit = " / ".join(worded(level.label, lang) for level in levels)
    asking = (new.standard(id_) for id_ in figure.standards)
    return FigureRow(
        name=figure.quantity if figure.label is None else worded(figure.label, lang),
        unit=unit or (unit_text(figure.unit, lang, 2) if figure.unit else text("report.none", lang)),
        used_by="; ".join(f"{worded(standard.label, lang)} ({standard.id})" for standard in asking),
        points=number_text(figure.points, 2, lang),
        worth=figure.points,
        asked_before=text(f"impact.asked_before.{'yes' if figure.asked_before else 'no'}", lang),
    )


def goal_rows(case: Case, found: Impact, old: Rulebook, new: Rulebook, lang: Lang | None = None) -> list[Pair]:
    """Each goal and how the two rulebooks take it."""
    return [
        Pair(goal_text(case, (old, new), before, lang), asked_text(before, lang), asked_text(after, lang))
        for before, after in zip(found.old.goals, found.new.goals, strict=True)
    ]
