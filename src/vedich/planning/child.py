"""Search in a child process: progress while it runs, the best plan so far when it is stopped, never a hang."""

from __future__ import annotations

import contextlib
import pickle
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from typing import IO

from vedich.case import Case
from vedich.planning.search import Found, Progress
from vedich.rulebooks import Rulebook

GRACE = 15.0  # seconds past its limit after which a silent child is ended


def search_in_child(case: Case, rulebook: Rulebook, seconds: float, on_progress: Callable[[Progress], None]) -> Found:
    """Run the search in a process of its own. A crash, a time-out or Ctrl-C gives the best that was reported."""
    child = subprocess.Popen(
        [sys.executable, "-m", "vedich.planning.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    assert child.stdin is not None and child.stdout is not None
    best = Found()
    try:
        pickle.dump((case, rulebook, seconds), child.stdin)
        child.stdin.flush()
        messages: queue.SimpleQueue[object] = queue.SimpleQueue()
        threading.Thread(target=_listen, args=(child.stdout, messages), daemon=True).start()
        deadline = time.monotonic() + seconds + GRACE
        while (message := _next(messages, deadline)) is not None:
            if isinstance(message, Progress):
                on_progress(message)
            elif isinstance(message, Found):
                best = message
            elif isinstance(message, tuple):
                best = message[1]
                break
    except (KeyboardInterrupt, BrokenPipeError):
        pass
    finally:
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            _close(pipe)
    return best


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
        return messages.get(timeout=max(0.0, deadline - time.monotonic()))
    except queue.Empty:
        return None
