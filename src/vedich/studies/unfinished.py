"""A study that could not go on."""

from __future__ import annotations

from vedich.messages import Problem


class UnfinishedError(Exception):
    """Something outside the cases ended the study; every finished case is kept, and the same command goes on."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.text("en"))
