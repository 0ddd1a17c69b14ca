"""The arguments and options that verbs share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from vedich.case import Case, Quarter
from vedich.messages import LANGUAGES, Problem, Refused, text

CaseArgument = Annotated[Path, typer.Argument(metavar="CASE", help=text("cli.option.case"), show_default=False)]
RulebookOption = Annotated[str | None, typer.Option("--rulebook", metavar="ID|FILE", help=text("cli.option.rulebook"))]
JsonOption = Annotated[str | None, typer.Option("--json", metavar="OUT", help=text("cli.option.json"))]
HtmlOption = Annotated[Path | None, typer.Option("--html", metavar="OUT", help=text("cli.option.html"))]
XlsxOption = Annotated[Path | None, typer.Option("--xlsx", metavar="OUT", help=text("cli.option.xlsx"))]


def _known_language(value: str | None) -> str | None:
    if value is not None and value not in LANGUAGES:
        raise Refused([Problem("cli.lang.unknown", values={"value": value})])
    return value


LangOption = Annotated[
    str | None,
    typer.Option("--lang", metavar="vi|en", help=text("cli.option.lang"), callback=_known_language),
]


def quarter(value: str | None) -> Quarter | None:
    """`2028Q4` as a Quarter. Raises Refused."""
    if value is None:
        return None
    try:
        return Quarter.parse(value)
    except ValueError:
        raise Refused([Problem("cli.quarter", values={"value": value})]) from None


def quarter_of(case: Case, value: str | None) -> Quarter | None:
    """The same, within the horizon of `case`. Raises Refused."""
    found = quarter(value)
    if found is not None and not case.start <= found < case.start + case.quarters:
        first, last = str(case.start), str(case.start + (case.quarters - 1))
        raise Refused([Problem("cli.quarter_outside", values={"value": str(value), "first": first, "last": last})])
    return found
