"""`vedich check`: everything wrong with a case, at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import typer

from vedich.cli.options import CaseArgument, JsonOption, LangOption, RulebookOption
from vedich.cli.output import Output, show_problems
from vedich.messages import LANGUAGES, Problem, Refused


def run(case: CaseArgument, rulebook: RulebookOption = None, json: JsonOption = None, lang: LangOption = None) -> None:
    from vedich.case import load_checked

    output = Output(json)
    try:
        loaded, law, problems = load_checked(case, rulebook=rulebook)
    except Refused as refused:
        output.json(report(refused.problems))
        show_problems(refused.problems)
        raise typer.Exit(2) from None
    show_problems(problems)
    output.json(report(problems))
    output.say(
        "cli.check.good",
        unit=f"{loaded.unit.code} {loaded.unit.name}",
        rulebook=law.id,
        quantities=len(loaded.quantities),
        projects=len(loaded.projects),
        warnings=len(problems),
    )


def report(problems: Sequence[Problem]) -> dict[str, Any]:
    """The JSON contract of `check` (docs/schemas/check.json)."""
    return {
        "ok": all(problem.severity != "error" for problem in problems),
        "problems": [
            {
                "code": problem.code,
                "severity": problem.severity,
                "table": problem.place.table,
                "row": problem.place.row,
                "column": problem.place.column,
                "message": {lang: problem.text(lang) for lang in LANGUAGES},
            }
            for problem in problems
        ],
    }
