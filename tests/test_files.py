"""Outputs appear whole or not at all."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from vedich.files import whole_file, whole_folder, write_text


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "plan.json"
    write_text(target, "old")
    with pytest.raises(RuntimeError), whole_file(target) as staged:
        staged.write_text("half")
        raise RuntimeError
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["plan.json"]


def test_a_folder_that_holds_something_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "case").mkdir()
    (tmp_path / "case" / "note.txt").write_text("mine")
    with pytest.raises(FileExistsError), whole_folder(tmp_path / "case"):
        pass
    assert (tmp_path / "case" / "note.txt").read_text() == "mine"


@pytest.mark.parametrize("delay", [0.05, 0.2, 0.4, 0.6, 0.9, 1.2])
def test_a_killed_run_leaves_no_half_written_output(tmp_path: Path, examples: Path, delay: float) -> None:
    before = {path: path.read_bytes() for path in (examples / "hiep-hoa-2023").iterdir() if path.is_file()}
    targets = [tmp_path / "score.html", tmp_path / "score.json"]
    command = [
        sys.executable, "-m", "vedich", "score", str(examples / "hiep-hoa-2023"),
        "--html", str(targets[0]), "--json", str(targets[1]),
    ]  # fmt: skip
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(delay)
    os.kill(run.pid, signal.SIGKILL)
    run.wait()
    assert {path: path.read_bytes() for path in before} == before
    if targets[0].exists():
        assert targets[0].read_text(encoding="utf-8").rstrip().endswith("</html>")
    if targets[1].exists():
        assert targets[1].read_text(encoding="utf-8").rstrip().endswith("}")
