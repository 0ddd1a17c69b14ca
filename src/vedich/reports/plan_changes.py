"""What differs between two plans, project by project, as rows that terminal, page and workbook share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from vedich.case.model import Case
from vedich.planning.comparison import PlanDiff
from vedich.planning.result import Choice

Kind = Literal["dropped", "added", "moved"]


@dataclass(frozen=True, slots=True)
class ProjectChange:
    """A project that only one plan does, or that both do at another time or in another way."""

    kind: Kind
    project: str
    name: str
    before: Choice | None
    after: Choice | None


def project_changes(diff: PlanDiff, names: Mapping[str, str]) -> list[ProjectChange]:
    """Dropped, then added, then moved projects. `names`: of projects; one without a name goes by its id."""

    def row(kind: Kind, before: Choice | None, after: Choice | None) -> ProjectChange:
        choice = after or before
        assert choice is not None
        return ProjectChange(kind, choice.project, names.get(choice.project, ""), before, after)

    return [
        *(row("dropped", choice, None) for choice in diff.dropped),
        *(row("added", None, choice) for choice in diff.added),
        *(row("moved", moved.before, moved.after) for moved in diff.moved),
    ]


def project_names(case: Case) -> dict[str, str]:
    """The name of each project of the case by its id."""
    return {project.project: project.name for project in case.projects}
