"""What the goals ask of the plan at the end of one quarter, as data the model can write down line by line.

For each standard that a goal needs: its value before any project (with its trend), what each finished option
adds to that value, and the ends between which points run. All exact; the model turns them into floats.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from vedich.case import Case, Goal, Quarter
from vedich.planning.objective import Demands
from vedich.planning.problem import PlanningProblem
from vedich.rulebooks import Rulebook
from vedich.scoring.figures import FigureNow, figures_of, standard_value
from vedich.scoring.rules import CompiledRulebook, StandardRule, compile_for

Done = tuple[int, int]  # (job, way): "this option of this job is finished by the quarter"


@dataclass(frozen=True, slots=True)
class Climb:
    """A value that finished options move. Oriented: higher is better; distances are measured from today.

    `to_least`, `to_min`, `to_max`: how far to the ends (negative: already past). `steps`: what each option adds.
    """

    steps: dict[Done, Fraction]
    to_least: Fraction
    to_min: Fraction
    to_max: Fraction


@dataclass(frozen=True, slots=True)
class LevelClimb:
    """A level: the options that lift it to the lower end at least, and to the upper end."""

    to_min: frozenset[Done]
    to_max: frozenset[Done]


@dataclass(frozen=True, slots=True)
class StandardTerm:
    """Certain points of a standard: `fixed`, plus `p_min` and `p_max − p_min` where `climb` leads.

    `has_min`, `has_max`: the end is reached without any project.
    """

    standard: str
    criterion: str
    p_min: Fraction
    p_max: Fraction
    fixed: Fraction | None
    climb: Climb | LevelClimb | None
    has_min: bool
    has_max: bool
    flat: bool


@dataclass(frozen=True, slots=True)
class QuantityGoal:
    """A goal on a figure: the sum of `steps` of finished options must be at least `short`; a level: one of `any_of`."""

    steps: dict[Done, Fraction]
    short: Fraction
    any_of: frozenset[Done] | None


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Everything that must hold at the end of quarter number `quarter`. `impossible`: no plan can make it hold.

    `scored`: `terms` are all standards, since the total is wanted."""

    quarter: int
    terms: tuple[StandardTerm, ...]
    total_at_least: Fraction | None
    criteria_min: dict[str, Fraction]
    standard_min: dict[str, Fraction]
    quantity_goals: tuple[QuantityGoal, ...]
    impossible: bool
    scored: bool


def checkpoints(
    case: Case, rulebook: Rulebook, problem: PlanningProblem, demands: Demands, scored: int | None = None
) -> tuple[Checkpoint, ...]:
    """What must hold at the end of each quarter for `demands`. `scored`: the quarter whose whole total is wanted."""
    compiled = compile_for(case, rulebook)
    quarters = {*demands} if scored is None else {*demands, scored}
    return tuple(
        _checkpoint(case, compiled, problem, number, demands.get(number, ()), number == scored)
        for number in sorted(quarters)
    )


def _checkpoint(
    case: Case,
    compiled: CompiledRulebook,
    problem: PlanningProblem,
    number: int,
    goals: Sequence[Goal],
    scored: bool,
) -> Checkpoint:
    rulebook = compiled.rulebook
    at: Quarter = case.start + number
    figures = figures_of(case, rulebook, at)
    recognition = any(goal.kind == "recognition" for goal in goals)
    needed = {goal.subject for goal in goals if goal.kind == "standard"}
    terms = tuple(
        _term(compiled, rule, figures, problem)
        for rule in compiled.rules
        if scored or recognition or rule.standard.id in needed
    )
    standard_min: dict[str, Fraction] = {}
    impossible = number < 0
    for goal in goals:
        if goal.kind == "standard" and goal.subject is not None:
            least = _points_wanted(compiled.rule(goal.subject), goal)
            impossible |= least is None
            standard_min[goal.subject] = max(standard_min.get(goal.subject, Fraction(0)), least or Fraction(0))
    quantity = [_quantity_goal(rulebook, figures, problem, goal) for goal in goals if goal.kind == "quantity"]
    impossible |= any(goal is None for goal in quantity)
    criteria_min: dict[str, Fraction] = {}
    if recognition:
        impossible |= not _recognisable(compiled)
        criteria_min = {id_: least for id_, least in compiled.criteria_min.items() if least is not None}
    return Checkpoint(
        quarter=number,
        terms=terms,
        total_at_least=compiled.total_at_least if recognition else None,
        criteria_min=criteria_min,
        standard_min=standard_min,
        quantity_goals=tuple(goal for goal in quantity if goal is not None),
        impossible=impossible,
        scored=scored,
    )


