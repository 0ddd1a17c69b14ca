"""Random plans that the verifier accepts, made backwards: first a schedule, then just the money and capacity for it.

So almost everything that can bind binds as soon as a scenario differs: several sources, earmarks, contingency, lapsing
money, receipts, capacities in fractions, ceilings on obligations, claims, predecessors with lags.
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from math import ceil

from tests.planning.random_cases import random_case, small_rulebook
from vedich.case import (
    After,
    Capacity,
    Case,
    Demand,
    Effect,
    Funding,
    Goal,
    ObligationCeiling,
    Option,
    Project,
    Quarter,
    Receipt,
    Source,
)
from vedich.planning import Plan, verify
from vedich.planning.achievement import scores_by_quarter
from vedich.planning.problem import spread
from vedich.planning.result import Choice, GoalDate, Payment, Spending

RULEBOOK = small_rulebook()
CLAIMS = ("debt", "underfunded", "carried_over", "new")


def random_plan(seed: int) -> tuple[Case, Plan]:
    """A case of 3 to 8 projects over 5 to 10 quarters and a plan for it that the verifier accepts."""
    draft = _Draft(random.Random(f"risk {seed}"), random_case(seed))
    case, plan = draft.case, draft.stated(draft.case)
    if plan.reached is None:  # deadlines that are not kept
        case = replace(case, goals=tuple(replace(goal, by=None) for goal in case.goals))
        plan = draft.stated(case)
    refused = {refusal.rule for refusal in verify(case, RULEBOOK, plan)}
    assert refused <= {"verify.order"}, (seed, refused)
    return (replace(case, funding_order=None) if refused else case), plan


@dataclass
class _Draft:
    rng: random.Random
    base: Case
    projects: list[Project] = field(default_factory=list)
    options: list[Option] = field(default_factory=list)
    effects: list[Effect] = field(default_factory=list)
    demands: list[Demand] = field(default_factory=list)
    receipts: list[Receipt] = field(default_factory=list)
    starts: dict[str, int] = field(default_factory=dict)
    ways: dict[str, Option] = field(default_factory=dict)
    payments: list[tuple[str, str, int, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        rng = self.rng
        self.quarters = rng.randint(5, 10)
        self.start = Quarter(2027, rng.randint(1, 4))
        self.sources = ["land", "city", "state"][: rng.choice([1, 2, 3, 3])]
        self.keeps = {name: rng.random() < (0.8 if name == "land" else 0.3) for name in self.sources}
        self.earmarks = {name: rng.choice([(), (), (), ("road", "P1"), ("clearance", "P2")]) for name in self.sources}
        self.held_back = {name: Decimal(rng.choice(["0", "0", "10", "12.5"])) for name in self.sources}
        for number in range(rng.randint(3, 8)):
            self._add(f"P{number + 1}")
        self.case = self._case()

    def _add(self, name: str) -> None:
        rng = self.rng
        kind = rng.choice([None, "road", "clearance"])
        open_ = [s for s in self.sources if not self.earmarks[s] or {name, kind} & set(self.earmarks[s])]
        funded_by = tuple(rng.sample(self.sources, rng.randint(1, len(self.sources)))) if rng.random() < 0.4 else ()
        usable = [s for s in open_ if not funded_by or s in funded_by]
        before = [After(p.project, rng.choice([0, 0, 1, 2])) for p in self.projects if rng.random() < 0.25]
        before = [after for after in before if after.project in self.starts]
        status = "running" if not before and rng.random() < 0.15 else "candidate"
        quarters = rng.randint(1, 4)
        cost = rng.choice([0, rng.randint(1, 9), rng.randint(10, 60), rng.randint(100, 900)]) if usable else 0
        profile = tuple(Decimal(rng.randint(0, 5)) for _ in range(quarters)) if rng.random() < 0.4 else ()
        option = Option(name, "a", None, quarters, cost, profile if any(profile) else ())
        first = max([0, *(self.starts[a.project] + self.ways[a.project].quarters + a.lag for a in before)])
        first = 0 if status == "running" else first + rng.choice([0, 0, 0, 1, 2])
        opens = self.start + first if rng.random() < 0.2 and status != "running" else None
        self.projects.append(
            Project(name, name, kind, status, tuple(before), opens, None, funded_by, None, rng.choice(CLAIMS))
        )
        self.options += [option, Option(name, "b", None, quarters + 1, cost + 1, ())]
        if first + quarters > self.quarters or (status == "candidate" and rng.random() < 0.1):
            if status == "running":
                self.projects[-1] = replace(self.projects[-1], status="candidate")
            return
        self.starts[name], self.ways[name] = first, option
        self._fill(name, usable)

    def _fill(self, name: str, usable: list[str]) -> None:
        """What the project does, needs, brings in, and who pays for it."""
        rng, option = self.rng, self.ways[name]
        for quantity in rng.sample(["roads", "role", "beds", "waste"], rng.choice([0, 1, 1, 2])):
            steps = {"roads": rng.randint(1, 9), "beds": rng.randint(1, 9), "waste": -rng.randint(1, 15)}
            amount = rng.choice(["mid", "top"]) if quantity == "role" else Decimal(steps[quantity])
            self.effects.append(Effect(name, "a", quantity, amount))
        for resource in rng.sample(["crew", "clerk"], rng.choice([0, 1, 1, 2])):
            self.demands.append(Demand(name, "a", resource, Decimal(rng.choice(["1", "1", "0.5", "0.75", "1.2"]))))
        if rng.random() < 0.35:
            to = rng.choice(self.sources)
            self.receipts.append(Receipt(name, "a", to, rng.randint(5, 200), rng.choice([0, 0, 1, 2])))
        for step, amount in enumerate(spread(option.cost, option.quarters, option.profile)):
            payers = rng.sample(usable, min(len(usable), rng.choice([1, 2, 2, 3]))) if amount else []
            left = amount
            for payer in payers[:-1]:
                part = rng.randint(0, left)
                self._pay(name, payer, step, part)
                left -= part
            if payers:
                self._pay(name, payers[-1], step, left)

    def _pay(self, name: str, source: str, step: int, amount: int) -> None:
        if amount:
            self.payments.append((name, source, self.starts[name] + step, amount))

    # --- money and capacity that are just enough ------------------------------------------------

    def _case(self) -> Case:
        rng = self.rng
        case = replace(
            self.base,
            start=self.start,
            quarters=self.quarters,
            projects=tuple(self.projects),
            options=tuple(self.options),
            effects=tuple(self.effects),
            demands=tuple(self.demands),
            receipts=tuple(self.receipts),
            funding=tuple(row for name in self.sources for row in self._funding(name)),
            sources=tuple(Source(name, None, self.earmarks[name], self.held_back[name]) for name in self.sources),
            goals=self._goals(),
            obligations=(),
            funding_order="nq-70-2025" if rng.random() < 0.6 else None,
        )
        if rng.random() < 0.7:
            case = replace(case, projects=self._claims_by_start())
        return replace(case, capacities=self._capacities(case), obligations=self._ceilings(case))

    def _claims_by_start(self) -> tuple[Project, ...]:
        """Higher claims for what starts earlier, so that the order of funding is kept."""
        dates = sorted(set(self.starts.values()))
        return tuple(
            replace(p, claim=CLAIMS[min(3, dates.index(self.starts[p.project]))] if p.project in self.starts else "new")
            for p in self.projects
        )

    def _goals(self) -> tuple[Goal, ...]:
        rng = self.rng
        if rng.random() < 0.4:
            return self.base.goals
        goals = [Goal("g1", "standard", rng.choice(["A1", "B2"]), None, None)]
        if rng.random() < 0.6:
            by = self.start + rng.randrange(self.quarters) if rng.random() < 0.4 else None
            goals.append(Goal("g2", "quantity", "roads", Decimal(rng.randint(5, 16)), by))
        return tuple(goals)

    def _years(self) -> list[int]:
        return sorted({(self.start + t).year for t in range(self.quarters)})

    def _funding(self, source: str) -> list[Funding]:
        """The least that pays for the plan, or somewhat more, with the contingency on top."""
        arriving: Counter[int] = Counter()
        for row in self.receipts:
            finish = self.starts[row.project] + self.ways[row.project].quarters - 1
            arriving[finish + 1 + row.lag_quarters] += row.amount * (row.source == source)
        rows, balance = [], 0
        for year in self._years():
            quarters = [t for t in range(self.quarters) if (self.start + t).year == year]
            balance = balance if self.keeps[source] else 0
            lowest = running = 0
            for t in quarters:
                running += arriving[t] - sum(a for _, f, q, a in self.payments if (f, q) == (source, t))
                lowest = min(lowest, running + balance)
            needed = -lowest + self.rng.choice([0, 0, 0, 0, 3, 50])
            amount = ceil(needed / (1 - Fraction(self.held_back[source]) / 100))
            rows.append(Funding(source, year, amount, None, None, self.keeps[source]))
            balance += running + int(amount * (1 - Fraction(self.held_back[source]) / 100))
        return rows

    def _capacities(self, case: Case) -> tuple[Capacity, ...]:
        used: Counter[tuple[str, int]] = Counter()
        for row in self.demands:
            for step in range(self.ways[row.project].quarters):
                used[row.resource, self.starts[row.project] + step] += Fraction(row.amount)
        rows = []
        for resource in ("crew", "clerk"):
            for year in self._years():
                most = max(used[resource, t] for t in range(self.quarters) if (self.start + t).year == year)
                amount = Decimal(most.numerator) / Decimal(most.denominator) if most else Decimal(0)
                rows.append(Capacity(resource, year, amount + self.rng.choice([0, 0, 1])))
        return tuple(rows)

    def _ceilings(self, case: Case) -> tuple[ObligationCeiling, ...]:
        rows = []
        for year in self._years():
            end = Quarter(year, 4) - self.start
            if self.rng.random() < 0.5:
                begun = [name for name, start in self.starts.items() if start <= end]
                owed = sum(self.ways[name].cost for name in begun)
                owed -= sum(amount for _, _, t, amount in self.payments if t <= end)
                rows.append(ObligationCeiling(year, owed + self.rng.choice([0, 0, 20])))
        return tuple(rows)

    # --- the plan in words -----------------------------------------------------------------------

    def stated(self, case: Case) -> Plan:
        """The schedule as a plan: the earliest date if the goals are met, else the most points by the end."""
        finish = {name: self.start + (start + self.ways[name].quarters - 1) for name, start in self.starts.items()}
        effects = [(finish[e.project], e) for e in case.effects if e.project in finish and e.option == "a"]
        score = scores_by_quarter(case, RULEBOOK, effects)
        top = min(goal.priority for goal in case.stated_goals)

        def reached(names: set[str]) -> str | None:
            return next((row.quarter for row in score if names <= set(row.met)), None)

        date = reached({goal.goal for goal in case.stated_goals if goal.priority == top})
        last = str(case.horizon[-1])
        spending: Counter[tuple[str, str, int]] = Counter()
        for name, source, t, amount in self.payments:
            spending[name, source, (self.start + t).year] += amount
        return Plan(
            case="00001 Nhỏ",
            rulebook="small",
            figures="illustrative",
            status="feasible",
            objective="most-points" if date is None else "earliest",
            by=last if date is None else None,
            budget=None,
            at=date or last,
            reached=reached({goal.goal for goal in case.stated_goals}) if date is None else date,
            not_before=None,
            proved=False,
            cost=sum(option.cost for option in self.ways.values()),
            bound=None,
            goals=tuple(
                GoalDate(goal=g.goal, priority=g.priority, reached=reached({g.goal}), not_before=None, proved=False)
                for g in case.stated_goals
            ),
            stages=(),
            shortfall=None,
            choices=tuple(
                Choice(
                    project=name,
                    option="a",
                    start=str(self.start + start),
                    finish=str(finish[name]),
                    cost=self.ways[name].cost,
                )
                for name, start in self.starts.items()
            ),
            spending=tuple(
                Spending(project=name, source=source, year=year, amount=amount)
                for (name, source, year), amount in spending.items()
            ),
            payments=tuple(
                Payment(project=name, source=source, quarter=str(self.start + t), amount=amount)
                for name, source, t, amount in self.payments
            ),
            score=score,
            ended="time_limit",
            verified=True,
            seconds=0.0,
        )

