"""One task: the row says what the verbs say, wherever it is computed, and what is wrong where something is."""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.studies.generated import province_rulebook, write_province
from vedich.case import load_checked, read, write
from vedich.planning import plan
from vedich.risk.odds import odds
from vedich.rulebooks.writer import write_rulebook
from vedich.scoring import assess
from vedich.studies import StudyOptions, StudyRow
from vedich.studies import study_case as task
from vedich.studies.content import CaseContent, key_of, read_content, read_rulebook

OPTIONS = StudyOptions(scenarios=64, seed=3, seconds=5.0)
PLANNED, REFUSED = "unit-004", "unit-008"


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_province(tmp_path_factory.mktemp("studies") / "province", 9)


def _row(path: Path, options: StudyOptions = OPTIONS) -> StudyRow:
    return task.study_case(read_content(path), options).row


def test_a_row_says_what_the_verbs_say(province: Path) -> None:
    case, law, _ = load_checked(province / PLANNED)
    score = assess(case, law)
    best = plan(case, law, time_limit=5, reproducible=True, seed=3, in_child=False)
    chance = odds(case, law, best, scenarios=64, seed=3, drivers=False)
    row = _row(province / PLANNED)
    assert (row.status, row.unit_code, row.unit_name) == ("done", case.unit.code, case.unit.name)
    assert (row.rulebook, row.figures, row.recognised) == (law.id, "illustrative", score.recognised)
    assert (row.score_low, row.score_high) == (float(score.total.low), float(score.total.high))
    assert (row.pass_mark, row.to_go) == (11.0, float(11 - score.total.low))
    assert row.standards_unmet == sum(standard.status == "unmet" for standard in score.standards)
    assert (row.plan_status, row.reached, row.cost, row.proved) == (best.status, best.reached, best.cost, best.proved)
    assert row.on_time == pytest.approx(chance.on_time.probability, abs=1e-9)
    assert (row.p10, row.p50, row.p90) == (chance.date.p10, chance.date.p50, chance.date.p90)
    assert row.expected_delay == pytest.approx(chance.delay.expected, abs=1e-9)
    assert (row.scenarios, row.seed, row.problems_vi) == (64, 3, ())


def test_it_is_the_same_every_time_and_from_a_workbook(province: Path, tmp_path: Path) -> None:
    shutil.copy(province / "small.yaml", tmp_path)
    (tmp_path / "books").mkdir()
    write(read(province / PLANNED), tmp_path / "books/ward.xlsx")
    first, again, book = _row(province / PLANNED), _row(province / PLANNED), _row(tmp_path / "books/ward.xlsx")
    assert first == again
    assert book.model_dump(exclude={"key", "name"}) == first.model_dump(exclude={"key", "name"})


def test_what_is_not_asked_is_not_computed(province: Path) -> None:
    scored = _row(province / PLANNED, dataclasses.replace(OPTIONS, planned=False))
    assert scored.score_low is not None and scored.plan_status is None
    planned = _row(province / PLANNED, dataclasses.replace(OPTIONS, scenarios=0))
    assert planned.reached is not None and planned.on_time is None and planned.scenarios is None


def test_a_refused_case_keeps_its_unit_and_tells_its_problems_in_both_languages(province: Path) -> None:
    row = _row(province / REFUSED)
    assert (row.status, row.unit_code, row.score_low) == ("refused", "00008", None)
    assert "only_for" in row.problems_en[0] and "Ví dụ đúng" in row.problems_vi[0]


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda folder: (folder / "case.yaml").unlink(), "case.yaml"),
        (lambda folder: (folder / "project.csv").touch(), "project"),
        (lambda folder: (folder / "effects.csv").write_bytes(b"\xff"), "effects.csv"),
        (lambda folder: (folder.parent / "small.yaml").unlink(), "../small.yaml"),
        (lambda folder: (folder.parent / "small.yaml").write_text("id: x\n", encoding="utf-8"), "small.yaml"),
    ],
    ids=["no head", "unknown table", "not UTF-8", "no rulebook", "bad rulebook"],
)
def test_what_is_wrong_with_the_files_is_told_as_on_disk(
    spoil: Callable[[Path], object], words: str, tmp_path: Path
) -> None:
    folder = write_province(tmp_path / "province", 1) / "unit-000"
    spoil(folder)
    row = _row(folder)
    assert row.status == "refused"
    assert words in row.problems_en[0]
    assert "/tmp" not in row.problems_en[0].replace(str(tmp_path), "")


def test_a_damaged_workbook_is_named(tmp_path: Path) -> None:
    (tmp_path / "xã.xlsx").write_bytes(b"PK")
    row = _row(tmp_path / "xã.xlsx")
    assert row.status == "refused" and "xã.xlsx" in row.problems_vi[0]


def test_a_rulebook_for_all_takes_the_place_of_their_own(province: Path, tmp_path: Path) -> None:
    other = province_rulebook().model_copy(update={"id": "other"})
    write_rulebook(other, tmp_path / "other.yaml")
    for rulebook, found in ((str(tmp_path / "other.yaml"), "other"), ("vn-nrd-2026", "vn-nrd-2026")):
        options = dataclasses.replace(OPTIONS, planned=False, rulebook=read_rulebook(rulebook))
        assert _row(province / PLANNED, options).rulebook == found


def test_a_fault_is_told_by_its_class_and_its_traceback_stays_beside(
    province: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fall(*_: object) -> None:
        raise ZeroDivisionError("inside")

    monkeypatch.setattr(task, "_study", fall)
    studied = task.study_case(read_content(province / PLANNED), OPTIONS)
    assert studied.row.status == "failed"
    assert "ZeroDivisionError" in studied.row.problems_vi[0] and "Traceback" not in studied.row.problems_vi[0]
    assert studied.fault is not None and "Traceback" in studied.fault


def test_a_worker_of_another_version_computes_nothing(province: Path) -> None:
    row = _row(province / PLANNED, dataclasses.replace(OPTIONS, version="0.0.1"))
    assert row.status == "failed" and "0.0.1" in row.problems_vi[0]


def test_the_key_follows_from_content_and_options_alone(province: Path, tmp_path: Path) -> None:
    content = read_content(province / PLANNED)
    copied = shutil.copytree(province, tmp_path / "elsewhere")
    assert key_of(content, OPTIONS) == key_of(read_content(copied / PLANNED), OPTIONS)
    whole = dataclasses.replace(OPTIONS, seconds=5)
    assert key_of(content, whole) == key_of(content, OPTIONS)
    changes: list[tuple[CaseContent, StudyOptions]] = [
        (content, OPTIONS),
        (read_content(province / "unit-005"), OPTIONS),
        (dataclasses.replace(content, name="another"), OPTIONS),
        (dataclasses.replace(content, files=content.files[1:]), OPTIONS),
        (dataclasses.replace(content, rulebook=None), OPTIONS),
        *(
            (content, dataclasses.replace(OPTIONS, **change))
            for change in (
                {"scenarios": 65},
                {"seed": 4},
                {"seconds": 6.0},
                {"planned": False},
                {"version": "2"},
                {"rulebook": "vn-nrd-2026"},
                {"rulebook": content.rulebook},
            )
        ),
    ]
    assert len({key_of(*change) for change in changes}) == len(changes)
