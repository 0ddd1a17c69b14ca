"""`vedich check`: everything wrong with a case, at once."""

from __future__ import annotations

import typer

from vedich.cli.options import CaseArgument, JsonOption, LangOption, RulebookOption
from vedich.cli.output import Output, show_problems
from vedich.messages import Refused


def run(case: CaseArgument, rulebook: RulebookOption = None, json: JsonOption = None, lang: LangOption = None) -> None:
    from vedich.case import load_checked
    from vedich.reports.check_report import check_report

    output = Output(json)
    try:
        loaded, law, problems = load_checked(case, rulebook=rulebook)
    except Refused as refused:
        output.json(check_report(refused.problems))
        show_problems(refused.problems)
        raise typer.Exit(2) from None
    show_problems(problems)
    output.json(check_report(problems))
    output.say(
        "cli.check.good",
        unit=f"{loaded.unit.code} {loaded.unit.name}",
        rulebook=law.id,
        quantities=len(loaded.quantities),
        projects=len(loaded.projects),
        warnings=len(problems),
    )