def _recognisable(compiled: CompiledRulebook) -> bool:
    """A rulebook that lacks its rule or a group minimum never answers `yes`, whatever is built."""
    rule = compiled.rulebook.recognition
    if not rule.transcribed:
        return False
    if rule.each_criterion_at_least_its_min and None in compiled.criteria_min.values():
        return False
    return compiled.total_at_least is not None or any(compiled.criteria_min.values())


def _points_wanted(rule: StandardRule, goal: Goal) -> Fraction | None:
    if isinstance(goal.at_least, Decimal):
        return Fraction(goal.at_least)
    return rule.p_min


def _term(
    compiled: CompiledRulebook,
    rule: StandardRule,
    figures: dict[str, FigureNow],
    problem: PlanningProblem,
) -> StandardTerm:
    p_min, p_max = rule.p_min or Fraction(0), rule.p_max or Fraction(0)

    def term(fixed: Fraction | None, climb: Climb | LevelClimb | None, has_min: bool, has_max: bool) -> StandardTerm:
        flat = rule.levels is not None or rule.at_min == rule.at_max
        return StandardTerm(rule.standard.id, rule.criterion, p_min, p_max, fixed, climb, has_min, has_max, flat)

    if rule.not_considered_by is not None and rule.p_min is not None:
        return term(rule.p_min, None, True, False)
    value = standard_value(rule, figures)
    if not rule.transcribed or value is None:
        return term(Fraction(0), None, False, False)  # unknown adds nothing that is certain
    assert rule.least is not None and rule.at_min is not None and rule.at_max is not None
    has_min, has_max = rule.reaches(value, rule.least), rule.reaches(value, rule.at_max)
    if rule.levels is not None:
        climb = LevelClimb(
            *(
                frozenset(
                    done
                    for done, level in _level_steps(compiled.rulebook, rule, problem).items()
                    if rule.reaches(Fraction(level), end) and level > value
                )
                for end in (rule.at_min, rule.at_max)
            )
        )
        return term(None, climb, has_min, has_max)
    sign = -1 if rule.lower_is_better else 1
    return term(
        None,
        Climb(
            steps=_steps(rule, figures, problem, sign),
            to_least=sign * (rule.least - value),
            to_min=sign * (rule.at_min - value),
            to_max=sign * (rule.at_max - value),
        ),
        has_min,
        has_max,
    )


def _level_steps(rulebook: Rulebook, rule: StandardRule, problem: PlanningProblem) -> dict[Done, int]:
    assert rule.standard.value is not None and rule.levels is not None
    steps = {}
    for done, amount in _effects(problem, rule.standard.value.subject).items():
        rank = rule.levels.rank(amount) if isinstance(amount, str) else None
        if rank is not None:
            steps[done] = rank
    return steps


def _steps(
    rule: StandardRule, figures: dict[str, FigureNow], problem: PlanningProblem, sign: int
) -> dict[Done, Fraction]:
    """Effects in the units of the standard's value: a ratio's denominator is not moved by projects."""
    source = rule.standard.value
    assert source is not None
    unit = Fraction(source.times)
    if source.ratio is not None:
        denominator = figures[source.ratio[1]].value
        assert isinstance(denominator, Fraction)
        unit /= denominator
    return {
        done: sign * amount * unit
        for done, amount in _effects(problem, source.subject).items()
        if isinstance(amount, Fraction) and amount != 0
    }


def _effects(problem: PlanningProblem, quantity: str) -> dict[Done, Fraction | str]:
    return {
        (j, w): way.effects[quantity]
        for j, job in enumerate(problem.jobs)
        for w, way in enumerate(job.ways)
        if quantity in way.effects
    }


def _quantity_goal(
    rulebook: Rulebook, figures: dict[str, FigureNow], problem: PlanningProblem, goal: Goal
) -> QuantityGoal | None:
    """None: the figure is unknown, so the goal can never be shown to hold."""
    assert goal.subject is not None
    now, wanted = figures[goal.subject].value, goal.at_least
    effects = _effects(problem, goal.subject)
    if isinstance(now, Fraction) and isinstance(wanted, Decimal):
        steps = {done: amount for done, amount in effects.items() if isinstance(amount, Fraction)}
        return QuantityGoal(steps, Fraction(wanted) - now, None)
    kind = rulebook.quantity(goal.subject)
    if kind is None or not isinstance(now, str) or not isinstance(wanted, str):
        return None
    rank_now, rank_wanted = kind.rank(now), kind.rank(wanted)
    if rank_now is None or rank_wanted is None:
        return None
    enough = frozenset(
        done
        for done, level in effects.items()
        if isinstance(level, str) and (rank := kind.rank(level)) is not None and rank >= rank_wanted
    )
    return QuantityGoal({}, Fraction(0), None if rank_now >= rank_wanted else enough)
