"""Reading a plan that an earlier `vedich plan --json` (with or without `--robust`) or `replan --json` wrote."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from vedich.messages import Place, Problem, Refused

if TYPE_CHECKING:
    from vedich.planning import Plan


def read_plan(path: Path) -> Plan:
    """The plan in `path`. Raises Refused when it is not one, or holds none."""
    from pydantic import ValidationError

    from vedich.planning import Plan, Replan

    place = Place(file=str(path))
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(content, dict) and content.get("format") == "vedich-replan/1":
            plan = Replan.model_validate(content).plan
        elif isinstance(content, dict) and content.get("format") == "vedich-robust/1":
            from vedich.risk.robust_result import Robust

            plan = Robust.model_validate(content).plan
        else:
            plan = Plan.model_validate(content)
    except OSError as error:
        raise Refused([Problem("cli.plan_file.unreadable", place, {"why": error.strerror or ""})]) from None
    except (ValueError, ValidationError):
        raise Refused([Problem("cli.plan_file.not_a_plan", place)]) from None
    if not plan.found:
        raise Refused([Problem("cli.plan_file.empty", place)])
    return plan
