"""Score a case under a rulebook: exactly and explained for one, vectorised for many; progress of targets."""

from typing import TYPE_CHECKING, Any

from vedich.scoring.assess import assess
from vedich.scoring.result import Assessment, Interval, StandardScore
from vedich.scoring.rules import compile_rulebook
from vedich.scoring.targets import TargetReport, targets

if TYPE_CHECKING:
    from vedich.scoring.many import Scores, score_many

__all__ = [
    "Assessment",
    "Interval",
    "Scores",
    "StandardScore",
    "TargetReport",
    "assess",
    "compile_rulebook",
    "score_many",
    "targets",
]


def __getattr__(name: str) -> Any:
    """`score_many` needs NumPy's types; one locality's score should not wait for them."""
    if name in {"score_many", "Scores"}:
        from vedich.scoring import many

        return getattr(many, name)
    raise AttributeError(name)
