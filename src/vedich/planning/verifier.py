"""The independent verifier: recomputes a plan from the Case in exact arithmetic and says everything that is wrong.

It shares no code with the model (import contract): its own reading of windows, precedence, profiles, ledgers and
capacities, and the exact scorer for points. A plan it refuses is never shown as a plan.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction

from vedich.case import Case, Effect, Option, Project, Quarter, funding_order
from vedich.planning.achievement import scores_by_quarter
from vedich.planning.result import Choice, Plan, QuarterScore, Refusal
from vedich.rulebooks import Rulebook


def verify(case: Case, rulebook: Rulebook, plan: Plan) -> tuple[Refusal, ...]:
    """Everything wrong with `plan` for `case`; empty if it may be shown. A result without a plan is not verified."""
    if plan.at is None:
        return (_refusal("verify.no_plan", "plan", ""),)
    return tuple(_Verification(case, rulebook, plan).refusals())


def _refusal(rule: str, where: str, detail: object) -> Refusal:
    return Refusal(rule=rule, where=where, detail=str(detail))


class _Verification:
    def __init__(self, case: Case, rulebook: Rulebook, plan: Plan) -> None:
        self.case, self.rulebook, self.plan = case, rulebook, plan
        self.projects = {project.project: project for project in case.projects}
        self.options = {(option.project, option.option): option for option in case.options}
        self.chosen = {choice.project: choice for choice in plan.choices}

    def refusals(self) -> Iterator[Refusal]:
        """First whether the plan can be read at all; sums and scores only then."""
        unreadable = [*self._unreadable()]
        yield from unreadable
        if unreadable:
            return
        yield from self._dates()
        yield from self._must_do()
        yield from self._precedence()
        yield from self._capacity()
        yield from self._costs()
        yield from self._paid_in_full()
        yield from self._ledgers()
        yield from self._obligations()
        yield from self._order_of_funding()
        yield from self._spending_by_year()
        yield from self._score()

    def _unreadable(self) -> Iterator[Refusal]:
        for name, times in Counter(choice.project for choice in self.plan.choices).items():
            if times > 1:
                yield _refusal("verify.twice", name, times)
        for choice in self.plan.choices:
            project = self.projects.get(choice.project)
            if project is None or project.status == "done":
                yield _refusal("verify.not_a_candidate", choice.project, "")
            elif (choice.project, choice.option) not in self.options:
                yield _refusal("verify.no_such_option", choice.project, choice.option)
            for text in (choice.start, choice.finish):
                yield from self._quarter_problem(choice.project, text)
        for payment in self.plan.payments:
            yield from self._quarter_problem(payment.project, payment.quarter)
        yield from self._quarter_problem("at", self.plan.at or "")
        for name, quarter in (("reached", self.plan.reached), ("by", self.plan.by)):
            if quarter is not None:
                yield from self._quarter_problem(name, quarter, within=name == "reached")

    def _quarter_problem(self, where: str, text: str, *, within: bool = True) -> Iterator[Refusal]:
        try:
            quarter = Quarter.parse(text)
        except ValueError:
            yield _refusal("verify.not_a_quarter", where, text)
            return
        if within and not self.case.start <= quarter < self.case.start + self.case.quarters:
            yield _refusal("verify.outside_horizon", where, text)

    def _option(self, choice: Choice) -> Option:
        return self.options[choice.project, choice.option]

    def _dates(self) -> Iterator[Refusal]:
        """Finish = start + quarters − 1, inside the window; running work starts in the first quarter."""
        for choice in self.plan.choices:
            project = self.projects[choice.project]
            start, finish = Quarter.parse(choice.start), Quarter.parse(choice.finish)
            if finish != start + (self._option(choice).quarters - 1):
                yield _refusal("verify.duration", choice.project, choice.finish)
            if project.earliest_start is not None and start < project.earliest_start:
                yield _refusal("verify.too_early", choice.project, choice.start)
            if project.latest_finish is not None and finish > project.latest_finish:
                yield _refusal("verify.too_late", choice.project, choice.finish)
            if project.status == "running" and start != self.case.start:
                yield _refusal("verify.running", choice.project, choice.start)

    def _must_do(self) -> Iterator[Refusal]:
        for project in self.case.projects:
            if project.status in {"committed", "running"} and project.project not in self.chosen:
                yield _refusal("verify.left_out", project.project, project.status)

    def _precedence(self) -> Iterator[Refusal]:
        for choice in self.plan.choices:
            for after in self.projects[choice.project].after:
                before = self.projects.get(after.project)
                if before is not None and before.status == "done":
                    continue
                first = self.chosen.get(after.project)
                if first is None:
                    yield _refusal("verify.without_predecessor", choice.project, after.project)
                elif Quarter.parse(choice.start) < Quarter.parse(first.finish) + (1 + after.lag):
                    yield _refusal("verify.before_predecessor", choice.project, after.project)

    def _capacity(self) -> Iterator[Refusal]:
        available = {(row.resource, row.year): row.amount for row in self.case.capacities}
        used: defaultdict[tuple[str, Quarter], Decimal] = defaultdict(Decimal)
        for demand in self.case.demands:
            choice = self.chosen.get(demand.project)
            if choice is not None and choice.option == demand.option:
                for step in range(self._option(choice).quarters):
                    used[demand.resource, Quarter.parse(choice.start) + step] += demand.amount
        for (resource, quarter), amount in used.items():
            if amount > available.get((resource, quarter.year), Decimal(0)):
                yield _refusal("verify.capacity", resource, quarter)

    def _costs(self) -> Iterator[Refusal]:
        for choice in self.plan.choices:
            if choice.cost != self._option(choice).cost:
                yield _refusal("verify.cost", choice.project, choice.cost)
        if self.plan.cost != sum(choice.cost for choice in self.plan.choices):
            yield _refusal("verify.total_cost", "plan", self.plan.cost)

    def _paid_in_full(self) -> Iterator[Refusal]:
        """Each quarter of work is paid exactly its share, from sources that the project may use."""
        paid: Counter[tuple[str, Quarter]] = Counter()
        for payment in self.plan.payments:
            project: Project | None = self.projects.get(payment.project)
            if payment.amount <= 0:
                yield _refusal("verify.amount", payment.project, payment.amount)
            if project is None or payment.project not in self.chosen:
                yield _refusal("verify.paid_for_nothing", payment.project, payment.amount)
            elif payment.source not in self._sources_of(project):
                yield _refusal("verify.source", payment.project, payment.source)
            paid[payment.project, Quarter.parse(payment.quarter)] += payment.amount
        due: Counter[tuple[str, Quarter]] = Counter()
        for choice in self.plan.choices:
            for step, amount in enumerate(_instalments(self._option(choice))):
                due[choice.project, Quarter.parse(choice.start) + step] += amount
        for key in sorted(due.keys() | paid.keys()):
            if due[key] != paid[key]:
                yield _refusal("verify.instalment", key[0], f"{key[1]}: {paid[key]} ≠ {due[key]}")

    def _sources_of(self, project: Project) -> set[str]:
        """The sources the project names (or all there are), less those whose earmark leaves it out."""
        known = {row.source for row in self.case.funding} | {row.source for row in self.case.receipts}
        barred = {
            row.source
            for row in self.case.sources
            if row.only_for and not {project.project, project.kind} & set(row.only_for)
        }
        return (set(project.funded_by) or known) - barred

    def _held_back(self, source: str, amount: int) -> int:
        """What may be spent of an envelope after the contingency, in whole million VND."""
        percent = sum((row.contingency_percent for row in self.case.sources if row.source == source), Decimal(0))
        spendable = Decimal(amount) * (100 - percent) / 100
        return int(spendable.to_integral_value(rounding=ROUND_FLOOR))

    def _obligations(self) -> Iterator[Refusal]:
        """What is begun and not yet paid at the end of a year, counted from the payments themselves."""
        for row in self.case.obligations:
            end = Quarter(row.year, 4)
            if end not in self.case.horizon:
                continue
            begun = {choice.project: choice.cost for choice in self.plan.choices if Quarter.parse(choice.start) <= end}
            paid = sum(
                payment.amount
                for payment in self.plan.payments
                if payment.project in begun and Quarter.parse(payment.quarter) <= end
            )
            if sum(begun.values()) - paid > row.at_most:
                yield _refusal("verify.obligations", str(row.year), sum(begun.values()) - paid)

    def _order_of_funding(self) -> Iterator[Refusal]:
        """Nothing that costs money starts before a project of a higher claim on the same money that could start."""
        order = funding_order(self.case)
        if order is None:
            return
        for choice in self.plan.choices:
            if not choice.cost:
                continue
            project, start = self.projects[choice.project], Quarter.parse(choice.start)
            for other in self.case.projects:
                higher = order.claims.index(other.claim) < order.claims.index(project.claim)
                shared = self._sources_of(other) & self._sources_of(project)
                if higher and shared and other.status != "done" and self._waits_for_money(other, start):
                    yield _refusal("verify.order", choice.project, other.project)

    def _waits_for_money(self, project: Project, quarter: Quarter) -> bool:
        """Whether `project` could have started by `quarter` and has not."""
        if project.earliest_start is not None and project.earliest_start > quarter:
            return False
        for after in project.after:
            if self.projects[after.project].status == "done":
                continue
            first = self.chosen.get(after.project)
            if first is None or Quarter.parse(first.finish) + (1 + after.lag) > quarter:
                return False
        choice = self.chosen.get(project.project)
        return choice is None or Quarter.parse(choice.start) > quarter

    def _ledgers(self) -> Iterator[Refusal]:
        """Walk each source through the quarters: never spend what is not there; lapsing money dies on 31 December."""
        spent: Counter[tuple[str, Quarter]] = Counter()
        for payment in self.plan.payments:
            spent[payment.source, Quarter.parse(payment.quarter)] += payment.amount
        arriving: Counter[tuple[str, Quarter]] = Counter()
        for receipt in self.case.receipts:
            choice = self.chosen.get(receipt.project)
            if choice is not None and choice.option == receipt.option:
                usable = Quarter.parse(choice.finish) + (1 + receipt.lag_quarters)
                arriving[receipt.source, usable] += receipt.amount
        for source in sorted({name for name, _ in spent}):
            envelopes = {row.year: row for row in self.case.funding if row.source == source}
            keeps = all(row.carry_over for row in envelopes.values())
            balance = 0
            for quarter in self.case.horizon:
                if quarter == self.case.start or quarter.number == 1:
                    row = envelopes.get(quarter.year)
                    balance = (balance if keeps else 0) + (self._held_back(source, row.amount) if row else 0)
                balance += arriving[source, quarter] - spent[source, quarter]
                if balance < 0:
                    yield _refusal("verify.overspent", source, f"{quarter}: {balance}")
                    break

    def _spending_by_year(self) -> Iterator[Refusal]:
        """The yearly table is the payments added up, each line once."""
        stated: Counter[tuple[str, str, int]] = Counter()
        for row in self.plan.spending:
            if stated[row.project, row.source, row.year]:
                yield _refusal("verify.twice", row.project, f"{row.source} {row.year}")
            stated[row.project, row.source, row.year] += row.amount
        summed: Counter[tuple[str, str, int]] = Counter()
        for payment in self.plan.payments:
            summed[payment.project, payment.source, Quarter.parse(payment.quarter).year] += payment.amount
        for key in sorted(stated.keys() | summed.keys()):
            if stated[key] != summed[key]:
                yield _refusal("verify.yearly", key[0], f"{key[1]} {key[2]}: {stated[key]} ≠ {summed[key]}")

    def _score(self) -> Iterator[Refusal]:
        """The stated score of each quarter is the exact one, and `reached` is the first quarter with all goals met."""
        finished = {name: Quarter.parse(choice.finish) for name, choice in self.chosen.items()}
        exact = scores_by_quarter(self.case, self.rulebook, self._effects_by_finish(finished))
        if len(self.plan.score) != len(exact):
            yield _refusal("verify.score_length", "score", len(self.plan.score))
        for stated, true in zip(self.plan.score, exact, strict=False):
            if stated != true:
                yield _refusal("verify.score", stated.quarter, float(true.total.low))
        yield from self._promise(exact)

    def _promise(self, exact: tuple[QuarterScore, ...]) -> Iterator[Refusal]:
        """The quarters and limits the plan speaks of, by its own objective."""
        plan, goals = self.plan, self.case.stated_goals
        if plan.objective == "earliest":
            top = min(goal.priority for goal in goals)
            wanted = {goal.goal for goal in goals if goal.priority == top}
        else:
            wanted = {goal.goal for goal in goals}
        first = next((row.quarter for row in exact if wanted.issubset(row.met)), None)
        if first != plan.reached:
            yield _refusal("verify.reached", "reached", first)
        last = self.case.start + (self.case.quarters - 1)
        asked = last if plan.by is None else min(last, Quarter.parse(plan.by))
        judged = first if plan.objective != "most-points" else str(asked)
        if plan.at != judged:
            yield _refusal("verify.reached", "at", judged)
        if Quarter.parse(plan.at or "") > asked:
            yield _refusal("verify.too_late", "by", plan.at)
        if plan.budget is not None and (plan.cost or 0) > plan.budget:
            yield _refusal("verify.over_budget", "budget", plan.cost)
        yield from self._goal_dates(exact)
        stages = {"cost": plan.cost, "points": next(row.total.low for row in exact if row.quarter == plan.at)}
        for stage in plan.stages:
            true = stages.get(stage.name, Quarter.parse(plan.at or "") - self.case.start)
            if stage.value is None or abs(stage.value - (true or 0)) > Fraction(1, 10**6):
                yield _refusal("verify.stage", stage.name, stage.value)

    def _goal_dates(self, exact: tuple[QuarterScore, ...]) -> Iterator[Refusal]:
        """Each goal is stated once, with its first quarter; deadlines that bind are kept."""
        stated = {row.goal: row for row in self.plan.goals}
        if len(stated) != len(self.plan.goals) or set(stated) != {goal.goal for goal in self.case.stated_goals}:
            yield _refusal("verify.goals", "goals", len(self.plan.goals))
            return
        for goal in self.case.stated_goals:
            first = next((row.quarter for row in exact if goal.goal in row.met), None)
            row = stated[goal.goal]
            if (row.reached, row.priority) != (first, goal.priority):
                yield _refusal("verify.goal_date", goal.goal, first)
            if self.plan.objective == "most-points" and goal.by is not None and self.plan.at is not None:
                due = str(goal.by)
                kept = any(r.quarter == due and goal.goal in r.met for r in exact)
                if goal.by <= Quarter.parse(self.plan.at) and not kept:
                    yield _refusal("verify.deadline", goal.goal, due)

    def _effects_by_finish(self, finished: dict[str, Quarter]) -> list[tuple[Quarter, Effect]]:
        return [
            (finished[effect.project], effect)
            for effect in self.case.effects
            if effect.project in finished and self.chosen[effect.project].option == effect.option
        ]


def _instalments(option: Option) -> list[int]:
    """cost × share in whole million VND: round down, then one more to the largest remainders, earliest first."""
    weights = [Fraction(share) for share in option.profile] or [Fraction(1)] * option.quarters
    exact = [Fraction(option.cost) * weight / sum(weights) for weight in weights]
    whole = [amount.numerator // amount.denominator for amount in exact]
    for _ in range(option.cost - sum(whole)):
        remainders = [amount - given for amount, given in zip(exact, whole, strict=True)]
        whole[remainders.index(max(remainders))] += 1
    return whole
