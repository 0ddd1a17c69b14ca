"""One scenario of one plan carried out event by event, in plain Python: the oracle of the compiled execution.

Reads the case and the plan itself and follows docs/risk.md to the letter; shares no code with `vedich.risk`, only the
exact scorer. Slow, and meant to be read.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from math import floor

from vedich.case import Case, Effect, Option, Project, Quarter, Receipt, funding_order
from vedich.planning.result import Choice, Plan
from vedich.rulebooks import Rulebook
from vedich.scoring import assess
from vedich.scoring.figures import figures_of


@dataclass(frozen=True)
class Luck:
    """What one scenario says. `money` by (source, year), `receipts` by row of the case, the rest by project."""

    money: Mapping[tuple[str, int], int]
    receipts: Mapping[Receipt, int]
    cost: Mapping[str, int]
    quarters: Mapping[str, int]
    held: Mapping[str, int]
    growth: Mapping[str, Decimal]


@dataclass
class Story:
    """What became of the plan. Projects that did not start or finish within the horizon are missing from the dicts."""

    start: dict[str, Quarter] = field(default_factory=dict)
    finish: dict[str, Quarter] = field(default_factory=dict)
    paid: Counter[tuple[str, int]] = field(default_factory=Counter)
    arrived: Counter[tuple[str, int]] = field(default_factory=Counter)
    waited_money: Counter[str] = field(default_factory=Counter)
    waited_capacity: Counter[str] = field(default_factory=Counter)
    worked: set[tuple[str, Quarter]] = field(default_factory=set)


class EventByEvent:
    """Carries `plan` out under `luck`: `story` when done."""

    def __init__(self, case: Case, plan: Plan, luck: Luck) -> None:
        self.case, self.plan, self.luck, self.story = case, plan, luck, Story()
        self.projects = {project.project: project for project in case.projects}
        self.chosen = {choice.project: choice for choice in plan.choices}
        self.options = {
            option.project: option
            for option in case.options
            if option.project in self.chosen and self.chosen[option.project].option == option.option
        }
        self.sources = [*dict.fromkeys([r.source for r in case.funding] + [r.source for r in case.receipts])]
        self.keeps = {s: all(row.carry_over for row in case.funding if row.source == s) for s in self.sources}
        self.balance = dict.fromkeys(self.sources, 0)
        self.coming: defaultdict[Quarter, list[tuple[str, int]]] = defaultdict(list)
        self.done: Counter[str] = Counter()
        self.spent: Counter[str] = Counter()
        self.left: dict[str, Decimal] = {}
        self.turns = self._turns()

    # --- the plan, read ------------------------------------------------------------------------

    def _claim(self, project: Project) -> int:
        order = funding_order(self.case)
        return 0 if order is None else order.claims.index(project.claim)

    def _turns(self) -> list[str]:
        """By claim, planned start, planned finish, place in the case."""
        places = [project.project for project in self.case.projects]

        def turn(choice: Choice) -> tuple[int, Quarter, Quarter, int]:
            dates = Quarter.parse(choice.start), Quarter.parse(choice.finish)
            return (self._claim(self.projects[choice.project]), *dates, places.index(choice.project))

        return [choice.project for choice in sorted(self.plan.choices, key=turn)]

    def _usable(self, name: str) -> list[str]:
        """Sources that the project may use: those that lapse first, then in the order of the case."""
        project = self.projects[name]
        barred = set()
        for row in self.case.sources:
            if row.only_for and project.project not in row.only_for and project.kind not in row.only_for:
                barred.add(row.source)
        allowed = [s for s in self.sources if s not in barred and (not project.funded_by or s in project.funded_by)]
        return [s for s in allowed if not self.keeps[s]] + [s for s in allowed if self.keeps[s]]

    def _planned_payments(self, name: str, step: int) -> dict[str, int]:
        quarter = str(Quarter.parse(self.chosen[name].start) + step)
        paid: Counter[str] = Counter()
        for row in self.plan.payments:
            if (row.project, row.quarter) == (name, quarter):
                paid[row.source] += row.amount
        return dict(paid)

    # --- quarter by quarter --------------------------------------------------------------------

    def run(self) -> Story:
        for quarter in self.case.horizon:
            self._money_arrives(quarter)
            self.left = {
                row.resource: row.amount for row in self.case.capacities if row.year == quarter.year
            }
            begun = [name for name in self.turns if self.done[name]]
            waiting = [name for name in self.turns if not self.done[name]]
            for name in begun:
                if name not in self.story.finish:
                    self._work(name, quarter)
            for name in waiting:
                if self._may_begin(name, quarter):
                    self._work(name, quarter)
        return self.story

    def _money_arrives(self, quarter: Quarter) -> None:
        if quarter == self.case.start or quarter.number == 1:
            for source in self.sources:
                if not self.keeps[source]:
                    self.balance[source] = 0
                self._arrive(source, self.luck.money.get((source, quarter.year), 0), quarter)
        for source, amount in self.coming[quarter]:
            self._arrive(source, amount, quarter)

    def _arrive(self, source: str, amount: int, quarter: Quarter) -> None:
        self.balance[source] += amount
        self.story.arrived[source, quarter.year] += amount

    def _is_free(self, name: str, quarter: Quarter) -> bool:
        if quarter < Quarter.parse(self.chosen[name].start) + self.luck.held[name]:
            return False
        for after in self.projects[name].after:
            if after.project not in self.chosen:
                continue  # done before the plan
            finish = self.story.finish.get(after.project)
            if finish is None or quarter - finish <= after.lag:
                return False
        return True

    def _may_begin(self, name: str, quarter: Quarter) -> bool:
        return self._is_free(name, quarter) and self._its_turn(name, quarter) and self._below_ceiling(name, quarter)

    def _its_turn(self, name: str, quarter: Quarter) -> bool:
        """Under an order of funding: no higher claim on the same money is free to begin and has not."""
        if self.options[name].cost == 0:
            return True
        mine = self._claim(self.projects[name])
        for other in self.chosen:
            higher = self._claim(self.projects[other]) < mine
            shares = set(self._usable(other)) & set(self._usable(name))
            if higher and shares and not self.done[other] and self._is_free(other, quarter):
                return False
        return True

    def _below_ceiling(self, name: str, quarter: Quarter) -> bool:
        """What would be owed at the year's end if all that has begun went on without a pause."""
        end = Quarter(quarter.year, 4)
        at_most = [row.at_most for row in self.case.obligations if row.year == quarter.year]
        if not at_most or end not in self.case.horizon:
            return True

        def owed(other: str, done: int) -> int:
            return self._paid_after(other, self.luck.quarters[other]) - self._paid_after(other, done + (end - quarter))

        mine = owed(name, 1)
        return mine == 0 or mine + sum(owed(other, done) for other, done in self.done.items() if done) <= at_most[0]

    def _paid_after(self, name: str, work: int) -> int:
        """The planned profile, stretched over what the work really takes and costs, in whole million VND."""
        option, takes, costs = self.options[name], self.luck.quarters[name], self.luck.cost[name]
        if option.cost == 0:
            return 0
        if work >= takes:
            return costs
        planned_work = Fraction(work * option.quarters, takes)
        whole = floor(planned_work)
        instalments = _instalments(option)
        planned = sum(instalments[:whole]) + instalments[whole] * (planned_work - whole)
        return floor(Fraction(costs, option.cost) * planned)

    def _work(self, name: str, quarter: Quarter) -> None:
        option = self.options[name]
        needs = [row for row in self.case.demands if (row.project, row.option) == (name, option.option)]
        for resource in {row.resource for row in needs}:
            if sum(row.amount for row in needs if row.resource == resource) > self.left.get(resource, Decimal(0)):
                self.story.waited_capacity[name] += 1
                return
        due = self._paid_after(name, self.done[name] + 1) - self.spent[name]
        if due > sum(self.balance[source] for source in self._usable(name)):
            self.story.waited_money[name] += 1
            return
        for row in needs:
            self.left[row.resource] -= row.amount
        self._pay(name, due, quarter)
        if not self.done[name]:
            self.story.start[name] = quarter
        self.done[name] += 1
        self.story.worked.add((name, quarter))
        if self.done[name] == self.luck.quarters[name]:
            self._finish(name, quarter)

    def _pay(self, name: str, due: int, quarter: Quarter) -> None:
        option = self.options[name]
        step = floor(Fraction(self.done[name] * option.quarters, self.luck.quarters[name]))
        planned = self._planned_payments(name, step)
        missing = due
        for source, amount in planned.items():
            missing -= self._take(source, floor(due * Fraction(amount, sum(planned.values()))), quarter)
        for source in self._usable(name):
            missing -= self._take(source, missing, quarter)
        assert missing == 0
        self.spent[name] += due

    def _take(self, source: str, wanted: int, quarter: Quarter) -> int:
        given = min(self.balance[source], wanted)
        self.balance[source] -= given
        self.story.paid[source, quarter.year] += given
        return given

    def _finish(self, name: str, quarter: Quarter) -> None:
        self.story.finish[name] = quarter
        for row in self.case.receipts:
            if (row.project, row.option) == (name, self.options[name].option):
                self.coming[quarter + (1 + row.lag_quarters)].append((row.source, self.luck.receipts[row]))


