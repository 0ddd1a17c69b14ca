"""From a choice among candidates to the result: chances under fresh luck, and what more certainty costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from vedich.case import Case, Quarter
from vedich.planning.effort import Effort
from vedich.planning.meeting import reached_at
from vedich.planning.objective import by_priority
from vedich.risk.candidates import Candidate
from vedich.risk.choosing import Chosen, cost, frontier_of
from vedich.risk.deterministic import Expected
from vedich.risk.luck import BEYOND, Luck
from vedich.risk.result import Chance
from vedich.risk.robust_result import FrontierRow, Robust
from vedich.rulebooks import Rulebook


@dataclass(frozen=True, slots=True)
class Asked:
    """The question: see `robust`."""

    case: Case
    rulebook: Rulebook
    at_least: float
    by: Quarter | None
    budget: int | None
    time_limit: float
    scenarios: int
    fresh: int
    seed: int
    fresh_seed: int
    memory_gib: float | None
    in_child: bool


def answer(
    asked: Asked,
    best: Expected,
    candidates: Sequence[Candidate],
    chosen: Chosen,
    luck: Luck,
    fresh: Luck,
    effort: Effort,
) -> Robust:
    """The result; the first of `candidates` is the plan compared with."""
    plan = chosen.candidate.plan
    gain, error = fresh.gain(plan, best.plan)
    return _without_chances(asked, best, effort).model_copy(
        update={
            "plan": plan,
            "buffers": chosen.candidate.buffers,
            "chance": _chance(fresh, chosen.candidate, best.by),
            "deterministic_chance": _chance(fresh, candidates[0], best.by),
            "gain": gain,
            "gain_error": error,
            "extra_cost": cost(chosen.candidate) - cost(candidates[0]),
            "reached": chosen.reached,
            "frontier": _rows(asked.case, candidates, chosen.candidate, luck, fresh),
            "candidates": len(candidates),
        }
    )


def answer_without(asked: Asked, best: Expected, effort: Effort) -> Robust:
    """There is no plan by the date, even if all goes as expected."""
    return _without_chances(asked, best, effort)


def _without_chances(asked: Asked, best: Expected, effort: Effort) -> Robust:
    ended: Literal["complete", "time_limit", "stopped"] = "complete"
    if effort.stopped:
        ended = "stopped"
    elif effort.left() <= 0 or not (best.plan.proved or best.plan.found):
        ended = "time_limit"
    return Robust(
        case=best.plan.case,
        rulebook=best.plan.rulebook,
        figures=best.plan.figures,
        asked=asked.at_least,
        by=str(best.by),
        date_from=best.date_from,
        plan=best.plan,
        deterministic=best.plan,
        buffers=(),
        chance=None,
        deterministic_chance=None,
        gain=None,
        gain_error=None,
        extra_cost=None,
        reached=False,
        frontier=(),
        candidates=0,
        scenarios=asked.scenarios,
        fresh_scenarios=asked.fresh,
        seed=asked.seed,
        fresh_seed=asked.fresh_seed,
        ended=ended,
        seconds=round(effort.elapsed(), 3),
    )


def _chance(luck: Luck, candidate: Candidate, by: Quarter) -> Chance:
    return Chance(quarter=str(by), probability=luck.probability(candidate.plan), error=luck.error(candidate.plan))


def _rows(
    case: Case, candidates: Sequence[Candidate], chosen: Candidate, luck: Luck, fresh: Luck
) -> tuple[FrontierRow, ...]:
    """The frontier under `luck`, told under fresh luck: who costs more there is surer beyond sampling error."""
    rows: list[Candidate] = []
    for candidate in frontier_of([*frontier_of(candidates, luck), chosen, candidates[0]], fresh):
        if rows:
            gain, error = fresh.gain(candidate.plan, rows[-1].plan)
            if gain <= BEYOND * error:
                continue
        rows.append(candidate)
    rows += [candidate for candidate in (chosen, candidates[0]) if candidate not in rows]
    rows.sort(key=lambda candidate: (cost(candidate), fresh.probability(candidate.plan)))
    return tuple(
        FrontierRow(
            cost=cost(candidate),
            probability=fresh.probability(candidate.plan),
            error=fresh.error(candidate.plan),
            aims_at=_aims_at(case, candidate),
            buffers=candidate.buffers,
            chosen=candidate is chosen,
            deterministic=candidate is candidates[0],
        )
        for candidate in rows
    )


def _aims_at(case: Case, candidate: Candidate) -> str:
    """When the goals of first priority are met if all goes as expected."""
    reached = reached_at(candidate.plan, [goal.goal for goal in by_priority(case)[0][1]])
    assert reached is not None
    return str(case.start + reached)
