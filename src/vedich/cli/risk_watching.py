"""The options that the verbs about odds share, and a line on standard error while scenarios are carried out."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from vedich.messages import text

if TYPE_CHECKING:
    from vedich.risk.progress import Hear, RiskProgress

DEFAULT_SCENARIOS = 10_000
STOPPED = 130  # as a shell counts what Ctrl-C ended
ScenariosOption = Annotated[
    int, typer.Option("--scenarios", metavar="N", min=100, max=100_000, help=text("cli.risk.scenarios"))
]
RiskSeedOption = Annotated[int, typer.Option("--seed", metavar="N", min=0, help=text("cli.risk.seed"))]
RiskByOption = Annotated[
    str | None, typer.Option("--by", metavar="2030Q4", help=text("cli.risk.by"), show_default=False)
]


@contextmanager
def watching_risk() -> Iterator[Hear]:
    """Follow the scenarios on a terminal; elsewhere, silence. Ctrl-C ends the verb with a word and exit code 130."""
    try:
        with _followed() as on_progress:
            yield on_progress
    except KeyboardInterrupt:
        sys.stderr.write(text("cli.interrupted") + "\n")
        raise typer.Exit(STOPPED) from None


@contextmanager
def _followed() -> Iterator[Hear]:
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console

    with Console(stderr=True).status(text("cli.risk.progress.begin")) as status:
        yield lambda progress: status.update(progress_line(progress))


def progress_line(progress: RiskProgress) -> str:
    """Where the work stands."""
    from vedich.messages import number_text

    done = number_text(progress.done, 0)
    total = "…" if progress.total is None else number_text(progress.total, 0)
    return text(f"cli.risk.progress.{progress.stage}", None, done=done, total=total)
