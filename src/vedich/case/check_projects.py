"""Checks of projects, their options, their order and what they achieve."""

from __future__ import annotations

from typing import Literal

from vedich.case.checking import Checking
from vedich.case.model import Project


def _option_keys(checking: Checking) -> set[tuple[str, str]]:
    return {(option.project, option.option) for option in checking.case.options}


def check_projects(checking: Checking) -> None:
    """Windows hold the shortest option, sources exist, what is not done has an option, land is not negative."""
    sources = {row.source for row in checking.case.funding} | {row.source for row in checking.case.receipts}
    for index, project in enumerate(checking.case.projects):
        for source in project.funded_by:
            checking.known("projects", index, "funded_by", source, sources)
        if project.status != "done":
            _check_window(checking, index, project)
        first = project.earliest_start
        if project.status == "running" and first is not None and first > checking.case.start:
            values = {"found": str(first), "start": str(checking.case.start)}
            checking.add("projects", index, "earliest_start", "running_later", **values)
        if project.hectares is not None and project.hectares < 0:
            checking.add("projects", index, "hectares", "negative", found=f"{project.hectares:f}")


def _check_window(checking: Checking, index: int, project: Project) -> None:
    case = checking.case
    lengths = [option.quarters for option in case.options if option.project == project.project]
    if not lengths:
        checking.add("projects", index, "project", "no_option", project=project.project)
        return
    first, last = project.earliest_start, project.latest_finish
    if first is not None and last is not None and first > last:
        checking.add("projects", index, "latest_finish", "window_order", first=str(first), last=str(last))
        return
    begin = max(first or case.start, case.start)
    end = min(last or case.horizon[-1], case.horizon[-1]) if case.quarters else begin
    if end - begin + 1 < min(lengths):
        values = {"first": str(begin), "last": str(end), "shortest": min(lengths), "project": project.project}
        severity: Literal["error", "warning"] = "warning" if project.status == "candidate" else "error"
        column = "latest_finish" if last is not None else "earliest_start"
        checking.add("projects", index, column, "window", severity, **values)


def check_order(checking: Checking) -> None:
    """Predecessors exist, no project waits for itself, and there is no circle; each circle is named once."""
    names = [project.project for project in checking.case.projects]
    waits: dict[str, list[str]] = {}
    for index, project in enumerate(checking.case.projects):
        for after in project.after:
            if after.project == project.project:
                checking.add("projects", index, "after", "after_itself", project=project.project)
            elif checking.known("projects", index, "after", after.project, names):
                waits.setdefault(project.project, []).append(after.project)
    while circle := _circle(waits):
        index = names.index(circle[0])
        checking.add("projects", index, "after", "circle", circle=" → ".join([*circle, circle[0]]))
        for name in circle:  # look on for circles that share no project with this one
            del waits[name]


def _circle(waits: dict[str, list[str]]) -> list[str]:
    """One circle of projects that wait for one another, or nothing. Walks without recursion: chains can be long."""
    finished: set[str] = set()
    for first in waits:
        path: list[str] = []
        stack: list[tuple[str, int]] = [(first, 0)]
        while stack:
            name, step = stack.pop()
            del path[len(stack) :]
            if step == 0:
                if name in path:
                    return path[path.index(name) :]
                if name in finished:
                    continue
            path.append(name)
            before = waits.get(name, [])
            if step < len(before):
                stack += [(name, step + 1), (before[step], 0)]
            else:
                finished.add(name)
    return []


def check_options(checking: Checking) -> None:
    """Each option is of a project, lasts no longer than the horizon, and its profile has a share a quarter."""
    names = {project.project: project for project in checking.case.projects}
    for index, option in enumerate(checking.case.options):
        checking.known("options", index, "project", option.project, names)
        if option.profile and len(option.profile) != option.quarters:
            values = {"found": len(option.profile), "quarters": option.quarters}
            checking.add("options", index, "profile", "profile", **values)
        if option.quarters > checking.case.quarters:
            values = {"found": option.quarters, "horizon": checking.case.quarters}
            checking.add("options", index, "quarters", "too_long", "warning", **values)


def check_effects(checking: Checking) -> None:
    """Effects are of options, on figures that the case or the law knows, of their kind, never on a denominator."""
    options = _option_keys(checking)
    reported = {figure.quantity for figure in checking.case.quantities}
    read = {q for s in checking.rulebook.standards if s.value for q in s.value.quantities}
    denominators = {
        standard.value.ratio[1]: standard.id
        for standard in checking.rulebook.standards
        if standard.value and standard.value.ratio
    }
    for index, effect in enumerate(checking.case.effects):
        check_option_key(checking, "effects", index, (effect.project, effect.option), options)
        if effect.quantity in denominators:
            values = {"quantity": effect.quantity, "standard": denominators[effect.quantity]}
            checking.add("effects", index, "quantity", "denominator", **values)
        elif checking.known("effects", index, "quantity", effect.quantity, sorted(reported | read)):
            checking.level_problem("effects", index, "amount", checking.kind(effect.quantity), effect.amount)
            if effect.quantity not in reported:
                checking.add("effects", index, "quantity", "effect_unknown", "warning", quantity=effect.quantity)


def check_option_key(
    checking: Checking, table: str, index: int, key: tuple[str, str], options: set[tuple[str, str]]
) -> None:
    """The project exists, and it has the option."""
    project, option = key
    names = [row.project for row in checking.case.projects]
    if checking.known(table, index, "project", project, names) and key not in options:
        own = [name for owner, name in options if owner == project]
        checking.known(table, index, "option", option, sorted(own))
