"""When a stage may end, judged from how its gap has been closing: a straight line through log(gap) over time."""

from __future__ import annotations

import math
from collections import deque

from vedich.planning.found import Progress

REMEMBERED = 40  # observations; older ones tell of another phase of the search
CLOSED = 1e-4  # relative gap that counts as closed


class Forecast:
    """Feed it every Progress; ask for the seconds left."""

    def __init__(self) -> None:
        self._stage: tuple[str, str] | None = None
        self._seen: deque[tuple[float, float]] = deque(maxlen=REMEMBERED)

    def hear(self, progress: Progress) -> None:
        """Note the gap now; a new stage begins anew."""
        if (progress.stage, progress.quarter) != self._stage:
            self._stage = (progress.stage, progress.quarter)
            self._seen.clear()
        gap = relative_gap(progress)
        if gap is not None and gap > 0:
            self._seen.append((progress.seconds, math.log(gap)))

    def seconds_left(self) -> float | None:
        """Seconds until the gap is closed if it goes on closing as it has. None: not enough known, or not closing."""
        if len(self._seen) < 3:
            return None
        count = len(self._seen)
        mean_time = sum(time for time, _ in self._seen) / count
        mean_log = sum(log for _, log in self._seen) / count
        spread = sum((time - mean_time) ** 2 for time, _ in self._seen)
        if spread == 0:
            return None
        slope = sum((time - mean_time) * (log - mean_log) for time, log in self._seen) / spread
        if slope >= 0:
            return None
        last_time, last_log = self._seen[-1]
        end = mean_time + (math.log(CLOSED) - mean_log) / slope
        return max(0.0, end - last_time) if last_log > math.log(CLOSED) else 0.0


def relative_gap(progress: Progress) -> float | None:
    """|incumbent − bound| over the incumbent; None before there is a plan or a bound."""
    if progress.incumbent is None or progress.bound is None or not math.isfinite(progress.bound):
        return None
    if progress.incumbent == 0:
        return 0.0 if progress.bound == 0 else None
    return abs(progress.incumbent - progress.bound) / abs(progress.incumbent)
