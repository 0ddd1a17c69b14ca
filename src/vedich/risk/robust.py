"""The robust choice: the cheapest plan whose chance of the goals by a date is as high as asked.

Candidates (`risk/candidates.py`) are carried out under the same luck, the choice is made on that, and looked at again
under other luck that played no part in it. Nothing less probable than the cheapest plan is ever chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from random import Random

from vedich.case import Case, Quarter
from vedich.planning.effort import Effort
from vedich.planning.found import Progress
from vedich.risk.candidates import Candidate, Candidates
from vedich.risk.choosing import choose, cost
from vedich.risk.comparison import Comparison
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
PART_FOR_BUFFERS = 0.5  # of what is then left, at most, for plans of harder cases


@dataclass(frozen=True, slots=True)
class Standing:
    """How far it is: candidates compared, and the chance and cost of the one that would be chosen now.

    `search`: what the search for the next one says.
    """

    candidates: int
    probability: float | None
    cost: int | None
    seconds: float
    search: Progress | None


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
        self.compared: Comparison | None = None

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
        fresh = Luck(asked.case, asked.rulebook, number, asked.fresh, asked.fresh_seed)
        self.compared = compared = Comparison(luck, asked.at_least)
        compared.add(Candidate(best.plan, ()))
        try:
            self._collect(best, compared)
        except KeyboardInterrupt:
            self.effort.stop()
        chosen = choose(compared.known, luck, fresh, asked.at_least)
        return answer(asked, best, compared.known, chosen, luck, fresh, self.effort)

    # --- candidates -----------------------------------------------------------------------------

    def _collect(self, best: Expected, compared: Comparison) -> None:
        """Compare everything that is found while there is time; nothing is surer than certain."""
        asked = self.asked
        if compared.probability(compared.known[0]) == 1:
            return
        search = Candidates(
            asked.case,
            asked.rulebook,
            best.plan,
            compared.luck.by,
            outlook_of(asked.case, asked.rulebook, best.plan, asked.seed),
            self.effort.part(self.effort.left() * PART_FOR_BUFFERS),
            self._hear,
            asked.memory_gib,
            asked.in_child,
        )
        for candidate in chain(search.orders(compared.known[0]), search.buffered(), search.others()):
            self._add(compared, candidate)
        for candidate in compared.frontier:
            for other in search.orders(candidate):
                self._add(compared, other)
        search.effort = self.effort
        self._step_by_step(search, compared)

    def _step_by_step(self, search: Candidates, compared: Comparison) -> None:
        """From each plan of the frontier to all one step away, until the frontier has no new plan (Pareto local search:
        Paquete, Chiarandini, Stützle 2004). As often from the plan whose chance is nearest to the one asked for as from
        any that costs no more.
        """
        dice = Random(self.asked.seed)
        near: dict[int, Iterator[Candidate]] = {}
        done: set[int] = set()
        while open_ := [candidate for candidate in compared.frontier if id(candidate) not in done]:
            nearest = min(open_, key=lambda c: abs(compared.probability(c) - self.asked.at_least))
            candidate = dice.choice([nearest, dice.choice([c for c in open_ if cost(c) <= cost(nearest)])])
            place = id(candidate)
            if place not in near:
                near[place] = search.near(candidate, compared.is_promising)
            other = next(near[place], None)
            if other is None:
                done.add(place)
            else:
                self._add(compared, other)

    def _add(self, compared: Comparison, candidate: Candidate) -> None:
        compared.add(candidate)
        self._hear(None)

    def _hear(self, search: Progress | None) -> None:
        seconds, compared = self.effort.elapsed(), self.compared
        leader = compared.leader() if compared is not None else None
        if compared is None or leader is None:
            self.tell(Standing(0, None, None, seconds, search))
        else:
            count, chance = len(compared.known), compared.probability(leader)
            self.tell(Standing(count, chance, cost(leader), seconds, search))


def _unheard(_: Standing) -> None:
    """No one is watching."""
