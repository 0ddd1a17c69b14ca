"""`vedich why`: what would have to change for the goals to hold by a quarter."""

from __future__ import annotations

from typing import Annotated

import typer

from vedich.cli.options import CaseArgument, HtmlOption, JsonOption, LangOption, RulebookOption, quarter_of
from vedich.cli.output import Output, banner, save, show_problems
from vedich.cli.watching import DEFAULT_SECONDS, TimeLimitOption, watching
from vedich.messages import language, text


def run(
    case: CaseArgument,
    by: Annotated[str, typer.Option("--by", metavar="2028Q4", help=text("cli.why.by"))],
    time_limit: TimeLimitOption = DEFAULT_SECONDS,
    rulebook: RulebookOption = None,
    json: JsonOption = None,
    html: HtmlOption = None,
    lang: LangOption = None,
) -> None:
    from vedich.case import load_checked
    from vedich.planning import why

    loaded, law, warnings = load_checked(case, rulebook=rulebook)
    asked = quarter_of(loaded, by)
    assert asked is not None
    output = Output(json)
    show_problems(warnings)
    with watching() as on_progress:
        found = why(loaded, law, asked, time_limit=time_limit, on_progress=on_progress)
    output.json(found)
    if not output.quiet:
        from vedich.reports.why_terminal import why_lines

        banner(output, loaded.illustrative)
        for part in why_lines(loaded, law, found):
            output.show(part)
    if html is not None:
        from vedich.files import write_text
        from vedich.reports.why_html import why_page

        page = why_page(loaded, law, found, language())
        save(html, lambda path: write_text(path, page))
        output.wrote(html)
    if found.possible is not True and not found.sets:
        raise typer.Exit(1)
