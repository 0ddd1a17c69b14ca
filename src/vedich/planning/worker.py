"""The child process: reads a case from standard input, searches, and sends what it finds to standard output.

Run as `python -m vedich.planning.worker`. Messages are pickles between this program and its own parent. If the
parent dies, standard input ends and so does the child: no solver is left running.
"""

from __future__ import annotations

import os
import pickle
import resource
import sys
import threading
from importlib import import_module
from typing import IO

from vedich.planning.found import Found, Progress
from vedich.planning.run import MEMORY_ENDED, Order, run


def send(pipe: IO[bytes], message: object) -> None:
    """One pickled message, flushed."""
    pickle.dump(message, pipe)
    pipe.flush()


def main() -> None:
    # The solver must never write between two messages: its standard output becomes standard error.
    pipe = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    order: Order = pickle.load(sys.stdin.buffer)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if order.memory_gib is not None:
        _limit_memory(order.memory_gib)

    def report(message: Progress | Found) -> None:
        send(pipe, message)

    try:
        send(pipe, ("done", run(order, report)))
    except MemoryError:
        os._exit(MEMORY_ENDED)
    pipe.close()


def _limit_memory(gib: float) -> None:
    """From now on more than `gib` is an error. What is loaded under the limit would fail in words of its own."""
    for name in ("numpy", "highspy"):
        import_module(name)
    most = int(gib * 2**30)
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))


def _end_with_parent() -> None:
    while sys.stdin.buffer.read(1):
        pass
    os._exit(1)


if __name__ == "__main__":
    main()
