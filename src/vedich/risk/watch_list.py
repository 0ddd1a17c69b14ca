"""How good a warning each observable is, and which few of them a leader should watch."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vedich.risk.trigger_result import Observable, Side, Trigger
from vedich.risk.warning import HALF, fit, information, sides

if TYPE_CHECKING:
    from vedich.case import Quarter
    from vedich.risk.observables import Seen
    from vedich.risk.programme import Bools
    from vedich.risk.runs import Floats

MOST = 6  # warnings that a leader can keep an eye on
MOST_WITHOUT = 3  # where none crosses: the observables that say most
LEAST = 0.02  # information
SAME = 0.7  # forecasts that correlate more say the same
SURE = 2  # standard errors that each side of a threshold is away from one half


@dataclass(frozen=True, slots=True)
class Candidate:
    """A trigger, its forecasts in the scenarios that it was not fitted to (S/2,), and its worth."""

    trigger: Trigger
    forecast: Floats
    worth: float


def candidate(start: Quarter, deadline: int, seen: Seen, planned: float, on_time: Bools) -> Candidate:
    """`seen` fitted to the first half of the scenarios and judged by the second; `on_time` (S,).

    Its worth is its information, times the share of the time up to the deadline that is then still to come.
    """
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
    return Candidate(trigger, forecast, told * (deadline - seen.at) / (deadline + 1))


def choose(candidates: Iterable[Candidate]) -> tuple[Trigger, ...]:
    """The worthiest that do not repeat each other, earliest first: those that cross; where none does, some others."""
    telling = [one for one in candidates if one.trigger.information >= LEAST]
    crossing = [one for one in telling if _confirmed(one.trigger.below, one.trigger.above)]
    rest = [one for one in telling if one.trigger.verdict != "crosses"]
    chosen = _apart(crossing, MOST) or _apart(rest, MOST_WITHOUT)
    return tuple(sorted((one.trigger for one in chosen), key=lambda one: (one.observable.at, -one.information)))


def _confirmed(below: Side | None, above: Side | None) -> bool:
    """Whether scenarios that the threshold was not fitted to are on its two sides as it says, beyond chance."""
    if below is None or above is None:
        return False
    return below.probability + SURE * below.error < HALF < above.probability - SURE * above.error


def _apart(candidates: list[Candidate], most: int) -> list[Candidate]:
    kept: list[Candidate] = []
    for one in sorted(candidates, key=lambda one: -one.worth):
        if len(kept) < most and not any(_repeats(one, other) for other in kept):
            kept.append(one)
    return kept


def _repeats(one: Candidate, other: Candidate) -> bool:
    """The same sign at another date, or another sign that forecasts the same."""
    this, that = one.trigger.observable, other.trigger.observable
    same = (this.kind, this.subject) == (that.kind, that.subject)
    return same or _correlation(one.forecast, other.forecast) > SAME


def _correlation(one: Floats, other: Floats) -> float:
    spread = float(one.std() * other.std())
    return float(((one - one.mean()) * (other - other.mean())).mean()) / spread if spread > 0 else 0.0
