"""The sheet in which an office completes a rulebook from its own official copy, and reading it back."""

from vedich.rulebooks.fill.read import read_fill
from vedich.rulebooks.fill.write import write_fill
from vedich.rulebooks.writer import write_rulebook

__all__ = ["read_fill", "write_fill", "write_rulebook"]
