"""Money that the plan spends and that has not arrived, by source and year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from vedich.case import Quarter
from vedich.risk.quantiles import quantile
from vedich.risk.result import MoneyShort

if TYPE_CHECKING:
    from vedich.planning.result import Payment
    from vedich.risk.programme import Programme
    from vedich.risk.runs import Ints


def short(payments: Sequence[Payment], programme: Programme, arrived: Ints) -> tuple[MoneyShort, ...]:
    """A row for each source and year up to its last planned payment; `arrived` (S, F, Y), million VND.

    A source that lapses has only the year's own money for the year; one that carries over has all that came so far.
    """
    planned = _planned(payments, programme)
    return tuple(row for place in range(len(programme.sources)) for row in _rows(programme, planned, arrived, place))


def _planned(payments: Sequence[Payment], programme: Programme) -> Ints:
    """(F, Y): million VND that the plan spends."""
    places = {source: place for place, source in enumerate(programme.sources)}
    spent = np.zeros(programme.envelope.shape, np.int64)
    for payment in payments:
        spent[places[payment.source], Quarter.parse(payment.quarter).year - programme.first_year] += payment.amount
    return spent


def _rows(programme: Programme, planned: Ints, arrived: Ints, place: int) -> Iterator[MoneyShort]:
    spends, comes = planned[place], arrived[:, place]
    if programme.carries[place]:
        spends, comes = spends.cumsum(), comes.cumsum(axis=1)
    for year in range(int(np.flatnonzero(planned[place])[-1]) + 1 if planned[place].any() else 0):
        if spends[year] == 0:
            continue
        missing = np.maximum(spends[year] - comes[:, year], 0)
        yield MoneyShort(
            source=programme.sources[place],
            year=programme.first_year + year,
            planned=int(spends[year]),
            probability=int((missing > 0).sum()) / len(missing),
            expected=round(int(missing.sum()) / len(missing)),
            p90=int(quantile(missing, 90)),
        )
