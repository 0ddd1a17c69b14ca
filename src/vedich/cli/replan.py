"""`vedich replan`: a new plan from today that keeps what has begun and changes little else."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from vedich.cli.options import CaseArgument, JsonOption, LangOption, RulebookOption, quarter_of
from vedich.cli.output import Output, banner, show_problems
from vedich.cli.plan_files import read_plan
from vedich.cli.watching import DEFAULT_SECONDS, TimeLimitOption, million, watching
from vedich.messages import Problem, Refused, text


def run(
    case: CaseArgument,
    old: Annotated[Path, typer.Option("--from", metavar="PLAN", help=text("cli.replan.from"), show_default=False)],
    today: Annotated[str, typer.Option("--today", metavar="2028Q2", help=text("cli.replan.today"), show_default=False)],
    keep: Annotated[str, typer.Option("--keep", metavar="TỶ", help=text("cli.replan.keep"))] = "1",
    not_started: Annotated[
        str, typer.Option("--not-started", metavar="P1,P2", help=text("cli.replan.not_started"), show_default=False)
    ] = "",
    time_limit: TimeLimitOption = DEFAULT_SECONDS,
    rulebook: RulebookOption = None,
    json: JsonOption = None,
    lang: LangOption = None,
) -> None:
    from vedich.case import load_checked
    from vedich.planning import replan
    from vedich.reports.diff_terminal import replan_lines

    price = million(keep, "--keep")
    loaded, law, warnings = load_checked(case, rulebook=rulebook)
    now = quarter_of(loaded, today)
    assert now is not None and price is not None
    names = tuple(name.strip() for name in not_started.split(",") if name.strip())
    known = {project.project for project in loaded.projects}
    unknown = [name for name in names if name not in known]
    if unknown:
        raise Refused([Problem("cli.replan.unknown_project", values={"value": name}) for name in unknown])
    output = Output(json)
    show_problems(warnings)
    plan = read_plan(old)
    with watching() as on_progress:
        found = replan(
            loaded,
            law,
            plan,
            now,
            keep=price,
            not_started=names,
            time_limit=time_limit,
            on_progress=on_progress,
        )
    output.json(found)
    if not output.quiet:
        banner(output, loaded.illustrative)
        for part in replan_lines(loaded, found):
            output.show(part)
    if not found.plan.found:
        raise typer.Exit(1)
