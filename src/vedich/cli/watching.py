"""A line on standard error that follows a search, and the options that every planning verb takes."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated

import typer

from vedich.messages import Problem, Refused, text

if TYPE_CHECKING:
    from collections.abc import Callable

    from vedich.planning import Progress
    from vedich.planning.forecast import Forecast

DEFAULT_SECONDS = 120.0
TimeLimitOption = Annotated[float, typer.Option("--time-limit", metavar="S", min=0.1, help=text("cli.plan.time_limit"))]
ByOption = Annotated[str | None, typer.Option("--by", metavar="2028Q4", help=text("cli.plan.by"))]
BudgetOption = Annotated[str | None, typer.Option("--budget", metavar="TỶ", help=text("cli.plan.budget"))]
ReproducibleOption = Annotated[bool, typer.Option("--reproducible", help=text("cli.plan.reproducible"))]
SeedOption = Annotated[int, typer.Option("--seed", metavar="N", min=0, help=text("cli.plan.seed"))]
MemoryOption = Annotated[
    float | None, typer.Option("--memory", metavar="GIB", min=0.05, help=text("cli.plan.memory"), show_default=False)
]


def million(billions: str | None, option: str) -> int | None:
    """An amount in tỷ đồng (`700`, `12.5` or `12,5`) as whole million VND. Raises Refused."""
    if billions is None:
        return None
    try:
        amount = Decimal(billions.replace(",", ".")) * 1000
    except ArithmeticError:
        amount = Decimal("NaN")
    if not amount.is_finite() or amount != int(amount) or amount < 0:
        raise Refused([Problem("cli.amount", values={"option": option, "value": billions})])
    return int(amount)


@contextmanager
def watching() -> Iterator[Callable[[Progress], None]]:
    """Follow a search on a terminal; elsewhere, silence."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console

    from vedich.planning.forecast import Forecast

    forecast = Forecast()
    with Console(stderr=True).status(text("cli.plan.begin")) as status:

        def follow(progress: Progress) -> None:
            forecast.hear(progress)
            status.update(progress_line(progress, forecast))

        yield follow


def progress_line(progress: Progress, forecast: Forecast | None = None) -> str:
    """Where the search stands, in a line: stage, quarter, best so far, bound, gap, time, and when it may end."""
    from vedich.messages import number_text
    from vedich.planning.forecast import relative_gap
    from vedich.reports.numbers import quarter_text

    gap = relative_gap(progress)
    values = {
        "quarter": quarter_text(progress.quarter),
        "seconds": f"{progress.seconds:.0f}",
        "incumbent": _amount(progress, progress.incumbent),
        "bound": _amount(progress, progress.bound),
        "gap": "…" if gap is None else text("value.%", None, number=number_text(gap * 100, 2)),
    }
    line = text(f"cli.plan.progress.{progress.stage}", None, **values)
    left = forecast.seconds_left() if forecast is not None else None
    return line if left is None else f"{line} {text('cli.plan.forecast', None, seconds=f'{left:.0f}')}"


def _amount(progress: Progress, value: float | None) -> str:
    from vedich.messages import number_text
    from vedich.reports.numbers import money_text

    if value is None or abs(value) > 1e15:
        return "…"
    return number_text(value, 2) if progress.stage == "points" else money_text(round(value))
