"""The oracle: every combination of options and starts of a small case, in plain Python and exact numbers.

Shares no code with the planner or the scorer.
"""

from __future__ import annotations

import itertools
from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction as F

from vedich.case import Case, Project

RANK = {"low": 0, "mid": 1, "top": 2}
MINIMA = {"A": F(3), "B": F(2)}


def quarters_of(case: Case) -> list[tuple[int, int]]:
    year, number = case.start.year, case.start.number
    out = []
    for _ in range(case.quarters):
        out.append((year, number))
        year, number = (year, number + 1) if number < 4 else (year + 1, 1)
    return out


def people_at(case: Case, year: int, number: int) -> F:
    row = next(r for r in case.quantities if r.quantity == "people")
    if row.growth_per_year is None:
        return F(row.value)
    months = 12 * (year - 2026) + 3 * number - 12
    with localcontext() as context:
        context.prec = 40
        grown = row.value * (1 + row.growth_per_year / 100) ** (Decimal(months) / 12)
        context.prec = 12
        return F(+grown)


def linear(value: F, least: F, most: F, p_least: F, p_most: F) -> F:
    if most < least:
        value, least, most = -value, -least, -most
    if value >= most:
        return p_most
    return p_least + (p_most - p_least) * (value - least) / (most - least) if value >= least else F(0)


def points(roads: F, role: int, per_thousand: F, waste: F) -> dict[str, F]:
    return {
        "A1": linear(roads, F(10), F(20), F(3), F(5)),
        "A2": [F(0), F(3), F(5)][role],
        "B1": linear(per_thousand, F(2), F(4), F(7, 2), F(5)),
        "B2": linear(waste, F(30), F(10), F(5, 2), F(5)),
    }


def instalments(cost: int, quarters: int, profile: tuple[Decimal, ...]) -> list[int]:
    shares = [F(s) for s in profile] or [F(1, quarters)] * quarters
    total = sum(shares)
    exact = [F(cost) * s / total for s in shares]
    amounts = [int(x) for x in exact]
    order = sorted(range(quarters), key=lambda q: (-(exact[q] - amounts[q]), q))
    for q in order[: cost - sum(amounts)]:
        amounts[q] += 1
    return amounts


def max_flow(capacity: dict[tuple, dict[tuple, int]], source: tuple, sink: tuple) -> int:
    flow = 0
    while True:
        parent = {source: source}
        queue = deque([source])
        while queue and sink not in parent:
            node = queue.popleft()
            for to, room in capacity[node].items():
                if room > 0 and to not in parent:
                    parent[to] = node
                    queue.append(to)
        if sink not in parent:
            return flow
        path, node = [], sink
        while node != source:
            path.append((parent[node], node))
            node = parent[node]
        push = min(capacity[a][b] for a, b in path)
        for a, b in path:
            capacity[a][b] -= push
            capacity[b][a] = capacity[b].get(a, 0) + push
        flow += push


def payable(case: Case, chosen: dict[str, tuple], quarters: list[tuple[int, int]]) -> bool:
    """A flow from envelopes and receipts, carried from quarter to quarter, to the instalments."""
    capacity: dict[tuple, dict[tuple, int]] = defaultdict(dict)
    names = {r.source for r in case.funding} | {r.source for r in case.receipts}
    keeps = {n: all(r.carry_over for r in case.funding if r.source == n) for n in names}
    income: dict[tuple, int] = defaultdict(int)
    for row in case.funding:
        for t, (year, _) in enumerate(quarters):
            if year == row.year:
                held = sum((r.contingency_percent for r in case.sources if r.source == row.source), Decimal(0))
                income[row.source, t] += int(F(row.amount) * (100 - F(held)) / 100)
                break
    for row in case.receipts:
        if row.project in chosen and chosen[row.project][0].option == row.option:
            option, start = chosen[row.project]
            usable = start + option.quarters + row.lag_quarters
            if usable < case.quarters:
                income[row.source, usable] += row.amount
    for n in names:
        for t in range(case.quarters):
            capacity["s",]["m", n, t] = income[n, t]
            if t + 1 < case.quarters and (keeps[n] or quarters[t][0] == quarters[t + 1][0]):
                capacity["m", n, t]["m", n, t + 1] = 10**9
    due = 0
    for project in case.projects:
        if project.project in chosen:
            option, start = chosen[project.project]
            for step, amount in enumerate(instalments(option.cost, option.quarters, option.profile)):
                if amount:
                    due += amount
                    capacity["d", project.project, start + step]["t",] = amount
                    for n in payers(case, project, names):
                        capacity["m", n, start + step]["d", project.project, start + step] = 10**9
    return max_flow(capacity, ("s",), ("t",)) == due


