"""Where output goes: results to standard output or a file, problems and progress to standard error.

With `--json -` the JSON is all that standard output gets.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vedich.files import write_text
from vedich.messages import Problem, Refused, text

if TYPE_CHECKING:
    from pydantic import BaseModel
    from rich.console import Console

PLAIN_WIDTH = 120  # where no terminal says how wide it is


class Output:
    """One verb's output. `quiet`: standard output belongs to the JSON."""

    def __init__(self, json_target: str | None = None) -> None:
        self.json_target = json_target
        self.quiet = json_target == "-"
        self._console: Console | None = None

    @property
    def console(self) -> Console:
        """Standard output as rich writes to it; made when first used."""
        if self._console is None:
            from rich.console import Console

            plain = not sys.stdout.isatty()
            self._console = Console(width=PLAIN_WIDTH if plain else None, highlight=False, emoji=False, markup=False)
        return self._console

    def show(self, content: Any) -> None:
        """Show a text or a table, unless standard output belongs to the JSON."""
        if not self.quiet:
            self.console.print(content)

    def say(self, key: str, **values: object) -> None:
        """Show a catalogue text."""
        self.show(text(key, None, **values))

    def json(self, result: BaseModel | dict[str, Any]) -> None:
        """Write the JSON where `--json` says, whole or not at all."""
        if self.json_target is None:
            return
        if isinstance(result, dict):
            content = json.dumps(result, ensure_ascii=False, indent=2, default=str) + "\n"
        else:
            from vedich.reports.schemas import to_json

            content = to_json(result)
        if self.quiet:
            sys.stdout.write(content)
        else:
            save(Path(self.json_target), lambda path: write_text(path, content))

    def wrote(self, path: Path) -> None:
        """Say which file was written."""
        self.say("cli.wrote", path=path)


def save(path: Path, write: Callable[[Path], None]) -> None:
    """Run `write(path)`; a folder that cannot be written to is a problem in words."""
    try:
        write(path)
    except OSError as error:
        problem = Problem("cli.write.failed", values={"path": path, "reason": error.strerror or error})
        raise Refused([problem]) from error


def show_problems(problems: Iterable[Problem]) -> None:
    """All problems on standard error, errors first, one paragraph each."""
    listed = sorted(problems, key=lambda problem: problem.severity)
    for problem in listed:
        sign = text(f"cli.severity.{problem.severity}")
        sys.stderr.write(f"{sign}: {problem.text()}\n")
    errors = sum(problem.severity == "error" for problem in listed)
    if errors:
        sys.stderr.write(text("cli.problems", None, errors=errors) + "\n")


def banner(output: Output, illustrative: bool) -> None:
    """Say on every output that figures are made up, where they are."""
    if illustrative:
        output.say("cli.illustrative")
