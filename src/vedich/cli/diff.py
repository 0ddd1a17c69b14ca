"""`vedich diff`: what differs between two plans."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from vedich.cli.options import JsonOption, LangOption
from vedich.cli.output import Output
from vedich.cli.plan_files import read_plan
from vedich.messages import text


def run(
    before: Annotated[Path, typer.Argument(metavar="PLAN_A", help=text("cli.diff.before"), show_default=False)],
    after: Annotated[Path, typer.Argument(metavar="PLAN_B", help=text("cli.diff.after"), show_default=False)],
    json: JsonOption = None,
    lang: LangOption = None,
) -> None:
    from vedich.planning import compare
    from vedich.reports.diff_terminal import diff_lines

    old, new = read_plan(before), read_plan(after)
    found = compare(old, new)
    output = Output(json)
    output.json(found)
    if not output.quiet:
        for part in diff_lines(found):
            output.show(part)
