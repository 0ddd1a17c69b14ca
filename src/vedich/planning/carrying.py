"""A case under another rulebook: the adjustments that it has, the goals that carry over, and what does not fit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from vedich.case import Case, Goal
from vedich.case.checks import check
from vedich.case.located import RowNumbers
from vedich.messages import Problem
from vedich.planning.certainty import undecidable
from vedich.planning.impact_result import Asked, GoalUnder
from vedich.rulebooks import Rulebook
from vedich.rulebooks.matching import Match


@dataclass(frozen=True, slots=True)
class Carried:
    """`case` as `rulebook` is asked about it; goals that cannot be asked stand in it unchanged and bind nobody.

    `problems`: what `check` finds, without what a goal that is not asked, or an effect on a figure that only the other
    rulebook reads, brings about.
    """

    case: Case
    rulebook: Rulebook
    goals: tuple[GoalUnder, ...]
    set_aside: tuple[str, ...]
    problems: tuple[Problem, ...]

    @property
    def askable(self) -> bool:
        """Whether a plan for all goals can be sought."""
        return all(goal.asked == "yes" for goal in self.goals)


def carried(
    case: Case, rulebook: Rulebook, other: Rulebook, names: Mapping[str, str], rows: RowNumbers | None = None
) -> Carried:
    """`names`: from a standard's id, as goals may write it, to its id in `rulebook`."""
    rows = rows or RowNumbers()
    known = {adjustment.id for adjustment in rulebook.adjustments}
    asked = tuple(_asked(rulebook, goal, names) for goal in case.goals)
    goals = tuple(_named(goal, names) if fits == "yes" else goal for goal, fits in zip(case.goals, asked, strict=True))
    under = replace(case, adjustments=tuple(name for name in case.adjustments if name in known), goals=goals)
    excused = {
        ("goals", rows.of("goals", index))
        for index, (goal, fits) in enumerate(zip(case.goals, asked, strict=True))
        if fits != "yes" and not _misspelt(case, rulebook, other, goal)
    }
    excused |= {("effects", rows.of("effects", index)) for index in _beside_the_point(case, rulebook, other)}
    problems = tuple(p for p in check(under, rulebook, rows) if (p.place.table, p.place.row) not in excused)
    sound = not any(problem.severity == "error" for problem in problems)
    bound = tuple(goal for goal, fits in zip(goals, asked, strict=True) if fits == "yes")
    never = undecidable(replace(under, goals=bound), rulebook) if sound and (bound or not goals) else frozenset()
    return Carried(
        case=under,
        rulebook=rulebook,
        goals=tuple(
            GoalUnder(
                goal=goal.goal,
                kind=goal.kind,
                subject=goal.subject,
                standard=names.get(goal.subject or "") if goal.kind == "standard" else None,
                asked="undecidable" if goal.goal in never else fits,
            )
            for goal, fits in zip(case.stated_goals, asked or ("yes",), strict=True)
        ),
        set_aside=tuple(name for name in case.adjustments if name not in known),
        problems=problems,
    )


def names_under(matches: Iterable[Match]) -> tuple[dict[str, str], dict[str, str]]:
    """What each standard is called under the old and under the new rulebook; an id that both use is the old one's."""
    pairs = [(row.before.id if row.before else None, row.after.id if row.after else None) for row in matches]
    known: dict[str, tuple[str | None, str | None]] = {}
    known |= {after: (before, after) for before, after in pairs if after is not None}
    known |= {before: (before, after) for before, after in pairs if before is not None}
    old = {name: before for name, (before, _) in known.items() if before is not None}
    return old, {name: after for name, (_, after) in known.items() if after is not None}


def _named(goal: Goal, names: Mapping[str, str]) -> Goal:
    if goal.kind != "standard" or goal.subject is None:
        return goal
    return replace(goal, subject=names[goal.subject])


def _misspelt(case: Case, rulebook: Rulebook, other: Rulebook, goal: Goal) -> bool:
    """The case's own rulebook is one of the two, and neither has the standard: the goal was wrong from the start."""
    ids = {standard.id for law in (rulebook, other) for standard in law.standards}
    return case.rulebook in {rulebook.id, other.id} and goal.subject not in ids


def _asked(rulebook: Rulebook, goal: Goal, names: Mapping[str, str]) -> Asked:
    """`undecidable` needs the whole case and is found later. A goal that names nothing is left to the checks."""
    if goal.kind != "standard" or goal.subject is None:
        return "yes"
    if goal.subject not in names:
        return "no_counterpart"
    points = rulebook.standard(names[goal.subject]).points
    above = points is not None and isinstance(goal.at_least, Decimal) and goal.at_least > points.max
    return "above_maximum" if above else "yes"


def _beside_the_point(case: Case, rulebook: Rulebook, other: Rulebook) -> Iterable[int]:
    """Effects (by place) on figures that only the other rulebook reads: they change nothing under this one."""
    known = _read(rulebook) | {figure.quantity for figure in case.quantities}
    foreign = _read(other) - known
    return (index for index, effect in enumerate(case.effects) if effect.quantity in foreign)


def _read(rulebook: Rulebook) -> set[str]:
    return {quantity for s in rulebook.standards if s.value is not None for quantity in s.value.quantities}
