"""`buy` in the terminal: the headline and a row for each step."""

from __future__ import annotations

from collections.abc import Iterator

from rich.table import Table
from rich.text import Text

from vedich.messages import text
from vedich.planning.buy_result import Buy
from vedich.reports.buy_tables import headline, rows


def buy_lines(found: Buy) -> Iterator[Text | Table]:
    """The parts to print, in order."""
    yield Text(headline(found), "bold")
    table = Table(box=None, pad_edge=False, padding=(0, 1))
    for name in ("extra", "reached", "sooner", "cost", "proved"):
        table.add_column(text(f"buy.column.{name}"), justify="right" if name in {"extra", "sooner", "cost"} else "left")
    for row in rows(found):
        style = "bold green" if row.better else ""
        table.add_row(row.extra, row.reached, row.sooner, row.cost, row.proof, style=style)
    yield table
    yield Text(text("buy.verified"))
    if found.stopped:
        yield Text(text("buy.stopped", None, count=len(found.points)))
