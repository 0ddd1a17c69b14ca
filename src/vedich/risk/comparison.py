"""Candidates compared under the same luck as they are found: the frontier so far, and what is not worth more luck."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import sqrt

from vedich.planning import Plan
from vedich.risk.candidates import Candidate
from vedich.risk.choosing import cost, frontier_of
from vedich.risk.luck import BEYOND, Luck

GLANCE = 500  # scenarios that show whether a plan is worth more of them


@dataclass(slots=True)
class Comparison:
    """`known`: all candidates, the first being the one that others are measured against; `frontier`: those not
    dominated.
    """

    luck: Luck
    at_least: float
    known: list[Candidate] = field(default_factory=list)
    frontier: list[Candidate] = field(default_factory=list)

    def add(self, candidate: Candidate) -> None:
        """Compare one more."""
        self.known.append(candidate)
        self.frontier = frontier_of([*self.frontier, candidate], self.luck)

    def probability(self, candidate: Candidate) -> float:
        """Its chance under this luck."""
        return self.luck.probability(candidate.plan)

    def leader(self) -> Candidate | None:
        """The one that would be chosen now: the cheapest that is sure enough, or else the surest."""
        enough = [candidate for candidate in self.frontier if self.probability(candidate) >= self.at_least]
        return enough[0] if enough else self.frontier[-1] if self.frontier else None

    def is_promising(self, plan: Plan) -> bool:
        """Whether, after the first scenarios, it may still be surer than all that cost no more."""
        rivals = [candidate for candidate in self.frontier if cost(candidate) <= (plan.cost or 0)]
        if not rivals:
            return True
        count = min(GLANCE, self.luck.scenarios)
        differs = self.luck.first(count).on_time(plan).astype(int) - self.luck.on_time(rivals[-1].plan)[:count]
        return bool(differs.mean() + BEYOND * differs.std() / sqrt(count) > 0)
