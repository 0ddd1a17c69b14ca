"""Everything wrong with a case that can be read: all problems at once, each with its place.

One function a rule, in the modules `check_*` by subject.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from vedich.case.check_figures import check_figures, check_references_to_law
from vedich.case.check_goals import check_goals, check_targets
from vedich.case.check_money import check_capacities, check_funding, check_receipts
from vedich.case.check_projects import check_effects, check_options, check_order, check_projects
from vedich.case.check_risks import check_risks
from vedich.case.check_sources import (
    check_claims,
    check_earmarks,
    check_funding_order,
    check_obligations,
    check_sources,
)
from vedich.case.checking import Checking
from vedich.case.located import RowNumbers
from vedich.case.model import Case
from vedich.case.tables import TABLES
from vedich.messages import Problem
from vedich.rulebooks import Rulebook

LONGEST_HORIZON = 80  # quarters: twenty years


def check(case: Case, rulebook: Rulebook, rows: RowNumbers | None = None) -> tuple[Problem, ...]:
    """Every problem of `case` under `rulebook`, in the order of the tables; empty if there is none.

    `rows`: the lines of its rows in the file (`read_located`); without them lines are counted as in a folder.
    """
    checking = Checking(case, rulebook, rows or RowNumbers())
    rules: tuple[Callable[[Checking], None], ...] = (
        check_horizon,
        check_references_to_law,
        check_unique,
        check_figures,
        check_projects,
        check_order,
        check_options,
        check_effects,
        check_funding,
        check_sources,
        check_earmarks,
        check_obligations,
        check_claims,
        check_funding_order,
        check_receipts,
        check_capacities,
        check_risks,
        check_goals,
        check_targets,
    )
    for rule in rules:
        rule(checking)
    return tuple(checking.problems)


def check_horizon(checking: Checking) -> None:
    """A plan has 1 to 80 quarters."""
    quarters = checking.case.quarters
    if not 1 <= quarters <= LONGEST_HORIZON:
        checking.add_to_head("quarters", "horizon", found=quarters, most=LONGEST_HORIZON)
        # the other rules still run, on a horizon that can be laid out: a slip of the pen may ask for 10¹⁵ quarters
        checking.case = replace(checking.case, quarters=min(max(quarters, 1), LONGEST_HORIZON))


def check_unique(checking: Checking) -> None:
    """No two rows of a table have the same key."""
    for table in TABLES:
        seen: dict[tuple[object, ...], int] = {}
        for index, row in enumerate(getattr(checking.case, table.key)):
            key = tuple(getattr(row, column) for column in table.unique)
            if key in seen:
                name = " · ".join(str(part) for part in key if part is not None)
                first = checking.rows.of(table.key, seen[key])
                checking.add(table.key, index, table.unique[0], "twice", found=name, first=first)
            else:
                seen[key] = index
