"""Where the work on a plan's odds stands, for whoever watches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class RiskProgress:
    """`done` of `total` (None: not known) in a stage: scenarios carried out, groups of inputs, observables."""

    stage: Literal["scenarios", "drivers", "triggers"]
    done: int
    total: int | None


Hear = Callable[[RiskProgress], None]


def silent(_: RiskProgress) -> None:
    """No one is watching."""
