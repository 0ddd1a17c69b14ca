"""`vedich convert`: a case folder to a workbook and back, without loss."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from vedich.cli.options import CaseArgument, JsonOption, LangOption
from vedich.cli.output import Output
from vedich.messages import text


def run(
    case: CaseArgument,
    out: Annotated[Path, typer.Argument(metavar="OUT", help=text("cli.convert.out"), show_default=False)],
    overwrite: Annotated[bool, typer.Option("--overwrite", help=text("cli.convert.overwrite"))] = False,
    json: JsonOption = None,
    lang: LangOption = None,
) -> None:
    from vedich.case import read, write

    write(read(case), out, overwrite=overwrite)
    output = Output(json)
    output.json({"case": str(out), "from": str(case)})
    output.wrote(out)
