"""Rows as Parquet: one small file a finished case, and the study as a whole.

A part appears whole or not at all, so whatever ends a run loses no finished case. The study's file holds nothing that
differs from run to run: the same rows give the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from vedich.files import whole_file
from vedich.studies.result import StudyRow
from vedich.studies.study_case import Studied

if TYPE_CHECKING:
    import pyarrow as pa

FOLDER = "parts"
STUDY_FILE = "study.parquet"
_BESIDE = b"vedich.beside"  # of a part: what is told beside its row


@cache
def schema() -> pa.Schema:
    """The columns of `study.parquet`, in the order of `StudyRow`'s fields."""
    import pyarrow as pa

    kinds: dict[str, pa.DataType] = {
        **dict.fromkeys(("key", "name", "unit_code", "unit_name", "rulebook", "figures", "status"), pa.string()),
        **dict.fromkeys(("score_low", "score_high", "pass_mark", "to_go"), pa.float64()),
        "recognised": pa.string(),
        **dict.fromkeys(("standards_unmet", "standards_unknown"), pa.int32()),
        **dict.fromkeys(("plan_status", "reached"), pa.string()),
        "cost": pa.int64(),
        "proved": pa.bool_(),
        **dict.fromkeys(("on_time", "on_time_error"), pa.float64()),
        **dict.fromkeys(("p10", "p50", "p90"), pa.string()),
        **dict.fromkeys(("expected_delay", "tail_delay", "censored"), pa.float64()),
        **dict.fromkeys(("scenarios", "seed"), pa.int64()),
        **dict.fromkeys(("problems_vi", "problems_en"), pa.list_(pa.string())),
    }
    required = {"key", "name", "status", "seed", "problems_vi", "problems_en"}
    return pa.schema([pa.field(name, kinds[name], name not in required) for name in StudyRow.model_fields])


class Parts:
    """The finished cases under a study's folder."""

    def __init__(self, out: Path) -> None:
        self.folder = out / FOLDER

    def read(self, key: str) -> Studied | None:
        """The case of that key, if it is finished. One that failed unexpectedly is not: it deserves another try."""
        import pyarrow as pa
        from pyarrow import parquet

        path = self._path(key)
        if not path.is_file():
            return None
        try:
            table = parquet.read_table(path)
            row = StudyRow.model_validate(table.to_pylist()[0])
            beside = json.loads((table.schema.metadata or {}).get(_BESIDE, b"{}"))
            seconds = float(beside.get("seconds", 0.0))
        except (pa.ArrowException, OSError, ValidationError, ValueError, IndexError):
            return None  # not one of ours: it is computed anew
        return Studied(row, seconds) if row.key == key and row.status != "failed" else None

    def write(self, studied: Studied) -> None:
        """Keep a finished case. Raises OSError."""
        import pyarrow as pa

        beside = {"seconds": round(studied.seconds, 3)}
        table = _table([studied.row])
        kept = table.replace_schema_metadata({_BESIDE: json.dumps(beside).encode()})
        assert isinstance(kept, pa.Table)
        _write(kept, self._path(studied.row.key))

    def _path(self, key: str) -> Path:
        return self.folder / f"{key}.parquet"


def named(studied: Studied, name: str) -> Studied:
    """The same under the name that the case has in this study."""
    return replace(studied, row=studied.row.model_copy(update={"name": name}))


def write_study(rows: Sequence[StudyRow], out: Path) -> Path:
    """All rows as `study.parquet`, in the order given. The same rows give the same bytes. Raises OSError."""
    path = out / STUDY_FILE
    _write(_table(rows), path)
    return path


def read_study(path: Path) -> tuple[StudyRow, ...]:
    """The rows of a `study.parquet`."""
    from pyarrow import parquet

    return tuple(StudyRow.model_validate(row) for row in parquet.read_table(path).to_pylist())


def _table(rows: Sequence[StudyRow]) -> pa.Table:
    import pyarrow as pa

    return pa.Table.from_pylist([row.model_dump() for row in rows], schema=schema())


def _write(table: pa.Table, path: Path) -> None:
    from pyarrow import parquet

    with whole_file(path) as staged:
        parquet.write_table(table, staged, compression="zstd")
