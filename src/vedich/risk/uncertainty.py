"""What is uncertain about a case, from its rows of `risks`, the ends in `funding`, and the defaults (docs/risk.md)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from vedich.case import Case, Figure, Project, figure_at
from vedich.planning import Plan
from vedich.risk.columns import Columns, Group
from vedich.risk.events import Event, events_of
from vedich.risk.marginal import marginal_of
from vedich.risk.money_risks import MoneyRisks
from vedich.risk.result import Input, RiskKind
from vedich.risk.rows import Rows
from vedich.risk.uncertain import Uncertain, Yearly, drive
from vedich.rulebooks import Rulebook

__all__ = ["Group", "Uncertainty", "uncertainty_of"]


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """`funding` (million VND) and `receipts` (percent) by source, `cost` (percent) and `delay` (quarters) by project,
    `trend` by quantity (in the unit of its growth).

    `dimensions`: columns of the unit cube that a scenario is a point of. `inputs`: what the plan is exposed to.
    `groups`: its drivers; no two share a column.
    """

    dimensions: int
    funding: dict[str, Yearly]
    receipts: dict[str, Yearly]
    cost: dict[str, Uncertain]
    delay: dict[str, Uncertain]
    trend: dict[str, Uncertain]
    events: tuple[Event, ...]
    groups: tuple[Group, ...]
    inputs: tuple[Input, ...]


def uncertainty_of(case: Case, rulebook: Rulebook, plan: Plan) -> Uncertainty:
    """Every uncertain number of `case`; `inputs` and `groups` are those that touch `plan`.

    The columns depend on the case and the figures that `rulebook` reads, not on the plan: two plans of one case can be
    carried out under the same luck.
    """
    columns, rows = Columns(), Rows(case)
    chosen = {choice.project: choice.option for choice in plan.choices}
    money = MoneyRisks(case, chosen, columns, rows)
    funding, receipts = money.funding(), money.receipts()
    cost, delay = (_by_project(case, kind, chosen, columns, rows) for kind in ("cost", "delay"))
    trend = _trends(case, rulebook, columns, rows)
    events = events_of(case, columns)
    for event in events:
        _note_event(event, set(chosen), money.used, columns, rows)
    return Uncertainty(
        dimensions=columns.count,
        funding=funding,
        receipts=receipts,
        cost=cost,
        delay=delay,
        trend=trend,
        events=events,
        groups=columns.groups(),
        inputs=rows.inputs(),
    )


def _by_project(
    case: Case, kind: RiskKind, chosen: Iterable[str], columns: Columns, rows: Rows
) -> dict[str, Uncertain]:
    shared = columns.new()
    numbers = {}
    for project in case.projects:
        if project.status == "done":
            continue
        row = rows.of(kind, _subjects(project), project_kind=project.kind)
        number = Uncertain(marginal_of(row), columns.new(), shared, float(row.common or 0))
        numbers[project.project] = number
        if project.project in chosen and not number.marginal.certain:
            rows.use(row)
            drive(columns, kind, project.kind, number)
    return numbers


def _subjects(project: Project) -> tuple[str | None, ...]:
    return (project.project, project.kind, None) if project.kind else (project.project, None)


def _trends(case: Case, rulebook: Rulebook, columns: Columns, rows: Rows) -> dict[str, Uncertain]:
    shared = columns.new()
    numbers = {}
    read = {q for s in rulebook.standards if s.value is not None for q in s.value.quantities}
    read |= {goal.subject for goal in case.goals if goal.kind == "quantity" and goal.subject}
    for quantity in sorted(read):
        figure = _growing(case, quantity)
        if figure is None or figure.growth_per_year is None:
            continue
        row = rows.of("trend", (quantity, None), growth=figure.growth_per_year)
        number = Uncertain(marginal_of(row), columns.new(), shared, float(row.common or 0))
        numbers[quantity] = number
        if not number.marginal.certain:
            rows.use(row)
            drive(columns, "trend", quantity, number)
    return numbers


def _growing(case: Case, quantity: str) -> Figure | None:
    """The first row with a trend that counts within the horizon."""
    rows = (figure_at(case, quantity, at) for at in case.horizon)
    return next((row for row in rows if row is not None and row.growth_kind is not None), None)


def _note_event(event: Event, chosen: set[str], sources: set[str], columns: Columns, rows: Rows) -> None:
    struck = [strike for strike in event.strikes if strike.names & (chosen | sources)]
    if not struck or not event.chance:
        return
    rows.use(event.row)
    for strike in struck:
        columns.drive(event.row.kind, event.row.risk, strike.column)
    if not event.size.certain:
        columns.drive(event.row.kind, event.row.risk, event.size_column)
