"""An assessment in the terminal: a verdict, the groups, a table of the rows; and one row explained."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from vedich.messages import text
from vedich.reports.wording import (
    age_text,
    criterion_text,
    gap_text,
    levels_of,
    moment_text,
    point_text,
    points_text,
    recognised_text,
    status_symbol,
    status_text,
    step_text,
    thresholds_text,
    transcription_text,
    value_text,
    worded,
)
from vedich.scoring.result import Assessment, Input, StandardScore, Status

if TYPE_CHECKING:
    from vedich.rulebooks import Rulebook

_STYLE: dict[Status, str] = {
    "full": "green",
    "met": "green",
    "reduced": "green",
    "not_considered": "green",
    "unmet": "bold red",
    "unknown": "yellow",
    "not_transcribed": "yellow",
}


def score_head(assessment: Assessment) -> Iterator[Text]:
    """Who, under what and when; the total and the verdict; a line a group."""
    unit = f"{assessment.unit_code} {assessment.unit_name}".strip()
    values = {"unit": unit, "rulebook": worded(assessment.rulebook_title), "moment": moment_text(assessment)}
    yield Text(text("score.head.unit", None, **values), "bold")
    yield Text(transcription_text(assessment.transcription), "dim")
    mark = assessment.total_at_least
    values = {
        "points": points_text(assessment.total),
        "most": point_text(assessment.total_max),
        "least": "?" if mark is None else point_text(mark),
    }
    yield Text(text("score.head.total", None, **values) + " · " + recognised_text(assessment.recognised), "bold")
    for criterion in assessment.criteria:
        yield Text("  " + criterion_text(criterion), "" if criterion.met is not False else "red")


def score_table(assessment: Assessment, rulebook: Rulebook) -> Iterator[Table | Text]:
    """All rows, with the clause and the age of each figure under the name; then the sources, numbered."""
    table = Table(box=None, pad_edge=False, padding=(0, 1), expand=True)
    ratios = {"standard": 5, "gap": 3, "value": 2, "thresholds": 3, "status": 2}
    for name in ("id", "standard", "status", "value", "thresholds", "points", "gap"):
        table.add_column(
            text(f"score.column.{name}"),
            justify="right" if name == "points" else "left",
            ratio=ratios.get(name),
            no_wrap=name in {"id", "points"},
            overflow="fold",
        )
    sources: dict[str, int] = {}
    for standard in assessment.standards:
        table.add_row(*_cells(standard, rulebook, sources))
    yield table
    for source, number in sources.items():
        yield Text(f"[{number}] {source}", "dim")


def _cells(standard: StandardScore, rulebook: Rulebook, sources: dict[str, int]) -> list[Text]:
    levels = levels_of(rulebook, standard.gap_quantity)
    style = _STYLE[standard.status]
    name = Text("\n").join([Text(worded(standard.label)), Text(_basis(standard, sources), "dim")])
    value = "—" if standard.value is None else value_text(standard.value, standard.unit, None, levels)
    # A row that reads one figure and lacks it has said so in its status already.
    said = standard.status == "unknown" and len(standard.inputs) == 1
    return [
        Text(standard.id),
        name,
        Text(f"{status_symbol(standard.status)} {status_text(standard.status)}", style),
        Text(value),
        Text(thresholds_text(standard, rulebook)),
        Text(points_text(standard.points)),
        Text("" if said else gap_text(standard), style),
    ]


def _basis(standard: StandardScore, sources: dict[str, int]) -> str:
    """The clause, and for each figure the number of its source and its age."""
    parts = [standard.clause]
    for figure in standard.inputs:
        if figure.value is not None:
            number = sources.setdefault(figure.source or "?", len(sources) + 1)
            parts.append(f"[{number}] {age_text(figure)}")
    return " · ".join(dict.fromkeys(parts))


def explanation(standard: StandardScore, rulebook: Rulebook) -> Iterator[Text]:
    """One row in full: the figures, each step of the arithmetic, the result, the law."""
    yield Text(f"{standard.id} {worded(standard.label)}", "bold")
    for figure in standard.inputs:
        yield from _input_lines(figure, rulebook)
    yield Text(f"{text('score.column.thresholds')}: {thresholds_text(standard, rulebook)}")
    for step in standard.steps:
        yield Text(step_text(step, standard, rulebook))
    most = "?" if standard.points_max is None else point_text(standard.points_max)
    values = {"points": points_text(standard.points), "most": most, "status": status_text(standard.status)}
    yield Text(text("score.explain.points", None, **values), "bold")
    if gap := gap_text(standard):
        yield Text(gap, _STYLE[standard.status])
    law = {
        "clause": standard.clause,
        "source": standard.source,
        "confidence": text(f"score.confidence.{standard.confidence}"),
    }
    yield Text(text("score.explain.law", None, **law), "dim")


def _input_lines(figure: Input, rulebook: Rulebook) -> Iterator[Text]:
    levels = levels_of(rulebook, figure.quantity)
    label = worded(figure.label) if figure.label else figure.quantity
    reported = "—" if figure.reported is None else value_text(figure.reported, figure.unit, None, levels)
    values = {"label": label, "value": reported, "day": age_text(figure), "source": figure.source or "?"}
    yield Text(text("score.explain.input", None, **values))
    if figure.value is not None and figure.value != figure.reported:
        now = value_text(figure.value, figure.unit, None, levels)
        yield Text(text("score.explain.trend", None, reported=reported, value=now))
