"""`vedich study` on the command line: what it needs, what it refuses, how it stops; and no other verb knows of Dask."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from tests.studies.generated import write_province
from tests.studies.running import is_alive, parts, run_study, start_study, wait_until, workers_of
from vedich.cli import study as verb
from vedich.reports.schemas import json_schemas
from vedich.studies import options, study, workforce


def test_no_other_verb_imports_dask_or_pyarrow(examples: Path) -> None:
    code = (
        "import sys\n"
        "sys.argv = ['vedich', 'score', sys.argv[1], '--json', '-']\n"
        "from vedich.cli.main import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "sys.exit(str([name for name in ('dask', 'distributed', 'pyarrow') if name in sys.modules]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(examples / "hiep-hoa-2023")], capture_output=True, text=True, check=False
    )
    assert done.stderr == "[]\n"


@pytest.mark.parametrize(("lang", "words"), [("vi", "chưa được cài: distributed, pyarrow"), ("en", "not installed")])
def test_without_dask_it_says_how_to_install_it(lang: str, words: str, tmp_path: Path, examples: Path) -> None:
    code = (
        "import sys\n"
        "sys.modules['distributed'] = sys.modules['pyarrow'] = None\n"
        "sys.argv[0] = 'vedich'\n"
        "from vedich.cli.main import main\n"
        "main()"
    )
    command = [sys.executable, "-c", code, "study", str(examples), "--out", str(tmp_path / "out"), "--lang", lang]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert words in done.stderr and 'pip install "vedich[studies]"' in done.stderr
    assert not (tmp_path / "out").exists()


def test_defaults_on_the_line_are_those_of_the_room() -> None:
    assert (verb.SCENARIOS, verb.SECONDS) == (options.SCENARIOS, options.SECONDS)
    assert verb.WORKERS == sys.modules[study.__module__].WORKERS


@pytest.mark.parametrize(
    "arguments",
    [
        ["nowhere", "--out", "out"],
        ["empty", "--out", "out"],
        ["empty/*.xlsx", "--out", "out"],
        ["province", "--out", "province"],
        ["province", "--out", "province/unit-000"],
        ["province", "--out", "file/out"],
        ["province", "--out", "out", "--map", "nowhere.geojson"],
        ["province", "--out", "out", "--map", "file"],
        ["province", "--out", "out", "--rulebook", "vn-urban-2025-class9"],
        ["province", "--out", "out", "--scheduler", "tcp://127.0.0.1:9"],
        ["province", "--out", "out", "--scenarios", "-1"],
        ["province"],
    ],
    ids=" ".join,
)
def test_bad_input_exits_2_with_words(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    from vedich.cli.main import main

    write_province(tmp_path / "province", 1)
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("[]", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(workforce, "CONNECT_SECONDS", 1)
    monkeypatch.setattr(sys, "argv", ["vedich", "study", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    words = capfd.readouterr()
    assert ended.value.code == 2
    assert words.err.strip() and "Traceback" not in words.err


@pytest.mark.slow
def test_an_interrupt_says_what_is_finished_and_how_to_go_on(tmp_path: Path) -> None:
    province, out = write_province(tmp_path / "province", 60), tmp_path / "out"
    client = start_study(province, "--out", out, "--scenarios", 50)
    wait_until(lambda: bool(parts(out)))
    workers = workers_of(client.pid)
    os.killpg(client.pid, signal.SIGINT)
    printed, words = client.communicate()
    assert client.returncode == 130
    assert printed == ""
    first, second = words.strip().splitlines()
    assert first == f"Đã dừng: {len(parts(out))}/60 hồ sơ đã tính xong và được giữ trong {out}."
    assert second.endswith(f"study {province} --out {out} --scenarios 50")
    wait_until(lambda: not any(map(is_alive, workers)))


@pytest.mark.slow
def test_json_keeps_its_contract_and_every_file_is_there(tmp_path: Path, examples: Path) -> None:
    import json

    province, out = tmp_path / "province", tmp_path / "out"
    shutil.copytree(examples / "hiep-hoa-2023", province / "a/Hiệp Hòa")
    shutil.copytree(examples / "knapsack", province / "b/knapsack")
    asked = (f"{province}/*", "--out", out, "--no-plan", "--json", "-", "--workers", 1)
    done = run_study(*asked)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    jsonschema.validate(found, json_schemas()["study"])
    assert [row["name"] for row in found["rows"]] == ["a/Hiệp Hòa", "b/knapsack"]
    files = {"study.parquet", "ranking.csv", "ranking.xlsx", "map.csv", "map.json", "timings.csv"}
    assert {path.name for path in out.iterdir()} == files | {"parts"}
    shown = run_study(*asked[:-4], "--workers", 1)
    assert "SỐ LIỆU MINH HỌA" in shown.stdout
    assert "2 hồ sơ: 2 đã tính, 0 bị từ chối, 0 gặp lỗi." in shown.stdout
