"""How good a warning each observable is, and which few of them a leader should watch."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from vedich.risk.trigger_result import Observable, Side, Trigger
from vedich.risk.warning import HALF, fit, information, sides

if TYPE_CHECKING:
    from vedich.case import Quarter
    from vedich.risk.observables import Seen
    from vedich.risk.programme import Bools
    from vedich.risk.runs import Floats

MOST = 6  # warnings that a leader can keep an eye on
MOST_WITHOUT = 3  # where none crosses: the observables that say most
LEAST = 0.02  # information, and what a further warning has to add to those before
NOTHING = 1e-9  # of a forecast's size: it is a mixture of those before
SURE = 2  # standard errors that each side of a threshold is away from one half


@dataclass(frozen=True, slots=True)
class Candidate:
    """A trigger, its forecasts in the scenarios that it was not fitted to (S/2,), and the share of the time to the
    deadline that is still to come when it is seen."""

    trigger: Trigger
    forecast: Floats
    lead: float


def candidate(start: Quarter, deadline: int, seen: Seen, planned: float, on_time: Bools) -> Candidate:
    """`seen` fitted to the first half of the scenarios and judged by the second; `on_time` (S,)."""
    half = len(on_time) // 2
    fitted = fit(seen.values[:half], on_time[:half])
    values, held = seen.values[half:], on_time[half:]
    forecast = fitted.at(values)
    told = information(forecast, float(on_time[:half].mean()), held)
    threshold = fitted.threshold
    below, above = (None, None) if threshold is None else sides(values, held, threshold)
    trigger = Trigger(
        observable=Observable(kind=seen.kind, subject=seen.subject, at=str(start + seen.at), planned=planned),
        verdict=fitted.verdict,
        threshold=threshold,
        below=below,
        above=above,
        information=max(told, 0.0),
    )
    return Candidate(trigger, forecast, (deadline - seen.at) / (deadline + 1))


def choose(candidates: Iterable[Candidate], on_time: Bools) -> tuple[Trigger, ...]:
    """The few that warn best and early, earliest first: those that cross; where none does, some others."""
    telling = [one for one in candidates if one.trigger.information >= LEAST]
    crossing = [one for one in telling if _confirmed(one.trigger.below, one.trigger.above)]
    rest = [one for one in telling if one.trigger.verdict != "crosses"]
    held = on_time[len(on_time) // 2 :]
    chosen = _forward(crossing, held, MOST) or _forward(rest, held, MOST_WITHOUT)
    return tuple(sorted(chosen, key=lambda one: (one.observable.at, -one.information)))


def _confirmed(below: Side | None, above: Side | None) -> bool:
    """Whether scenarios that the threshold was not fitted to are on its two sides as it says, beyond chance."""
    if below is None or above is None:
        return False
    return below.probability + SURE * below.error < HALF < above.probability - SURE * above.error


def _forward(candidates: list[Candidate], held: Bools, most: int) -> list[Trigger]:
    """Forward selection: each time the one that adds most to what those before explain, times its lead.

    What it adds is a share of the variance of `held`, by least squares on the forecasts. A sign is taken at one date.
    """
    if not candidates:
        return []
    lead = np.array([one.lead for one in candidates])
    signs = [(one.trigger.observable.kind, one.trigger.observable.subject) for one in candidates]
    forecasts = np.array([one.forecast - one.forecast.mean() for one in candidates])
    unexplained = held - held.mean()
    total, size = float(unexplained @ unexplained), (forecasts**2).sum(axis=1)
    taken: list[int] = []
    for _ in range(most):
        along = forecasts @ unexplained
        left = (forecasts**2).sum(axis=1)
        usable = (along > 0) & (left > NOTHING * size)
        adds = np.where(usable, along**2 / np.where(usable, left, 1) / total, 0.0)
        adds[[place for place, sign in enumerate(signs) if sign in {signs[one] for one in taken}]] = 0
        worth = np.where(adds >= LEAST, adds * lead, 0.0)
        best = int(np.argmax(worth))
        if worth[best] == 0:
            break
        taken.append(best)
        own = forecasts[best] / np.sqrt(left[best])
        unexplained = unexplained - (unexplained @ own) * own
        forecasts = forecasts - np.outer(forecasts @ own, own)
    return [candidates[place].trigger for place in taken]
