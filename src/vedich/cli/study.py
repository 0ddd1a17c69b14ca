"""`vedich study`: score, plan and risk of many cases, resumable; a ranking and map data for a province."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vedich.cli.options import JsonOption, LangOption, RulebookOption
from vedich.cli.output import Output, banner, save
from vedich.messages import language, text

if TYPE_CHECKING:
    from vedich.studies import Study, StudyOptions

# The defaults of `vedich.studies`, which only this verb's run may import.
SCENARIOS, SECONDS, WORKERS = 2000, 20.0, 2
INTERRUPTED = 130


def run(
    places: Annotated[
        list[str], typer.Argument(metavar="FOLDER|GLOB...", help=text("cli.study.places"), show_default=False)
    ],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help=text("cli.study.out"))],
    scenarios: Annotated[
        int, typer.Option("--scenarios", metavar="N", min=0, max=1_000_000, help=text("cli.study.scenarios"))
    ] = SCENARIOS,
    scheduler: Annotated[
        str | None, typer.Option("--scheduler", metavar="tcp://HOST:PORT", help=text("cli.study.scheduler"))
    ] = None,
    workers: Annotated[
        int, typer.Option("--workers", metavar="N", min=1, max=1024, help=text("cli.study.workers"))
    ] = WORKERS,
    time_limit: Annotated[
        float, typer.Option("--time-limit", metavar="S", min=0.1, help=text("cli.study.time_limit"))
    ] = SECONDS,
    seed: Annotated[int, typer.Option("--seed", metavar="N", min=0, help=text("cli.study.seed"))] = 1,
    plan: Annotated[bool, typer.Option("--plan/--no-plan", help=text("cli.study.plan"))] = True,
    boundaries: Annotated[
        Path | None, typer.Option("--map", metavar="GEOJSON", help=text("cli.study.map"), show_default=False)
    ] = None,
    rulebook: RulebookOption = None,
    json: JsonOption = None,
    lang: LangOption = None,
) -> None:
    from vedich.cli.study_watching import watching
    from vedich.studies import UnfinishedError, study

    options = _options(scenarios, seed, time_limit, plan, rulebook)
    output = Output(json)
    with watching() as watch:
        try:
            found = study(
                places,
                out,
                options,
                workers=workers,
                scheduler=scheduler,
                boundaries=boundaries,
                on_progress=watch.hear,
            )
        except (KeyboardInterrupt, UnfinishedError) as reason:
            watch.close()
            if isinstance(reason, UnfinishedError):
                sys.stderr.write(f"{text('cli.severity.error')}: {reason.problem.text()}\n")
            now = watch.progress
            sys.stderr.write(text("cli.study.stopped", None, finished=now.finished, total=now.total, out=out) + "\n")
            command = shlex.join(["vedich", *sys.argv[1:]])
            sys.stderr.write(text("cli.study.resume", None, command=command) + "\n")
            raise typer.Exit(INTERRUPTED if isinstance(reason, KeyboardInterrupt) else 1) from None
    output.json(found)
    _show(output, found, out)
    if len(found.ranking) < len(found.rows):
        raise typer.Exit(1)


def _options(scenarios: int, seed: int, seconds: float, planned: bool, rulebook: str | None) -> StudyOptions:
    from vedich.rulebooks import load
    from vedich.studies import StudyOptions
    from vedich.studies.content import read_rulebook

    if rulebook is None:
        return StudyOptions(scenarios, seed, seconds, planned)
    load(rulebook)  # what is wrong with it is told once, not in every row
    return StudyOptions(scenarios, seed, seconds, planned, read_rulebook(rulebook))


def _show(output: Output, found: Study, out: Path) -> None:
    from vedich.reports.study_workbook import WORKBOOK_FILE, write_study_workbook

    save(out / WORKBOOK_FILE, lambda path: write_study_workbook(found, path, language()))
    if output.quiet:
        return
    from vedich.reports.study_terminal import study_lines

    banner(output, found.illustrative)
    for part in study_lines(found, out):
        output.show(part)
    files = sorted(path.name for path in out.iterdir() if path.is_file() and not path.name.startswith("."))
    output.say("cli.study.wrote", out=out, files=", ".join(files))
