"""Plans of one case under the same luck: in which of the same scenarios does each have its goals by the date?"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import sqrt
from typing import TYPE_CHECKING

import numpy as np

from vedich.case import Case
from vedich.planning import Plan
from vedich.risk.simulate import simulate
from vedich.rulebooks import Rulebook

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Bools = NDArray[np.bool_]

BEYOND = 2.58  # standard errors: past them a difference is not luck (99 %, two-sided)


@dataclass(slots=True)
class Luck:
    """`scenarios` scenarios from `seed`, the same for every plan of `case` (common random numbers)."""

    case: Case
    rulebook: Rulebook
    by: int
    scenarios: int
    seed: int
    _known: dict[str, Bools] = field(default_factory=dict)

    def on_time(self, plan: Plan) -> Bools:
        """(S,): whether the goals of first priority are met by the end of quarter number `by`."""
        key = "|".join(f"{c.project}/{c.option}/{c.start}" for c in plan.choices)
        if key not in self._known:
            result = simulate(self.case, self.rulebook, plan, self.scenarios, self.seed)
            self._known[key] = result.outcomes.date <= self.by
        return self._known[key]

    def first(self, scenarios: int) -> Luck:
        """The first of these scenarios only (the draws of a seed begin alike)."""
        return Luck(self.case, self.rulebook, self.by, scenarios, self.seed)

    def probability(self, plan: Plan) -> float:
        """The share of the scenarios."""
        return float(self.on_time(plan).mean())

    def error(self, plan: Plan) -> float:
        """The standard error of that share."""
        share = self.probability(plan)
        return sqrt(share * (1 - share) / self.scenarios)

    def gain(self, plan: Plan, than: Plan) -> tuple[float, float]:
        """How much likelier `plan` is than `than`, and the standard error of the paired difference."""
        difference = self.on_time(plan).astype(np.int8) - self.on_time(than).astype(np.int8)
        return float(difference.mean()), float(difference.std() / sqrt(self.scenarios))
