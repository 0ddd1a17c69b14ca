"""`vedich new`: a template of a case with the quantities that a rulebook needs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from vedich.cli.options import JsonOption, LangOption
from vedich.cli.output import Output
from vedich.messages import text


def run(
    out: Annotated[Path, typer.Argument(metavar="OUT", help=text("cli.new.out"), show_default=False)],
    rulebook: Annotated[str, typer.Option("--rulebook", metavar="ID|FILE", help=text("cli.new.rulebook"))],
    json: JsonOption = None,
    lang: LangOption = None,
) -> None:
    from vedich.case import write_template
    from vedich.rulebooks import load, shipped

    law = load(rulebook)
    write_template(law, out, None if rulebook in shipped() else str(Path(rulebook).resolve()))
    output = Output(json)
    output.json({"case": str(out), "rulebook": law.id})
    output.wrote(out)
    output.say("cli.new.next", path=out)
