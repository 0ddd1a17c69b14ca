"""Which unit is nearest to its goal: by points to go, then by the plan's date, then by the chance of it."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Sequence
from pathlib import Path

from vedich.files import write_text
from vedich.studies.result import Study, StudyRow

RANKING_FILE = "ranking.csv"
COLUMNS = (
    "unit_code",
    "unit_name",
    "name",
    "rulebook",
    "figures",
    "status",
    "score_low",
    "score_high",
    "pass_mark",
    "to_go",
    "recognised",
    "standards_unmet",
    "plan_status",
    "reached",
    "cost",
    "proved",
    "on_time",
    "p10",
    "p50",
    "p90",
    "expected_delay",
    "tail_delay",
)
_NO_QUARTER = "9999Q9"  # after every quarter


def ranked(rows: Sequence[StudyRow]) -> tuple[int, ...]:
    """Indices of the rows that are done, first the nearest to its goal. What is not known comes after what is; equal
    ones stand by name."""
    done = [number for number, row in enumerate(rows) if row.status == "done"]
    return tuple(sorted(done, key=lambda number: _nearness(rows[number])))


def _nearness(row: StudyRow) -> tuple[float, str, float, str]:
    to_go = math.inf if row.to_go is None else row.to_go
    chance = -1.0 if row.on_time is None else row.on_time
    return to_go, row.reached or _NO_QUARTER, -chance, row.name


def cell(value: object) -> str:
    """A value as other programs read it: 2027Q3, 0.25, yes, 1, nothing."""
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, bool) else str(value)


def write_ranking(study: Study, out: Path) -> None:
    """`ranking.csv`: the ranked rows with their place, then those without one. Raises OSError."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(["rank", *COLUMNS])
    places = {number: place for place, number in enumerate(study.ranking, 1)}
    others = [number for number in range(len(study.rows)) if number not in places]
    for number in (*study.ranking, *others):
        row = study.rows[number]
        writer.writerow([cell(places.get(number)), *(cell(getattr(row, column)) for column in COLUMNS)])
    write_text(out / RANKING_FILE, buffer.getvalue())
