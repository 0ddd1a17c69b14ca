"""Where a study stands."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StudyProgress:
    """`finished` of `total` cases have their row on disk, `before` of them from an earlier run; `at_work`: sent to the
    workers, of which there are `workers` now; `seconds` since the first case was sent."""

    total: int
    finished: int = 0
    before: int = 0
    refused: int = 0
    failed: int = 0
    at_work: int = 0
    workers: int = 0
    seconds: float = 0.0

    def seconds_left(self) -> float | None:
        """By the pace so far; None until a case of this run is finished."""
        computed = self.finished - self.before
        if computed <= 0 or self.seconds <= 0:
            return None
        return self.seconds / computed * (self.total - self.finished)
