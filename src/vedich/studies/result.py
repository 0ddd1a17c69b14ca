"""What a study returns: a row for each case, and the JSON contract of `vedich study` (schema: docs/schemas/study.json).

Money is whole million VND, probabilities are between 0 and 1, quarters are written `2027Q3`, delays are in quarters.
A field that is None was not computed, or cannot be said.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

RowStatus = Literal["done", "refused", "failed"]


class _Result(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class StudyRow(_Result):
    """One case of a study.

    `key`: of the case's content and the study's options; the same key is never computed twice. `name`: the path under
    the folder that all cases have in common. `status`: `done`; `refused` by its problems; `failed` unexpectedly, and
    tried again by the next run. A row that is refused late, by planning or risk, keeps what was computed before.

    `score_low`, `score_high`: total points as reported. `to_go`: what `score_low` is short of `pass_mark`.
    `reached`: the quarter at whose end the goals hold under the plan; `proved`: nothing is better.
    `on_time`: the chance of the plan's date, with its standard error; `p10`, `p50`, `p90`: the first quarter by
    which so many percent of the scenarios have reached the goals (None: not within the horizon); `tail_delay`: mean of
    the worst tenth; `censored`: share of the scenarios without a date.
    """

    key: str
    name: str
    unit_code: str | None = None
    unit_name: str | None = None
    rulebook: str | None = None
    figures: Literal["reported", "illustrative"] | None = None
    status: RowStatus
    score_low: float | None = None
    score_high: float | None = None
    pass_mark: float | None = None
    to_go: float | None = None
    recognised: Literal["yes", "no", "unknown"] | None = None
    standards_unmet: int | None = None
    standards_unknown: int | None = None
    plan_status: Literal["optimal", "feasible", "impossible", "unknown"] | None = None
    reached: str | None = None
    cost: int | None = None
    proved: bool | None = None
    on_time: float | None = None
    on_time_error: float | None = None
    p10: str | None = None
    p50: str | None = None
    p90: str | None = None
    expected_delay: float | None = None
    tail_delay: float | None = None
    censored: float | None = None
    scenarios: int | None = None
    seed: int
    problems_vi: tuple[str, ...] = ()
    problems_en: tuple[str, ...] = ()


class Study(_Result):
    """A finished study. `rows` by name. `ranking`: indices into `rows`, first the one nearest to its goal; only rows
    that are `done`. `off_map`: codes of units that the map given has not."""

    format: Literal["vedich-study/1"] = "vedich-study/1"
    scenarios: int
    seed: int
    planned: bool
    rows: tuple[StudyRow, ...]
    ranking: tuple[int, ...]
    off_map: tuple[str, ...] = ()

    @property
    def illustrative(self) -> bool:
        """Whether figures of any case are made up."""
        return any(row.figures == "illustrative" for row in self.rows)

    def of_status(self, status: RowStatus) -> tuple[StudyRow, ...]:
        """The rows of one status, by name."""
        return tuple(row for row in self.rows if row.status == status)
