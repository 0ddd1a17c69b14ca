"""The robust choice: the cheapest plan whose chance of the goals by a date is as high as asked.

Candidates (`risk/candidates.py`) are carried out under the same luck, the choice is made on that, and looked at again
under other luck that played no part in it. Nothing less probable than the cheapest plan is ever chosen.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain

from vedich.case import Case, Quarter
from vedich.planning.effort import Effort
from vedich.planning.found import Progress
from vedich.risk.candidates import Candidate, Candidates
from vedich.risk.choosing import choose, cost, frontier_of
from vedich.risk.deterministic import Expected, Planner, expected
from vedich.risk.luck import Luck
from vedich.risk.outlook import outlook_of
from vedich.risk.robust_answer import Asked, answer, answer_without
from vedich.risk.robust_result import Robust
from vedich.rulebooks import Rulebook

DEFAULT_SECONDS = 300.0
SCENARIOS = 4_000
FRESH = 10_000
FRESH_SEED = 1_000_003  # added to the seed: other luck
PART_FOR_BEST = 0.4  # of the time, at most, for the plan that others are compared with


@dataclass(frozen=True, slots=True)
class Standing:
    """How far it is: candidates compared, and the chance and cost of the one that would be chosen now.

    `search`: what the search for the next one says.
    """

    candidates: int = 0
    probability: float | None = None
    cost: int | None = None
    seconds: float = 0.0
    search: Progress | None = None


def robust(
    case: Case,
    rulebook: Rulebook,
    *,
    at_least: float,
    by: Quarter | None = None,
    budget: int | None = None,
    time_limit: float = DEFAULT_SECONDS,
    scenarios: int = SCENARIOS,
    fresh: int = FRESH,
    seed: int = 1,
    memory_gib: float | None = None,
    on_progress: Callable[[Standing], None] | None = None,
    in_child: bool = True,
) -> Robust:
    """Choose. `at_least`: a probability. `by` None: the latest deadline of the goals of first priority, or else the
    earliest date there is a plan for.

    `scenarios` to compare, `fresh` others to look again. `time_limit`: seconds for all searches. Ctrl-C (with
    `in_child`) ends the search and chooses among what was found.
    """
    asked = Asked(
        case,
        rulebook,
        at_least,
        by,
        budget,
        time_limit,
        scenarios,
        fresh,
        seed,
        seed + FRESH_SEED,
        memory_gib,
        in_child,
    )
    return _Choice(asked, on_progress or _unheard).run()


class _Choice:
    def __init__(self, asked: Asked, tell: Callable[[Standing], None]) -> None:
        self.asked, self.tell = asked, tell
        self.effort = Effort(asked.time_limit)
        self.known: list[Candidate] = []
        self.standing = Standing()

    def run(self) -> Robust:
        asked = self.asked
        planner = Planner(
            asked.case,
            asked.rulebook,
            asked.budget,
            asked.time_limit * PART_FOR_BEST,
            asked.memory_gib,
            self._hear,
            asked.in_child,
        )
        best = expected(planner, asked.by)
        if best.plan.ended == "stopped":
            self.effort.stop()
        if not best.plan.found:
            return answer_without(asked, best, self.effort)
        number = best.by - asked.case.start
        luck = Luck(asked.case, asked.rulebook, number, asked.scenarios, asked.seed)
        try:
            self._collect(best, luck)
        except KeyboardInterrupt:
            self.effort.stop()
        fresh = Luck(asked.case, asked.rulebook, number, asked.fresh, asked.fresh_seed)
        chosen = choose(self.known, luck, fresh, asked.at_least)
        return answer(asked, best, self.known, chosen, luck, fresh, self.effort)

    # --- candidates -----------------------------------------------------------------------------

    def _collect(self, best: Expected, luck: Luck) -> None:
        """Compare everything that is found while there is time."""
        asked = self.asked
        self._compare(Candidate(best.plan, ()), luck)
        search = Candidates(
            asked.case,
            asked.rulebook,
            best.plan,
            luck.by,
            outlook_of(asked.case, asked.rulebook, best.plan, asked.seed),
            self.effort,
            self._hear,
            asked.memory_gib,
            asked.in_child,
        )
        for candidate in chain(search.orders(self.known[0]), search.buffered(), search.others()):
            self._compare(candidate, luck)
        for candidate in frontier_of(self.known, luck):
            for other in search.orders(candidate):
                self._compare(other, luck)
        looked: set[int] = set()
        while new := [c for c in frontier_of(self.known, luck) if id(c) not in looked]:
            candidate = min(new, key=lambda c: abs(luck.probability(c.plan) - self.asked.at_least))
            looked.add(id(candidate))
            for other in search.near(candidate):
                self._compare(other, luck)

    def _compare(self, candidate: Candidate, luck: Luck) -> None:
        self.known.append(candidate)
        surest = max(self.known, key=lambda c: (min(luck.probability(c.plan), self.asked.at_least), -cost(c)))
        self.standing = Standing(
            len(self.known), luck.probability(surest.plan), cost(surest), self.effort.elapsed()
        )
        self.tell(self.standing)

    def _hear(self, progress: Progress) -> None:
        now = self.standing
        self.tell(Standing(now.candidates, now.probability, now.cost, self.effort.elapsed(), progress))


def _unheard(_: Standing) -> None:
    """No one is watching."""
