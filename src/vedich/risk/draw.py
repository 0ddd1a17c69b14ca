"""What happens in each scenario, drawn from the uncertainty."""

from __future__ import annotations

import numpy as np

from vedich.risk.programme import Programme
from vedich.risk.scenarios import Scenarios


def certain(programme: Programme, scenarios: int = 1) -> Scenarios:
    """Scenarios in which everything comes as planned."""

    def each(values: np.ndarray) -> np.ndarray:
        return np.repeat(values[np.newaxis], scenarios, axis=0)

    return Scenarios(
        envelope=each(programme.envelope),
        receipts=each(programme.receipt_amount),
        cost=each(programme.cost),
        quarters=each(programme.quarters),
        held=np.zeros((scenarios, len(programme.cost)), dtype=np.int64),
        quantities=(),
        growth=np.zeros((scenarios, 0)),
    )
