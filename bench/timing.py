"""The best of a few runs, in seconds."""

from __future__ import annotations

import time
from collections.abc import Callable


def best_of(run: Callable[[], object], times: int = 3) -> float:
    """Seconds of the fastest of `times` runs."""
    seconds = []
    for _ in range(times):
        begun = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - begun)
    return min(seconds)
