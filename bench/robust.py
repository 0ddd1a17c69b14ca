"""What the robust choice brings on 50 seeded cases: how much likelier the goals are by the date, and at what cost.

Cases: `tests/risk/robust_cases.py`. Asked for: 80 %. Chances are of scenarios that no choice has seen, the same for
both plans of a case.
"""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from statistics import fmean

from tests.risk.robust_cases import robust_case

from vedich.case import Quarter
from vedich.risk.luck import BEYOND, Luck
from vedich.risk.robust import robust

CASES, ASKED = 50, 0.8
SCENARIOS = 10_000
UNSEEN = 987_654_321


@dataclass(frozen=True, slots=True)
class Row:
    """One case: chances of the deterministic plan and of the choice, the gain's error, costs in million VND."""

    before: float
    after: float
    error: float
    cost: int
    extra: int
    reached: bool
    candidates: int
    seconds: float

    @property
    def gain(self) -> float:
        return self.after - self.before


def main() -> None:
    """Print a line a case and the means. Exits with 1 if a choice is less probable beyond sampling error."""
    rows = []
    for seed in range(CASES):
        rows.append(row := _row(seed))
        print(
            f"{seed:>2}: {row.before:6.1%} at {row.cost:>3} -> {row.after:6.1%} at {row.cost + row.extra:>3}; "
            f"{row.candidates} plans compared, {row.seconds:.1f} s",
            flush=True,
        )
    _tell("all", rows)
    _tell(f"deterministic plan under {ASKED:.0%}", [row for row in rows if row.before < ASKED])
    less = [seed for seed, row in enumerate(rows) if row.gain < -BEYOND * row.error]
    if less:
        sys.exit(f"less probable than the deterministic plan beyond sampling error: cases {less}")
    print(f"none is less probable than the deterministic plan beyond {BEYOND} standard errors")


def _row(seed: int) -> Row:
    case, rulebook = robust_case(seed)
    begun = time.monotonic()
    found = robust(case, rulebook, at_least=ASKED, in_child=False)
    seconds = time.monotonic() - begun
    luck = Luck(case, rulebook, Quarter.parse(found.by) - case.start, SCENARIOS, UNSEEN)
    assert found.deterministic.cost is not None and found.extra_cost is not None
    return Row(
        before=luck.probability(found.deterministic),
        after=luck.probability(found.plan),
        error=luck.gain(found.plan, found.deterministic)[1],
        cost=found.deterministic.cost,
        extra=found.extra_cost,
        reached=found.reached,
        candidates=found.candidates,
        seconds=seconds,
    )


def _tell(name: str, rows: list[Row]) -> None:
    chances = f"{fmean(row.before for row in rows):.1%} -> {fmean(row.after for row in rows):.1%}"
    extra = sum(row.extra for row in rows) / sum(row.cost for row in rows)
    mean = fmean(row.extra / row.cost for row in rows if row.cost)
    print(
        f"{name}, {len(rows)} cases: {chances}, mean gain {100 * fmean(row.gain for row in rows):.1f} points; "
        f"extra cost {extra:.1%} of all costs, {mean:.1%} in the mean case; "
        f"{ASKED:.0%} reached in {sum(row.before >= ASKED for row in rows)} before, "
        f"{sum(row.after >= ASKED for row in rows)} after"
    )
