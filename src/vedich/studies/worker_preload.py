"""Loaded by every worker process of this machine when it begins."""

from __future__ import annotations

import signal


def dask_setup(_worker: object) -> None:
    """Ctrl-C reaches every process of the terminal; what becomes of the workers is for the client to say."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
