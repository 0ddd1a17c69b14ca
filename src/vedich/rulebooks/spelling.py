"""Values in the one spelling that files, sheets and comparisons share."""

from __future__ import annotations

import re
from decimal import Decimal

from vedich.rulebooks.schema import ValueRule

_RULE = re.compile(r"(\w+)(?:\s*/\s*(\w+))?(?:\s*[×*x]\s*(\d+(?:[.,]\d+)?))?")


def spelt(value: object) -> str:
    """A value as a rulebook file writes it: decimals without exponent or needless zeros."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        digits = format(value, "f")
        return digits.rstrip("0").rstrip(".") if "." in digits else digits
    return str(value)


def rule_text(rule: ValueRule) -> str:
    """A value rule in one line: `population`, or `hospital_beds / population × 10000`."""
    name = " / ".join(rule.quantities)
    return name if rule.times == 1 else f"{name} × {spelt(rule.times)}"


def rule_of(text: str) -> ValueRule:
    """The rule that `rule_text` wrote. Raises ValueError on anything else."""
    match = _RULE.fullmatch(text.strip())
    if match is None:
        raise ValueError(text)
    first, second, times = match.groups()
    factor = Decimal((times or "1").replace(",", "."))
    if second is None:
        return ValueRule(quantity=first, times=factor)
    return ValueRule(ratio=(first, second), times=factor)
