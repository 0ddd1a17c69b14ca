"""A bad case is told and does not stop the rest: refused, failing, or bringing down whatever computes it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.studies.generated import write_province
from tests.studies.running import parts, run_study
from vedich.studies.parts import read_study

# Loaded by every worker: one case fails, another brings its process down.
TRAPS = """
import os
from vedich.studies import study_case
honest = getattr(study_case, "honest", study_case._study)
study_case.honest = honest
def _study(content, options, fields):
    if content.name == "unit-001":
        raise ZeroDivisionError("a fault of the program")
    if content.name == "unit-002":
        os._exit(1)
    honest(content, options, fields)
study_case._study = _study
"""


@pytest.mark.slow
def test_fault_and_fall_are_told_in_words_and_tried_again(tmp_path: Path) -> None:
    province, out = write_province(tmp_path / "province", 6), tmp_path / "out"
    (province / "unit-003/case.yaml").write_text("format: vedich-case/1\n", encoding="utf-8")
    traps = tmp_path / "traps.py"
    traps.write_text(TRAPS, encoding="utf-8")
    env = {"DASK_DISTRIBUTED__WORKER__PRELOAD": json.dumps([str(traps)])}
    asked = (province, "--out", out, "--scenarios", 0, "--lang", "en")
    done = run_study(*asked, env=env)
    assert done.returncode == 1
    assert done.stderr == ""
    assert "3 computed, 1 refused, 2 failed" in done.stdout
    assert "unit-001: an unexpected fault in computing this case (ZeroDivisionError)" in done.stdout
    assert "unit-002: the process that computed this case fell several times" in done.stdout
    assert "Traceback" not in done.stdout
    assert "a fault of the program" in (out / "errors.txt").read_text(encoding="utf-8")
    rows = {row.name: row for row in read_study(out / "study.parquet")}
    assert [row.status for row in rows.values()] == ["done", "failed", "failed", "refused", "done", "done"]
    assert "unit" in rows["unit-003"].problems_en[0] and rows["unit-003"].problems_vi[0]

    before = parts(out)
    mended = run_study(*asked)
    assert "5 computed, 1 refused, 0 failed" in mended.stdout
    assert not (out / "errors.txt").exists()
    again = {name for name, written in parts(out).items() if before[name] != written}
    assert len(again) == 2  # the two that failed, and no other
