"""`vedich alternatives`: plans almost as good, as different as possible."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from vedich.cli.options import CaseArgument, JsonOption, LangOption, RulebookOption
from vedich.cli.output import Output, banner, show_problems
from vedich.cli.plan_files import read_plan
from vedich.cli.watching import DEFAULT_SECONDS, TimeLimitOption, watching
from vedich.messages import Problem, Refused, text


def run(
    case: CaseArgument,
    count: Annotated[int, typer.Option("--count", metavar="N", min=1, help=text("cli.alternatives.count"))] = 3,
    within: Annotated[str, typer.Option("--within", metavar="5%", help=text("cli.alternatives.within"))] = "5%",
    best: Annotated[
        Path | None, typer.Option("--plan", metavar="PLAN", help=text("cli.alternatives.plan"), show_default=False)
    ] = None,
    time_limit: TimeLimitOption = DEFAULT_SECONDS,
    rulebook: RulebookOption = None,
    json: JsonOption = None,
    lang: LangOption = None,
) -> None:
    from fractions import Fraction

    from vedich.case import load_checked
    from vedich.planning import alternatives, plan, verify
    from vedich.planning.achievement import restored
    from vedich.reports.diff_terminal import alternatives_lines

    try:
        share = Fraction(within.strip().rstrip("%").replace(",", ".")) / 100
    except ValueError:
        share = Fraction(-1)
    if not 0 <= share <= 10:
        raise Refused([Problem("cli.alternatives.bad_share", values={"value": within})])
    loaded, law, warnings = load_checked(case, rulebook=rulebook)
    output = Output(json)
    show_problems(warnings)
    with watching() as on_progress:
        if best is not None:
            optimum = restored(loaded, law, read_plan(best))
            if verify(loaded, law, optimum):
                raise Refused([Problem("cli.plan_file.other_case")])
        else:
            optimum = plan(loaded, law, time_limit=time_limit, on_progress=on_progress)
        found = alternatives(
            loaded, law, optimum, count=count, within=share, time_limit=time_limit, on_progress=on_progress
        )
    output.json(found)
    if not output.quiet:
        banner(output, loaded.illustrative)
        for part in alternatives_lines(loaded, found):
            output.show(part)
    if not optimum.found:
        raise typer.Exit(1)
