"""Groups of projects and orders of funding: the thresholds by hand, and no row without its origin."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any, get_args

import pytest
from pydantic import ValidationError

from tests.case.sound import sound_case
from vedich.case import Claim, ProjectGroup, Quarter, funding_order, funding_orders, project_group, project_groups
from vedich.case.investment_law import raw_law, read_funding_orders, read_project_groups
from vedich.case.tables import TABLES
from vedich.messages import has, text

READERS = {"project_groups": read_project_groups, "funding_orders": read_funding_orders}
BILLION = 1000  # million VND
FIRST = Quarter(2026, 1)

# least total investment of groups A and B, billion VND, as the sources tell them
THRESHOLDS = [
    ("heavy_infrastructure", 4600, 240, "khoản 2"),
    ("technical_infrastructure", 3000, 160, "khoản 3"),
    ("agriculture", 2000, 120, "khoản 4"),
    ("social", 1600, 90, "khoản 5"),
]


def group_of(field: str | None, cost: int, start: Quarter = FIRST) -> ProjectGroup | None:
    case = replace(sound_case(), start=start)
    return project_group(case, replace(case.projects[0], field=field), cost)


@pytest.mark.parametrize(("field", "a_from", "b_from", "clause"), THRESHOLDS)
def test_groups_change_exactly_at_their_thresholds(field, a_from, b_from, clause) -> None:
    wanted = [
        (0, "C", "Điều 11"),
        (b_from * BILLION - 1, "C", "Điều 11"),
        (b_from * BILLION, "B", "Điều 10"),
        (a_from * BILLION - 1, "B", "Điều 10"),
        (a_from * BILLION, "A", f"Điều 9 {clause}"),
        (30_000 * BILLION - 1, "A", f"Điều 9 {clause}"),
        (30_000 * BILLION, "national", "Điều 8 khoản 1"),
    ]
    for cost, group, where in wanted:
        found = group_of(field, cost)
        assert found is not None
        assert (found.group, found.clause) == (group, where)


def test_an_industrial_park_is_of_group_a_whatever_it_costs() -> None:
    for cost in (0, 1, 29_999_999):
        found = group_of("industrial_park", cost)
        assert found is not None
        assert (found.group, found.clause) == ("A", "Điều 9 khoản 1")


def test_the_confidence_is_that_of_the_least_certain_part_and_is_said() -> None:
    big, small = group_of("heavy_infrastructure", 5000 * BILLION), group_of("heavy_infrastructure", 1)
    other = group_of("social", 100 * BILLION)
    assert big is not None and small is not None and other is not None
    assert (big.confidence, small.confidence, other.confidence) == ("high", "medium", "medium")
    for group in (big, small, other):
        for lang in ("vi", "en"):
            assert text(f"case.confidence.{group.confidence}", lang) in group.text(lang)
            assert group.clause in group.text(lang)
    assert "01/01/2025" in small.text("vi")


def test_there_is_no_group_without_a_field_or_before_the_law() -> None:
    assert group_of(None, 1) is None
    assert group_of("roads", 1) is None
    assert group_of("social", 1, Quarter(2024, 4)) is None
    assert group_of("social", 1, Quarter(2025, 1)) is not None


def test_the_fields_are_the_choices_of_the_projects() -> None:
    projects = next(table for table in TABLES if table.key == "projects")
    assert projects.column("field").choices == tuple(field.id for field in project_groups().fields)


def test_groups_run_from_the_highest_sum_to_nothing() -> None:
    for field in project_groups().fields:
        sums = [rule.from_ for rule in field.groups]
        assert sums == sorted(set(sums), reverse=True)
        assert sums[-1] == 0


def test_resolution_70_pays_debt_first_and_new_work_last() -> None:
    order = funding_orders()["nq-70-2025"]
    assert order.claims == ("debt", "underfunded", "carried_over", "new") == get_args(Claim)
    assert [order.rank(claim) for claim in order.claims] == [1, 2, 3, 4]
    assert order.document.in_force.from_ == date(2025, 4, 1)
    assert order.confidence == "low"
    assert "01/04/2025" in order.text("vi")
    assert text("case.confidence.low", "vi") in order.text("vi")
    assert has(f"case.choice.case.funding_order.{order.id}")


def test_a_case_names_its_order_or_none() -> None:
    assert funding_order(sound_case()) is None
    assert funding_order(replace(sound_case(), funding_order="nq-70-2025")) is funding_orders()["nq-70-2025"]


# --- no row without its origin -----------------------------------------------------------------------
NEEDED = ("in_force", "clause", "source", "confidence", "number", "wording_source", "wording_confidence")


def _places(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every key that says where a row comes from or since when it holds."""
    entries = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in entries:
        if key in NEEDED or (path and path[-1] == "in_force" and key == "from"):
            yield (*path, key)
        yield from _places(value, (*path, key))


def _holder(raw: Any, path: tuple[Any, ...]) -> Any:
    for key in path[:-1]:
        raw = raw[key]
    return raw


PLACES = [(name, path) for name in READERS for path in _places(raw_law(name))]


@pytest.mark.parametrize(("name", "path"), PLACES, ids=str)
@pytest.mark.parametrize("emptied", [True, False])
def test_a_row_without_day_clause_or_source_does_not_load(name, path, emptied) -> None:
    raw = copy.deepcopy(raw_law(name))
    holder = _holder(raw, path)
    if emptied:
        holder[path[-1]] = ""
    else:
        del holder[path[-1]]
    with pytest.raises(ValidationError):
        READERS[name](raw)


def test_every_row_was_tried() -> None:
    assert sum(1 for name, path in PLACES if path[-1] == "clause" and name == "funding_orders") == 10
    assert sum(1 for name, path in PLACES if path[-1] == "clause" and name == "project_groups") == 1 + 4 * 4 + 2


@pytest.mark.parametrize("name", READERS)
def test_nothing_from_memory_is_law(name) -> None:
    for path in _places(raw_law(name)):
        assert "memory" not in str(_holder(raw_law(name), path)[path[-1]])
