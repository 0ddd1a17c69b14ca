"""What more certainty costs: of plans with cost and probability, those than which none is both cheaper and surer."""

from __future__ import annotations

from collections.abc import Sequence


def not_dominated(costs: Sequence[int], probabilities: Sequence[float]) -> tuple[int, ...]:
    """Their places, cheapest first: each is surer than all that cost no more. Of equals, the first."""
    order = sorted(range(len(costs)), key=lambda n: (costs[n], -probabilities[n], n))
    found: list[int] = []
    for n in order:
        if not found or probabilities[n] > probabilities[found[-1]]:
            found.append(n)
    return tuple(found)
