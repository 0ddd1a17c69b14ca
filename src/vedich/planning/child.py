"""Search in a child process: progress while it runs, the best plan so far when it is stopped, never a hang."""

from __future__ import annotations

import contextlib
import math
import pickle
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from typing import IO, cast

from vedich.planning.found import Ended, Found, Progress
from vedich.planning.run import MEMORY_ENDED, Order

GRACE = 15.0  # seconds past its limit after which a silent child is ended


def search_in_child(order: Order, on_progress: Callable[[Progress], None]) -> Found:
    """Run the search in a process of its own. A crash, a limit or Ctrl-C gives the best that was reported, and says
    so in `ended`."""
    child = subprocess.Popen(
        [sys.executable, "-m", "vedich.planning.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    assert child.stdin is not None and child.stdout is not None
    best = Found()
    ended: Ended = "crash"
    try:
        pickle.dump(order, child.stdin)
        child.stdin.flush()
        messages: queue.SimpleQueue[object] = queue.SimpleQueue()
        threading.Thread(target=_listen, args=(child.stdout, messages), daemon=True).start()
        deadline = math.inf if order.reproducible else time.monotonic() + order.seconds + GRACE
        while (message := _next(messages, deadline)) is not None:
            if isinstance(message, Progress):
                on_progress(message)
            elif isinstance(message, Found):
                best = message
            elif isinstance(message, tuple):
                return cast("Found", message[1])
        ended = _why_silent(child, deadline)
    except KeyboardInterrupt:
        ended = "stopped"
    except BrokenPipeError:
        ended = _why_silent(child, math.inf)
    finally:
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            _close(pipe)
    return replace(best, ended=ended)


def _why_silent(child: subprocess.Popen[bytes], deadline: float) -> Ended:
    """No more messages: the time is over, the memory was too little, or the solver fell."""
    if time.monotonic() >= deadline:
        return "time_limit"
    code = child.wait()
    # The solver's own code meets the limit as an uncaught std::bad_alloc, which aborts; the system's killer sends 9.
    return "memory" if code in {MEMORY_ENDED, -signal.SIGABRT, -signal.SIGKILL} else "crash"


def _close(pipe: IO[bytes]) -> None:
    with contextlib.suppress(BrokenPipeError):
        pipe.close()


def _listen(pipe: IO[bytes], messages: queue.SimpleQueue[object]) -> None:
    """Hand messages over until the child closes its end or dies in the middle of one."""
    try:
        while True:
            messages.put(pickle.load(pipe))
    except (EOFError, pickle.UnpicklingError, ValueError, OSError):
        messages.put(None)


def _next(messages: queue.SimpleQueue[object], deadline: float) -> object:
    try:
        wait = None if deadline == math.inf else max(0.0, deadline - time.monotonic())
        return messages.get(timeout=wait)
    except queue.Empty:
        return None
