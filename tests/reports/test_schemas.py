"""The JSON of results fits its schema and reads back."""

from __future__ import annotations

import json

import jsonschema
import pytest
from pydantic import BaseModel

from tests.reports.samples import AFTER, BEFORE, IMPOSSIBLE, PLAN
from vedich.planning.result import Plan
from vedich.reports.schemas import json_schemas, to_json


@pytest.mark.parametrize(
    ("name", "result"),
    [("score", BEFORE), ("score", AFTER), ("plan", PLAN), ("plan", IMPOSSIBLE)],
)
def test_a_result_fits_its_schema(name: str, result: BaseModel) -> None:
    schema = json_schemas()[name]
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(to_json(result)), schema, cls=jsonschema.Draft202012Validator)


def test_a_result_with_an_unknown_field_does_not_fit() -> None:
    broken = json.loads(to_json(PLAN)) | {"surprise": 1}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, json_schemas()["plan"])


def test_json_is_stable_readable_and_ends_with_a_line_end() -> None:
    assert to_json(BEFORE) == to_json(BEFORE.model_copy())
    assert "Giường bệnh trên 10.000 dân" in to_json(BEFORE)
    assert to_json(PLAN).endswith("}\n")
    assert list(json.loads(to_json(PLAN)))[:2] == ["format", "case"]


def test_a_plan_reads_back_from_its_json() -> None:
    assert Plan.model_validate_json(to_json(PLAN)) == PLAN
