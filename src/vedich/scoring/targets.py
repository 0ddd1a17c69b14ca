"""Progress of the targets of a term resolution, and the mid-term summary.

The formulas (docs/scoring.md), as a percentage:
  up, with a baseline    100 · (current − baseline) / (value − baseline)
  up, without            100 · current / value
  down, with a baseline  100 · (baseline − current) / (baseline − value)
  down, without          100 · value / current
  yes                    100 once done; before that a yes-or-no target has no partial progress: unknown
                         until its due date, below after it.
A target whose value is already at its baseline has no way to travel: it is done or it is not.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict

from vedich.case import Case, PublishedTargets, Target
from vedich.scoring.result import Exact

Bucket = Literal["exceeded", "done", "at_least_70", "below", "unknown"]
YES = frozenset({"yes", "có"})


class _Result(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class TargetProgress(_Result):
    """One target. `progress` is a percentage, None where it cannot be computed; `rule` names the formula used."""

    target: str
    name: str
    unit: str | None
    direction: Literal["up", "down", "yes"] | None
    baseline: Exact | str | None
    value: Exact | str | None
    due: date | None
    current: Exact | str | None
    current_on: date | None
    progress: Exact | None
    bucket: Bucket
    rule: str
    source: str | None


class TargetSummary(_Result):
    """How many targets stand where; `done_or_exceeded` is done plus exceeded."""

    total: int
    done_or_exceeded: int
    at_least_70: int
    below: int
    unknown: int


class Published(_Result):
    """The summary as the office published it."""

    total: int
    done_or_exceeded: int
    at_least_70: int
    as_of: date
    source: str


class TargetReport(_Result):
    """The JSON contract of `vedich targets` (schema: docs/schemas/targets.json)."""

    unit_code: str
    unit_name: str
    figures: Literal["reported", "illustrative"]
    targets: tuple[TargetProgress, ...]
    summary: TargetSummary
    published: Published | None


def targets(case: Case, today: date | None = None) -> TargetReport:
    """Progress of every target of the case. `today` decides whether an undone yes-or-no target is past its due date;
    None: the day of the target's own figure."""
    rows = tuple(_progress(target, today) for target in case.targets)
    count = {bucket: sum(row.bucket == bucket for row in rows) for bucket in get_args(Bucket)}
    summary = TargetSummary(
        total=len(rows),
        done_or_exceeded=count["exceeded"] + count["done"],
        at_least_70=count["at_least_70"],
        below=count["below"],
        unknown=count["unknown"],
    )
    return TargetReport(
        unit_code=case.unit.code,
        unit_name=case.unit.name,
        figures=case.figures,
        targets=rows,
        summary=summary,
        published=_published(case.published_targets),
    )


def _published(published: PublishedTargets | None) -> Published | None:
    if published is None:
        return None
    return Published(
        total=published.total,
        done_or_exceeded=published.done_or_exceeded,
        at_least_70=published.at_least_70,
        as_of=published.as_of,
        source=published.source,
    )


def _progress(target: Target, today: date | None) -> TargetProgress:
    if target.direction == "yes":
        progress, bucket, rule = _yes(target, today)
    else:
        progress, rule = _share(target)
        bucket = _bucket(progress)
    return TargetProgress(
        target=target.target,
        name=target.name,
        unit=target.unit,
        direction=target.direction,
        baseline=target.baseline,
        value=target.value,
        due=target.due,
        current=target.current,
        current_on=target.current_on,
        progress=progress,
        bucket=bucket,
        rule=rule,
        source=target.source,
    )


def _yes(target: Target, today: date | None) -> tuple[Fraction | None, Bucket, str]:
    if not isinstance(target.current, str):
        return None, "unknown", "targets.rule.unknown"
    if target.current.casefold() in YES:
        return Fraction(100), "done", "targets.rule.yes_done"
    day = today or target.current_on
    if target.due is not None and day is not None and day > target.due:
        return Fraction(0), "below", "targets.rule.yes_late"
    return None, "unknown", "targets.rule.yes_open"


def _share(target: Target) -> tuple[Fraction | None, str]:
    """The percentage and the key of the formula; None where a number is missing or the formula has no meaning."""
    value, current = _number(target.value), _number(target.current)
    baseline = _number(target.baseline)
    if value is None or current is None or target.direction is None:
        return None, "targets.rule.unknown"
    up = target.direction == "up"
    if baseline is not None:
        if baseline == value:
            return Fraction(100 if _reached(up, current, value) else 0), "targets.rule.hold"
        moved, way = (current - baseline, value - baseline) if up else (baseline - current, baseline - value)
        if way < 0:
            return None, "targets.rule.backwards"
        return 100 * moved / way, "targets.rule.up_from" if up else "targets.rule.down_from"
    whole, part = (value, current) if up else (current, value)
    if whole <= 0:
        return (
            (Fraction(100), "targets.rule.hold")
            if _reached(up, current, value)
            else (
                None,
                "targets.rule.unknown",
            )
        )
    return 100 * part / whole, "targets.rule.up" if up else "targets.rule.down"


def _reached(up: bool, current: Fraction, value: Fraction) -> bool:
    return current >= value if up else current <= value


def _bucket(progress: Fraction | None) -> Bucket:
    if progress is None:
        return "unknown"
    if progress > 100:
        return "exceeded"
    if progress == 100:
        return "done"
    return "at_least_70" if progress >= 70 else "below"


def _number(value: Decimal | str | None) -> Fraction | None:
    return Fraction(value) if isinstance(value, Decimal) else None
