"""What every refusal of a file must be: located, told in two languages that differ, with a next step."""

from __future__ import annotations

from pathlib import Path

import pytest

from vedich.case import read
from vedich.messages import Problem, Refused


def refused(path: Path) -> tuple[Problem, ...]:
    """The problems for which `path` is refused; each is fit to be shown."""
    with pytest.raises(Refused) as caught:
        read(path)
    return told_refusal(caught.value.problems)


def told_refusal(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """`problems`, seen to be fit to be shown."""
    assert problems
    for problem in problems:
        assert problem.text("vi") != problem.text("en")
        for lang in ("vi", "en"):
            assert problem.part("what", lang) and problem.part("next", lang)
            assert problem.text(lang).isprintable()
    return problems


def found(path: Path) -> list[tuple[str, str | None, int | None, str | None]]:
    """Code, table, row and column of every problem."""
    return [(p.code.removeprefix("case."), p.place.table, p.place.row, p.place.column) for p in refused(path)]