def payers(case: Case, project: Project, names: set[str]) -> set[str]:
    mine = set(project.funded_by) if project.funded_by else set(names)
    for row in case.sources:
        if row.only_for and project.project not in row.only_for and project.kind not in row.only_for:
            mine.discard(row.source)
    return mine


def owes_no_more(case: Case, chosen: dict[str, tuple], quarters: list[tuple[int, int]]) -> bool:
    for row in case.obligations:
        if (row.year, 4) in quarters:
            end = quarters.index((row.year, 4))
            owed = 0
            for option, start in chosen.values():
                if start <= end:
                    owed += sum(instalments(option.cost, option.quarters, option.profile)[max(0, end - start + 1) :])
            if owed > row.at_most:
                return False
    return True


def in_order_of_claims(case: Case, chosen: dict[str, tuple]) -> bool:
    if case.funding_order is None:
        return True
    ranks = {"debt": 1, "underfunded": 2, "carried_over": 3, "new": 4}
    names = {r.source for r in case.funding} | {r.source for r in case.receipts}
    status = {p.project: p.status for p in case.projects}
    for later in case.projects:
        if later.project not in chosen or chosen[later.project][0].cost == 0:
            continue
        t = chosen[later.project][1]
        for first in case.projects:
            if first.status == "done" or ranks[first.claim] >= ranks[later.claim]:
                continue
            if not payers(case, first, names) & payers(case, later, names):
                continue
            if first.earliest_start and first.earliest_start - case.start > t:
                continue
            ready = all(
                status[a.project] == "done"
                or (a.project in chosen and sum((chosen[a.project][1], chosen[a.project][0].quarters, a.lag)) <= t)
                for a in first.after
            )
            if ready and (first.project not in chosen or chosen[first.project][1] > t):
                return False
    return True


def crews_suffice(case: Case, chosen: dict[str, tuple], quarters: list[tuple[int, int]]) -> bool:
    used: dict[int, Decimal] = defaultdict(Decimal)
    for row in case.demands:
        if row.project in chosen and chosen[row.project][0].option == row.option:
            option, start = chosen[row.project]
            for t in range(start, start + option.quarters):
                used[t] += row.amount
    have = {r.year: r.amount for r in case.capacities}
    return all(amount <= have[quarters[t][0]] for t, amount in used.items())


def in_order(case: Case, chosen: dict[str, tuple]) -> bool:
    status = {p.project: p.status for p in case.projects}
    for project in case.projects:
        if project.project not in chosen:
            continue
        start = chosen[project.project][1]
        for after in project.after:
            if status[after.project] == "done":
                continue
            if after.project not in chosen:
                return False
            option, begun = chosen[after.project]
            if start < begun + option.quarters + after.lag:
                return False
    return True


@dataclass
class Best:
    """The key of the best plan by each objective; None where there is no plan. Smaller is better.

    earliest: (dates by priority (the horizon's length where never), cost, −points then); cheapest: (cost, date, −points
    then); most-points: (−points at the last quarter that counts, cost).
    """

    earliest: tuple | None = None
    cheapest: tuple | None = None
    most_points: tuple | None = None


def brute_force(case: Case, last: int | None = None, budget: int | None = None) -> Best:
    """Every combination of options and starts. `last`: number of the last quarter that counts; `budget`: most cost."""
    quarters = quarters_of(case)
    last = len(quarters) - 1 if last is None else last
    best = Best()
    for chosen, cost, met, totals in orderly(case, budget):
        keys = {
            "earliest": earliest_key(case, met, totals, cost, last),
            "cheapest": cheapest_key(case, met, totals, cost, last),
            "most_points": most_points_key(case, met, totals, cost, last),
        }
        better = {
            name: key
            for name, key in keys.items()
            if key is not None and (getattr(best, name) is None or key < getattr(best, name))
        }
        if better and possible(case, chosen, quarters):
            for name, key in better.items():
                setattr(best, name, key)
    return best


