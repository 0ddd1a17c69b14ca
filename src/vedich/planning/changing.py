"""The earliest date, then the least of cost and a price on every change against an older plan.

A project of the old plan that is dropped, moved or done another way is one change, and so is one that is added.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from vedich.planning.earliest import dated, kept
from vedich.planning.found import Found, StageFound
from vedich.planning.linear import Term
from vedich.planning.model import Model, Start
from vedich.planning.money import MILLION
from vedich.planning.search import Search

FINEST = 0.4 * MILLION  # costs and prices of changes are whole million VND


@dataclass(frozen=True, slots=True)
class FewChanges:
    """`old`: the older plan in the case's numbers. `price`: million VND that a change must save to be worth it."""

    old: tuple[Start, ...]
    price: int

    def run(self, search: Search) -> Found:
        """Search until proved or out of effort."""
        stage = dated(search)
        if not stage.plan or search.best.at is None:
            return stage.nothing
        begun = time.monotonic()
        attempt = search.attempt(kept(search), search.best.at)
        terms, constant = self._changes(attempt.model)
        objective = [(c, v * MILLION) for c, v in attempt.model.cost()]
        objective += [(c, v * self.price * MILLION) for c, v in terms]
        answer = search.minimise(attempt, "cost", objective, FINEST, known=search.best.chosen)
        best = search.best
        chosen = answer.chosen if answer.chosen is not None else best.chosen
        if self.price_of(search, chosen) > self.price_of(search, best.chosen):
            chosen = best.chosen
        proofs = {date.priority: date.not_before for date in best.dates}
        found = search.found(chosen, not_before=proofs)
        assert found is not None
        cost = search.cost(chosen)
        proved = answer.outcome == "optimal"
        bound = (
            max(0.0, answer.bound / MILLION + constant * self.price) if not proved else self.price_of(search, chosen)
        )
        bound -= self.price * self.changes(chosen)
        stage_found = StageFound("cost", cost, float(max(0.0, bound)), proved, time.monotonic() - begun)
        return search.better(found.with_stage(stage_found))

    def changes(self, chosen: tuple[Start, ...]) -> int:
        """How many projects differ."""
        old, new = {j: (w, s) for j, w, s in self.old}, {j: (w, s) for j, w, s in chosen}
        return sum(old.get(j) != new.get(j) for j in old.keys() | new.keys())

    def price_of(self, search: Search, chosen: tuple[Start, ...]) -> int:
        """Cost and the price of the changes, million VND."""
        return search.cost(chosen) + self.price * self.changes(chosen)

    def _changes(self, model: Model) -> tuple[list[Term], float]:
        """The count of changes as terms and a constant: 1 − x of what was planned, Σ y of what was not."""
        old = {j: (j, w, s) for j, w, s in self.old}
        terms: list[Term] = [(model.x[start], -1.0) for start in old.values() if start in model.x]
        terms += [(column, 1.0) for (j, _), column in model.y.items() if j not in old]
        return terms, float(len(old))
