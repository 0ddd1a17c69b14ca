"""Which of the candidates: the cheapest that is sure enough, or else the most probable; confirmed under fresh luck."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vedich.risk.candidates import Candidate
from vedich.risk.frontier import not_dominated
from vedich.risk.luck import BEYOND, Luck


@dataclass(frozen=True, slots=True)
class Chosen:
    """`reached`: its chance under fresh luck is what was asked, or less by no more than sampling error."""

    candidate: Candidate
    reached: bool


def choose(candidates: Sequence[Candidate], luck: Luck, fresh: Luck, at_least: float) -> Chosen:
    """Choose on `luck`, confirm on `fresh`. The first candidate is the one that none less probable may replace.

    Of the sure enough, the cheapest that is so under fresh luck too, sampling error allowed for. If there is none: of
    those that cannot be told apart from the most probable one, the cheapest; then the next most probable.
    """
    best, known = candidates[0], frontier_of(candidates, luck)
    enough = [c for c in known if luck.probability(c.plan) >= at_least]
    for candidate in enough:
        if _is_enough(fresh, candidate, at_least) and _no_less(fresh, candidate, best):
            return Chosen(candidate, True)
    for candidate in [*_by_probability(known, luck, fresh), best]:
        if _no_less(fresh, candidate, best):
            return Chosen(candidate, _is_enough(fresh, candidate, at_least))
    raise AssertionError("the first candidate is as probable as itself")


def frontier_of(candidates: Sequence[Candidate], luck: Luck) -> list[Candidate]:
    """Those that no other is both cheaper and surer than, cheapest first."""
    places = not_dominated([cost(c) for c in candidates], [luck.probability(c.plan) for c in candidates])
    return [candidates[n] for n in places]


def cost(candidate: Candidate) -> int:
    """Million VND."""
    return candidate.plan.cost or 0


def _by_probability(known: Sequence[Candidate], luck: Luck, fresh: Luck) -> list[Candidate]:
    """The most probable first, after any cheaper one that neither luck can tell from it."""
    order = sorted(known, key=lambda c: -luck.probability(c.plan))

    def as_good(candidate: Candidate) -> bool:
        gains = (some.gain(order[0].plan, candidate.plan) for some in (luck, fresh))
        return all(gain <= BEYOND * error for gain, error in gains)

    equal = [candidate for candidate in known if as_good(candidate)]
    return [*equal, *(candidate for candidate in order if candidate not in equal)]


def _is_enough(luck: Luck, candidate: Candidate, at_least: float) -> bool:
    return luck.probability(candidate.plan) >= at_least - BEYOND * luck.error(candidate.plan)


def _no_less(luck: Luck, candidate: Candidate, best: Candidate) -> bool:
    return luck.gain(candidate.plan, best.plan)[0] >= 0
