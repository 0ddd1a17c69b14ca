"""Which cases a study finds, under which names, in which order."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from vedich.messages import Refused
from vedich.studies.finding import find_cases


def _case(folder: Path) -> Path:
    folder.mkdir(parents=True)
    (folder / "case.yaml").touch()
    return folder


def _names(tmp_path: Path, *places: Path | str) -> list[str]:
    return [case.name for case in find_cases([str(place) for place in places], tmp_path / "out")]


def test_folders_and_workbooks_directly_in_a_folder(tmp_path: Path) -> None:
    province = tmp_path / "province"
    _case(province / "b")
    _case(province / "deep/er")
    for name in ("a.xlsx", "~$a.xlsx", ".c.xlsx", "notes.txt", "rulebook.yaml"):
        (province / name).touch()
    assert _names(tmp_path, province) == ["a.xlsx", "b"]


def test_a_folder_with_tables_and_no_head_is_meant_as_a_case(tmp_path: Path) -> None:
    _case(tmp_path / "province/a")
    (tmp_path / "province/b").mkdir()
    (tmp_path / "province/b/projects.csv").touch()
    assert _names(tmp_path, tmp_path / "province") == ["a", "b"]


def test_a_case_itself_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = _case(tmp_path / "ward")
    assert _names(tmp_path, case) == ["ward"]
    monkeypatch.chdir(case)
    assert _names(tmp_path, ".") == ["ward"]


@pytest.mark.parametrize("pattern", ["*", "*/*", "**", "[ab]*/x", "?/x*"])
def test_a_pattern_names_cases_or_folders_of_them_each_once(pattern: str, tmp_path: Path) -> None:
    for name in ("a/x", "b/x"):
        _case(tmp_path / "province" / name)
    assert _names(tmp_path, tmp_path / "province" / pattern) == ["a/x", "b/x"]


def test_the_order_is_that_of_the_names_however_letters_are_composed(tmp_path: Path) -> None:
    for name in ("Yên Thế", unicodedata.normalize("NFD", "Đông Hỷ"), "Bố Hạ", "an"):
        _case(tmp_path / "province" / name)
    names = _names(tmp_path, tmp_path / "province")
    assert names == ["Bố Hạ", "Yên Thế", "an", "Đông Hỷ"]
    assert all(unicodedata.is_normalized("NFC", name) for name in names)


def test_what_the_study_wrote_itself_is_no_case(tmp_path: Path) -> None:
    _case(tmp_path / "a")
    (tmp_path / "out").mkdir()
    (tmp_path / "out/ranking.xlsx").touch()
    assert _names(tmp_path, tmp_path / "**") == ["a"]


def test_results_do_not_go_among_the_cases(tmp_path: Path) -> None:
    _case(tmp_path / "province/a")
    for out in ("province", "province/a"):
        with pytest.raises(Refused) as refused:
            find_cases([str(tmp_path / "province")], tmp_path / out)
        assert refused.value.problems[0].code == "study.out.among_cases"


def test_nothing_found_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for place, code in (("empty", "study.cases.none"), ("e*", "study.cases.none"), ("nowhere", "case.path.missing")):
        with pytest.raises(Refused) as refused:
            find_cases([str(tmp_path / place)], tmp_path / "out")
        assert refused.value.problems[0].code == code
