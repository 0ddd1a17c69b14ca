"""How late the date is on average, and how late in the worst tenth of the scenarios."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from vedich.risk.result import Delay

if TYPE_CHECKING:
    from vedich.risk.runs import Ints, Small

TAIL = 10  # the worst 1/TAIL


def delay(planned: int, horizon: int, date: Small) -> Delay:
    """Quarters after `planned`; `date` (S,), `horizon` if never, which counts as one quarter past the last."""
    late = quarters_late(planned, date)
    return Delay(
        expected=int(late.sum()) / len(late),
        tail=worst_mean(late),
        censored=int((date >= horizon).sum()) / len(date),
    )


def quarters_late(planned: int, date: Small) -> Ints:
    """max(0, date − planned)."""
    return np.maximum(date.astype(np.int64) - planned, 0)


def worst_mean(late: Ints) -> float:
    """The mean of the worst tenth of `late` (whole numbers, not negative): CVaR 90 (Rockafellar & Uryasev 2002).

    Where a tenth of the scenarios is no whole number, the last one counts for the part that is missing.
    """
    left, total = len(late), 0  # both in tenths of a scenario
    for value, count in reversed(list(enumerate(np.bincount(late).tolist()))):
        taken = min(left, TAIL * count)
        total += taken * value
        left -= taken
        if left == 0:
            break
    return total / len(late)
