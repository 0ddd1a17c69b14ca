"""The funding sources of a case, in its order."""

from __future__ import annotations

from vedich.case import Case


def source_names(case: Case) -> tuple[str, ...]:
    """Those of `funding`, then those that only receipts come to."""
    names = dict.fromkeys(row.source for row in case.funding)
    names.update(dict.fromkeys(row.source for row in case.receipts))
    return tuple(names)