def _instalments(option: Option) -> list[int]:
    """What each planned quarter costs: rounded down, what is left to the largest remainders, the earliest first."""
    shares = list(option.profile) or [Decimal(1)] * option.quarters
    exact = [option.cost * Fraction(share) / Fraction(sum(shares)) for share in shares]
    whole = [floor(amount) for amount in exact]
    order = sorted(range(option.quarters), key=lambda n: exact[n] - whole[n], reverse=True)
    for n in order[: option.cost - sum(whole)]:
        whole[n] += 1
    return whole


class Date:
    """The first quarter at whose end the goals of first priority are met; remembers what the exact scorer said."""

    def __init__(self, case: Case, rulebook: Rulebook) -> None:
        self.case, self.rulebook = case, rulebook
        self.moving = {(effect.project, effect.option) for effect in case.effects}
        self.known: dict[object, tuple[dict[str, bool], Fraction]] = {}

    def of(self, plan: Plan, story: Story, growth: Mapping[str, Decimal]) -> tuple[Quarter | None, list[Fraction]]:
        """The date, and the points at the end of every quarter."""
        options = {choice.project: choice.option for choice in plan.choices}
        goals = [g for g in self.case.stated_goals if g.priority == min(g.priority for g in self.case.stated_goals)]
        held: dict[tuple[str, Quarter], bool] = {}
        date, points = None, []
        for quarter in self.case.horizon:
            done = {
                name: options[name]
                for name, finish in story.finish.items()
                if finish <= quarter and (name, options[name]) in self.moving
            }
            holds, total = self._at(quarter, done, growth)
            points.append(total)
            for goal in goals:
                held[goal.goal, quarter] = holds[goal.goal]
            met = all(
                held[g.goal, quarter] and (g.by is None or quarter <= g.by or held.get((g.goal, g.by), False))
                for g in goals
            )
            date = quarter if met and date is None else date
        return date, points

    def _at(
        self, quarter: Quarter, done: Mapping[str, str], growth: Mapping[str, Decimal]
    ) -> tuple[dict[str, bool], Fraction]:
        key = (quarter, frozenset(done.items()), frozenset(growth.items()))
        if key not in self.known:
            self.known[key] = self._judge(quarter, done, growth)
        return self.known[key]

    def _judge(
        self, quarter: Quarter, done: Mapping[str, str], growth: Mapping[str, Decimal]
    ) -> tuple[dict[str, bool], Fraction]:
        rows = [
            row
            if row.growth_per_year is None or row.quantity not in growth
            else replace(row, growth_per_year=row.growth_per_year + growth[row.quantity])
            for row in self.case.quantities
        ]
        case = replace(self.case, quantities=tuple(rows))
        effects: list[Effect] = [e for e in case.effects if done.get(e.project) == e.option]
        assessment = assess(case, self.rulebook, quarter, effects)
        holds = {}
        for goal in case.stated_goals:
            if goal.kind == "recognition":
                holds[goal.goal] = assessment.recognised == "yes"
            elif goal.kind == "standard":
                standard = assessment.standard(goal.subject or "")
                wanted = standard.points_min if goal.at_least is None else goal.at_least
                holds[goal.goal] = standard.points.low >= wanted
            else:
                value = figures_of(case, self.rulebook, quarter, effects)[goal.subject or ""].value
                least: object = goal.at_least
                if isinstance(least, str):
                    kind = self.rulebook.quantity(goal.subject or "")
                    value, least = kind.rank(value or ""), kind.rank(least)
                holds[goal.goal] = value is not None and least is not None and value >= least
        return holds, assessment.total.low
