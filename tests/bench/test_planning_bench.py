"""The planning benchmark's instances and peers: seeded, tight, and in agreement with the planner."""

from __future__ import annotations

import pytest
from bench.instances import SIZES, instance
from bench.planning import disagreements, main
from bench.reading import read
from bench.textbook import textbook

from vedich.case import Quarter
from vedich.case.checks import check
from vedich.planning import plan


@pytest.mark.parametrize("size", ["20", "60", "150"])
def test_an_instance_is_a_function_of_its_seed_and_passes_the_checks(size: str) -> None:
    case, rulebook = instance(1, size)
    assert case == instance(1, size)[0]
    assert case != instance(2, size)[0]
    assert check(case, rulebook) == ()
    assert (len(case.projects), case.quarters) == (SIZES[size].projects, SIZES[size].quarters)


def test_an_instance_has_every_feature_that_the_issue_names() -> None:
    case, rulebook = instance(1, "60")
    assert rulebook.standards_total == 23
    assert len({row.source for row in case.funding}) == 5
    assert {row.carry_over for row in case.funding} == {True, False}
    assert len({row.resource for row in case.capacities}) == 2
    assert case.receipts
    assert any(project.earliest_start for project in case.projects if project.kind == "clearance")
    assert any(project.latest_finish for project in case.projects)
    assert {after.lag for project in case.projects for after in project.after} == {0, 1}
    assert any(project.funded_by for project in case.projects)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_goals_come_late_and_the_textbook_formulation_agrees(seed: int) -> None:
    case, rulebook = instance(seed, "20")
    mine, theirs = plan(case, rulebook, time_limit=60, in_child=False), textbook(case, rulebook, 60)
    assert mine.proved and theirs.proved and mine.reached is not None
    reached = Quarter.parse(mine.reached) - case.start
    assert (reached, mine.cost) == (theirs.quarter, theirs.cost)
    assert reached >= case.quarters / 2


def test_what_a_case_holds_beyond_the_peers_is_refused() -> None:
    from dataclasses import replace

    case, _ = instance(1, "20")
    running = replace(case.projects[0], status="running")
    with pytest.raises(ValueError, match="candidates only"):
        read(replace(case, projects=(running, *case.projects[1:])))


def _row(quarter: int | None, cost: int | None, *, proved: bool) -> dict[str, object]:
    return {"quarter": quarter, "cost": cost, "proved": proved}


def test_disagreements_are_different_proofs_and_plans_better_than_a_proof() -> None:
    assert disagreements({"a": _row(5, 100, proved=True), "b": _row(5, 120, proved=False)}) == []
    assert disagreements({"a": _row(5, 100, proved=True), "b": _row(5, 90, proved=False)})
    assert disagreements({"a": _row(5, 100, proved=True), "b": _row(6, 80, proved=True)})
    assert disagreements({"a": _row(None, None, proved=True), "b": _row(6, 80, proved=False)})
    assert disagreements({"a": _row(None, None, proved=False), "b": _row(6, 80, proved=True)}) == []


def test_the_benchmark_prints_a_line_a_solve_and_a_summary(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--sizes", "20", "--seeds", "1", "--limit", "30", "--solvers", "vedich", "highs-textbook"])
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 4
    assert "proved 1 of 1" in lines[-1] and "as long as the planner" in lines[-1]
