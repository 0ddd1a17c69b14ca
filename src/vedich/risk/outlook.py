"""What the uncertain inputs of a whole case may be: of every option of every project, whether a plan does it or not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from vedich.case import Case, Option, Quarter
from vedich.planning.result import Choice, Plan
from vedich.risk.draw import draw
from vedich.risk.programme_of import programme_of
from vedich.risk.uncertainty import uncertainty_of
from vedich.rulebooks import Rulebook

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

LOOKS = 2000  # scenarios from which quantiles are read


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the inputs of a case may be, in S scenarios.

    `envelope` (S,): million VND by source and year. `cost` (S,): million VND, and `longer` (S,): quarters from the
    planned start to the finish beyond those planned, by (project, option). `receipts` (S,): million VND by the place of
    the row in the case. `growth` (S,): added to the trend, by quantity.
    """

    envelope: Mapping[tuple[str, int], Ints]
    cost: Mapping[tuple[str, str], Ints]
    longer: Mapping[tuple[str, str], Ints]
    receipts: Mapping[int, Ints]
    growth: Mapping[str, Floats]


def outlook_of(case: Case, rulebook: Rulebook, like: Plan, seed: int) -> Outlook:
    """Drawn for every option of every project, as if each were done. `like`: any plan of the case."""
    envelope: dict[tuple[str, int], Ints] = {}
    cost: dict[tuple[str, str], Ints] = {}
    longer: dict[tuple[str, str], Ints] = {}
    receipts: dict[int, Ints] = {}
    growth: dict[str, Floats] = {}
    for everything in _all_of_it(case, like):
        programme = programme_of(case, everything)
        drawn = draw(programme, uncertainty_of(case, rulebook, everything), LOOKS, seed)
        for f, source in enumerate(programme.sources):
            for y in range(drawn.envelope.shape[2]):
                envelope[source, programme.first_year + y] = drawn.envelope[:, f, y]
        places = {way: place for place, way in enumerate(programme.projects)}
        for way, place in places.items():
            cost[way] = drawn.cost[:, place]
            longer[way] = drawn.held[:, place] + drawn.quarters[:, place] - programme.quarters[place]
        rows = [n for n, row in enumerate(case.receipts) if (row.project, row.option) in places]
        rows.sort(key=lambda n: places[case.receipts[n].project, case.receipts[n].option])  # as in the programme
        receipts |= {n: drawn.receipts[:, r] for r, n in enumerate(rows)}
        growth |= {name: drawn.growth[:, g] for g, name in enumerate(drawn.quantities)}
    return Outlook(envelope, cost, longer, receipts, growth)


def _all_of_it(case: Case, like: Plan) -> list[Plan]:
    """Not plans to carry out but lists of all there is to do: the first options of all projects, the second ones, …"""
    live = {project.project for project in case.projects if project.status != "done"}
    ways: dict[str, list[Option]] = {}
    for option in case.options:
        if option.project in live:
            ways.setdefault(option.project, []).append(option)
    most = max((len(options) for options in ways.values()), default=0)
    lists = [[options[min(n, len(options) - 1)] for options in ways.values()] for n in range(max(most, 1))]
    return [
        like.model_copy(
            update={
                "at": str(case.start),
                "choices": tuple(_at_once(case.start, option) for option in options),
                "payments": (),
                "spending": (),
            }
        )
        for options in lists
    ]


def _at_once(start: Quarter, option: Option) -> Choice:
    return Choice(
        project=option.project,
        option=option.option,
        start=str(start),
        finish=str(start + (option.quarters - 1)),
        cost=option.cost,
    )
