"""The odds of a plan in the terminal: the chance, the delay, what drives it, money short, the projects late."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.table import Table
from rich.text import Text

from vedich.case.model import Case
from vedich.messages import number_text, text
from vedich.reports.numbers import billions_text, quarter_text
from vedich.reports.plan_terminal import BAD, GOOD
from vedich.reports.risk_names import driver_name
from vedich.reports.risk_numbers import half_width, percent_text, points_of_percent, quarters_text
from vedich.reports.risk_wording import basis, censored_text, driver_method, headline
from vedich.risk.result import Chance, Odds
from vedich.rulebooks import Rulebook

SURE, UNSURE = 0.8, 0.5  # chances from which on, and under which, the headline is green and red
BAR = 20
DRIVERS, SHORT, LATE = 8, 12, 10  # rows that are shown
LEAST_SHARE, LEAST_CHANCE = 0.01, 0.05  # of a driver's variance, of a shortage
ALMOST = 0.005  # chances nearer to 0 or 1 are not worth a row


def risk_lines(case: Case, odds: Odds, rulebook: Rulebook | None = None) -> Iterator[Text | Table]:
    """The parts to print, in order."""
    yield Text(headline(odds), _colour(odds.on_time.probability))
    yield Text(f"  {basis(odds)}")
    yield Text(f"  {_delay(odds)}")
    if censored := censored_text(odds):
        yield Text(f"  {censored}")
    yield _heading("chances")
    yield _chances(odds)
    yield _heading("drivers")
    yield from _drivers(case, odds, rulebook)
    yield _heading("short")
    yield from _short(odds)
    yield _heading("late")
    yield from _late(case, odds)
    assumed = sum(row.assumption for row in odds.inputs)
    if odds.inputs:
        yield Text("\n" + text("risk.inputs.assumed", None, assumed=assumed, all=len(odds.inputs)), "dim")


def _colour(chance: float) -> str:
    return GOOD if chance >= SURE else BAD if chance < UNSURE else "bold yellow"


def _heading(section: str) -> Text:
    return Text("\n" + text(f"risk.section.{section}"), "bold")


def _delay(odds: Odds) -> str:
    if odds.delay.tail == 0:
        return text("risk.lines.no_delay")
    counts = {"expected": quarters_text(odds.delay.expected), "tail": quarters_text(odds.delay.tail)}
    if odds.delay.censored > 0:
        counts = {name: text("risk.at_least", None, quarters=words) for name, words in counts.items()}
    return text("risk.lines.delay", None, **counts)


def _table(columns: Sequence[tuple[str, bool]]) -> Table:
    """`columns`: heading and whether it holds numbers; words fold, numbers do not."""
    table = Table(box=None, pad_edge=False, padding=(0, 1))
    for heading, number in columns:
        table.add_column(
            heading, justify="right" if number else "left", overflow="fold", vertical="top", no_wrap=number
        )
    return table


def _bar(share: float) -> Text:
    return Text("█" * round(share * BAR), "cyan")


def _chances(odds: Odds) -> Table:
    table = _table(
        [
            (text("risk.column.quarter"), False),
            (text("risk.column.chance"), True),
            (text("risk.lines.column.error"), True),
            ("", False),
        ]
    )
    for row in _telling(odds):
        style = "bold" if row.quarter == odds.on_time.quarter else ""
        percent, error = percent_text(row.probability, None, 1), points_of_percent(half_width(row))
        table.add_row(Text(quarter_text(row.quarter), style), Text(percent, style), error, _bar(row.probability))
    return table


def _telling(odds: Odds) -> list[Chance]:
    """From the first quarter with a chance until it rises no more; the asked and the planned ones in any case."""
    rows, most = odds.chances, odds.chances[-1].probability
    some = next((place for place, row in enumerate(rows) if row.probability >= ALMOST), len(rows) - 1)
    full = next(place for place, row in enumerate(rows) if row.probability >= min(most, 1 - ALMOST))
    asked = [place for place, row in enumerate(rows) if row.quarter in {odds.on_time.quarter, odds.planned}]
    return list(rows[min([some, *asked]) : max([full, *asked]) + 1])


def _drivers(case: Case, odds: Odds, rulebook: Rulebook | None) -> Iterator[Text | Table]:
    rows = [row for row in odds.drivers if row.total >= LEAST_SHARE]
    if rows:
        table = _table(
            [
                (text("risk.column.driver"), False),
                (text("risk.lines.column.first"), True),
                (text("risk.lines.column.total"), True),
                (text("risk.lines.column.error"), True),
                ("", False),
            ]
        )
        for row in rows[:DRIVERS]:
            table.add_row(
                Text(driver_name(case, row, None, rulebook)),
                percent_text(row.first),
                percent_text(row.total),
                points_of_percent(row.error),
                _bar(row.total),
            )
        yield table
        yield from _more(len(rows) - DRIVERS)
    key = "risk.drivers.method" if rows else "risk.drivers.none"
    yield Text(text(key, None, method=driver_method(odds)), "dim")


def _short(odds: Odds) -> Iterator[Text | Table]:
    rows = [row for row in odds.short if row.probability >= LEAST_CHANCE]
    if not rows:
        yield Text(text("risk.lines.rarely_short" if any(r.probability for r in odds.short) else "risk.short.none"))
        return
    worst = sorted(rows, key=lambda row: -row.expected)[:SHORT]
    table = _table(
        [
            (text("risk.column.source"), False),
            (text("risk.column.year"), True),
            (text("risk.lines.column.needed"), True),
            (text("risk.lines.column.short"), True),
            (text("risk.lines.column.short_mean"), True),
            (text("risk.lines.column.short_p90"), True),
        ]
    )
    for row in (row for row in rows if row in worst):
        amounts = (billions_text(amount, None, 1) for amount in (row.expected, row.p90))
        planned, chance = billions_text(row.planned, None, 1), percent_text(row.probability)
        table.add_row(Text(row.source), str(row.year), planned, chance, *amounts)
    yield table
    yield from _more(len(rows) - SHORT)


def _late(case: Case, odds: Odds) -> Iterator[Text | Table]:
    if not odds.late:
        yield Text(text("risk.late.none"))
        return
    names = {project.project: project.name for project in case.projects}
    table = _table(
        [
            (text("risk.column.project"), False),
            (text("risk.lines.column.finish"), True),
            (text("risk.lines.column.late"), True),
            (text("risk.lines.column.late_mean"), True),
            (text("risk.lines.column.late_p90"), True),
            (text("risk.lines.column.wait_money"), True),
            (text("risk.lines.column.wait_capacity"), True),
        ]
    )
    for row in odds.late[:LATE]:
        means = (number_text(mean, 1, fixed=True) for mean in (row.waited_money, row.waited_capacity))
        table.add_row(
            Text(f"{row.project} {names.get(row.project, '')}"),
            row.planned,
            percent_text(row.probability),
            number_text(row.expected, 1, fixed=True),
            str(row.p90),
            *means,
        )
    yield table
    yield from _more(len(odds.late) - LATE)


def _more(count: int) -> Iterator[Text]:
    if count > 0:
        yield Text(text("risk.lines.more", None, count=count), "dim")
