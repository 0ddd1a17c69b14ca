"""`vedich impact`: what a new rulebook does to the score, the gaps, the plan and the cost of the same locality."""

from __future__ import annotations

from typing import Annotated

import typer

from vedich.cli.options import CaseArgument, HtmlOption, JsonOption, LangOption, XlsxOption, quarter_of
from vedich.cli.output import Output, banner, save, show_problems
from vedich.cli.watching import DEFAULT_SECONDS, BudgetOption, ByOption, million, watching
from vedich.messages import language, text


def run(
    case: CaseArgument,
    to: Annotated[str, typer.Option("--to", metavar="ID|FILE", help=text("cli.impact.to"))],
    from_: Annotated[str | None, typer.Option("--from", metavar="ID|FILE", help=text("cli.impact.from"))] = None,
    by: ByOption = None,
    budget: BudgetOption = None,
    time_limit: Annotated[
        float, typer.Option("--time-limit", metavar="S", min=0.1, help=text("cli.impact.time_limit"))
    ] = DEFAULT_SECONDS,
    no_plan: Annotated[bool, typer.Option("--no-plan", help=text("cli.impact.no_plan"))] = False,
    json: JsonOption = None,
    html: HtmlOption = None,
    xlsx: XlsxOption = None,
    lang: LangOption = None,
) -> None:
    from vedich.case.store import read_located
    from vedich.planning.impact import impact, warnings_under_both
    from vedich.rulebooks import load

    most = million(budget, "--budget")
    located = read_located(case)
    loaded = located.case
    last = quarter_of(loaded, by)
    old = load(from_) if from_ is not None else load(loaded.rulebook, loaded.home)
    new = load(to)
    output = Output(json)
    show_problems(warnings_under_both(loaded, old, new, located.rows))
    with watching() as on_progress:
        found = impact(
            loaded,
            old,
            new,
            by=last,
            budget=most,
            time_limit=time_limit,
            plans=not no_plan,
            on_progress=on_progress,
        )
    output.json(found)
    if not output.quiet:
        from vedich.reports.impact_terminal import impact_lines

        banner(output, loaded.illustrative)
        for part in impact_lines(loaded, old, new, found):
            output.show(part)
    if html is not None:
        from vedich.files import write_text
        from vedich.reports.impact_html import impact_page

        page = impact_page(loaded, old, new, found, language())
        save(html, lambda path: write_text(path, page))
        output.wrote(html)
    if xlsx is not None:
        from vedich.reports.impact_workbook import write_impact_workbook

        save(xlsx, lambda path: write_impact_workbook(loaded, old, new, found, path, language()))
        output.wrote(xlsx)
