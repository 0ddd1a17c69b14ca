"""`vedich risk`: how sure a plan is, what drives its delay, where money is short, which projects are late."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from vedich.cli.adopted import AdoptedOption, PlanningLimitOption, adopted, asked_quarter
from vedich.cli.options import CaseArgument, HtmlOption, JsonOption, LangOption, RulebookOption, XlsxOption
from vedich.cli.output import Output, banner, save, show_problems
from vedich.cli.risk_watching import DEFAULT_SCENARIOS, RiskByOption, RiskSeedOption, ScenariosOption, watching_risk
from vedich.cli.watching import DEFAULT_SECONDS
from vedich.messages import language, text

if TYPE_CHECKING:
    from vedich.risk.trigger_result import Triggers


def run(
    case: CaseArgument,
    plan: AdoptedOption = None,
    scenarios: ScenariosOption = DEFAULT_SCENARIOS,
    seed: RiskSeedOption = 1,
    by: RiskByOption = None,
    no_drivers: Annotated[bool, typer.Option("--no-drivers", help=text("cli.risk.no_drivers"))] = False,
    time_limit: PlanningLimitOption = DEFAULT_SECONDS,
    rulebook: RulebookOption = None,
    json: JsonOption = None,
    html: HtmlOption = None,
    xlsx: XlsxOption = None,
    lang: LangOption = None,
) -> None:
    from vedich.case import load_checked

    loaded, law, warnings = load_checked(case, rulebook=rulebook)
    last = asked_quarter(loaded, by)
    output = Output(json)
    show_problems(warnings)
    chosen = adopted(loaded, law, plan, time_limit, output)
    warned: Triggers | None = None
    with watching_risk() as on_progress:
        from vedich.risk.odds import odds

        found = odds(
            loaded,
            law,
            chosen,
            scenarios=scenarios,
            seed=seed,
            by=last,
            drivers=not no_drivers,
            on_progress=on_progress,
        )
        if html is not None:
            from vedich.risk.triggers import triggers

            warned = triggers(loaded, law, chosen, scenarios=scenarios, seed=seed, by=last, on_progress=on_progress)
    output.json(found)
    if not output.quiet:
        from vedich.reports.risk_terminal import risk_lines

        banner(output, loaded.illustrative)
        for part in risk_lines(loaded, found, law):
            output.show(part)
    if html is not None:
        from vedich.files import write_text
        from vedich.reports.risk_html import risk_page

        page = risk_page(loaded, chosen, found, language(), law, warned)
        save(html, lambda path: write_text(path, page))
        output.wrote(html)
    if xlsx is not None:
        from vedich.reports.risk_workbook import write_risk_workbook

        save(xlsx, lambda path: write_risk_workbook(loaded, chosen, found, path, language(), law))
        output.wrote(xlsx)
