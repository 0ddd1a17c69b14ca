"""The scenario files beside the rulebooks: situation in, points out, worked by hand."""

from __future__ import annotations

import ast
import operator
from fractions import Fraction
from pathlib import Path

import pytest
import yaml

from vedich.case import Case, Figure, Quarter, Unit
from vedich.rulebooks import load, shipped
from vedich.scoring import assess

DATA = Path(__file__).parents[2] / "src/vedich/rulebooks/data"
_OPERATORS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}


def exact(written: object) -> Fraction:
    """`5.5+1.5*87373/300000` in exact arithmetic."""

    def value(node: ast.AST) -> Fraction:
        if isinstance(node, ast.BinOp):
            return _OPERATORS[type(node.op)](value(node.left), value(node.right))
        if isinstance(node, ast.UnaryOp):
            return -value(node.operand)
        assert isinstance(node, ast.Constant)
        return Fraction(str(node.value))

    return value(ast.parse(str(written), mode="eval").body)


def scenarios() -> list[tuple[str, dict]]:
    found = []
    for id_ in shipped():
        for scenario in yaml.safe_load((DATA / f"{id_}.scenarios.yaml").read_text(encoding="utf-8")):
            found.append((id_, scenario))
    return found


@pytest.mark.parametrize(("id_", "scenario"), scenarios(), ids=lambda v: v if isinstance(v, str) else v["name"][:40])
def test_scenario(id_: str, scenario: dict) -> None:
    book = load(id_)
    figures = []
    for quantity, value in scenario["figures"].items():
        amount = exact(value) if isinstance(value, int | float) else value
        if isinstance(amount, Fraction):
            from decimal import Decimal

            amount = Decimal(str(value))
        figures.append(Figure(quantity, amount, None, None, None, None, "test", None))
    adjustments = tuple(scenario.get("adjustments") or ())
    case = Case(Unit("1", "T"), id_, Quarter(2027, 1), 4, "reported", adjustments, quantities=tuple(figures))
    result, expect = assess(case, book), scenario["expect"]
    assert result.total.low == exact(expect["total"]["low"])
    assert result.total.high == exact(expect["total"]["high"])
    assert result.recognised == expect["recognised"]
    for standard, wanted in (expect.get("standards") or {}).items():
        row = result.standard(standard)
        ends = wanted["points"] if isinstance(wanted["points"], list) else [wanted["points"]] * 2
        assert (row.points.low, row.points.high) == (exact(ends[0]), exact(ends[1])), standard
        if "status" in wanted:
            assert row.status == wanted["status"], standard


def test_every_rulebook_has_scenarios() -> None:
    assert {id_ for id_, _ in scenarios()} == set(shipped())
