"""What happens in each scenario, drawn from the uncertainty (docs/risk.md, "What may happen").

Every scenario is a point of a unit cube. The same case and seed give the same points on every machine, and the first
scenarios of a longer draw are those of a shorter one; two plans of one case meet the same money, events and growth,
and the same cost and delay of each project.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from vedich.risk.block import Block
from vedich.risk.programme import Programme
from vedich.risk.scenarios import Scenarios
from vedich.risk.uncertainty import Uncertainty

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

BLOCK = 2_048  # scenarios drawn at a time, so that the cube need not be in memory as a whole


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
        Block(programme, uncertainty, cube).write(result, part)
    return result


def from_cube(programme: Programme, uncertainty: Uncertainty, cube: Floats) -> Scenarios:
    """One scenario for each row of `cube`, (S, dimensions), numbers from 0 to 1."""
    result = _empty(programme, uncertainty, len(cube))
    for first in range(0, len(cube), BLOCK):
        part = slice(first, min(first + BLOCK, len(cube)))
        Block(programme, uncertainty, cube[part]).write(result, part)
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
