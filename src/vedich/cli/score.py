"""`vedich score`: the assessment of a case, as a table, JSON or a page; one row explained."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vedich.cli.options import CaseArgument, HtmlOption, JsonOption, LangOption, RulebookOption, quarter
from vedich.cli.output import Output, banner, save, show_problems
from vedich.messages import Problem, Refused, language, text

if TYPE_CHECKING:
    from vedich.rulebooks import Rulebook
    from vedich.scoring import Assessment


def run(
    case: CaseArgument,
    at: Annotated[str | None, typer.Option("--at", metavar="2028Q4", help=text("cli.score.at"))] = None,
    rulebook: RulebookOption = None,
    explain: Annotated[str | None, typer.Option("--explain", metavar="ID", help=text("cli.score.explain"))] = None,
    json: JsonOption = None,
    html: HtmlOption = None,
    lang: LangOption = None,
) -> None:
    from vedich.case import load_checked
    from vedich.scoring import assess

    moment = quarter(at)
    loaded, law, warnings = load_checked(case, rulebook=rulebook)
    output = Output(json)
    show_problems(warnings)
    assessment = assess(loaded, law, moment, today=date.today())
    if explain is not None:
        _explain(output, assessment, law, explain)
    else:
        _table(output, assessment, law)
    output.json(assessment)
    if html is not None:
        _page(output, assessment, law, html)


def _table(output: Output, assessment: Assessment, law: Rulebook) -> None:
    if output.quiet:
        return
    from vedich.reports.score_table import score_head, score_table

    banner(output, assessment.figures == "illustrative")
    for part in (*score_head(assessment), *score_table(assessment, law)):
        output.show(part)


def _explain(output: Output, assessment: Assessment, law: Rulebook, id_: str) -> None:
    from vedich.reports.score_table import explanation

    known = {standard.id.casefold(): standard for standard in assessment.standards}
    standard = known.get(id_.strip().casefold())
    if standard is None:
        values = {"id": id_, "known": ", ".join(list(known)[:3]).upper()}
        raise Refused([Problem("cli.explain.unknown", values=values)])
    for line in explanation(standard, law):
        output.show(line)


def _page(output: Output, assessment: Assessment, law: Rulebook, target: Path) -> None:
    from vedich.files import write_text
    from vedich.reports.score_html import score_page

    page = score_page(assessment, law, language())
    save(target, lambda path: write_text(path, page))
    output.wrote(target)
