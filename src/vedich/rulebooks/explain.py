"""What the schema found wrong with a rulebook file, with its line, an example and the next step."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError

from vedich.messages import Place, Problem
from vedich.rulebooks import schema
from vedich.rulebooks.document import Path_, YamlDocument

_EXAMPLES = {
    "id": 'id: "2A.II.04"',
    "label": 'label: {vi: "Dân số", en: "Population"}',
    "title": 'title: {vi: "Tiêu chuẩn phân loại đô thị loại III", en: "Class III standards"}',
    "short": 'short: {vi: "Loại III", en: "Class III"}',
    "vi": 'vi: "Dân số"',
    "en": 'en: "Population"',
    "clause": 'clause: "Phụ lục II, Bảng 2A, mục II.04"',
    "source": "source: hue",
    "sources": 'sources: {hue: "https://…"}',
    "confidence": "confidence: high",
    "status": "status: secondary",
    "value": "value: {ratio: [population, natural_area_km2]}",
    "ratio": "ratio: [population, natural_area_km2]",
    "times": "times: 10000",
    "unit": "unit: person/km2",
    "scale": "scale: {at_min: 500, at_max: 1000}",
    "at_min": "at_min: 500",
    "at_max": "at_max: 1000",
    "points": "points: {min: 4.5, max: 6}",
    "min": "min: 4.5",
    "max": "max: 6",
    "issued": 'issued: {number: 111/2025/UBTVQH15, date: 2025-12-24, by: {vi: "…", en: "…"}}',
    "date": "date: 2025-12-24",
    "in_force": "in_force: {from: 2026-01-01, to: null}",
    "from": "from: 2026-01-01",
    "to": "to: 2025-12-31",
    "transcription": 'transcription: {status: secondary, sources: {hue: "https://…"}}',
    "recognition": 'recognition: {total_at_least: 75, clause: "Điều 9", source: hue}',
    "criteria": 'criteria: [{id: I, label: {vi: "…", en: "…"}, source: hue, points: {min: 11.5, max: 15}}]',
    "changes": "changes: [{standards: [2A.II.04], not_considered: true}]",
    "standards": "standards: [2A.II.03, 2A.II.05]",
    "excludes": "excludes: [region, mountain]",
    "criteria_min": "criteria_min: {role: 4}",
    "minimum_times": "minimum_times: 0.5",
    "standards_total": "standards_total: 23",
    "total_max": "total_max: 100",
    "range": "range: [0, 100]",
    "levels": 'levels: [{id: commune, label: {vi: "cấp xã", en: "commune level"}}]',
    "not_transcribed": 'not_transcribed: {count: 8, prefix: "1."}',
}

# The sentences of the schema's own validators, by their beginning.
_RULES = {
    "`levels` belongs": "rulebook.levels_and_kind",
    "give either `quantity`": "rulebook.quantity_or_ratio",
    "`times` must": "rulebook.times_not_positive",
    "both ends": "rulebook.ends_of_two_kinds",
    "`direction` contradicts": "rulebook.direction_contradicts",
    "0 ≤ min": "rulebook.points_order",
}

_FAMILIES = (
    (r"missing", "rulebook.key_missing"),
    (r"extra_forbidden", "rulebook.key_unknown"),
    (r"(decimal|int|float|finite)_.*|finite_number|is_instance_of", "rulebook.expected_number"),
    (r"string_(type|sub_type)", "rulebook.expected_text"),
    (r"string_too_short", "rulebook.text_empty"),
    (r"string_pattern_mismatch", "rulebook.id_pattern"),
    (r"too_(short|long)", "rulebook.list_length"),
    (r"(tuple|list)_type", "rulebook.expected_list"),
    (r"(model|dict|model_attributes)_type", "rulebook.expected_block"),
    (r"date.*", "rulebook.expected_date"),
    (r"bool_.*", "rulebook.expected_flag"),
    (r"literal_error", "rulebook.not_a_choice"),
    (r"(greater|less)_than.*", "rulebook.out_of_bounds"),
)


def explain(error: ValidationError, document: YamlDocument) -> tuple[Problem, ...]:
    """One problem a place; the alternatives of a union (number or level name) count as one."""
    errors = error.errors(include_url=False)
    grouped: dict[tuple[Path_, str], list[Mapping[str, Any]]] = {}
    for detail in errors:
        path = tuple(detail["loc"])
        # A list whose items are wrong is also reported as too short: the items say it better.
        if detail["type"] == "too_short" and any(_below(path, other["loc"]) for other in errors):
            continue
        found, _ = document.resolve(path)
        missing = detail["type"] == "missing" and isinstance(path[-1], str)
        grouped.setdefault((found, str(path[-1]) if missing else ""), []).append(detail)
    return tuple(_problem(document, found, details) for (found, _), details in grouped.items())


def _problem(document: YamlDocument, found: Path_, details: list[Mapping[str, Any]]) -> Problem:
    detail = details[0]
    code = code_of(detail)
    key = str(found[-1]) if found else document.name
    if code == "rulebook.key_missing":
        key = str(detail["loc"][-1])
        if not isinstance(detail["loc"][-1], str):
            code, key = "rulebook.list_length", str(found[-1])
    elif {code_of(d) for d in details} == {"rulebook.expected_number", "rulebook.expected_text"}:
        code = "rulebook.expected_number_or_level"
    values = {
        "path": document.name_of(found[:-1] if code == "rulebook.key_unknown" else found),
        "key": key,
        "found": _shown(detail["input"]),
        "choices": ", ".join(re.findall(r"'([^']+)'", str(detail.get("ctx", {}).get("expected", "")))),
        "bound": next((v for k, v in detail.get("ctx", {}).items() if k in {"ge", "le", "gt", "lt"}), ""),
        "near": _near(key),
        "example": _EXAMPLES.get(key, f"{key}: …"),
    }
    return Problem(code, Place(file=document.name, row=document.resolve(found)[1]), values)


def code_of(detail: Mapping[str, Any]) -> str:
    """The message key of one finding of the schema."""
    kind = str(detail["type"])
    if kind == "value_error":
        said = str(detail.get("ctx", {}).get("error", ""))
        return next((code for start, code in _RULES.items() if said.startswith(start)), "rulebook.not_usable")
    if kind == "too_short" and detail.get("ctx", {}).get("field_type") == "Value":
        return "rulebook.text_empty"
    return next((code for form, code in _FAMILIES if re.fullmatch(form, kind)), "rulebook.not_usable")


def _below(path: Path_, other: Path_) -> bool:
    return len(other) > len(path) and other[: len(path)] == path


def _shown(value: object) -> str:
    """The value as written, cut to a line's length."""
    shown = "" if value is None else str(value)
    return shown if len(shown) <= 60 else shown[:57] + "…"


def _near(key: str) -> str:
    known = {field.alias or name for model in _models() for name, field in model.model_fields.items()}
    return next(iter(get_close_matches(key, sorted(known), n=1, cutoff=0.6)), "")


def _models() -> Iterator[type[BaseModel]]:
    for value in vars(schema).values():
        if isinstance(value, type) and issubclass(value, BaseModel) and value.__module__ == schema.__name__:
            yield value
