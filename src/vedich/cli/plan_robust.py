"""`vedich plan --robust P`: its options, the line that follows it, and what it shows and writes."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vedich.cli.output import Output, banner, save
from vedich.cli.watching import progress_line
from vedich.messages import Problem, Refused, language, text

if TYPE_CHECKING:
    from collections.abc import Callable

    from vedich.case import Case, Quarter
    from vedich.risk.robust import Standing
    from vedich.risk.robust_result import Robust
    from vedich.rulebooks import Rulebook

ROBUST_SECONDS = 300.0
SCENARIOS = 4_000
RobustOption = Annotated[
    str | None, typer.Option("--robust", metavar="0.8", help=text("cli.plan.robust"), show_default=False)
]
RobustScenariosOption = Annotated[
    int, typer.Option("--scenarios", metavar="N", min=100, max=100_000, help=text("cli.plan.scenarios"))
]


@dataclass(frozen=True, slots=True)
class Robustly:
    """What is asked: a probability, a quarter, million VND, seconds, scenarios, a seed, GiB."""

    at_least: float
    by: Quarter | None
    budget: int | None
    time_limit: float
    scenarios: int
    seed: int
    memory_gib: float | None


def probability(value: str) -> float:
    """`0.8`, `0,8` or `80%`. Raises Refused unless it lies between 0 and 1, both left out."""
    words = value.strip().replace(",", ".")
    try:
        number = Decimal(words.rstrip("%")) / (100 if words.endswith("%") else 1)
    except ArithmeticError:
        number = Decimal("NaN")
    if not number.is_finite() or not 0 < number < 1:
        raise Refused([Problem("cli.plan.bad_robust", values={"value": value})])
    return float(number)


def refuse_with_robust(*, most_points: bool, reproducible: bool) -> None:
    """Options that do not go together with `--robust`. Raises Refused."""
    wrong = [("--objective most-points", most_points), ("--reproducible", reproducible)]
    problems = [Problem("cli.plan.not_with_robust", values={"option": option}) for option, given in wrong if given]
    if problems:
        raise Refused(problems)


def show_robust(
    case: Case, law: Rulebook, asked: Robustly, output: Output, html: Path | None, xlsx: Path | None
) -> None:
    """Choose, and show and write the choice. Ends with exit code 1 if there is no plan."""
    from vedich.risk.robust import robust

    with _watching() as on_progress:
        found = robust(
            case,
            law,
            at_least=asked.at_least,
            by=asked.by,
            budget=asked.budget,
            time_limit=asked.time_limit,
            scenarios=asked.scenarios,
            seed=asked.seed,
            memory_gib=asked.memory_gib,
            on_progress=on_progress,
        )
    output.json(found)
    if not output.quiet:
        from vedich.reports.robust_terminal import robust_lines

        banner(output, case.illustrative)
        for part in robust_lines(case, found):
            output.show(part)
    if html is not None:
        _page(case, law, found, html)
        output.wrote(html)
    if xlsx is not None:
        from vedich.reports.plan_workbook import write_plan_workbook

        save(xlsx, lambda path: write_plan_workbook(case, found.plan, path, language()))
        output.wrote(xlsx)
    if not found.plan.found:
        raise typer.Exit(1)


def _page(case: Case, law: Rulebook, found: Robust, target: Path) -> None:
    from vedich.files import write_text
    from vedich.reports.robust_html import robust_page

    page = robust_page(case, found, language(), law)
    save(target, lambda path: write_text(path, page))


@contextmanager
def _watching() -> Iterator[Callable[[Standing], None]]:
    """Follow the choice on a terminal; elsewhere, silence."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console

    with Console(stderr=True).status(text("cli.plan.begin")) as status:
        yield lambda standing: status.update(standing_line(standing))


def standing_line(standing: Standing) -> str:
    """Where the choice stands, in a line: plans compared, the best so far, and what the next search says."""
    from vedich.messages import number_text
    from vedich.reports.numbers import money_text
    from vedich.reports.risk_numbers import percent_text

    search = None if standing.search is None else progress_line(standing.search)
    if standing.probability is None or standing.cost is None:
        return search or text("cli.plan.begin")
    line = text(
        "cli.plan.robust_progress",
        None,
        candidates=number_text(standing.candidates, 0),
        chance=percent_text(standing.probability),
        cost=money_text(standing.cost),
        seconds=f"{standing.seconds:.0f}",
    )
    return line if search is None else f"{line} · {search}"
