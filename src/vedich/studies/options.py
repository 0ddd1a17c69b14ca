"""What is asked of every case of a study."""

from __future__ import annotations

from dataclasses import dataclass

import vedich

SCENARIOS = 2000
SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class RulebookFile:
    """A rulebook of an office's own, as it goes to the workers: file name and bytes."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class StudyOptions:
    """`scenarios` 0: no risk. `seconds`: of the planner's work, not of the clock, so that who computes a case does not
    change its plan. `planned` False: score only. `rulebook`: in place of the one that each case names, the id of a
    shipped one or a file's content. `version`: of Về Đích; a worker of another version computes nothing.
    """

    scenarios: int = SCENARIOS
    seed: int = 1
    seconds: float = SECONDS
    planned: bool = True
    rulebook: str | RulebookFile | None = None
    version: str = vedich.__version__
