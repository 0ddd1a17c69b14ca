"""The targets of a term resolution in the terminal, and the mid-term summary beside the published one."""

from __future__ import annotations

from collections.abc import Iterator

from rich.table import Table
from rich.text import Text

from vedich.messages import date_text, number_text, text
from vedich.reports.numbers import rounded_down
from vedich.reports.wording import value_text
from vedich.scoring.result import Exact
from vedich.scoring.targets import Bucket, TargetProgress, TargetReport

_STYLE: dict[Bucket, str] = {
    "exceeded": "green",
    "done": "green",
    "at_least_70": "",
    "below": "bold red",
    "unknown": "yellow",
}


def target_table(report: TargetReport) -> Table:
    """One row a target."""
    table = Table(box=None, pad_edge=False, padding=(0, 1))
    for name in ("target", "value", "current", "progress", "state", "formula", "source"):
        table.add_column(
            text(f"targets.column.{name}"), justify="right" if name == "progress" else "left", overflow="fold"
        )
    for target in report.targets:
        table.add_row(*_cells(target))
    return table


def _cells(target: TargetProgress) -> list[Text]:
    progress = "—" if target.progress is None else number_text(rounded_down(target.progress, 1), 1) + " %"
    return [
        Text(f"{target.target} {target.name}"),
        Text(_amount(target, target.value)),
        Text(_amount(target, target.current)),
        Text(progress),
        Text(text(f"targets.bucket.{target.bucket}"), _STYLE[target.bucket]),
        Text(text(target.rule), "dim"),
        Text(target.source or "—", "dim"),
    ]


def _amount(target: TargetProgress, value: Exact | str | None) -> str:
    if value is None:
        return "—"
    if target.direction == "yes":
        return text(f"case.answer.{value}") if value in {"yes", "no"} else str(value)
    return value_text(value, target.unit)


def target_summary(report: TargetReport) -> Iterator[Text]:
    """What can be recomputed, what was published, and how many of the published the recomputation confirms."""
    if not report.targets:
        yield Text(text("targets.empty"))
        return
    summary = report.summary
    values: dict[str, object] = {
        "done": summary.done_or_exceeded,
        "seventy": summary.at_least_70,
        "below": summary.below,
        "unknown": summary.unknown,
        "total": summary.total,
    }
    yield Text(text("targets.summary.computed", None, **values), "bold")
    published = report.published
    if published is None:
        return
    values = {
        "day": date_text(published.as_of),
        "done": published.done_or_exceeded,
        "seventy": published.at_least_70,
        "total": published.total,
        "source": published.source,
    }
    yield Text(text("targets.summary.published", None, **values))
    confirmed = [target.target for target in report.targets if target.bucket in {"exceeded", "done"}]
    values = {
        "published": published.done_or_exceeded,
        "done": len(confirmed),
        "names": ", ".join(confirmed) or "—",
    }
    yield Text(text("targets.summary.compared", None, **values))