def orderly(case: Case, budget: int | None = None) -> Iterator[tuple[dict[str, tuple], int, list[set], list[F]]]:
    """Every choice in its windows and order, paid for or not: choices, cost, goals met and total by quarter."""
    people = [people_at(case, *q) for q in quarters_of(case)]
    base = {r.quantity: r.value for r in case.quantities}
    ways = []
    for project in case.projects:
        if project.status == "done":
            continue
        mine: list[tuple | None] = [] if project.status in {"committed", "running"} else [None]
        for option in case.options:
            if option.project != project.project:
                continue
            first = project.earliest_start - case.start if project.earliest_start else 0
            end = project.latest_finish - case.start if project.latest_finish else case.quarters - 1
            for s in range(max(first, 0), end - option.quarters + 2):
                if project.status != "running" or s == 0:
                    mine.append((project.project, option, s))
        ways.append(mine)
    for combination in itertools.product(*ways):
        chosen = {name: (option, s) for name, option, s in (c for c in combination if c)}
        cost = sum(option.cost for option, _ in chosen.values())
        if (budget is None or cost <= budget) and in_order(case, chosen):
            yield chosen, cost, *quarter_by_quarter(case, chosen, base, people)


def possible(case: Case, chosen: dict[str, tuple], quarters: list[tuple[int, int]]) -> bool:
    return (
        crews_suffice(case, chosen, quarters)
        and owes_no_more(case, chosen, quarters)
        and in_order_of_claims(case, chosen)
        and payable(case, chosen, quarters)
    )


def earliest_key(case: Case, met: list[set], totals: list[F], cost: int, last: int) -> tuple | None:
    dates = []
    for priority in sorted({g.priority for g in case.stated_goals}):
        wanted = {g.goal for g in case.stated_goals if g.priority == priority}
        dates.append(next((t for t, names in enumerate(met[: last + 1]) if wanted <= names), case.quarters))
    return None if dates[0] == case.quarters else (tuple(dates), cost, -totals[dates[0]])


def cheapest_key(case: Case, met: list[set], totals: list[F], cost: int, last: int) -> tuple | None:
    wanted = {g.goal for g in case.stated_goals}
    date = next((t for t, names in enumerate(met[: last + 1]) if wanted <= names), None)
    return None if date is None else (cost, date, -totals[date])


def most_points_key(case: Case, met: list[set], totals: list[F], cost: int, last: int) -> tuple | None:
    for goal in case.stated_goals:
        if goal.by is not None and goal.by - case.start <= last and goal.goal not in met[goal.by - case.start]:
            return None
    return (-totals[last], cost)


def quarter_by_quarter(case: Case, chosen: dict, base: dict, people: list[F]) -> tuple[list[set], list[F]]:
    """The goals met at the end of each quarter (those past their deadline only if met then too), and the total."""
    held: dict[tuple[str, int], bool] = {}
    met: list[set] = []
    totals: list[F] = []
    for t in range(case.quarters):
        roads, role, beds, waste = F(base["roads"]), RANK[base["role"]], F(base["beds"]), F(base["waste"])
        for e in case.effects:
            if e.project in chosen and chosen[e.project][0].option == e.option:
                option, s = chosen[e.project]
                if s + option.quarters - 1 <= t:
                    if e.quantity == "roads":
                        roads += F(e.amount)
                    elif e.quantity == "beds":
                        beds += F(e.amount)
                    elif e.quantity == "waste":
                        waste += F(e.amount)
                    else:
                        role = max(role, RANK[e.amount])
        p = points(roads, role, beds / people[t] * 1000, waste)
        groups = {"A": p["A1"] + p["A2"], "B": p["B1"] + p["B2"]}
        recognised = sum(p.values()) >= 11 and all(groups[g] >= MINIMA[g] for g in groups)
        for goal in case.stated_goals:
            if goal.kind == "recognition":
                ok = recognised
            elif goal.kind == "standard":
                least = {"A1": F(3), "A2": F(3), "B1": F(7, 2), "B2": F(5, 2)}[goal.subject]
                ok = p[goal.subject] >= (least if goal.at_least is None else F(goal.at_least))
            elif goal.subject == "roads":
                ok = roads >= F(goal.at_least)
            else:
                ok = role >= RANK[goal.at_least]
            held[goal.goal, t] = ok
        met.append(
            {
                g.goal
                for g in case.stated_goals
                if held[g.goal, t] and (g.by is None or g.by - case.start >= t or held[g.goal, g.by - case.start])
            }
        )
        totals.append(sum(p.values()))
    return met, totals
