"""docs/risk-defaults.md from `data/defaults.yaml`: every default with its figures and where they come from."""

from __future__ import annotations

from decimal import Decimal

from vedich.risk.defaults import DefaultRisk, defaults

_OPENING = """# What is taken to be uncertain where a case says nothing

Generated from `src/vedich/risk/data/defaults.yaml` (`python docs/generate.py`). A row of the case's own table `risks`
goes before any of these ([columns](case-format.md)); of the rows below the first that fits counts. Events have no
default: only a locality knows which of its sources may be frozen and which of its projects blocked.

Funding, receipts and cost are in percent of what is planned, delay in quarters, trend in percent of the figure's own
growth per year. An *assumption* is a judgement and nothing more: replace it with figures of your own as soon as you
have them.

"""
_HEADINGS = ("Kind", "For projects of kind", "Distribution", "Low", "Likely", "High", "Over years", "Common", "Source")


def defaults_page() -> str:
    """The page, in English."""
    lines = [_HEADINGS, ("---",) * len(_HEADINGS), *(_cells(row) for row in defaults())]
    return _OPENING + "".join("| " + " | ".join(line) + " |\n" for line in lines)


def _cells(row: DefaultRisk) -> tuple[str, ...]:
    kinds = "land clearance" if row.clearance else ", ".join(row.words) or "any"
    numbers = (row.low, row.likely, row.high, row.over_years, row.common)
    about = kinds if row.kind in {"cost", "delay"} else ""
    return (f"`{row.kind}`", about, row.distribution, *map(_number, numbers), row.origin("en").replace("|", "\\|"))


def _number(number: Decimal | None) -> str:
    return "" if number is None else f"{number:f}"
