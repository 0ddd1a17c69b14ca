"""The head of a case: who, which rulebook, from when, for how long. `case.yaml`, or the sheet `case`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from vedich.case.cell_fault import CellFault
from vedich.case.cells import choice_labels, is_empty, parse_cell
from vedich.case.investment_law import funding_orders
from vedich.case.model import FORMAT, Case, PublishedTargets, Unit
from vedich.case.nearest import folded, nearest, shown
from vedich.case.tables import Kind
from vedich.messages import LANGUAGES, Lang, Place, Problem, text

HEAD = "case"  # as `table` of a Place


@dataclass(frozen=True, slots=True)
class HeadField:
    """One entry. `key` is dotted where case.yaml nests: `unit.code`."""

    key: str
    kind: Kind
    required: bool = True
    choices: tuple[str, ...] = ()

    def label(self, lang: Lang | None = None) -> str:
        """Its name on the sheet."""
        return text(f"case.head.{self.key}", lang)


_PUBLISHED = "published_targets"
FIELDS: tuple[HeadField, ...] = (
    HeadField("format", "text"),
    HeadField("unit.code", "id"),
    HeadField("unit.name", "text"),
    HeadField("rulebook", "text"),
    HeadField("start", "quarter"),
    HeadField("quarters", "positive"),
    HeadField("figures", "choice", choices=("reported", "illustrative")),
    HeadField("adjustments", "ids", required=False),
    HeadField("funding_order", "choice", required=False, choices=tuple(funding_orders())),
    HeadField(f"{_PUBLISHED}.total", "count", required=False),
    HeadField(f"{_PUBLISHED}.done_or_exceeded", "count", required=False),
    HeadField(f"{_PUBLISHED}.at_least_70", "count", required=False),
    HeadField(f"{_PUBLISHED}.as_of", "date", required=False),
    HeadField(f"{_PUBLISHED}.source", "text", required=False),
)


@dataclass(frozen=True, slots=True)
class HeadCell:
    """An entry as found: its line and its raw value."""

    line: int
    raw: object


def named_field(word: str) -> HeadField | None:
    """The entry that a dotted key or a label in either language names, or None."""
    wanted = folded(word)
    for field in FIELDS:
        if wanted in (field.key, *(folded(field.label(lang)) for lang in LANGUAGES)):
            return field
    return None


def unknown_entry(word: str, line: int) -> Problem:
    """The problem of an entry that no case has."""
    near = nearest(word, (field.key for field in FIELDS))
    return Problem("case.head.unknown", Place(HEAD, line, shown(word)), {"found": shown(word), "nearest": near})


def read_head(cells: Mapping[str, HeadCell], problems: list[Problem], workbook: bool) -> dict[str, Any] | None:
    """The fields of `Case` that the head fills, or None when an entry is missing or wrong (see `problems`)."""
    before = len(problems)
    reported = {problem.place.column for problem in problems if problem.place.table == HEAD}
    published = any(key.startswith(_PUBLISHED) and not is_empty(cell.raw) for key, cell in cells.items())
    found: dict[str, Any] = {}
    for field in FIELDS:
        cell = cells.get(field.key, HeadCell(1, None))
        place = Place(HEAD, cell.line, field.key)
        if is_empty(cell.raw):
            found[field.key] = () if field.kind == "ids" else None
            wanted = field.required or (published and field.key.startswith(_PUBLISHED))
            if wanted and not {field.key, field.key.partition(".")[0]} & reported:
                problems.append(Problem("case.head.missing", place, {"key": field.key}))
            continue
        try:
            found[field.key] = _parse(field, cell.raw, workbook)
        except CellFault as fault:
            problems.append(Problem(fault.code, place, fault.values))
    if len(problems) > before:
        return None
    return _case_fields(found, published)


def _parse(field: HeadField, raw: object, workbook: bool) -> object:
    if field.key == "unit.code" and isinstance(raw, int | float):
        raise CellFault("code_is_number", raw)
    labels = choice_labels(f"case.{field.key}", field.choices) if field.choices else None
    found = parse_cell(raw, field.kind, labels, workbook)
    if field.key == "format" and found != FORMAT:
        raise CellFault("format", raw, right=FORMAT)
    if found == "":
        raise CellFault("missing", raw, column=field.key)
    return found


def _case_fields(found: dict[str, Any], published: bool) -> dict[str, Any]:
    plain = {key: value for key, value in found.items() if "." not in key and key != "format"}
    plain["unit"] = Unit(found["unit.code"], found["unit.name"])
    if published:
        parts = {key.partition(".")[2]: value for key, value in found.items() if key.startswith(_PUBLISHED)}
        plain[_PUBLISHED] = PublishedTargets(**parts)
    return plain


def head_values(case: Case) -> dict[str, object]:
    """The entries of `case` by dotted key, in order; None or () where there is nothing."""
    published = case.published_targets
    values: dict[str, object] = {
        "format": FORMAT,
        "unit.code": case.unit.code,
        "unit.name": case.unit.name,
    }
    for key in ("rulebook", "start", "quarters", "figures", "adjustments", "funding_order"):
        values[key] = getattr(case, key)
    for field in FIELDS:
        if field.key.startswith(_PUBLISHED):
            values[field.key] = published and getattr(published, field.key.partition(".")[2])
    return values
