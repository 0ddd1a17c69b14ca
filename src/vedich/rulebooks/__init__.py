"""Law as data: the schema of a rulebook, the shipped ones (`data/`), loading, checks, diff, completing."""

from vedich.rulebooks.loader import load, shipped
from vedich.rulebooks.schema import (
    Adjustment,
    Criterion,
    QuantityKind,
    Recognition,
    Rulebook,
    Scale,
    Standard,
    Words,
)

__all__ = [
    "Adjustment",
    "Criterion",
    "QuantityKind",
    "Recognition",
    "Rulebook",
    "Scale",
    "Standard",
    "Words",
    "load",
    "shipped",
]
