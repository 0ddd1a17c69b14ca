"""A bar on standard error that follows a study: cases finished, workers, time left."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from vedich.messages import text

if TYPE_CHECKING:
    from rich.progress import Progress

    from vedich.studies import StudyProgress


class Watch:
    """Hears where the study stands; `bar`: what shows it on a terminal, None elsewhere."""

    def __init__(self, bar: Progress | None = None) -> None:
        from vedich.studies import StudyProgress

        self.progress = StudyProgress(0)
        self._bar = bar
        self._task = None if bar is None else bar.add_task(text("cli.study.begin"), total=None)

    def hear(self, progress: StudyProgress) -> None:
        """Show `progress`."""
        self.progress = progress
        if self._bar is not None and self._task is not None:
            line = progress_line(progress)
            self._bar.update(self._task, total=progress.total, completed=progress.finished, description=line)

    def close(self) -> None:
        """Show nothing more, so that what is written next stands alone."""
        if self._bar is not None:
            self._bar.stop()


@contextmanager
def watching() -> Iterator[Watch]:
    """Follow a study on a terminal; elsewhere, silence."""
    if not sys.stderr.isatty():
        yield Watch()
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    with Progress(BarColumn(), TextColumn("{task.description}"), console=Console(stderr=True), transient=True) as bar:
        yield Watch(bar)


def progress_line(progress: StudyProgress) -> str:
    """Where the study stands, in a line."""
    parts = [text("cli.study.progress", None, finished=progress.finished, total=progress.total)]
    if bad := progress.refused + progress.failed:
        parts.append(text("cli.study.progress.bad", None, bad=bad))
    if progress.at_work:
        workers = "cli.study.progress.workers" if progress.workers else "cli.study.progress.no_worker"
        parts.append(text(workers, None, workers=progress.workers))
    left = progress.seconds_left()
    if left:
        parts.append(text("cli.study.progress.left", None, left=duration_text(left)))
    return " · ".join(parts)


def duration_text(seconds: float) -> str:
    """`40 giây`, `12 phút`, `3 giờ 5 phút`."""
    if seconds < 90:
        return text("cli.study.seconds", None, seconds=round(seconds))
    minutes = round(seconds / 60)
    if minutes < 90:
        return text("cli.study.minutes", None, minutes=minutes)
    return text("cli.study.hours", None, hours=minutes // 60, minutes=minutes % 60)
