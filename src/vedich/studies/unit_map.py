"""A study by unit code, to be joined to any map of the units: `map.csv`, `map.json`, and `map.geojson`."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path

from vedich.files import write_text
from vedich.studies.boundaries import Boundaries
from vedich.studies.ranking import cell
from vedich.studies.result import Study, StudyRow

CSV_FILE, JSON_FILE, GEOJSON_FILE = "map.csv", "map.json", "map.geojson"
FORMAT = "vedich-map/1"
VALUES = (
    "figures",
    "status",
    "score_low",
    "score_high",
    "to_go",
    "recognised",
    "standards_unmet",
    "reached",
    "cost",
    "on_time",
    "p50",
    "p90",
    "expected_delay",
    "tail_delay",
)
Value = str | int | float | bool | None


def by_unit(study: Study) -> dict[str, dict[str, Value]]:
    """Unit code → name, rank and values, by code. Of a unit with several cases the best-ranked is shown, and `cases`
    says how many there are; a case refused before its unit was read is not on the map."""
    order = [*study.ranking, *(number for number, row in enumerate(study.rows) if row.status != "done")]
    places = {number: place for place, number in enumerate(study.ranking, 1)}
    units: dict[str, dict[str, Value]] = {}
    cases: dict[str, int] = {}
    for number in order:
        row = study.rows[number]
        if row.unit_code is None:
            continue
        cases[row.unit_code] = cases.get(row.unit_code, 0) + 1
        units.setdefault(row.unit_code, {"unit_name": row.unit_name, "rank": places.get(number), **_values(row)})
    return {code: units[code] | {"cases": cases[code]} for code in sorted(units)}


def _values(row: StudyRow) -> dict[str, Value]:
    return {name: getattr(row, name) for name in VALUES}


def missing_on(boundaries: Boundaries, rows: Sequence[StudyRow]) -> tuple[str, ...]:
    """The codes of units that the boundaries do not show."""
    codes = {row.unit_code for row in rows if row.unit_code is not None}
    return tuple(sorted(codes - boundaries.codes))


def write_map(study: Study, out: Path, boundaries: Boundaries | None) -> None:
    """The map's files under `out`; `map.geojson` where boundaries are given. Raises OSError."""
    units = by_unit(study)
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    columns = ("unit_name", "rank", *VALUES, "cases")
    writer.writerow(["unit_code", *columns])
    writer.writerows([code, *(cell(values[column]) for column in columns)] for code, values in units.items())
    write_text(out / CSV_FILE, buffer.getvalue())
    figures = "illustrative" if study.illustrative else "reported"
    whole = {"format": FORMAT, "figures": figures, "units": units}
    write_text(out / JSON_FILE, json.dumps(whole, ensure_ascii=False, indent=2, allow_nan=False) + "\n")
    if boundaries is None:
        (out / GEOJSON_FILE).unlink(missing_ok=True)
    else:
        nothing: dict[str, Value] = dict.fromkeys(columns)
        write_text(out / GEOJSON_FILE, boundaries.with_values(units, nothing, {"figures": figures}))
