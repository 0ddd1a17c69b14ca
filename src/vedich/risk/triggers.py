"""Early warnings for an adopted plan: what to watch, when, and what should make the leader plan anew."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from vedich.risk.chance import chance, spread
from vedich.risk.draw import certain, draw
from vedich.risk.execution import carry_out
from vedich.risk.goals import outcomes
from vedich.risk.observables import Watched, observables
from vedich.risk.planned import deadline_of, planned_date
from vedich.risk.programme_of import programme_of
from vedich.risk.progress import RiskProgress, silent
from vedich.risk.trigger_result import Triggers
from vedich.risk.uncertainty import uncertainty_of
from vedich.risk.watch_list import candidate, choose

if TYPE_CHECKING:
    from vedich.case import Case, Quarter
    from vedich.planning.result import Plan
    from vedich.risk.progress import Hear
    from vedich.rulebooks import Rulebook


def triggers(
    case: Case,
    rulebook: Rulebook,
    plan: Plan,
    *,
    scenarios: int = 10_000,
    seed: int = 1,
    by: Quarter | None = None,
    on_progress: Hear = silent,
) -> Triggers:
    """The few observables that warn earliest and best that `plan` will miss `by` (None: its own date).

    Half of the scenarios fit the thresholds, the other half tell how good they are. `plan` is one that the verifier
    accepts. Raises Refused where it has no date, or `by` lies outside the horizon.
    """
    begun = time.monotonic()
    planned, last = planned_date(plan), deadline_of(case, plan, by)
    deadline = last - case.start
    on_progress(RiskProgress("scenarios", 0, scenarios))
    programme = programme_of(case, plan)
    drawn = draw(programme, uncertainty_of(case, rulebook, plan), scenarios, seed)
    runs = carry_out(programme, drawn, worked=True)
    date = outcomes(case, rulebook, programme, drawn, runs).date
    sure = certain(programme)
    as_planned = observables(Watched(case, programme, sure, carry_out(programme, sure, worked=True), deadline))
    pairs = zip(observables(Watched(case, programme, drawn, runs, deadline)), as_planned, strict=True)
    candidates = []
    for seen, plain in pairs:
        if seen.values.min() < seen.values.max():
            candidates.append(candidate(case.start, deadline, seen, float(plain.values[0]), date <= deadline))
            on_progress(RiskProgress("triggers", len(candidates), None))
    return Triggers(
        case=plan.case,
        rulebook=plan.rulebook,
        figures=plan.figures,
        planned=str(planned),
        scenarios=scenarios,
        seed=seed,
        on_time=chance(case.start, last, date),
        half=spread(case.start, case.quarters, date).p50,
        triggers=choose(candidates, date <= deadline),
        considered=len(candidates),
        seconds=time.monotonic() - begun,
    )
