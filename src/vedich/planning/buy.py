"""What more money in one source buys: the earliest date, and its least cost, for each amount.

More money takes no plan away, so each step begins with the plan of the step before and is never worse than it.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from vedich.case import Case
from vedich.messages import Problem, Refused
from vedich.planning.buy_result import Buy, BuyPoint
from vedich.planning.changes import apply
from vedich.planning.found import Progress
from vedich.planning.planner import plan
from vedich.planning.result import Plan
from vedich.planning.verifier import verify
from vedich.planning.why_result import ExtraMoney
from vedich.rulebooks import Rulebook

DEFAULT_STEP = 10_000  # million VND
DEFAULT_SECONDS = 60.0


def buy(
    case: Case,
    rulebook: Rulebook,
    source: str,
    *,
    steps: int = 10,
    step: int = DEFAULT_STEP,
    year: int | None = None,
    time_limit: float = DEFAULT_SECONDS,
    on_progress: Callable[[Progress], None] | None = None,
    in_child: bool = True,
) -> Buy:
    """Plan with 0, 1 … `steps` times `step` million VND more in `source` in `year` (None: the first of the horizon).

    `time_limit`: seconds for each plan. Ctrl-C ends with the points there are (with `in_child`). Raises Refused for a
    source or year that the case does not have.
    """
    begun = time.monotonic()
    year = case.start.year if year is None else year
    _check(case, source, year)
    points: list[BuyPoint] = []
    before: Plan | None = None
    stopped = False
    for number in range(steps + 1):
        extra = number * step
        richer = apply(case, [ExtraMoney(source=source, year=year, amount=extra)]) if extra else case
        found = plan(
            richer, rulebook, time_limit=time_limit, begin_with=before, on_progress=on_progress, in_child=in_child
        )
        stopped = found.ended == "stopped"
        if stopped and not found.found:
            break
        if before is not None and _is_better(before, found) and not verify(richer, rulebook, before):
            points.append(_point(extra, before, found))
        else:
            points.append(_point(extra, found, found))
            before = found if found.found else before
        if stopped:
            break
    return Buy(
        case=f"{case.unit.code} {case.unit.name}",
        rulebook=rulebook.id,
        figures=case.figures,
        source=source,
        year=year,
        step=step,
        points=tuple(points),
        stopped=stopped,
        seconds=round(time.monotonic() - begun, 3),
    )


def sources_of(case: Case) -> tuple[str, ...]:
    """The case's sources in the order of its tables."""
    return tuple(dict.fromkeys([row.source for row in case.funding] + [row.source for row in case.receipts]))


def _check(case: Case, source: str, year: int) -> None:
    problems = []
    known = sources_of(case)
    if source not in known:
        names = "; ".join(known) or "–"
        example = known[0] if known else "–"
        problems.append(Problem("buy.unknown_source", values={"source": source, "sources": names, "example": example}))
    years = sorted({quarter.year for quarter in case.horizon})
    if year not in years:
        problems.append(Problem("buy.unknown_year", values={"year": year, "first": years[0], "last": years[-1]}))
    if problems:
        raise Refused(problems)


def _is_better(one: Plan, other: Plan) -> bool:
    """By date, then cost; a plan that was not found is worse than any."""
    if one.at is None or other.at is None:
        return one.at is not None
    return (one.at, one.cost or 0) < (other.at, other.cost or 0)


def _point(extra: int, shown: Plan, solved: Plan) -> BuyPoint:
    """`shown`: the plan to tell of; `solved`: the plan of this step, whose proof it is."""
    return BuyPoint(
        extra=extra,
        reached=shown.at,
        cost=shown.cost,
        not_before=solved.not_before,
        proved=solved.proved and shown is solved,
        status=shown.status if shown is solved else "feasible",
    )
