"""`vedich plan`: the earliest funded programme that reaches the goals, with its proof."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vedich.cli.options import CaseArgument, HtmlOption, JsonOption, LangOption, RulebookOption, XlsxOption
from vedich.cli.output import Output, banner, save, show_problems
from vedich.messages import language, text

if TYPE_CHECKING:
    from collections.abc import Callable

    from vedich.case import Case
    from vedich.planning import Plan, Progress
    from vedich.rulebooks import Rulebook

DEFAULT_SECONDS = 120.0


class Objective(StrEnum):
    """What the plan is to be best at."""

    EARLIEST = "earliest"


def run(
    case: CaseArgument,
    objective: Annotated[Objective, typer.Option("--objective", help=text("cli.plan.objective"))] = Objective.EARLIEST,
    time_limit: Annotated[
        float, typer.Option("--time-limit", metavar="S", min=0.1, help=text("cli.plan.time_limit"))
    ] = DEFAULT_SECONDS,
    rulebook: RulebookOption = None,
    json: JsonOption = None,
    html: HtmlOption = None,
    xlsx: XlsxOption = None,
    lang: LangOption = None,
) -> None:
    from vedich.case import load_checked
    from vedich.planning import plan

    loaded, law, warnings = load_checked(case, rulebook=rulebook)
    output = Output(json)
    show_problems(warnings)
    with _progress() as on_progress:
        found = plan(loaded, law, objective=objective.value, time_limit=time_limit, on_progress=on_progress)
    output.json(found)
    if not output.quiet:
        from vedich.reports.plan_terminal import plan_lines

        banner(output, loaded.illustrative)
        for part in plan_lines(loaded, found):
            output.show(part)
    if html is not None:
        _page(output, loaded, law, found, html)
    if xlsx is not None:
        from vedich.reports.plan_workbook import write_plan_workbook

        save(xlsx, lambda path: write_plan_workbook(loaded, found, path, language()))
        output.wrote(xlsx)
    if found.reached is None:
        raise typer.Exit(1)


def _page(output: Output, case: Case, law: Rulebook, found: Plan, target: Path) -> None:
    from vedich.files import write_text
    from vedich.planning.achievement import assessments
    from vedich.reports.plan_html import plan_page

    before, after = assessments(case, law, found)
    page = plan_page(case, found, before, after, language(), law)
    save(target, lambda path: write_text(path, page))
    output.wrote(target)


@contextmanager
def _progress() -> Iterator[Callable[[Progress], None]]:
    """A line on standard error that follows the search; where that is no terminal, silence."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console

    with Console(stderr=True).status(text("cli.plan.begin")) as status:
        yield lambda progress: status.update(progress_line(progress))


def progress_line(progress: Progress) -> str:
    """Where the search stands, in a line: stage, quarter, best so far, bound, time."""
    from vedich.reports.numbers import quarter_text

    values = {
        "quarter": quarter_text(progress.quarter),
        "seconds": f"{progress.seconds:.0f}",
        "incumbent": _amount(progress, progress.incumbent),
        "bound": _amount(progress, progress.bound),
    }
    return text(f"cli.plan.progress.{progress.stage}", None, **values)


def _amount(progress: Progress, value: float | None) -> str:
    from vedich.messages import number_text
    from vedich.reports.numbers import money_text

    if value is None or abs(value) > 1e15:
        return "…"
    return number_text(value, 2) if progress.stage == "points" else money_text(round(value))
