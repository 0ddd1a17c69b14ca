"""Open a case for work: read it, load the rulebook it names, check one against the other."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from vedich.case.checks import check
from vedich.case.model import Case
from vedich.case.store import read_located
from vedich.messages import Problem, Refused
from vedich.rulebooks import Rulebook, load, shipped


def load_checked(path: Path | str, *, rulebook: str | None = None) -> tuple[Case, Rulebook, tuple[Problem, ...]]:
    """The case, its rulebook and the warnings. Raises Refused with everything else that is wrong.

    `rulebook` takes the place of the one the case names: an id, or a file (seen from the working folder; the
    one a case names is seen from the case's own folder). Adjustments that it does not have are left aside.
    """
    located = read_located(path)
    case = located.case
    if rulebook is not None:
        law = load(rulebook)
        known = {adjustment.id for adjustment in law.adjustments}
        case = replace(case, adjustments=tuple(name for name in case.adjustments if name in known))
    else:
        law = load(case.rulebook, None if case.rulebook in shipped() else case.home)
    problems = check(case, law, located.rows)
    if any(problem.severity == "error" for problem in problems):
        raise Refused(problems)
    return case, law, problems
