"""What a new rulebook does, in the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from vedich.case import Case
from vedich.messages import text
from vedich.planning.impact_result import Impact
from vedich.reports.diff_terminal import changes_table
from vedich.reports.impact_tables import Pair, Side, figure_rows, goal_rows, law_rows, standard_rows, untold
from vedich.reports.impact_wording import (
    TURNS,
    difference_sentences,
    goals_lead,
    headline,
    law_title,
    plan_sentences,
    turn_text,
    warnings,
)
from vedich.reports.numbers import worded
from vedich.reports.plan_changes import project_names
from vedich.reports.wording import criterion_text
from vedich.rulebooks import Rulebook

Part = Text | Table | Padding


def impact_lines(case: Case, old: Rulebook, new: Rulebook, found: Impact) -> Iterator[Part]:
    """The parts to print, in order."""
    yield Text(headline(found), "bold")
    for sentence in warnings(found, old, new):
        yield Text(f"! {sentence}", "yellow")
    yield from _section("laws")
    yield _pairs(law_rows(found), found)
    yield from _section("score")
    for law in (found.old, found.new):
        yield Text(law_title(law, found), "bold")
        yield from _indented(criterion_text(criterion) for criterion in law.criteria)
    yield from _turned(found, old, new)
    yield from _missing(found, new)
    yield from _section("goals")
    lead = goals_lead(found)
    yield Text(lead) if lead else _pairs(goal_rows(case, found, old, new), found)
    yield from _plans(case, found)


def _section(key: str) -> Iterator[Part]:
    yield Text("\n" + text(f"impact.section.{key}"), "bold underline")


def _indented(sentences: Iterable[str]) -> Iterator[Part]:
    for sentence in sentences:
        yield Padding(Text(sentence), (0, 0, 0, 2), expand=False)


def _table(columns: Iterable[tuple[str, bool]]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2))
    for name, right in columns:
        table.add_column(name, justify="right" if right else "left", overflow="fold")
    return table


def _pairs(rows: Iterable[Pair], found: Impact) -> Table:
    table = _table([("", False), (worded(found.old.short), False), (worded(found.new.short), False)])
    for row in rows:
        table.add_row(Text(row.name), Text(row.old), Text(row.new))
    return table


def _turned(found: Impact, old: Rulebook, new: Rulebook) -> Iterator[Part]:
    yield from _section("turned")
    turns = [turn for turn in TURNS if found.turned(turn)]
    if not turns:
        yield Text(text("impact.turn.none"))
    for turn in turns:
        yield Text(turn_text(found, turn), "bold")
        rows = standard_rows(found.turned(turn), old, new)
        if turn == "newly_unknown":  # what they lack is listed below
            yield from _indented(["; ".join(f"{row.label} ({row.id})" for row in rows)])
            continue
        table = _table(
            (text(f"impact.column.{key}" if key != "standard" else "report.column.standard"), key.startswith("points"))
            for key in ("standard", "old", "points_old", "new", "points_new")
        )
        for row in rows:
            name = Text.assemble(row.label, "\n", (f"{row.id} · {row.change}", "dim"))
            table.add_row(name, *_cells(row.old), *_cells(row.new))
        yield table
    hidden = sum(untold(row) for row in found.standards)
    if hidden:
        yield Text(text("impact.untold", None, count=hidden), "dim")


def _cells(side: Side | None) -> tuple[Text, Text]:
    if side is None:
        return Text(text("impact.absent"), "dim"), Text("")
    style = {"✗": "bold red", "?": "yellow"}.get(side.symbol, "green")
    words = Text.assemble((f"{side.symbol} {side.status_words}", style), f" · {side.value}\n", (side.thresholds, "dim"))
    return (Text.assemble(words, "\n", (side.gap, style)) if side.gap else words), Text(side.points)


def _missing(found: Impact, new: Rulebook) -> Iterator[Part]:
    yield from _section("missing")
    if not found.missing:
        yield Text(text("impact.missing.none"))
        return
    yield Text(text("impact.missing.lead"))
    keys = ("figure", "unit", "used_by", "worth", "asked_before")
    table = _table((text(f"impact.column.{key}"), key == "worth") for key in keys)
    for row in figure_rows(found, new):
        table.add_row(*map(Text, (row.name, row.unit, row.used_by, row.points, row.asked_before)))
    yield table


def _plans(case: Case, found: Impact) -> Iterator[Part]:
    yield from _section("plan")
    for sentence in difference_sentences(found):
        yield Text(sentence, "bold")
    for law in (found.old, found.new):
        yield Text(law_title(law, found), "bold")
        yield from _indented(plan_sentences(law))
    if found.diff is not None and found.diff.changes:
        yield from _section("changes")
        yield from changes_table(found.diff, project_names(case))
        yield Text(text("impact.plan.ties"), "dim")
