"""The Case, everything the engine needs to know about one locality, and its files: a folder or a workbook.

`read` and `write` go by what the path is; `check` holds a case against the rulebook it names.
"""

from vedich.case.assumption import is_assumption
from vedich.case.checks import check
from vedich.case.clearance import is_clearance
from vedich.case.investment_law import (
    FundingOrder,
    ProjectGroup,
    funding_order,
    funding_orders,
    project_group,
    project_groups,
)
from vedich.case.located import LocatedCase, RowNumbers
from vedich.case.model import (
    FORMAT,
    After,
    Capacity,
    Case,
    Claim,
    Demand,
    Distribution,
    Effect,
    Figure,
    Funding,
    Goal,
    ObligationCeiling,
    Option,
    Project,
    PublishedTargets,
    Receipt,
    Risk,
    RiskKind,
    Source,
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
    "Claim",
    "Demand",
    "Distribution",
    "Effect",
    "Figure",
    "Funding",
    "FundingOrder",
    "Goal",
    "LocatedCase",
    "ObligationCeiling",
    "Option",
    "Project",
    "ProjectGroup",
    "PublishedTargets",
    "Quarter",
    "Receipt",
    "Risk",
    "RiskKind",
    "RowNumbers",
    "Source",
    "Target",
    "Unit",
    "Value",
    "check",
    "figure_at",
    "funding_order",
    "funding_orders",
    "is_assumption",
    "is_clearance",
    "load_checked",
    "new_case",
    "project_group",
    "project_groups",
    "read",
    "read_located",
    "value_at",
    "write",
    "write_template",
]
