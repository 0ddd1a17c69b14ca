"""A study of 200 cases: whoever is killed, no finished case is lost, and the study comes out the same to the byte."""

from __future__ import annotations

import os
import re
import shlex
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.studies.generated import write_province
from tests.studies.running import parts, run_study, start_study, wait_until, workers_of
from vedich.studies import StudyOptions
from vedich.studies.content import read_content
from vedich.studies.finding import find_cases
from vedich.studies.parts import named, write_study
from vedich.studies.study_case import study_case

CASES, SCENARIOS = 200, 200
ASKED = ("--scenarios", SCENARIOS, "--time-limit", 5)
DOCS = Path(__file__).parents[2] / "docs/studies.md"


@pytest.mark.slow
def test_a_killed_worker_and_a_killed_client_lose_no_finished_case(tmp_path: Path) -> None:
    province = write_province(tmp_path / "province", CASES)
    calm, rough = tmp_path / "calm", tmp_path / "rough"
    done = run_study(province, "--out", calm, *ASKED)
    assert done.returncode == 1, done.stderr  # a tenth of the cases is refused

    client = start_study(province, "--out", rough, *ASKED)
    wait_until(lambda: len(parts(rough)) >= CASES // 5)
    workers_of(client.pid)[0].kill()
    finished = parts(rough)
    wait_until(lambda: len(parts(rough)) >= CASES // 2)
    client.kill()
    client.communicate()
    kept = parts(rough)
    assert finished.items() <= kept.items() and len(kept) < CASES
    assert not (rough / "study.parquet").exists()

    resumed = run_study(province, "--out", rough, *ASKED)
    assert resumed.returncode == 1, resumed.stderr
    assert kept.items() <= parts(rough).items()  # none was written again
    assert len(parts(rough)) == CASES
    for name in ("study.parquet", "ranking.csv", "ranking.xlsx", "map.csv", "map.json"):
        assert (rough / name).read_bytes() == (calm / name).read_bytes(), name


@pytest.mark.slow
def test_separate_processes_give_the_parquet_that_one_process_gives(tmp_path: Path) -> None:
    province = write_province(tmp_path / "province", CASES)
    here, there = tmp_path / "here", tmp_path / "there"
    options = StudyOptions(scenarios=SCENARIOS, seconds=5)
    cases = find_cases([str(province)], here)
    rows = [named(study_case(read_content(case.path), options), case.name).row for case in cases]
    alone = write_study(rows, here)
    assert {row.status for row in rows} == {"done", "refused"} and any(row.on_time is not None for row in rows)

    with documented_processes() as address:
        done = run_study(province, "--out", there, "--scheduler", address, *ASKED)
    assert done.returncode == 1, done.stderr  # a tenth of the cases is refused
    assert (there / "study.parquet").read_bytes() == alone.read_bytes()


@contextmanager
def documented_processes() -> Iterator[str]:
    """The scheduler and the workers by the commands of the documentation, on a free port of this machine."""
    scheduler, worker = re.findall(r"^dask (?:scheduler|worker) .*$", DOCS.read_text(encoding="utf-8"), re.MULTILINE)[
        :2
    ]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    with ExitStack() as stack:
        for line in (scheduler, worker):
            words = shlex.split(line.replace("8786", port))
            command = [str(Path(sys.executable).with_name(words[0])), *words[1:], "--no-dashboard"]
            process = subprocess.Popen(
                command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
            )
            stack.callback(_end, process)
        yield f"tcp://127.0.0.1:{port}"


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
