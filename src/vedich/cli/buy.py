"""`vedich buy`: what more money in one source buys, in time and in cost."""

from __future__ import annotations

from typing import Annotated

import typer

from vedich.cli.options import CaseArgument, HtmlOption, JsonOption, LangOption, RulebookOption, XlsxOption
from vedich.cli.output import Output, banner, save, show_problems
from vedich.cli.watching import million, watching
from vedich.messages import Problem, Refused, language, text

SECONDS_A_STEP = 60.0


def run(
    case: CaseArgument,
    source: Annotated[str, typer.Option("--source", metavar="S", help=text("cli.buy.source"))],
    steps: Annotated[int, typer.Option("--steps", metavar="N", min=1, max=100, help=text("cli.buy.steps"))] = 10,
    step: Annotated[str, typer.Option("--step", metavar="TỶ", help=text("cli.buy.step"))] = "10",
    year: Annotated[int | None, typer.Option("--year", metavar="Y", help=text("cli.buy.year"))] = None,
    time_limit: Annotated[
        float, typer.Option("--time-limit", metavar="S", min=0.1, help=text("cli.buy.time_limit"))
    ] = SECONDS_A_STEP,
    rulebook: RulebookOption = None,
    json: JsonOption = None,
    html: HtmlOption = None,
    xlsx: XlsxOption = None,
    lang: LangOption = None,
) -> None:
    from vedich.case import load_checked
    from vedich.planning import buy

    amount = million(step, "--step")
    if not amount:
        raise Refused([Problem("cli.amount", values={"option": "--step", "value": step})])
    loaded, law, warnings = load_checked(case, rulebook=rulebook)
    output = Output(json)
    show_problems(warnings)
    with watching() as on_progress:
        found = buy(
            loaded, law, source, steps=steps, step=amount, year=year, time_limit=time_limit, on_progress=on_progress
        )
    output.json(found)
    if not output.quiet:
        from vedich.reports.buy_terminal import buy_lines

        banner(output, loaded.illustrative)
        for part in buy_lines(found):
            output.show(part)
    if html is not None:
        from vedich.files import write_text
        from vedich.reports.buy_html import buy_page

        page = buy_page(loaded, found, language())
        save(html, lambda path: write_text(path, page))
        output.wrote(html)
    if xlsx is not None:
        from vedich.reports.buy_workbook import write_buy_workbook

        save(xlsx, lambda path: write_buy_workbook(loaded, found, path, language()))
        output.wrote(xlsx)
    if all(point.reached is None for point in found.points):
        raise typer.Exit(1)
