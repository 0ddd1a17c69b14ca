"""What each kind of risk needs: what it is about, whether it is an event, its year and its sizes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from vedich.case.model import RiskKind


@dataclass(frozen=True, slots=True)
class RiskNeeds:
    """`about`: sort of the subject. `event`: it happens with a probability. `year`: whether a year is named.

    `sizes`: `ends`, low and high are required; `ends_or_funding`, they are, unless the years of `funding` have them;
    `size`, likely alone will do; `share`, likely alone or nothing. `percent_of`: percent of what is planned.
    """

    about: Literal["source", "project", "quantity"]
    event: bool
    year: Literal["required", "optional", "none"]
    sizes: Literal["ends", "ends_or_funding", "size", "share"]
    percent_of: bool = False

    @property
    def over_years(self) -> bool:
        """Whether one year may go with the next: only money that comes every year can."""
        return self.about == "source" and not self.event

    @property
    def common(self) -> bool:
        """Whether rows of the kind may move together: events come by themselves."""
        return not self.event


NEEDS: Mapping[RiskKind, RiskNeeds] = MappingProxyType(
    {
        "funding": RiskNeeds("source", False, "optional", "ends_or_funding", percent_of=True),
        "receipts": RiskNeeds("source", False, "optional", "ends", percent_of=True),
        "cost": RiskNeeds("project", False, "none", "ends", percent_of=True),
        "delay": RiskNeeds("project", False, "none", "ends"),
        "trend": RiskNeeds("quantity", False, "none", "ends"),
        "freeze": RiskNeeds("source", True, "required", "share"),
        "price": RiskNeeds("project", True, "required", "size"),
        "blocked": RiskNeeds("project", True, "none", "size"),
    }
)
