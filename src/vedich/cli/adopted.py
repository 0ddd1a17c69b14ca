"""The plan that a verb is about: read and held against the case, or planned first."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vedich.cli.options import quarter
from vedich.cli.plan_files import read_plan
from vedich.cli.watching import watching
from vedich.messages import Place, Problem, Refused, text

if TYPE_CHECKING:
    from vedich.case import Case, Quarter
    from vedich.cli.output import Output
    from vedich.planning import Plan
    from vedich.rulebooks import Rulebook

AdoptedOption = Annotated[
    Path | None, typer.Option("--plan", metavar="PLAN", help=text("cli.risk.plan"), show_default=False)
]
PlanningLimitOption = Annotated[
    float, typer.Option("--time-limit", metavar="S", min=0.1, help=text("cli.risk.time_limit"))
]


def fitting_plan(case: Case, law: Rulebook, path: Path) -> Plan:
    """The plan in `path`, which the verifier accepts for `case`. Raises Refused."""
    from vedich.planning import verify
    from vedich.planning.achievement import restored

    read = read_plan(path)
    if read.rulebook != law.id:
        values = {"plan": read.rulebook, "case": law.id}
        raise Refused([Problem("risk.other_rulebook", Place(file=str(path)), values)])
    other = Refused([Problem("cli.plan_file.other_case", Place(file=str(path)))])
    try:
        plan = restored(case, law, read)
    except ValueError:  # what should be a quarter is none
        raise other from None
    if verify(case, law, plan):
        raise other
    return plan


def asked_quarter(case: Case, by: str | None) -> Quarter | None:
    """`--by` as a quarter of the case's horizon. Raises Refused, before anything is computed."""
    last = quarter(by)
    if last is not None and not case.start <= last < case.start + case.quarters:
        values = {"value": by, "first": str(case.start), "last": str(case.start + (case.quarters - 1))}
        raise Refused([Problem("cli.quarter_outside", values=values)])
    return last


def adopted(case: Case, law: Rulebook, path: Path | None, time_limit: float, output: Output) -> Plan:
    """The plan in `path`, or the earliest one; where there is none it is said why, and the exit code is 1."""
    if path is not None:
        return fitting_plan(case, law, path)
    from vedich.planning import plan

    with watching() as on_progress:
        found = plan(case, law, time_limit=time_limit, on_progress=on_progress)
    if not found.found:
        if not output.quiet:
            from vedich.reports.plan_terminal import plan_lines

            for part in plan_lines(case, found):
                output.show(part)
        raise typer.Exit(1)
    return found
