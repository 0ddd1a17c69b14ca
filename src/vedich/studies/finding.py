"""The cases of a study: in folders, or by a pattern; always in the same order."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from vedich.case.folder import HEAD_FILE
from vedich.case.nearest import shown
from vedich.case.store import WORKBOOK_SUFFIX
from vedich.messages import Problem, Refused
from vedich.studies.content import is_case_folder

_HIDDEN = (".", "~$")  # what a spreadsheet program keeps beside an open workbook is no case
_MAGIC = set("*?[")


@dataclass(frozen=True, slots=True)
class FoundCase:
    """`name`: the path under the folder that all cases of the study have in common, NFC, with `/`."""

    name: str
    path: Path


def find_cases(places: Sequence[str], out: Path) -> tuple[FoundCase, ...]:
    """Case folders and workbooks at `places`, by name: a case, a folder of cases, or a pattern (`*`, `?`, `**`) of
    either. What lies under `out` is the study's own. Raises Refused when there is none, or a place does not exist.
    """
    own = out.resolve()
    paths: dict[Path, Path] = {}
    for place in places:
        if Path(place).resolve() == own:
            raise _among_cases(out)
        for case in (case for path in _matches(place) for case in _cases_at(path)):
            real = case.resolve()
            if real == own:
                raise _among_cases(out)
            if own not in real.parents:
                paths.setdefault(real, case)
    if not paths:
        raise Refused([Problem("study.cases.none", values={"place": shown(", ".join(places))})])
    # A link keeps the name that it has here.
    places_of = {case: case.parent.resolve() / (case.name or real.name) for real, case in paths.items()}
    common = os.path.commonpath([place.parent for place in places_of.values()])
    cases = [FoundCase(_name(place.relative_to(common)), case) for case, place in places_of.items()]
    return tuple(sorted(cases, key=lambda case: (case.name, str(case.path))))


def _among_cases(out: Path) -> Refused:
    return Refused([Problem("study.out.among_cases", values={"path": shown(out)})])


def _matches(place: str) -> list[Path]:
    path = Path(place)
    if path.exists():
        return [path]
    parts = path.parts
    fixed = next((number for number, part in enumerate(parts) if _MAGIC & set(part)), len(parts))
    if fixed == len(parts):
        raise Refused([Problem("case.path.missing", values={"path": shown(place)})])
    matches = Path(*parts[:fixed]).glob("/".join(parts[fixed:]))
    return sorted(match for match in matches if not match.name.startswith(_HIDDEN))


def _cases_at(path: Path) -> list[Path]:
    """The case at `path`, else those directly in it."""
    if _is_workbook(path) or (path / HEAD_FILE).is_file():
        return [path]
    if not path.is_dir():
        return []
    children = [child for child in path.iterdir() if not child.name.startswith(_HIDDEN)]
    cases = [child for child in children if _is_workbook(child) or is_case_folder(child)]
    return cases or ([path] if is_case_folder(path) else [])


def _is_workbook(path: Path) -> bool:
    return path.suffix.lower() == WORKBOOK_SUFFIX and not path.name.startswith(_HIDDEN) and path.is_file()


def _name(path: Path) -> str:
    return unicodedata.normalize("NFC", path.as_posix())
