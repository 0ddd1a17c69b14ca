"""`impact`: what a new rulebook does to the score, the gaps, the plan and the cost of the same locality."""

from __future__ import annotations

import time
from collections.abc import Callable

from vedich.case import Case, Quarter
from vedich.case.located import RowNumbers
from vedich.messages import Problem, Refused
from vedich.planning.carrying import Carried, carried, names_under
from vedich.planning.comparison import compare
from vedich.planning.found import Progress
from vedich.planning.impact_result import Impact, Law, in_force
from vedich.planning.impact_standards import missing_figures, standard_impacts
from vedich.planning.planner import DEFAULT_SECONDS, plan
from vedich.planning.result import Plan
from vedich.planning.verifier import verify
from vedich.rulebooks import Rulebook
from vedich.rulebooks.diff import scored_alike
from vedich.rulebooks.matching import Match, match
from vedich.scoring import Assessment, assess
from vedich.scoring.rules import compile_for


def impact(
    case: Case,
    old: Rulebook,
    new: Rulebook,
    *,
    by: Quarter | None = None,
    budget: int | None = None,
    time_limit: float = DEFAULT_SECONDS,
    plans: bool = True,
    on_progress: Callable[[Progress], None] | None = None,
    in_child: bool = True,
) -> Impact:
    """Score `case` under both, and plan it under both: the earliest, then the cheapest.

    `by`: the last quarter that counts; `budget`: million VND; `time_limit`: seconds for each plan; `plans=False`: none.
    Goals carry over by what they name (`carrying`); where one does not, no plan is sought under that rulebook. Raises
    Refused with what is wrong with the case under either.
    """
    begun = time.monotonic()
    matches = match(old, new)
    sides = _sides(case, old, new, matches)
    _warnings(sides)
    scores = (assess(sides[0].case, old), assess(sides[1].case, new))
    laws = (compile_for(case, old), compile_for(case, new))
    first, second = _plans(sides, by, budget, time_limit, on_progress, in_child) if plans else (None, None)
    both = (first, second) if first and second and first.found and second.found else None
    return Impact(
        case=f"{case.unit.code} {case.unit.name}",
        figures=case.figures,
        start=str(case.start),
        old=_law(sides[0], scores[0], first),
        new=_law(sides[1], scores[1], second),
        standards=standard_impacts(matches, laws, scores),
        missing=missing_figures(*scores),
        diff=compare(*both) if both else None,
        extra_cost=_extra_cost(*both) if both else None,
        later=_later(*both) if both else None,
        stopped=any(side is not None and side.ended == "stopped" for side in (first, second)),
        seconds=round(time.monotonic() - begun, 3),
    )


def warnings_under_both(
    case: Case, old: Rulebook, new: Rulebook, rows: RowNumbers | None = None
) -> tuple[Problem, ...]:
    """What to beware of in the case under either rulebook. Raises Refused as `impact` does; `rows`: its lines."""
    return _warnings(_sides(case, old, new, match(old, new), rows))


def _sides(
    case: Case, old: Rulebook, new: Rulebook, matches: tuple[Match, ...], rows: RowNumbers | None = None
) -> tuple[Carried, Carried]:
    names = names_under(matches)
    return carried(case, old, new, names[0], rows), carried(case, new, old, names[1], rows)


def _warnings(sides: tuple[Carried, Carried]) -> tuple[Problem, ...]:
    """The problems of both sides, each once. Raises Refused if one is an error."""
    problems = list(sides[0].problems)
    problems += [problem for problem in sides[1].problems if problem not in problems]
    if any(problem.severity == "error" for problem in problems):
        raise Refused(problems)
    return tuple(problems)


def _plans(
    sides: tuple[Carried, Carried],
    by: Quarter | None,
    budget: int | None,
    time_limit: float,
    on_progress: Callable[[Progress], None] | None,
    in_child: bool,
) -> tuple[Plan | None, Plan | None]:
    """The second search begins with the first one's plan: where it fits, the new plan moves less for no reason."""

    def sought(side: Carried, hint: Plan | None) -> Plan | None:
        if not side.askable:
            return None
        return plan(
            side.case,
            side.rulebook,
            by=by,
            budget=budget,
            time_limit=time_limit,
            begin_with=hint if hint is not None and hint.found else None,
            on_progress=on_progress,
            in_child=in_child,
        )

    before, after = sides
    first = sought(before, None)
    if first is not None and first.ended == "stopped":
        return first, None
    if first is not None and first.found and after.askable and scored_alike(before.rulebook, after.rulebook):
        same = first.model_copy(update={"rulebook": after.rulebook.id})
        if not verify(after.case, after.rulebook, same):
            return first, same
    return first, sought(after, first)


def _law(side: Carried, score: Assessment, found: Plan | None) -> Law:
    law = side.rulebook
    planning = "planned" if found is not None else "not_asked" if side.askable else "cannot_be_asked"
    return Law(
        id=law.id,
        title=law.title,
        short=law.short,
        in_force_from=law.in_force.from_,
        in_force_to=law.in_force.to,
        at_start=in_force(law.in_force.from_, law.in_force.to, side.case.start),
        transcription=law.transcription.status,
        standards=law.standards_total,
        not_transcribed=law.standards_total - sum(standard.transcribed for standard in law.standards),
        adjustments=score.adjustments,
        set_aside=side.set_aside,
        total=score.total,
        total_at_least=score.total_at_least,
        total_max=score.total_max,
        recognised=score.recognised,
        criteria=score.criteria,
        goals=side.goals,
        planning=planning,
        plan=found,
    )


def _extra_cost(first: Plan, second: Plan) -> int | None:
    return None if first.cost is None or second.cost is None else second.cost - first.cost


def _later(first: Plan, second: Plan) -> int | None:
    if first.reached is None or second.reached is None:
        return None
    return Quarter.parse(second.reached) - Quarter.parse(first.reached)
