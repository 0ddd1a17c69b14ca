"""The execution model of docs/risk.md in SimPy 4: projects are processes that wait for their turn, money and crews.

Sources and resources are containers, the turn is a priority resource. Without orders of funding and ceilings on
obligations, which the benchmark's instances do not have.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import simpy

from vedich.risk.programme import Programme
from vedich.risk.scenarios import Scenarios

HALF = 0.5  # money arrives at the start of a quarter, work is done from its middle on


class SimpyRun:
    """One scenario: `finish`, the last quarter of work by place in the plan's order, the horizon where none is."""

    def __init__(self, programme: Programme, scenarios: Scenarios, number: int) -> None:
        if (programme.claim != 1).any() or (programme.ceiling >= 0).any():
            raise ValueError("orders of funding and ceilings are not modelled")
        self.programme, self.scenarios, self.number = programme, scenarios, number
        self.env = simpy.Environment()
        self.money = [simpy.Container(self.env) for _ in programme.sources]
        self.crews = [simpy.Container(self.env) for _ in programme.capacity]
        self.turn = simpy.PriorityResource(self.env)
        self.finished = [self.env.event() for _ in programme.projects]
        self.finish = [programme.horizon] * len(programme.projects)
        self.receipts: dict[int, list[tuple[int, int]]] = {}

    def run(self) -> list[int]:
        """Carry the scenario out."""
        self.env.process(self._quarters())
        for place in range(len(self.finish)):
            self.env.process(self._project(place))
        self.env.run(until=self.programme.horizon)
        return self.finish

    def _quarters(self) -> Iterator[Any]:
        """Hold the turn while the quarter opens: so all who want it are in line when it is given out."""
        programme = self.programme
        for quarter in range(programme.horizon):
            with self.turn.request(priority=(-1, 0)) as request:
                yield request
                yield self.env.timeout(quarter - self.env.now)
                self._open(quarter)
                yield self.env.timeout(HALF)
            yield self.env.timeout(HALF / 2)

    def _open(self, quarter: int) -> None:
        programme = self.programme
        year = programme.year[quarter]
        for f, source in enumerate(self.money):
            if programme.opens_year[quarter]:
                if not programme.carries[f] and source.level:
                    source.get(source.level)
                _put(source, int(self.scenarios.envelope[self.number, f, year]))
        for f, amount in self.receipts.get(quarter, []):
            _put(self.money[f], amount)
        for k, crew in enumerate(self.crews):
            _put(crew, int(programme.capacity[k, quarter]) - crew.level)

    def _project(self, place: int) -> Iterator[Any]:
        programme, s = self.programme, self.number
        yield self.env.timeout(int(programme.start[place] + self.scenarios.held[s, place]))
        for before, lag in zip(programme.before[place], programme.lag[place], strict=True):
            if before >= 0:
                finish = yield self.finished[before]
                yield self.env.timeout(max(0, finish + 1 + lag - self.env.now))
        done = spent = 0
        while done < self.scenarios.quarters[s, place]:
            with self.turn.request(priority=(int(done == 0), place)) as request:
                yield request
                due = self._paid_after(place, done + 1) - spent
                if self._can_work(place, due):
                    for k, crew in enumerate(self.crews):
                        if programme.demand[place, k]:
                            yield crew.get(int(programme.demand[place, k]))
                    for f, amount in self._payers(place, done, due):
                        yield self.money[f].get(amount)
                    done, spent = done + 1, spent + due
            if done < self.scenarios.quarters[s, place]:
                yield self.env.timeout(HALF)
        self._end(place)

    def _end(self, place: int) -> None:
        programme = self.programme
        quarter = self.finish[place] = int(self.env.now)
        self.finished[place].succeed(quarter)
        for r in range(len(programme.receipt_of)):
            if programme.receipt_of[r] == place:
                coming = self.receipts.setdefault(quarter + int(programme.receipt_after[r]), [])
                coming.append((int(programme.receipt_to[r]), int(self.scenarios.receipts[self.number, r])))

    def _can_work(self, place: int, due: int) -> bool:
        programme = self.programme
        if any(crew.level < programme.demand[place, k] for k, crew in enumerate(self.crews)):
            return False
        return due <= sum(source.level for f, source in enumerate(self.money) if programme.may_use[place, f])

    def _paid_after(self, place: int, k: int) -> int:
        programme, s = self.programme, self.number
        cost, takes = int(self.scenarios.cost[s, place]), int(self.scenarios.quarters[s, place])
        planned, planned_cost = int(programme.quarters[place]), int(programme.cost[place])
        if k >= takes or planned_cost == 0:
            return cost if planned_cost else 0
        i = k * planned // takes
        until, amount = int(programme.amounts[place, :i].sum()), int(programme.amounts[place, i])
        return cost * (until * takes + amount * (k * planned - i * takes)) // (planned_cost * takes)

    def _payers(self, place: int, done: int, due: int) -> list[tuple[int, int]]:
        programme = self.programme
        i = done * int(programme.quarters[place]) // int(self.scenarios.quarters[self.number, place])
        planned, levels = int(programme.amounts[place, i]), [int(source.level) for source in self.money]
        given = [0] * len(levels)
        for f, level in enumerate(levels):
            if planned:
                given[f] = min(level, due * int(programme.shares[place, i, f]) // planned)
        for f in programme.order:
            if programme.may_use[place, f]:
                given[f] += min(levels[f] - given[f], due - sum(given))
        return [(f, amount) for f, amount in enumerate(given) if amount]


def _put(container: simpy.Container, amount: int) -> None:
    if amount > 0:
        container.put(amount)
    elif amount < 0:
        container.get(-amount)
