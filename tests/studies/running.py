"""`vedich study` as a process of its own, and the processes that it starts."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil

SECONDS = 240.0


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "vedich", "study", *map(str, arguments)]


def run_study(*arguments: object, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """The finished run."""
    return subprocess.run(
        command(*arguments),
        capture_output=True,
        text=True,
        check=False,
        timeout=SECONDS,
        env=os.environ | (env or {}),
    )


def start_study(*arguments: object) -> subprocess.Popen[str]:
    """A run under way, in a process group of its own, as in a terminal: Ctrl-C reaches it, also where the tests run in
    the background of a shell, which has its children ignore it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return subprocess.Popen(
            command(*arguments), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
        )
    finally:
        signal.signal(signal.SIGINT, before)


def wait_until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + SECONDS
    while not condition():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.01)


def parts(out: Path) -> dict[str, int]:
    """Finished cases by file name, with the time at which each was written."""
    found = (out / "parts").glob("*.parquet") if (out / "parts").is_dir() else ()
    return {part.name: part.stat().st_mtime_ns for part in found if not part.name.startswith(".")}


def is_alive(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def workers_of(client: int) -> list[psutil.Process]:
    """The processes that compute for a running study."""
    children = psutil.Process(client).children(recursive=True)
    return [child for child in children if "spawn_main" in " ".join(child.cmdline())]
