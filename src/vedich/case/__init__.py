"""The Case, everything the engine needs to know about one locality, and its files: a folder or a workbook.

`read` and `write` go by what the path is; `check` holds a case against the rulebook it names.
"""

from vedich.case.checks import check
from vedich.case.located import LocatedCase, RowNumbers
from vedich.case.model import (
    FORMAT,
    After,
    Capacity,
    Case,
    Demand,
    Effect,
    Figure,
    Funding,
    Goal,
    Option,
    Project,
    PublishedTargets,
    Receipt,
    Target,
    Unit,
    Value,
)
from vedich.case.opening import load_checked
from vedich.case.quarter import Quarter
from vedich.case.store import read, read_located, write
from vedich.case.template import new_case, write_template
from vedich.case.trend import figure_at, value_at

__all__ = [
    "FORMAT",
    "After",
    "Capacity",
    "Case",
    "Demand",
    "Effect",
    "Figure",
    "Funding",
    "Goal",
    "LocatedCase",
    "Option",
    "Project",
    "PublishedTargets",
    "Quarter",
    "Receipt",
    "RowNumbers",
    "Target",
    "Unit",
    "Value",
    "check",
    "figure_at",
    "load_checked",
    "new_case",
    "read",
    "read_located",
    "value_at",
    "write",
    "write_template",
]
