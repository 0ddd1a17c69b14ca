"""`vedich triggers`: what to watch of an adopted plan, and what should make the leader plan anew."""

from __future__ import annotations

from vedich.cli.adopted import AdoptedOption, PlanningLimitOption, adopted, asked_quarter
from vedich.cli.options import CaseArgument, JsonOption, LangOption, RulebookOption
from vedich.cli.output import Output, banner, show_problems
from vedich.cli.risk_watching import DEFAULT_SCENARIOS, RiskByOption, RiskSeedOption, ScenariosOption, watching_risk
from vedich.cli.watching import DEFAULT_SECONDS


def run(
    case: CaseArgument,
    plan: AdoptedOption = None,
    scenarios: ScenariosOption = DEFAULT_SCENARIOS,
    seed: RiskSeedOption = 1,
    by: RiskByOption = None,
    time_limit: PlanningLimitOption = DEFAULT_SECONDS,
    rulebook: RulebookOption = None,
    json: JsonOption = None,
    lang: LangOption = None,
) -> None:
    from vedich.case import load_checked

    loaded, law, warnings = load_checked(case, rulebook=rulebook)
    last = asked_quarter(loaded, by)
    output = Output(json)
    show_problems(warnings)
    chosen = adopted(loaded, law, plan, time_limit, output)
    with watching_risk() as on_progress:
        from vedich.risk.triggers import triggers

        found = triggers(loaded, law, chosen, scenarios=scenarios, seed=seed, by=last, on_progress=on_progress)
    output.json(found)
    if not output.quiet:
        from vedich.reports.trigger_terminal import trigger_lines

        banner(output, loaded.illustrative)
        for part in trigger_lines(loaded, found):
            output.show(part)
