"""Why a plan does each of its projects, as far as the case, the plan and the rulebook tell."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from vedich.case import Case, Effect, Goal, Quarter
from vedich.planning.achievement import goal_holds
from vedich.planning.precedence import Precedence
from vedich.planning.result import Plan
from vedich.rulebooks import Rulebook, Words
from vedich.scoring import Assessment, assess
from vedich.scoring.rules import CompiledRulebook, compile_for

_OPEN = frozenset({"unmet", "met", "reduced"})  # more of the figure earns more points


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one effect is good for: `amount` is added to `quantity` (in its own unit), or is the level it raises it to.

    `standards`: labels of those that earn points by it; `goals`: ids of the goals that ask for one of them or for the
    quantity itself (the goal of recognition asks for all, and is not named).
    """

    quantity: str
    label: Words | None
    unit: str | None
    amount: Decimal | str
    standards: tuple[Words, ...]
    goals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why the plan does `project`. `mandatory`: its state, if every plan has to do it.

    `receipts`: (source, million VND) that it brings in. `waiting`: chosen projects that come after it, directly or
    through others.
    """

    project: str
    mandatory: Literal["committed", "running"] | None
    contributions: tuple[Contribution, ...]
    receipts: tuple[tuple[str, int], ...]
    waiting: tuple[str, ...]


def reasons(case: Case, rulebook: Rulebook, plan: Plan) -> dict[str, Reasons]:
    """The reasons for every chosen project, by project; empty without a plan.

    An effect serves a standard that, without any project of the plan, would not have full points when the last goal
    is reached, and only if it helps and comes by then.
    """
    if plan.at is None:
        return {}
    order, served = Precedence(case, plan), _Served(case, rulebook, plan)
    projects = {project.project: project for project in case.projects}
    rows = {}
    for choice in plan.choices:
        project = projects[choice.project]
        key = (choice.project, choice.option)
        in_time = Quarter.parse(choice.finish) <= served.quarter
        effects = [effect for effect in case.effects if in_time and (effect.project, effect.option) == key]
        rows[choice.project] = Reasons(
            project=choice.project,
            mandatory=project.status if project.status in {"committed", "running"} else None,
            contributions=tuple(found for effect in effects if (found := served.by(effect)) is not None),
            receipts=tuple((row.source, row.amount) for row in case.receipts if (row.project, row.option) == key),
            waiting=order.waiting(choice.project),
        )
    return rows


class _Served:
    """What each effect is good for at the end of `quarter`, when the last of the goals is reached."""

    def __init__(self, case: Case, rulebook: Rulebook, plan: Plan) -> None:
        dates = [plan.at or "", *(goal.reached for goal in plan.goals if goal.reached is not None)]
        self.quarter = max(Quarter.parse(date) for date in dates)
        self.rulebook = rulebook
        self.rules: CompiledRulebook = compile_for(case, rulebook)
        self.without: Assessment = assess(case, rulebook, self.quarter)
        self.missed = [
            goal for goal in case.stated_goals if not goal_holds(case, rulebook, self.without, goal, self.quarter, ())
        ]

    def by(self, effect: Effect) -> Contribution | None:
        """None if it helps nothing."""
        kind = self.rulebook.quantity(effect.quantity)
        standards = {
            score.id: score.label
            for score in self.without.standards
            if score.gap_quantity == effect.quantity and score.status in _OPEN and self._helps(effect, score.id)
        }
        goals = [goal for goal in self.missed if self._asks(goal, effect, standards)]
        if not standards and not goals:
            return None
        return Contribution(
            quantity=effect.quantity,
            label=kind.label if kind else None,
            unit=kind.unit if kind else None,
            amount=effect.amount,
            standards=tuple(standards.values()),
            goals=tuple(goal.goal for goal in goals),
        )

    def _helps(self, effect: Effect, standard: str) -> bool:
        """A number that moves the right way; a level that is above today's and earns points."""
        rule, now = self.rules.rule(standard), self.without.standard(standard).value
        if isinstance(effect.amount, Decimal):
            return rule.levels is None and effect.amount != 0 and (effect.amount < 0) == rule.lower_is_better
        if rule.levels is None or not isinstance(now, str) or rule.least is None:
            return False
        raised, rank = rule.levels.rank(effect.amount), rule.levels.rank(now)
        return raised is not None and rank is not None and raised > rank and rule.reaches(Fraction(raised), rule.least)

    def _asks(self, goal: Goal, effect: Effect, standards: dict[str, Words]) -> bool:
        if goal.kind == "standard":
            return goal.subject in standards
        if goal.kind == "recognition" or goal.subject != effect.quantity:
            return False
        if isinstance(effect.amount, Decimal) or isinstance(goal.at_least, Decimal):
            return isinstance(effect.amount, Decimal) and effect.amount > 0
        kind = self.rulebook.quantity(effect.quantity)
        raised, least = (kind.rank(level) if kind and level else None for level in (effect.amount, goal.at_least))
        return raised is not None and least is not None and raised >= least
