"""What `vedich check` found, as the JSON contract (schema: docs/schemas/check.json)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict

from vedich.messages import Problem
from vedich.rulebooks import Words


class Found(BaseModel):
    """One problem with its place, told in both languages."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    code: str
    severity: Literal["error", "warning"]
    table: str | None
    row: int | None
    column: str | None
    message: Words


class CheckReport(BaseModel):
    """`ok`: no errors; warnings may stand."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    ok: bool
    problems: tuple[Found, ...]


def check_report(problems: Sequence[Problem]) -> CheckReport:
    """The report of a list of problems."""
    return CheckReport(
        ok=all(problem.severity != "error" for problem in problems),
        problems=tuple(
            Found(
                code=problem.code,
                severity=problem.severity,
                table=problem.place.table,
                row=problem.place.row,
                column=problem.place.column,
                message=Words(vi=problem.text("vi"), en=problem.text("en")),
            )
            for problem in problems
        ),
    )
