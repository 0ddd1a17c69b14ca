"""`vedich targets`: progress of the term resolution's targets and the mid-term summary."""

from __future__ import annotations

from datetime import date

from vedich.cli.options import CaseArgument, JsonOption, LangOption
from vedich.cli.output import Output, banner, show_problems


def run(case: CaseArgument, json: JsonOption = None, lang: LangOption = None) -> None:
    from vedich.case import load_checked
    from vedich.reports.target_table import target_summary, target_table
    from vedich.scoring import targets

    loaded, _, warnings = load_checked(case)
    output = Output(json)
    show_problems(warnings)
    # A case that tells of the past is judged on its own days, not on the day someone reads it.
    report = targets(loaded, date.today() if loaded.horizon[-1].end >= date.today() else None)
    banner(output, loaded.illustrative)
    if not output.quiet:
        output.show(target_table(report))
        for line in target_summary(report):
            output.show(line)
    output.json(report)
