"""What happens in each scenario, drawn from the uncertainty (docs/risk.md, "What may happen").

Every scenario is a point of a unit cube. The same case and seed give the same points on every machine, and the first
scenarios of a longer draw are those of a shorter one; two plans of one case meet the same money, events and growth,
and the same cost and delay of each project.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from vedich.risk.events import Event
from vedich.risk.marginal import FURTHEST
from vedich.risk.programme import Programme
from vedich.risk.scenarios import Scenarios
from vedich.risk.uncertain import Uncertain, Yearly
from vedich.risk.uncertainty import Uncertainty

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

BLOCK = 2_048  # scenarios drawn at a time


def certain(programme: Programme, scenarios: int = 1) -> Scenarios:
    """Scenarios in which everything comes as planned."""

    def each(values: Ints) -> Ints:
        return np.repeat(values[np.newaxis], scenarios, axis=0)

    return Scenarios(
        envelope=each(programme.envelope),
        receipts=each(programme.receipt_amount),
        cost=each(programme.cost),
        quarters=each(programme.quarters),
        held=each(np.zeros_like(programme.cost)),
        quantities=(),
        growth=np.zeros((scenarios, 0)),
    )


def draw(programme: Programme, uncertainty: Uncertainty, scenarios: int, seed: int) -> Scenarios:
    """`scenarios` scenarios by the generator PCG64 from `seed`."""
    generator = np.random.Generator(np.random.PCG64(seed))
    result = _empty(programme, uncertainty, scenarios)
    for first in range(0, scenarios, BLOCK):
        part = slice(first, min(first + BLOCK, scenarios))
        cube = generator.random((part.stop - part.start, uncertainty.dimensions))
        _Block(programme, uncertainty, cube).write(result, part)
    return result


def from_cube(programme: Programme, uncertainty: Uncertainty, cube: Floats) -> Scenarios:
    """One scenario for each row of `cube`, (S, dimensions), numbers from 0 to 1."""
    result = _empty(programme, uncertainty, len(cube))
    for first in range(0, len(cube), BLOCK):
        part = slice(first, min(first + BLOCK, len(cube)))
        _Block(programme, uncertainty, cube[part]).write(result, part)
    return result


def _empty(programme: Programme, uncertainty: Uncertainty, count: int) -> Scenarios:
    places = len(programme.cost)
    return Scenarios(
        envelope=np.empty((count, *programme.envelope.shape), dtype=np.int64),
        receipts=np.empty((count, len(programme.receipt_of)), dtype=np.int64),
        cost=np.empty((count, places), dtype=np.int64),
        quarters=np.empty((count, places), dtype=np.int64),
        held=np.zeros((count, places), dtype=np.int64),
        quantities=tuple(uncertainty.trend),
        growth=np.empty((count, len(uncertainty.trend))),
    )


class _Block:
    """Some scenarios at a time, so that the cube need not be in memory as a whole."""

    def __init__(self, programme: Programme, uncertainty: Uncertainty, cube: Floats) -> None:
        from scipy.special import ndtri

        self.programme, self.uncertainty, self.cube = programme, uncertainty, cube
        self.scores: Floats = np.clip(ndtri(cube), -FURTHEST, FURTHEST)

    def write(self, result: Scenarios, part: slice) -> None:
        """Fill rows `part` of `result`."""
        self._money(result.envelope[part], result.receipts[part])
        for place, (project, _) in enumerate(self.programme.projects):
            delay = _rounded(self._drawn(self.uncertainty.delay[project]))
            result.quarters[part, place] = np.maximum(1, self.programme.quarters[place] + delay)
            percent = np.maximum(0.0, self._drawn(self.uncertainty.cost[project]))
            result.cost[part, place] = _rounded(percent * (self.programme.cost[place] / 100))
        for number, trend in enumerate(self.uncertainty.trend.values()):
            result.growth[part, number] = self._drawn(trend)
        for event in self.uncertainty.events:
            self._happen(event, result, part)

    def _score(self, number: Uncertain) -> Floats:
        own = self.scores[:, number.own]
        if not number.common:
            return own
        mixed: Floats = number.common * self.scores[:, number.shared] + np.sqrt(1 - number.common**2) * own
        return mixed

    def _drawn(self, number: Uncertain) -> Floats:
        return number.marginal.at(self._score(number))

    # --- money ----------------------------------------------------------------------------------

    def _money(self, envelope: Ints, receipts: Ints) -> None:
        programme = self.programme
        for f, source in enumerate(programme.sources):
            for y, amount in enumerate(self._by_year(self.uncertainty.funding[source])):
                envelope[:, f, y] = 0 if amount is None else _rounded(np.maximum(0.0, amount))
        for f in set(programme.receipt_to.tolist()):
            percents = self._by_year(self.uncertainty.receipts[programme.sources[f]])
            for r in np.flatnonzero(programme.receipt_to == f):
                percent = percents[self._expected(int(r))]
                assert percent is not None
                receipts[:, r] = _rounded(np.maximum(0.0, percent) * (programme.receipt_amount[r] / 100))

    def _expected(self, receipt: int) -> int:
        """The year in which the plan has the receipt arrive; the last where that is after the horizon."""
        programme = self.programme
        project = programme.receipt_of[receipt]
        arrives = programme.start[project] + programme.quarters[project] - 1 + programme.receipt_after[receipt]
        return int(programme.year[min(arrives, programme.horizon - 1)])

    def _by_year(self, yearly: Yearly) -> list[Floats | None]:
        """What each year brings, tied to the year before; None for a year without any."""
        values: list[Floats | None] = []
        before: Floats | None = None
        for number, tie in zip(yearly.years, yearly.over_years, strict=True):
            if number is None:
                values.append(None)
                continue
            score = self._score(number)
            if before is not None and tie:
                score = tie * before + np.sqrt(1 - tie**2) * score
            before = score
            values.append(number.marginal.at(score))
        return values

    # --- events ---------------------------------------------------------------------------------

    def _happen(self, event: Event, result: Scenarios, part: slice) -> None:
        size = event.size.at(self.scores[:, event.size_column])
        for strike in event.strikes:
            happens = np.flatnonzero(self.cube[:, strike.column] < event.chance)
            rows = happens + part.start
            if event.row.kind == "freeze":
                assert strike.year is not None
                for f, source in enumerate(self.programme.sources):
                    if source in strike.names:
                        self._freeze(result.envelope, rows, f, strike.year, size[happens])
                continue
            for place, (project, _) in enumerate(self.programme.projects):
                if project not in strike.names:
                    continue
                if event.row.kind == "blocked":
                    result.held[rows, place] += np.maximum(0, _rounded(size[happens]))
                else:
                    dearer = _rounded(size[happens] * (self._amount_from(place, strike.year) / 100))
                    result.cost[rows, place] = np.maximum(0, result.cost[rows, place] + dearer)

    def _freeze(self, envelope: Ints, rows: Ints, source: int, year: int, percent: Floats) -> None:
        """Withhold a part of a year's money: a source that keeps money gets it a year later, another never."""
        withheld = _rounded(envelope[rows, source, year] * (np.clip(percent, 0, 100) / 100))
        envelope[rows, source, year] -= withheld
        if self.programme.carries[source] and year + 1 < envelope.shape[2]:
            envelope[rows, source, year + 1] += withheld

    def _amount_from(self, place: int, year: int | None) -> int:
        """Planned amounts of the quarters from `year` on."""
        programme = self.programme
        planned = programme.amounts[place, : programme.quarters[place]]
        if year is None:
            return int(planned.sum())
        first = programme.start[place]
        return int(planned[programme.year[first : first + len(planned)] >= year].sum())


def _rounded(values: Floats) -> Ints:
    """To whole numbers, half up."""
    return np.floor(values + 0.5).astype(np.int64)
