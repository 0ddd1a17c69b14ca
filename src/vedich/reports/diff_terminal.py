"""Differences between plans in the terminal: two plans, a re-plan, alternatives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.table import Table
from rich.text import Text

from vedich.case.model import Case
from vedich.messages import number_text, text
from vedich.planning.alternatives import Alternatives
from vedich.planning.comparison import PlanDiff, Summary
from vedich.planning.replanning import Replan
from vedich.planning.result import Choice
from vedich.reports.numbers import billions_text, money_text, point_text, quarter_text
from vedich.reports.plan_changes import Kind, project_changes, project_names
from vedich.reports.plan_wording import headline_text, proof_sentences

GOOD, BAD = "bold green", "bold red"
_STYLE: dict[Kind, str] = {"dropped": "red", "added": "green", "moved": "yellow"}


def diff_lines(diff: PlanDiff, names: dict[str, str] | None = None) -> Iterator[Text | Table]:
    """Two plans beside each other, then each project that differs. `names`: of projects, where a case is at hand."""
    yield _summaries([(text("diff.before"), diff.before), (text("diff.after"), diff.after)])
    yield Text("\n" + text("diff.count", None, changes=diff.changes, same=diff.same), "bold")
    yield from changes_table(diff, names or {})


def replan_lines(case: Case, found: Replan) -> Iterator[Text | Table]:
    """The new plan's finding and proof, what is held, then the changes."""
    yield Text(headline_text(found.plan), GOOD if found.plan.found else BAD)
    for sentence in proof_sentences(found.plan):
        yield Text(f"  {sentence}")
    for key, projects in (("held", found.held), ("unclear", found.unclear)):
        if projects:
            yield Text("  " + text(f"replan.{key}", None, count=len(projects), projects=", ".join(projects)))
    if not found.plan.found:
        return
    yield Text("  " + text("replan.keep", None, worth=money_text(found.keep)))
    yield Text("")
    yield from diff_lines(found.diff, project_names(case))


def alternatives_lines(case: Case, found: Alternatives) -> Iterator[Text | Table]:
    """The best plan and its alternatives in a table, then what each does otherwise."""
    yield Text(headline_text(found.best), GOOD if found.best.found else BAD)
    if not found.best.found:
        return
    share = text("value.%", None, number=number_text(found.within * 100, 2))
    key = "alternatives.none" if not found.alternatives else "alternatives.count"
    yield Text(text(key, None, count=len(found.alternatives), within=share))
    if found.complete:
        yield Text(text("alternatives.complete", None, within=share))
    if not found.alternatives:
        return
    rows = [(text("alternatives.best"), found.alternatives[0].diff.before)]
    rows += [
        (text("alternatives.name", None, number=number), alternative.diff.after)
        for number, alternative in enumerate(found.alternatives, 1)
    ]
    yield _summaries(rows)
    for number, alternative in enumerate(found.alternatives, 1):
        yield Text("\n" + text("alternatives.title", None, number=number, differs=alternative.differs), "bold")
        yield from changes_table(alternative.diff, project_names(case))


def _summaries(rows: Iterable[tuple[str, Summary]]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2))
    table.add_column("")
    for column in ("reached", "cost", "points", "projects"):
        table.add_column(text(f"diff.column.{column}"), justify="right")
    for name, summary in rows:
        table.add_row(
            Text(name, "bold"),
            "—" if summary.reached is None else quarter_text(summary.reached),
            "—" if summary.cost is None else billions_text(summary.cost),
            "—" if summary.points is None else point_text(summary.points),
            number_text(summary.projects),
        )
    return table


def changes_table(diff: PlanDiff, names: dict[str, str]) -> Iterator[Table]:
    """Each project that differs; nothing if none does. `names`: of projects."""
    if not diff.changes:
        return
    table = Table(box=None, pad_edge=False, padding=(0, 2))
    for column in ("change", "project", "before", "after"):
        table.add_column(text(f"diff.column.{column}"), overflow="fold")
    for row in project_changes(diff, names):
        table.add_row(
            Text(text(f"diff.{row.kind}"), _STYLE[row.kind]),
            Text(f"{row.project} {row.name}".strip()),
            _when(row.before),
            _when(row.after),
        )
    yield table


def _when(choice: Choice | None) -> Text:
    if choice is None:
        return Text("")
    return Text(f"{choice.option} · {choice.start}–{choice.finish} · {billions_text(choice.cost)}")
