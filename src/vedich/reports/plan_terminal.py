"""A plan in the terminal: the finding and its proof, what is chosen, the money, the score."""

from __future__ import annotations

from collections.abc import Iterator

from rich.table import Table
from rich.text import Text

from vedich.case.model import Case
from vedich.messages import text
from vedich.planning.result import Plan
from vedich.reports.numbers import billions_text, point_text, quarter_text
from vedich.reports.plan_tables import chosen, domains, money
from vedich.reports.plan_wording import headline_text, proof_sentences

GOOD, BAD = "bold green", "bold red"


def plan_lines(case: Case, plan: Plan) -> Iterator[Text | Table]:
    """The parts to print, in order. A result without a plan says so and stops there."""
    yield Text(headline_text(plan), GOOD if plan.found else BAD)
    for sentence in proof_sentences(plan):
        yield Text(f"  {sentence}")
    if plan.found:
        yield from choice_lines(case, plan)


def choice_lines(case: Case, plan: Plan) -> Iterator[Text | Table]:
    """What a plan does: projects, money, the score over time."""
    rows = chosen(case, plan)
    mandatory = sum(row.mandatory for row in rows)
    yield Text("\n" + text("plan.lines.chosen", None, count=len(rows), mandatory=mandatory), "bold")
    yield _projects(case, plan)
    yield Text("\n" + text("plan.lines.money"), "bold")
    yield _money(case, plan)
    ends = [row for row in plan.score if row.quarter.endswith("Q4") or row.quarter == plan.at]
    scores = " · ".join(f"{quarter_text(row.quarter)} {point_text(row.total.low)}" for row in ends)
    yield Text("\n" + text("plan.lines.score", None, scores=scores))


def _projects(case: Case, plan: Plan) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 1))
    for name in ("domain", "project", "option", "start", "finish", "cost"):
        right = name == "cost"
        table.add_column(
            text(f"plan.column.{name}"),
            justify="right" if right else "left",
            no_wrap=name in {"start", "finish", "cost"},
            overflow="fold",
        )
    for domain in domains(case, plan):
        for number, row in enumerate(domain.rows):
            table.add_row(
                Text((domain.name or "—") if number == 0 else "", "bold"),
                Text(f"{row.project.project} {row.project.name}"),
                Text(row.option),
                Text(str(row.start)),
                Text(str(row.finish)),
                Text(billions_text(row.cost)),
            )
    return table


def _money(case: Case, plan: Plan) -> Table:
    spent = money(case, plan)
    table = Table(box=None, pad_edge=False, padding=(0, 1))
    table.add_column(text("plan.column.source"))
    for year in spent.years:
        table.add_column(str(year), justify="right")
    table.add_column(text("plan.column.total"), justify="right")
    for source in spent.sources:
        amounts = [billions_text(spent.amount(source, year)) for year in spent.years]
        table.add_row(Text(source), *amounts, billions_text(spent.of_source(source)))
    totals = [billions_text(spent.of_year(year)) for year in spent.years]
    table.add_row(Text(text("plan.column.total"), "bold"), *totals, billions_text(spent.total))
    return table
