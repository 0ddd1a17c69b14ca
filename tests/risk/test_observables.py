"""What can be seen of a plan before its date, against counting by hand."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import numpy as np

from tests.reports.samples import CASE
from tests.risk.by_hand import HORIZON, programme, runs, scenarios
from vedich.risk.observables import Seen, Watched, observables

LAND_CASE = replace(
    CASE, projects=tuple(replace(p, hectares=Decimal("1.5") if p.project == "GPMB01" else None) for p in CASE.projects)
)


def _seen(watched: Watched) -> dict[tuple[str, str | None, int], Seen]:
    return {(one.kind, one.subject, one.at): one for one in observables(watched)}


def _watched(deadline: int = 9) -> Watched:
    """Two scenarios: clearance takes 2 quarters with a pause between, or 3; its money comes a quarter later."""
    carried = programme({"YT01": 7, "GPMB01": 1}, ("Đất", "Ngân sách"), (True, False), [(1, 0, 700, 1)])
    worked = np.zeros((2, 2, HORIZON), bool)
    worked[0, 1, [0, 2]] = True
    worked[1, 1, [0, 1, 2]] = True
    return Watched(
        LAND_CASE,
        carried,
        scenarios(2, 2, [[600], [700]], [[1, 2], [1, 3]]),
        runs([[8, 2], [12, 2]], arrived=[[[5, 7, 9], [1, 2, 3]], [[50, 70, 90], [10, 20, 30]]], worked=worked),
        deadline,
    )


def test_money_is_seen_at_the_ends_of_years_before_the_deadline_summed_over_years() -> None:
    seen = _seen(_watched())
    assert [key[2] for key in seen if key[:2] == ("money", "Đất")] == [3, 7]
    assert seen["money", "Đất", 3].values.tolist() == [5, 50]
    assert seen["money", "Đất", 7].values.tolist() == [12, 120]
    assert seen["money", None, 7].values.tolist() == [15, 150]


def test_what_projects_brought_in_is_seen_once_it_can_be_spent() -> None:
    seen = _seen(_watched())
    assert seen["receipts", "Đất", 2].values.tolist() == [0, 0]
    assert seen["receipts", "Đất", 3].values.tolist() == [600, 700]
    assert ("receipts", "Ngân sách", 3) not in seen


def test_hectares_grow_with_the_work_done_and_pause_with_it() -> None:
    seen = _seen(_watched())
    cleared = [seen["hectares", None, quarter].values.tolist() for quarter in range(4)]
    assert cleared == [[0.75, 0.5], [0.75, 1.0], [1.5, 1.5], [1.5, 1.5]]


def test_handed_over_counts_clearance_projects_alone() -> None:
    seen = _seen(_watched())
    assert [seen["handed_over", None, quarter].values.tolist() for quarter in (1, 2, 8)] == [[0, 0], [1, 1], [1, 1]]


def test_a_project_is_watched_from_its_planned_quarter_on() -> None:
    seen = _seen(_watched())
    assert [key[2] for key in seen if key[:2] == ("finished", "YT01")] == [7, 8]
    assert seen["finished", "YT01", 8].values.tolist() == [1, 0]


def test_nothing_is_seen_at_the_deadline_or_after() -> None:
    assert max(key[2] for key in _seen(_watched(4))) == 3
    assert _seen(_watched(0)) == {}


def test_without_land_to_clear_there_are_no_hectares() -> None:
    assert not any(key[0] == "hectares" for key in _seen(replace(_watched(), case=CASE)))
