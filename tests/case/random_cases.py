"""Random cases with every column filled in some row: whatever a case may hold, whether or not it makes sense."""

from __future__ import annotations

import unicodedata
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

from vedich.case import After, Case, PublishedTargets, Quarter, Unit, funding_orders
from vedich.case.cell_numbers import FIRST_YEAR, LAST_YEAR, looks_numeric
from vedich.case.records import yes_or_no
from vedich.case.tables import TABLES, Column, Table

_LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặÀỆỬ019=+-@#'\"\\,;:./_%&<>|~ĐƯ漢🌾"


def _clean(word: str) -> str:
    return unicodedata.normalize("NFC", word).strip(" \n") or "ô"


_AWKWARD = ["=1+1", "_x0041_", "_x000D_", "https://a.vn", "007", "1e5", "TRUE", "a\n\nb", "[a](b)", "{=A1}"]
_text = (st.text(st.sampled_from(_LETTERS + " \n"), max_size=24) | st.sampled_from(_AWKWARD)).map(_clean)
_name = _text.map(lambda word: _clean(word.replace("\n", " ")))
_id = _name.map(lambda word: _clean(word.replace(";", "x").replace("+", "y")))
_number = st.decimals(-(10**15), 10**15, places=9, allow_nan=False) | st.decimals(-1000, 1000, places=2)
_whole = st.integers(0, 10**15) | st.integers(0, 9999)
_quarter = st.builds(Quarter, st.integers(FIRST_YEAR, LAST_YEAR), st.integers(1, 4))
_level = _name.map(lambda word: f"mức {word}" if looks_numeric(word) else word)


@st.composite
def _shares(draw: st.DrawFn) -> tuple[Decimal, ...]:
    parts = draw(st.lists(st.integers(0, 10**9), min_size=1, max_size=8))
    scale = 10**9
    cuts = sorted(part % (scale + 1) for part in parts[1:])
    edges = [0, *cuts, scale]
    return tuple(Decimal(high - low) / scale for low, high in pairwise(edges))


_KINDS: dict[str, st.SearchStrategy[Any]] = {
    "id": _id,
    "text": _text,
    "number": _number,
    "value": _number | _level,
    "money": _whole,
    "count": _whole,
    "positive": st.integers(1, 10**6),
    "year": st.integers(FIRST_YEAR, LAST_YEAR),
    "date": st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)),
    "quarter": _quarter,
    "flag": st.booleans(),
    "ids": st.lists(_id, max_size=3, unique=True).map(tuple),
    "after": st.lists(
        st.builds(After, _id, st.integers(0, 999)), max_size=3, unique_by=lambda after: after.project
    ).map(tuple),
    "shares": st.just(()) | _shares(),
}


def _cell(column: Column) -> st.SearchStrategy[Any]:
    cell = st.sampled_from(column.choices) if column.choices else _KINDS[column.kind]
    if column.default is not None:
        return st.just(column.default) | cell
    lists = column.kind in {"ids", "after", "shares"}
    return cell if column.required or lists else st.none() | cell


def _row(table: Table) -> st.SearchStrategy[Any]:
    fields = st.fixed_dictionaries({column.key: _cell(column) for column in table.columns})
    return fields.map(lambda cells: table.row(**_answered(table, cells)))


def _answered(table: Table, cells: dict[str, Any]) -> dict[str, Any]:
    """A yes-or-no target's `có` is read as yes, so a case never holds it."""
    if table.key == "targets" and cells["direction"] == "yes":
        return cells | {key: yes_or_no(cells[key]) for key in ("baseline", "value", "current")}
    return cells


def cases() -> st.SearchStrategy[Case]:
    """Cases that can be written, of up to three rows a table."""
    tables = {table.key: st.lists(_row(table), max_size=3).map(tuple) for table in TABLES}
    published = st.builds(PublishedTargets, _whole, _whole, _whole, _KINDS["date"], _text)
    return st.builds(
        Case,
        unit=st.builds(Unit, _id, _text),
        rulebook=_text,
        start=_quarter,
        quarters=st.integers(1, 10**6),
        figures=st.sampled_from(["reported", "illustrative"]),
        adjustments=_KINDS["ids"],
        published_targets=st.none() | published,
        funding_order=st.none() | st.sampled_from(sorted(funding_orders())),
        **tables,
    )
