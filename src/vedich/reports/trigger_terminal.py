"""Early warnings in the terminal: the finding, and a row for each sign."""

from __future__ import annotations

from collections.abc import Iterator

from rich.table import Table
from rich.text import Text

from vedich.case.model import Case
from vedich.messages import text
from vedich.reports.numbers import quarter_text
from vedich.reports.risk_numbers import percent_text
from vedich.reports.trigger_wording import findings, headline, share_below, side_text, sign_text, value_text
from vedich.risk.trigger_result import Triggers

COLUMNS = ("at", "sign", "mark", "planned", "share", "below", "above", "information")
WORDS = frozenset({"at", "sign"})


def trigger_lines(case: Case, found: Triggers) -> Iterator[Text | Table]:
    """The parts to print, in order."""
    yield Text(headline(found), "bold")
    for sentence in findings(found):
        yield Text(sentence)
    if not found.triggers:
        return
    table = Table(box=None, pad_edge=False, padding=(0, 1))
    for name in COLUMNS:
        table.add_column(
            text(f"triggers.column.{name}"),
            justify="left" if name in WORDS else "right",
            overflow="fold",
            no_wrap=name == "at",
        )
    for trigger in found.triggers:
        seen = trigger.observable
        table.add_row(
            quarter_text(seen.at),
            Text(sign_text(case, seen)),
            Text(value_text(seen, trigger.threshold), "bold"),
            value_text(seen, seen.planned),
            share_below(trigger),
            side_text(trigger.below),
            side_text(trigger.above),
            percent_text(trigger.information),
        )
    yield table
    yield Text(text("triggers.checked"), "dim")
