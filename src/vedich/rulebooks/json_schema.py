"""The JSON Schema of a rulebook file as written (docs/schemas/rulebook.json), for editors and programs."""

from __future__ import annotations

from typing import Any

from vedich.rulebooks.schema import Rulebook


def schema_json() -> dict[str, Any]:
    """JSON Schema, draft 2020-12, made from the models; days are strings such as 2026-01-01."""
    schema = Rulebook.model_json_schema(by_alias=True, mode="validation")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
