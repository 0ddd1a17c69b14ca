"""Published figures of Hiệp Hòa, and the progress formulas of targets."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from vedich.case import Case, Quarter, Target, Unit, load_checked
from vedich.scoring import assess, targets


def test_hiep_hoa_under_class_two_of_2025(examples: Path) -> None:
    case, book, _ = load_checked(examples / "hiep-hoa-2023", rulebook="vn-urban-2025-class2")
    result = assess(case, book)
    assert result.standard("2A.II.03").points.low == Fraction("5.5") + Fraction("1.5") * 87373 / 300000
    assert result.standard("2A.II.05").points.low == Fraction("5.5") + Fraction("1.5") * Fraction("6.32") / 30
    beds = result.standard("2A.III.14")
    assert (beds.points.low, beds.points.high, beds.status) == (0, 5, "unknown")
    assert result.recognised == "unknown"
    assert result.total.low < 75 < result.total.high


def test_hiep_hoa_targets_beside_the_published_summary(examples: Path) -> None:
    case, _, _ = load_checked(examples / "hiep-hoa-2023")
    report = targets(case)
    assert report.published is not None
    assert (report.published.done_or_exceeded, report.published.at_least_70, report.published.total) == (8, 6, 14)
    assert (report.summary.total, report.summary.done_or_exceeded, report.summary.unknown) == (14, 4, 10)


def _target(direction: str, baseline: object, value: object, current: object) -> Target:
    number = {
        name: Decimal(str(v)) if isinstance(v, int | float) else v
        for name, v in {"baseline": baseline, "value": value, "current": current}.items()
    }
    return Target("T", "T", None, direction, number["baseline"], None, number["value"], date(2030, 12, 31),
                  number["current"], date(2026, 9, 30), "s")  # fmt: skip


@pytest.mark.parametrize(
    ("direction", "baseline", "value", "current", "progress", "bucket"),
    [
        ("up", None, 5, 6, 120, "exceeded"),
        ("up", None, 100, 100, 100, "done"),
        ("up", 50, 90, 80, 75, "at_least_70"),
        ("up", 50, 90, 45, Fraction(-25, 2), "below"),
        ("down", 10, 2, 4, 75, "at_least_70"),
        ("down", None, 2, 4, 50, "below"),
        ("down", 10, 2, 1, Fraction(225, 2), "exceeded"),
        ("yes", None, "yes", "yes", 100, "done"),
        ("yes", None, "yes", "no", None, "unknown"),
        ("up", 5, 5, 5, 100, "done"),
        ("up", 9, 5, 6, None, "unknown"),
        ("up", None, 5, None, None, "unknown"),
    ],
)
def test_progress_by_direction(
    direction: str, baseline: object, value: object, current: object, progress: object, bucket: str
) -> None:
    target = _target(direction, baseline, value, current)
    case = Case(Unit("1", "T"), "x", Quarter(2027, 1), 4, "reported", targets=(target,))
    row = targets(case, date(2026, 11, 23)).targets[0]
    assert (row.progress, row.bucket) == (progress, bucket)


def test_an_undone_yes_or_no_target_past_its_due_date_is_below() -> None:
    case = Case(Unit("1", "T"), "x", Quarter(2027, 1), 4, "reported", targets=(_target("yes", None, "yes", "no"),))
    assert targets(case, date(2031, 1, 1)).targets[0].bucket == "below"


def test_the_gap_is_whole_beds(examples: Path) -> None:
    case, book, _ = load_checked(examples / "phuong-minh-hoa")
    beds = assess(case, book).standard("2A.III.14")
    assert beds.gap == 27  # 30 beds per 10,000 of 58,200 people is 174.6; the ward has 148
    assert (beds.gap_quantity, beds.gap_unit) == ("hospital_beds", "bed")
