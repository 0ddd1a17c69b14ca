"""From bytes to a checked case and its rulebook, on whatever machine this runs."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from vedich.case import Case, LocatedCase, check, read_located
from vedich.messages import Refused
from vedich.rulebooks import Rulebook, load
from vedich.studies.content import CaseContent
from vedich.studies.options import RulebookFile


def read_case(content: CaseContent) -> LocatedCase:
    """The case as it is written. Raises Refused with everything that is wrong with its files."""
    with tempfile.TemporaryDirectory(prefix="vedich-") as scratch:
        path = Path(scratch) / content.name
        folder = path if content.folder else path.parent
        folder.mkdir(exist_ok=True)
        for name, data in content.files:
            (folder / name).write_bytes(data)
        located = read_located(path)
    return replace(located, case=replace(located.case, home=None))


def checked(located: LocatedCase, content: CaseContent, instead: str | RulebookFile | None) -> tuple[Case, Rulebook]:
    """The case and its rulebook (or the one `instead`, then without adjustments that it does not have), checked one
    against the other as when a case is opened from disk. Raises Refused."""
    case = located.case
    if instead is not None:
        law = _load(instead)
        known = {adjustment.id for adjustment in law.adjustments}
        case = replace(case, adjustments=tuple(name for name in case.adjustments if name in known))
    else:
        law = _load(content.rulebook or case.rulebook)
    problems = check(case, law, located.rows)
    if any(problem.severity == "error" for problem in problems):
        raise Refused(problems)
    return case, law


def _load(rulebook: str | RulebookFile) -> Rulebook:
    with tempfile.TemporaryDirectory(prefix="vedich-") as scratch:
        if isinstance(rulebook, str):
            return load(rulebook, Path(scratch))
        file = Path(scratch) / rulebook.name
        file.write_bytes(rulebook.content)
        return load(file)
