"""The JSON of results and its schemas: the contract that other programs read."""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel

from vedich.planning.alternatives import Alternatives
from vedich.planning.buy_result import Buy
from vedich.planning.comparison import PlanDiff
from vedich.planning.impact_result import Impact
from vedich.planning.replanning import Replan
from vedich.planning.result import Plan
from vedich.planning.why_result import Why
from vedich.reports.check_report import CheckReport
from vedich.risk.result import Odds
from vedich.risk.robust_result import Robust
from vedich.risk.trigger_result import Triggers
from vedich.scoring.result import Assessment
from vedich.scoring.targets import TargetReport
from vedich.studies.result import Study

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schemas() -> dict[str, dict[str, Any]]:
    """JSON Schemas (2020-12) of what the verbs print, by the name of their file."""
    models: dict[str, type[BaseModel]] = {
        "score": Assessment,
        "targets": TargetReport,
        "plan": Plan,
        "alternatives": Alternatives,
        "replan": Replan,
        "plan-diff": PlanDiff,
        "why": Why,
        "buy": Buy,
        "impact": Impact,
        "risk": Odds,
        "triggers": Triggers,
        "robust": Robust,
        "check": CheckReport,
        "study": Study,
    }
    return {
        name: {"$schema": _DIALECT, **model.model_json_schema(mode="serialization")} for name, model in models.items()
    }


def to_json(result: BaseModel) -> str:
    """A result as JSON: fields in the model's order, letters as they are, two spaces, a final line end."""
    return json.dumps(result.model_dump(mode="json"), ensure_ascii=False, indent=2, allow_nan=False) + "\n"
