"""Cases at work on a Dask client, and what comes back of them."""

from __future__ import annotations

import queue
import time
from collections.abc import Callable
from concurrent.futures import CancelledError
from dataclasses import dataclass

from distributed import Client, Future, KilledWorker
from distributed.comm.core import CommClosedError

from vedich.messages import Problem
from vedich.studies.content import CaseContent
from vedich.studies.options import StudyOptions
from vedich.studies.study_case import Studied, study_case
from vedich.studies.unfinished import UnfinishedError

LOST_SECONDS = 20.0  # without the scheduler after which it counts as gone
LOOK_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Returned:
    """A case that came back: with its row, or None where the processes fell that were computing it."""

    number: int
    studied: Studied | None
    error: BaseException | None = None

    @property
    def fell(self) -> bool:
        """Whether nothing is known but that the processes fell."""
        return self.studied is None and self.error is None


class Submissions:
    """At most as many cases at a time as keep the workers busy: the scheduler never holds a whole province."""

    def __init__(self, client: Client, options: StudyOptions, tell: Callable[[Submissions], None]) -> None:
        """`tell` hears of every case sent or returned, and a few times a second in between."""
        self.client, self.options, self.tell = client, options, tell
        self.workers = 0
        self._futures: dict[Future[Studied], int] = {}
        self._done: queue.SimpleQueue[Future[Studied]] = queue.SimpleQueue()
        self._heard = time.monotonic()
        self.look()

    def look(self) -> None:
        """Count the workers. Raises UnfinishedError when the scheduler has been gone for long."""
        try:
            if self.client.status == "running":
                self.workers = sum(self.client.nthreads().values())
                self._heard = time.monotonic()
                return
        except (OSError, TimeoutError, CommClosedError):
            pass
        if self.client.status == "closed" or time.monotonic() - self._heard > LOST_SECONDS:
            raise UnfinishedError(Problem("study.scheduler.lost"))

    @property
    def at_work(self) -> int:
        """Cases that are with the workers."""
        return len(self._futures)

    @property
    def room(self) -> bool:
        """Whether another case keeps a worker busy: one each at work, and one each to begin with next."""
        return self.at_work < 2 * max(self.workers, 1)

    def send(self, number: int, content: CaseContent) -> None:
        """Give the case `number` to the workers."""
        future = self.client.submit(study_case, content, self.options, pure=False)
        self._futures[future] = number
        future.add_done_callback(self._done.put)
        self.tell(self)

    def next(self) -> Returned:
        """The next case to come back."""
        while True:
            try:
                future = self._done.get(timeout=LOOK_SECONDS)
            except queue.Empty:
                self.look()
                self.tell(self)
                continue
            returned = self._returned(future)
            if returned is not None:
                return returned
            if future.cancelled() and self.client.status == "running":  # another scheduler answers at its address
                raise UnfinishedError(Problem("study.scheduler.lost"))
            self.look()
            self._done.put(future)
            time.sleep(LOOK_SECONDS)

    def _returned(self, future: Future[Studied]) -> Returned | None:
        """None where the answer is on its way still, or the scheduler does not answer."""
        try:
            studied = future.result(timeout=LOST_SECONDS)
        except KilledWorker:
            return Returned(self._futures.pop(future), None)
        except (CancelledError, CommClosedError, OSError, TimeoutError):
            return None
        except Exception as error:
            return Returned(self._futures.pop(future), None, error)
        return Returned(self._futures.pop(future), studied)
