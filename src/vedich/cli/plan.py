"""`vedich plan`: the best funded programme for the goals, by one of three objectives, with its proof; or, with
`--robust`, the cheapest one that is sure enough.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vedich.cli.options import CaseArgument, HtmlOption, JsonOption, LangOption, RulebookOption, XlsxOption, quarter
from vedich.cli.output import Output, banner, save, show_problems
from vedich.cli.plan_robust import (
    ROBUST_SECONDS,
    SCENARIOS,
    Robustly,
    RobustOption,
    RobustScenariosOption,
    probability,
    refuse_with_robust,
    show_robust,
)
from vedich.cli.watching import (
    DEFAULT_SECONDS,
    BudgetOption,
    ByOption,
    MemoryOption,
    ReproducibleOption,
    SeedOption,
    million,
    watching,
)
from vedich.messages import Problem, Refused, language, text

if TYPE_CHECKING:
    from vedich.case import Case
    from vedich.planning import Plan
    from vedich.rulebooks import Rulebook


PlanLimitOption = Annotated[
    float | None,
    typer.Option("--time-limit", metavar="S", min=0.1, help=text("cli.plan.time_limit_robust"), show_default=False),
]


class Objective(StrEnum):
    """What the plan is to be best at."""

    EARLIEST = "earliest"
    CHEAPEST = "cheapest"
    MOST_POINTS = "most-points"


def run(
    case: CaseArgument,
    objective: Annotated[Objective, typer.Option("--objective", help=text("cli.plan.objective"))] = Objective.EARLIEST,
    by: ByOption = None,
    budget: BudgetOption = None,
    robust: RobustOption = None,
    scenarios: RobustScenariosOption = SCENARIOS,
    time_limit: PlanLimitOption = None,
    reproducible: ReproducibleOption = False,
    seed: SeedOption = 1,
    memory: MemoryOption = None,
    rulebook: RulebookOption = None,
    json: JsonOption = None,
    html: HtmlOption = None,
    xlsx: XlsxOption = None,
    lang: LangOption = None,
) -> None:
    from vedich.case import load_checked
    from vedich.planning import plan

    last, most = quarter(by), million(budget, "--budget")
    loaded, law, warnings = load_checked(case, rulebook=rulebook)
    if last is not None and not loaded.start <= last < loaded.start + loaded.quarters:
        first, end = loaded.start, loaded.start + (loaded.quarters - 1)
        raise Refused([Problem("cli.quarter_outside", values={"value": by, "first": str(first), "last": str(end)})])
    output = Output(json)
    if robust is not None:
        at_least = probability(robust)
        refuse_with_robust(most_points=objective is Objective.MOST_POINTS, reproducible=reproducible)
        show_problems(warnings)
        asked = Robustly(at_least, last, most, time_limit or ROBUST_SECONDS, scenarios, seed, memory)
        show_robust(loaded, law, asked, output, html, xlsx)
        return
    show_problems(warnings)
    with watching() as on_progress:
        found = plan(
            loaded,
            law,
            objective=objective.value,
            by=last,
            budget=most,
            time_limit=time_limit or DEFAULT_SECONDS,
            reproducible=reproducible,
            seed=seed,
            memory_gib=memory,
            on_progress=on_progress,
        )
    output.json(found)
    if not output.quiet:
        from vedich.reports.plan_terminal import plan_lines

        banner(output, loaded.illustrative)
        for part in plan_lines(loaded, found):
            output.show(part)
    if html is not None:
        _page(output, loaded, law, found, html)
    if xlsx is not None:
        from vedich.reports.plan_workbook import write_plan_workbook

        save(xlsx, lambda path: write_plan_workbook(loaded, found, path, language(), law))
        output.wrote(xlsx)
    if not found.found:
        raise typer.Exit(1)


def _page(output: Output, case: Case, law: Rulebook, found: Plan, target: Path) -> None:
    from vedich.files import write_text
    from vedich.planning.achievement import assessments
    from vedich.reports.plan_html import plan_page

    before, after = assessments(case, law, found)
    page = plan_page(case, found, before, after, language(), law)
    save(target, lambda path: write_text(path, page))
    output.wrote(target)
