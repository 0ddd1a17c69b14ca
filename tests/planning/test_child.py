"""The search's process of its own: a crash, a limit or an interrupt is a clear result with the best plan so far."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from bench.instances import instance

from vedich.case import Case, write
from vedich.cli import main as command_line
from vedich.cli import plan as verb
from vedich.planning import Plan, Progress, child, plan, verify
from vedich.rulebooks import Rulebook


@pytest.fixture(scope="module")
def large() -> tuple[Case, Rulebook]:
    return instance(1, "150")


def _children() -> list[int]:
    found: list[int] = []
    for thread in Path("/proc/self/task").iterdir():
        found += map(int, (thread / "children").read_text(encoding="utf-8").split())
    return found


def _at_first_plan(act: Callable[[], None]) -> Callable[[Progress], None]:
    """Call `act` once, as soon as the search looks for a cheaper plan than the one it has."""
    acted = []

    def hear(progress: Progress) -> None:
        if progress.stage == "cost" and progress.incumbent is not None and not acted:
            acted.append(True)
            act()

    return hear


def _kill(sign: signal.Signals) -> None:
    for process in _children():
        os.kill(process, sign)


def _is_kept(case: Case, law: Rulebook, found: Plan) -> None:
    assert (found.found, found.verified, found.proved) == (True, True, False)
    assert verify(case, law, found) == ()


@pytest.mark.parametrize(("sign", "ended"), [(signal.SIGSEGV, "crash"), (signal.SIGABRT, "memory")])
def test_a_solver_that_falls_leaves_its_best_plan(
    large: tuple[Case, Rulebook], sign: signal.Signals, ended: str
) -> None:
    found = plan(*large, time_limit=300, on_progress=_at_first_plan(lambda: _kill(sign)))
    assert found.ended == ended
    _is_kept(*large, found)


def test_too_little_memory_is_said_and_is_no_crash(large: tuple[Case, Rulebook]) -> None:
    found = plan(*large, time_limit=300, memory_gib=0.05)
    assert (found.ended, found.found, found.status) == ("memory", False, "unknown")


def test_a_silent_solver_is_ended_after_its_time(large: tuple[Case, Rulebook], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "GRACE", -294.0)  # six seconds after the search began, whatever it is doing
    found = plan(*large, time_limit=300, on_progress=lambda _: _kill(signal.SIGSTOP))
    assert found.ended == "time_limit"
    assert not found.proved
    assert _children() == []


def test_ctrl_c_at_the_command_line_is_no_failure(
    large: tuple[Case, Rulebook], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    @contextmanager
    def interrupted() -> Iterator[Callable[[Progress], None]]:
        def press() -> None:
            raise KeyboardInterrupt

        yield _at_first_plan(press)

    write(large[0], tmp_path / "case")
    monkeypatch.setattr(verb, "watching", interrupted)
    monkeypatch.setattr(sys, "argv", ["vedich", "plan", str(tmp_path / "case"), "--time-limit", "300", "--json", "-"])
    with pytest.raises(SystemExit) as end:
        command_line.main()
    assert end.value.code == 0
    shown = json.loads(capsys.readouterr().out)
    assert (shown["ended"], shown["proved"], shown["verified"]) == ("stopped", False, True)
    assert shown["choices"]
