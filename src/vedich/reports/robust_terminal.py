"""A robust choice in the terminal: the choice and its chance, what more certainty costs, the chosen plan."""

from __future__ import annotations

from collections.abc import Iterator

from rich.table import Table
from rich.text import Text

from vedich.case.model import Case
from vedich.messages import text
from vedich.reports.numbers import billions_text, quarter_text
from vedich.reports.plan_terminal import BAD, GOOD, choice_lines
from vedich.reports.plan_wording import proof_sentences
from vedich.reports.risk_numbers import WIDTH_95, percent_text, points_of_percent
from vedich.reports.robust_frontier import plans
from vedich.reports.robust_wording import buffers_text, headline, method_sentences
from vedich.risk.robust_result import FrontierRow, Robust


def robust_lines(case: Case, found: Robust) -> Iterator[Text | Table]:
    """The parts to print, in order. Without a plan it says so and why."""
    yield Text(headline(found), GOOD if found.reached else BAD if not found.plan.found else "bold yellow")
    if not found.plan.found:
        for sentence in proof_sentences(found.plan):
            yield Text(f"  {sentence}")
        return
    for sentence in method_sentences(found):
        yield Text(f"  {sentence}")
    yield Text("\n" + text("risk.robust.section.frontier"), "bold")
    yield _frontier(found)
    yield from choice_lines(case, found.plan)


def _frontier(found: Robust) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 1))
    for name in ("cost", "chance", "error", "aims_at", "buffers", "plan"):
        right = name in {"cost", "chance", "error"}
        table.add_column(text(f"robust.column.{name}"), justify="right" if right else "left", overflow="fold")
    for row in plans(found):
        table.add_row(
            Text(billions_text(row.cost)),
            Text(percent_text(row.probability, decimals=1)),
            Text(f"± {points_of_percent(WIDTH_95 * row.error)}"),
            Text(quarter_text(row.aims_at)),
            Text("" if row.deterministic else buffers_text(row.buffers)),
            Text(_which(row)),
            style="bold green" if row.chosen else "",
        )
    return table


def _which(row: FrontierRow) -> str:
    names = [("chosen", row.chosen), ("usual", row.deterministic)]
    return "; ".join(text(f"risk.robust.frontier.{name}") for name, holds in names if holds)
