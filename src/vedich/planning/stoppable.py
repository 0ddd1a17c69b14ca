"""Work in this process that Ctrl-C ends with what it has."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from vedich.planning.effort import Effort

Result = TypeVar("Result")


def run_stoppable(work: Callable[[], Result], effort: Effort) -> Result:
    """The result of `work()`, which heeds `effort`; Ctrl-C stops the effort and then waits for the result.

    The work has a thread of its own: an interrupt that arose within a callback of the solver would have to travel
    through its C++.
    """
    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(work)
        try:
            return future.result()
        except KeyboardInterrupt:
            effort.stop()
            return future.result()
