"""`earliest`: the first quarter in which the goals can hold, priority by priority; then cost; then points to spare.

Goals need not stay met once met (a ratio can fall as the population grows), so quarters are not bisected. The first
pass goes through the quarters with little patience, for a plan is wanted soon; the second returns to the quarters
that were left open before it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from vedich.case import Goal
from vedich.planning.finish import least_cost, most_spare_points, tidied
from vedich.planning.found import Dated, Found
from vedich.planning.model import Start
from vedich.planning.objective import Demands, demands_at, together
from vedich.planning.search import Answer, Attempt, Search, Ways
from vedich.planning.shortfall import least_miss

VERY_LARGE = 15_000  # starts, from which a plan is looked for first and its proof later
QUICKLY = 20.0  # seconds
PROVING = 0.75  # of the time left when there is a plan, for the quarters still open before it


def earliest(search: Search) -> Found:
    """Search until proved or out of effort."""
    found = dated(search)
    if not found.plan:
        return found.nothing
    answer = found.answer
    while True:
        dates_before = search.best.dates
        least_cost(search, kept(search), answer)
        if search.best.dates == dates_before or search.effort.left() <= 0:
            break
        answer = None  # by luck a plan reached an open quarter: its cost is another question
    most_spare_points(search, kept(search))
    least_miss(search)
    return tidied(search, kept(search))


@dataclass(frozen=True, slots=True)
class DateStage:
    """`plan`: `search.best` is one, with its dates. `answer`: the cost solve at that date, if it went to its end."""

    plan: bool
    answer: Answer | None = None
    nothing: Found = field(default_factory=Found)


def dated(search: Search) -> DateStage:
    """The first stage: a date for the goals of each priority, and a plan that keeps them."""
    proved: dict[int, int] = {}
    answer: Answer | None = None
    for number, (priority, goals) in enumerate(search.groups):
        final = number == len(search.groups) - 1
        dates = _DateSearch(search, priority, goals, kept(search, proved), proved, final)
        answer = dates.run()
        proved[priority] = dates.not_before
        if not search.best.found:
            impossible = dates.not_before > search.last
            seconds = search.effort.elapsed()
            return DateStage(
                False, None, Found(not_before=dates.not_before, impossible=impossible, date_seconds=seconds)
            )
    best = replace(search.best, dates=_with_proof(search.best.dates, proved), not_before=proved[search.groups[0][0]])
    search.better(replace(best, date_seconds=search.effort.elapsed()))
    return DateStage(True, answer)


def _with_proof(dates: Sequence[Dated], proved: dict[int, int]) -> tuple[Dated, ...]:
    return tuple(replace(date, not_before=proved.get(date.priority, 0)) for date in dates)


def kept(search: Search, priorities: Collection[int] | None = None) -> Demands:
    """The goals of `priorities` (None: all) at the dates that the best plan gives them."""
    reached = {
        date.priority: date.reached for date in search.best.dates if priorities is None or date.priority in priorities
    }
    return together(
        *(
            demands_at(search.case, goals, quarter)
            for priority, goals in search.groups
            if (quarter := reached.get(priority)) is not None
        )
    )


class _DateSearch:
    """The first quarter at which one group of goals can hold, the groups before it keeping their dates."""

    def __init__(
        self,
        search: Search,
        priority: int,
        goals: Sequence[Goal],
        fixed: Demands,
        proved: dict[int, int],
        final: bool,
    ) -> None:
        self.search, self.priority, self.goals = search, priority, goals
        self.fixed, self.proved_before, self.final = fixed, dict(proved), final
        self.impossible: set[int] = set()
        self.tried: dict[int, Attempt] = {}  # the quarters that are open
        self.patience = min(30.0, max(2.0, search.effort.seconds / 4))

    @property
    def not_before(self) -> int:
        """Every quarter before this is proved impossible."""
        return next(t for t in range(self.search.case.quarters + 1) if t not in self.impossible)

    def run(self) -> Answer | None:
        """The cost solve at the date found, if it went on to its end. The plan itself is `search.best`."""
        open_before: list[int] = []
        answer = None
        ways: Ways = "all" if self._starts() < self.search.large else "quick"
        self._approach()
        for quarter in range(self.search.last + 1):
            if self.search.effort.left() <= 0 or self._reached_by(quarter):
                break
            if quarter in self.impossible:
                continue
            first_is_enough = bool(open_before) or not self.final or self._fits()
            answer = self._try(quarter, self.patience, first_is_enough=first_is_enough, ways=ways)
            if answer.chosen is not None:
                break
            if answer.outcome != "impossible":
                open_before.append(quarter)
        for place, quarter in enumerate(open_before):
            if self.search.effort.left() <= 0 or self._reached_by(quarter):
                break
            answer = None
            self._insist(quarter, self.search.effort.left() * PROVING / (len(open_before) - place))
        return answer if answer is not None and answer.chosen is not None else None

    def _approach(self) -> None:
        """A very large problem: some plan soon, so that whoever stops has one, then a good one by halving the time.

        Proves nothing of the quarters between; the passes that follow do.
        """
        if self._fits() or self._starts() < VERY_LARGE:
            return
        low, high = 0, self.search.last
        quarter = high
        while low <= high and self.search.effort.left() > 0:
            found = self._try(quarter, QUICKLY, first_is_enough=True, ways="quick").chosen is not None
            if found:
                high = min(quarter, self._reached() or quarter) - 1
            elif quarter == high == self.search.last:
                return
            else:
                low = quarter + 1
            quarter = (low + high) // 2

    def _starts(self) -> int:
        return sum(len(job.starts(way)) for job in self.search.problem.jobs for way in job.ways)

    def _reached(self) -> int | None:
        mine = next((date for date in self.search.best.dates if date.priority == self.priority), None)
        return None if mine is None else mine.reached

    def _reached_by(self, quarter: int) -> bool:
        """Whether the best plan has these goals by then, so that nothing later is of interest."""
        reached = self._reached()
        return reached is not None and reached <= quarter and self._fits()

    def _fits(self) -> bool:
        return self.search.best.found and self.search.holds(self.search.best.chosen, self.fixed)

    def _try(self, quarter: int, patience: float, *, first_is_enough: bool, ways: Ways = "all") -> Answer:
        search = self.search
        attempt = self._attempt(quarter)
        if quarter not in self.tried and search.is_hopeless(attempt):
            self.impossible.add(quarter)
            return Answer("impossible")
        if ways == "quick" and quarter in self.tried:
            return Answer("unknown")
        answer = search.optimise(
            attempt,
            "date" if first_is_enough else "cost",
            most=patience if first_is_enough else None,
            patience=patience,
            first_is_enough=first_is_enough,
            known=search.best.chosen or search.hint,
            on_better=self._tell,
            ways=ways,
        )
        return self._noted(quarter, attempt, answer)

    def _insist(self, quarter: int, seconds: float) -> None:
        """Whether any plan at all keeps the goals by the quarter, whatever it costs."""
        search, attempt = self.search, self._attempt(quarter)
        until = search.effort.left() - seconds
        if search.is_large(attempt) and len(attempt.model.x) >= VERY_LARGE:
            answer = search.optimise(
                attempt, "date", most=seconds / 2, first_is_enough=True, on_better=self._tell, ways="quick"
            )
            if answer.outcome != "unknown":
                self._noted(quarter, attempt, answer)
                return
        answer = search.minimise(
            attempt,
            "date",
            [],
            0.0,
            most=max(0.0, search.effort.left() - until),
            first_is_enough=True,
            on_better=self._tell,
        )
        self._noted(quarter, attempt, answer)

    def _attempt(self, quarter: int) -> Attempt:
        """The program of the quarter, with what was learnt if it was tried before."""
        if quarter in self.tried:
            return self.tried[quarter]
        search = self.search
        return search.attempt(together(self.fixed, demands_at(search.case, self.goals, quarter)), quarter)

    def _noted(self, quarter: int, attempt: Attempt, answer: Answer) -> Answer:
        self.tried.pop(quarter, None)
        if answer.outcome == "impossible":
            self.impossible.add(quarter)
        elif answer.chosen is not None:
            self._tell(answer.chosen)
        else:
            self.tried[quarter] = attempt
        return answer

    def _tell(self, chosen: tuple[Start, ...]) -> None:
        found = self.search.found(chosen, not_before={**self.proved_before, self.priority: self.not_before})
        if found is not None:
            self.search.better(found)
