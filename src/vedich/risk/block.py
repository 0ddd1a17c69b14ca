"""Some scenarios at a time: from points of the unit cube to what happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from vedich.risk.events import Event, Strike
from vedich.risk.marginal import FURTHEST
from vedich.risk.programme import Programme
from vedich.risk.scenarios import Scenarios
from vedich.risk.uncertain import Uncertain, Yearly
from vedich.risk.uncertainty import Uncertainty

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]
    Bools = NDArray[np.bool_]


class Block:
    """The scenarios of the points `cube`, (B, dimensions), numbers from 0 to 1."""

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
        self._freezes(result.envelope[part])
        for event in self.uncertainty.events:
            if event.row.kind == "price":
                self._dearer(event, result.cost[part])
            elif event.row.kind == "blocked":
                self._held_up(event, result.held[part])

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

    def _size(self, event: Event) -> Floats:
        return event.size.at(self.scores[:, event.size_column])

    def _happens(self, event: Event, strike: Strike) -> Bools:
        happens: Bools = self.cube[:, strike.column] < event.chance
        return happens

    def _freezes(self, envelope: Ints) -> None:
        """Withhold a part of a year's money: a source that keeps money gets it a year later, another never.

        Year by year: what was put off into a frozen year is frozen with it.
        """
        events = [event for event in self.uncertainty.events if event.row.kind == "freeze"]
        frozen = [(strike.year or 0, event, strike) for event in events for strike in event.strikes]
        for year, event, strike in sorted(frozen, key=lambda freeze: freeze[0]):
            share: Floats = np.where(self._happens(event, strike), np.clip(self._size(event), 0, 100) / 100, 0.0)
            for f, source in enumerate(self.programme.sources):
                if source not in strike.names:
                    continue
                withheld = _rounded(envelope[:, f, year] * share)
                envelope[:, f, year] -= withheld
                if self.programme.carries[f] and year + 1 < envelope.shape[2]:
                    envelope[:, f, year + 1] += withheld

    def _dearer(self, event: Event, cost: Ints) -> None:
        """Add to the cost a percentage of the planned amounts of the quarters from the event's year on."""
        for strike in event.strikes:
            percent = np.where(self._happens(event, strike), self._size(event), 0.0)
            for place, (project, _) in enumerate(self.programme.projects):
                if project in strike.names:
                    more = _rounded(percent * (self._amount_from(place, strike.year) / 100))
                    cost[:, place] = np.maximum(0, cost[:, place] + more)

    def _held_up(self, event: Event, held: Ints) -> None:
        """Hold-ups of several events add up."""
        quarters = np.maximum(0, _rounded(self._size(event)))
        places = {project: place for place, (project, _) in enumerate(self.programme.projects)}
        for strike in event.strikes:
            for project in strike.names & places.keys():
                held[:, places[project]] += np.where(self._happens(event, strike), quarters, 0)

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
