"""How long the search may still go on: by the clock, or by work done, which is the same on every run."""

from __future__ import annotations

import time

ITERATIONS_A_SECOND = 20_000  # simplex iterations of a linear program that count as a second of work
LOOKS_A_SECOND = 75  # and how often a mixed-integer solve looks up to ask whether it should stop


class Effort:
    """`seconds` of time; with `reproducible`, as many seconds' worth of the solver's work instead."""

    def __init__(self, seconds: float, *, reproducible: bool = False, seed: int = 1) -> None:
        self.seconds, self.reproducible, self.seed = seconds, reproducible, seed
        self.begun = time.monotonic()
        self._worked = 0.0

    def left(self) -> float:
        """Seconds, or seconds of work."""
        if self.reproducible:
            return self.seconds - self._worked
        return self.seconds - self.elapsed()

    def elapsed(self) -> float:
        """Seconds by the clock since the search began."""
        return time.monotonic() - self.begun

    def worked(self, seconds: float) -> None:
        """Count what one solve used, in seconds of work."""
        self._worked += seconds
