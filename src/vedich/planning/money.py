"""Money in the program: what each quarter of work costs is paid from sources that have it by then.

Projects that may use the same sources pay together (a pool): money has no name inside a source, so the split
between projects is found afterwards (`planning/payments.py`). A source without receipts is counted by calendar
year, since its envelope is there from the year's first quarter; a source with receipts by quarter.
Amounts are in tỷ đồng inside the program, so that they are near 1.

With `extra`, every source may be given more in any year (the caller puts a price on those columns).
"""

from __future__ import annotations

from collections.abc import Mapping

from vedich.planning.linear import INFINITY, LinearProgram, Term
from vedich.planning.problem import PlanningProblem

MILLION = 0.001  # one million VND in tỷ
Pool = tuple[int, ...]  # the sources it may use


class MoneyRows:
    """Adds the rows; `pay` maps (pool, source, period) to the column of money paid, period a quarter or a year.

    `extra`: by (source, year), the column of usable money beyond the envelope; none unless asked for.
    """

    def __init__(
        self,
        problem: PlanningProblem,
        program: LinearProgram,
        x: Mapping[tuple[int, int, int], int],
        *,
        extra: bool = False,
    ) -> None:
        self.problem = problem
        self.program = program
        self.x = x
        self.extra: dict[tuple[int, int], int] = {}
        self._may_add = extra
        self.pay: dict[tuple[Pool, int, int], int] = {}
        self._by_quarter = frozenset(f for f, source in enumerate(problem.sources) if source.has_receipts)
        self._add_pools()
        for number in range(len(problem.sources)):
            self._add_source(number)

    def _needs(self) -> dict[Pool, list[list[Term]]]:
        """By pool and quarter: Σ amount[t − s] · x[j,w,s]."""
        needs: dict[Pool, list[list[Term]]] = {}
        for (j, w, s), column in self.x.items():
            job = self.problem.jobs[j]
            pool = tuple(sorted(job.sources))
            by_quarter = needs.setdefault(pool, [[] for _ in range(self.problem.horizon)])
            for step, amount in enumerate(job.ways[w].amounts):
                if amount:
                    by_quarter[s + step].append((column, amount * MILLION))
        return needs

    def _column(self, pool: Pool, source: int, period: int) -> int:
        key = (pool, source, period)
        if key not in self.pay:
            self.pay[key] = self.program.column(0.0, INFINITY)
        return self.pay[key]

    def _add_pools(self) -> None:
        """A pool's quarter: paid by quarter ≤ needed; its year: Σ paid by quarter + Σ paid by year = needed."""
        for pool, needs in self._needs().items():
            quarterly = [f for f in pool if f in self._by_quarter]
            yearly = [f for f in pool if f not in self._by_quarter]
            for year in self.problem.years:
                quarters = [t for t in range(self.problem.horizon) if self.problem.year(t) == year]
                if not any(needs[t] for t in quarters):
                    continue
                paid: list[Term] = [(self._column(pool, f, year), 1.0) for f in yearly]
                for t in quarters:
                    now = [(self._column(pool, f, t), 1.0) for f in quarterly] if needs[t] else []
                    paid += now
                    if now:
                        owed = [(c, -v) for c, v in needs[t]]
                        self.program.row([*now, *owed], lower=-INFINITY if yearly else 0.0, upper=0.0)
                if yearly or not quarterly:
                    year_needs = [(c, -v) for t in quarters for c, v in needs[t]]
                    self.program.row([*paid, *year_needs], 0.0, 0.0)

    def _add_source(self, number: int) -> None:
        """Balance after each period: what it had and got, less what it paid, is not negative.

        0 ≤ balance[k] ≤ balance[k−1] + envelope[k] + receipts[k] − paid[k], where balance[k−1] is dropped at the
        turn of a year if the source lapses. Money may be left lying, hence no equality.
        """
        source, problem = self.problem.sources[number], self.problem
        periods = range(problem.horizon) if source.has_receipts else problem.years
        receipts = self._receipts(number) if source.has_receipts else {}
        before: int | None = None
        for k in periods:
            year = problem.year(k) if source.has_receipts else k
            new_year = not source.has_receipts or k == 0 or problem.year(k - 1) != year
            if new_year and not source.carry_over:
                before = None
            paid = [(c, 1.0) for (_, f, period), c in self.pay.items() if f == number and period == k]
            envelope = source.by_year.get(year, 0) * MILLION if new_year else 0.0
            balance = self.program.column(0.0, INFINITY)
            terms = [(balance, 1.0), *paid, *((c, -v) for c, v in receipts.get(k, ()))]
            if before is not None:
                terms.append((before, -1.0))
            if new_year and self._may_add:
                self.extra[number, year] = self.program.column(0.0, INFINITY)
                terms.append((self.extra[number, year], -1.0))
            self.program.row(terms, lower=-INFINITY, upper=envelope)
            before = balance

    def _receipts(self, number: int) -> dict[int, list[Term]]:
        """By quarter: Σ amount · x of the options whose money becomes usable then."""
        arriving: dict[int, list[Term]] = {}
        for (j, w, s), column in self.x.items():
            way = self.problem.jobs[j].ways[w]
            for source, amount, after in way.receipts:
                usable = s + way.quarters - 1 + after
                if source == number and usable < self.problem.horizon:
                    arriving.setdefault(usable, []).append((column, amount * MILLION))
        return arriving
