"""Selection first: which options are taken is decided in a small program, and only then when they are worked on.

The program of a quarter falls into two: what is taken (y and the points that it earns: hundreds of columns) and when it
is worked on and paid (x and money: tens of thousands). The first alone is a relaxation of the whole. A selection is
tried on a linear program of the second: how large a share λ of it could be worked on and paid, in fractions? If less
than all, the duals give a row that every possible selection keeps and this one does not (Benders, 1962, in the normal
form of Fischetti, Salvagnin and Zanette, 2010).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from vedich.planning.effort import ITERATIONS_A_SECOND, Effort
from vedich.planning.linear import INFINITY, LinearProgram, Term
from vedich.planning.model import Model
from vedich.planning.solver import THREADS, new_solver

FITS = 1 - 1e-6  # so large a share is all of it
SLACK = 1e-6  # by which a row is loosened against the solver's rounding, of its largest coefficient
ROUNDING = 1e-5  # by which a row, its largest coefficient 1, is missed without meaning it
NEGLIGIBLE = 1e-9  # a coefficient so small, of the largest, is rounding


class Selection:
    """The program of what is taken. `columns`: the model's columns it has, in its own order.

    `cuts`: what was learnt of the schedule, as rows (terms of the model's columns, lower) that hold for every plan.
    """

    def __init__(self, model: Model, effort: Effort) -> None:
        self.model, self.effort = model, effort
        self.columns = [column for column in range(len(model.program.lower)) if column not in model.schedule]
        self.place = {column: place for place, column in enumerate(self.columns)}
        self.program = self._columns_of(model.program)
        self.cuts: list[tuple[list[Term], float]] = []
        # Rows that join the two: by row of the schedule's program, its columns here.
        self._joining: dict[int, list[tuple[int, float]]] = {}
        schedule = self._split(model.program)
        self._bounds = (schedule.row_lower, schedule.row_upper)
        self._upper = schedule.upper
        self._share = len(schedule.lower) - 1
        self._solver = self._ready(schedule)
        self._add_precedence()

    # --- the two programs ----------------------------------------------------------------------

    def _columns_of(self, whole: LinearProgram) -> LinearProgram:
        mine = LinearProgram()
        for column in self.columns:
            mine.column(
                whole.lower[column], whole.upper[column], integer=whole.integer[column], cost=whole.cost[column]
            )
        return mine

    def _split(self, whole: LinearProgram) -> LinearProgram:
        """Rows without a column of the schedule go to the selection, the others to the schedule's program."""
        schedule = LinearProgram()
        theirs = {column: schedule.column(whole.lower[column], INFINITY) for column in sorted(self.model.schedule)}
        started = set(self.model.x.values())  # bounded by y anyway, so that their upper bounds need no price
        for column, place in theirs.items():
            if column not in started:
                schedule.upper[place] = whole.upper[column]
        for terms, lower, upper in whole.rows():
            if any(column in theirs for column, _ in terms):
                mine = [(self.place[c], v) for c, v in terms if c in self.place]
                if mine:
                    self._joining[len(schedule.row_lower)] = mine
                schedule.row([(theirs[c], v) for c, v in terms if c in theirs], lower, upper)
            else:
                self.program.row([(self.place[c], v) for c, v in terms], lower, upper)
        share = schedule.column(-INFINITY, 1.0, cost=-1.0)
        assert share == len(theirs)
        return schedule

    def _ready(self, schedule: LinearProgram) -> Any:
        solver = new_solver()
        solver.setOptionValue("threads", THREADS)
        solver.passModel(schedule.to_highs(relaxed=True))
        return solver

    def _add_precedence(self) -> None:
        """Σ_w y[j,w] ≤ Σ_w y[i,w] for every i that j waits for: what the schedule would say, said at once."""
        by_job: dict[int, list[int]] = {}
        for (j, _), column in self.model.y.items():
            by_job.setdefault(j, []).append(self.place[column])
        for j, job in enumerate(self.model.problem.jobs):
            for before, _ in job.predecessors:
                after = [(place, 1.0) for place in by_job.get(j, ())]
                self.program.row([*after, *((place, -1.0) for place in by_job.get(before, ()))], upper=0.0)

    # --- trying a selection --------------------------------------------------------------------

    def fits(self, values: Sequence[float]) -> bool:
        """Whether it can be worked on and paid in fractions; if not, a row is added that it does not keep.

        `values`: of the selection's columns.
        """
        self._direct(values)
        self._solver.run()
        info = self._solver.getInfo()
        self.effort.worked(info.simplex_iteration_count / ITERATIONS_A_SECOND)
        answer = self._solver.getSolution()
        if -info.objective_function_value >= FITS or not answer.dual_valid:
            return True
        cut = self._cut(answer.row_dual, answer.col_dual)
        if cut is None:
            return True
        terms, lower = cut
        if sum(value * values[place] for place, value in terms) >= lower - ROUNDING:
            return True  # what it does not keep is the solver's rounding
        self.program.row(terms, lower=lower)
        self.cuts.append(([(self.columns[place], value) for place, value in terms], lower))
        return False

    def _direct(self, values: Sequence[float]) -> None:
        """Set the share's column to this selection: what each joining row holds of it."""
        for row, terms in self._joining.items():
            amount = sum(value * values[place] for place, value in terms)
            self._solver.changeCoeff(row, self._share, amount)

    def _cut(self, row_dual: Sequence[float], col_dual: Sequence[float]) -> tuple[list[Term], float] | None:
        """Σ_r π_r (B z)_r ≥ Σ_r π_r b_r + Σ_c min(0, d_c · upper_c), for every z that can be scheduled.

        By the duals π of the rows A x + B z between lower and upper, b the bound at which a row is tight, and the
        reduced costs d of the schedule's columns x ≥ 0.
        """
        lower, upper = self._bounds
        coefficients: dict[int, float] = {}
        least = sum(
            reduced * self._upper[column]
            for column, reduced in enumerate(col_dual)
            if reduced < 0 and column != self._share and self._upper[column] < INFINITY
        )
        for row, price in enumerate(row_dual):
            if not price:
                continue
            bound = lower[row] if price > 0 else upper[row]
            if abs(bound) == INFINITY:
                continue  # the solver's rounding
            least += price * bound
            for place, value in self._joining.get(row, ()):
                coefficients[place] = coefficients.get(place, 0.0) + price * value
        largest = max(map(abs, coefficients.values()), default=0.0)
        if not largest:
            return None
        terms = [(place, v / largest) for place, v in coefficients.items() if abs(v) > NEGLIGIBLE * largest]
        return terms, least / largest - SLACK

    def exclude(self, taken: Mapping[int, bool]) -> None:
        """Never again exactly this: `taken` by column of y."""
        terms = [(self.place[column], -1.0 if chosen else 1.0) for column, chosen in taken.items()]
        self.program.row(terms, lower=1.0 - sum(taken.values()))

    def aim(self, cost: Sequence[float]) -> None:
        """Minimise what the whole program minimises: `cost` of its columns."""
        self.program.cost = [cost[column] for column in self.columns]

    def rounded(self, values: Sequence[float]) -> list[float]:
        """Whole columns made whole."""
        whole = self.program.integer
        return [float(round(value)) if whole[place] else value for place, value in enumerate(values)]
