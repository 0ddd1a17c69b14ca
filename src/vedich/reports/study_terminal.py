"""A study in the terminal: how many cases, the first of the ranking, what could not be computed, what to do next."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rich.table import Table
from rich.text import Text

from vedich.messages import text
from vedich.reports.study_tables import bad_lines, headlines, ranking
from vedich.studies.result import Study

ROWS, BAD_ROWS = 20, 5
_COLUMNS = ("rank", "unit_code", "unit_name", "score", "to_go", "reached", "on_time", "p90", "cost")
_LEFT = {"unit_code", "unit_name", "reached", "p90"}
_WHOLE = {"unit_code", "reached", "p90"}


def study_lines(study: Study, out: Path) -> Iterator[Text | Table]:
    """The parts to print, in order."""
    first, *others = headlines(study)
    yield Text(first, "bold")
    for sentence in others:
        yield Text(sentence)
    lines = ranking(study)
    if lines:
        table = Table(box=None, pad_edge=False, padding=(0, 1))
        for column in _COLUMNS:
            table.add_column(
                text(f"study.column.{column}"), justify="left" if column in _LEFT else "right", no_wrap=column in _WHOLE
            )
        for line in lines[:ROWS]:
            table.add_row(
                line.rank,
                line.code,
                line.unit,
                line.points,
                line.to_go,
                line.reached,
                line.on_time,
                line.p90,
                line.cost,
            )
        yield table
        yield Text(text("study.order"), "dim")
    if len(lines) > ROWS:
        yield Text(text("study.more", None, count=len(lines) - ROWS, file=out / "ranking.xlsx"))
    yield from _bad(study, out)
    yield from _next(study, out)


def _bad(study: Study, out: Path) -> Iterator[Text]:
    lines = bad_lines(study, BAD_ROWS)
    if not lines:
        return
    yield Text(text("study.bad"), "bold")
    for line in lines:
        yield Text(line)
    left = len(study.rows) - len(study.ranking) - len(lines)
    if left:
        yield Text(text("study.more", None, count=left, file=out / "ranking.xlsx"))


def _next(study: Study, out: Path) -> Iterator[Text]:
    yield Text(text("study.next.ranking", None, out=out))
    if study.off_map:
        codes = ", ".join(study.off_map[:BAD_ROWS]) + (", …" if len(study.off_map) > BAD_ROWS else "")
        yield Text(text("study.next.off_map", None, count=len(study.off_map), codes=codes))
    if study.of_status("refused"):
        yield Text(text("study.next.mend"))
    if study.of_status("failed"):
        yield Text(text("study.next.again", None, out=out))
    if study.ranking:
        yield Text(text("study.next.case"))
