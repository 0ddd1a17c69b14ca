"""A folder becomes a workbook becomes a folder: nothing changes, not even a byte."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from tests.case.random_cases import cases
from tests.case.sound import sound_case
from vedich.case import Case, read, write
from vedich.case.folder import CASE_FILES

EXAMPLES = Path(__file__).parents[2] / "examples"


def assert_identity(case: Case, folder: Path) -> None:
    write(case, folder / "first")
    assert read(folder / "first") == case
    write(read(folder / "first"), folder / "case.xlsx")
    assert read(folder / "case.xlsx") == case
    write(read(folder / "case.xlsx"), folder / "second")
    for name in CASE_FILES:
        assert (folder / "first" / name).read_bytes() == (folder / "second" / name).read_bytes()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cases())
def test_any_case_comes_back_the_same(case) -> None:
    with tempfile.TemporaryDirectory() as folder:
        assert_identity(case, Path(folder))


def test_the_sound_case_comes_back_the_same(tmp_path) -> None:
    assert_identity(sound_case(), tmp_path)


@pytest.mark.parametrize("example", sorted(path.parent for path in EXAMPLES.glob("*/case.yaml")), ids=lambda p: p.name)
def test_the_examples_come_back_the_same(example, tmp_path) -> None:
    assert_identity(read(example), tmp_path)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_workbook_saved_by_libreoffice_is_the_same_case(tmp_path) -> None:
    write(sound_case(), tmp_path / "case.xlsx")
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "xlsx",
            "--outdir",
            str(tmp_path / "saved"),
            str(tmp_path / "case.xlsx"),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    assert read(tmp_path / "saved" / "case.xlsx") == sound_case()
