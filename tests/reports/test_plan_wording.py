"""What a plan claims, and that it never claims more than was proved."""

from __future__ import annotations

from fractions import Fraction

from tests.reports.samples import IMPOSSIBLE, PLAN, REJECTED, UNKNOWN
from vedich.reports.plan_wording import cost_gap_text, lapses, plan_status_text, shown


def test_a_proved_plan_says_when_for_how_much_and_that_both_are_proved() -> None:
    said = plan_status_text(PLAN, "vi")
    assert "Đạt mục tiêu vào cuối quý IV/2028 với kinh phí 16,734 tỷ đồng." in said
    assert "Đã chứng minh không thể đạt trước quý IV/2028." in said
    assert "Đã chứng minh không có lộ trình nào rẻ hơn" in said
    assert "xác nhận" in said


def test_an_open_cost_gives_the_bound_and_the_most_that_could_be_saved() -> None:
    plan = PLAN.model_copy(update={"proved": False, "status": "feasible", "bound": Fraction(16000)})
    said = plan_status_text(plan, "vi")
    assert "Đã chứng minh không thể đạt trước" in said
    assert "ít nhất 16 tỷ đồng" in said
    assert "4,39%" in said
    assert "không có lộ trình nào rẻ hơn" not in said


def test_the_saving_is_rounded_up() -> None:
    plan = PLAN.model_copy(update={"proved": False, "cost": 3000, "bound": Fraction(2999)})
    assert cost_gap_text(plan, "vi") == "0,04%"


def test_a_bound_of_nothing_is_not_told() -> None:
    plan = PLAN.model_copy(update={"proved": False, "status": "feasible", "bound": Fraction(0)})
    said = plan_status_text(plan, "vi")
    assert "Chưa chứng minh được là rẻ nhất." in said and "100%" not in said


def test_a_cost_without_a_bound_has_no_saving() -> None:
    plan = PLAN.model_copy(update={"proved": False, "bound": None})
    assert cost_gap_text(plan, "vi") is None
    assert "Chưa chứng minh được là rẻ nhất." in plan_status_text(plan, "vi")


def test_a_date_proved_in_part_says_which_quarters_are_open() -> None:
    plan = PLAN.model_copy(update={"proved": False, "not_before": "2028Q2"})
    said = plan_status_text(plan, "vi")
    assert "không thể đạt trước quý II/2028" in said
    assert "từ quý II/2028 đến trước quý IV/2028 thì chưa chứng minh được" in said


def test_nothing_before_the_first_quarter_is_no_proof() -> None:
    plan = PLAN.model_copy(update={"proved": False, "not_before": "2027Q1"})
    assert "Chưa chứng minh được là không thể đạt trước quý IV/2028." in plan_status_text(plan, "vi")
    unknown = UNKNOWN.model_copy(update={"not_before": "2027Q1"})
    assert "Đã chứng minh" not in plan_status_text(unknown, "vi")


def test_an_impossible_goal_says_that_it_is_proved() -> None:
    assert plan_status_text(IMPOSSIBLE, "vi").startswith("Không có lộ trình nào")
    assert "Đã chứng minh" in plan_status_text(IMPOSSIBLE, "vi")


def test_an_open_search_says_what_is_proved_so_far_and_the_time_used() -> None:
    said = plan_status_text(UNKNOWN, "vi")
    assert "không thể đạt trước quý III/2027" in said
    assert "61 giây" in said


def test_a_plan_that_failed_the_check_is_neither_shown_nor_priced() -> None:
    assert not shown(REJECTED)
    assert shown(PLAN)
    assert "16,734" not in plan_status_text(REJECTED, "vi")


def test_a_goal_that_is_lost_again_is_noted_with_its_quarter() -> None:
    assert lapses(PLAN) is None
    score = tuple(row.model_copy(update={"goals_met": False}) if row.quarter >= "2029Q2" else row for row in PLAN.score)
    plan = PLAN.model_copy(update={"score": score})
    assert lapses(plan) == "2029Q2"
    assert "từ quý II/2029 mục tiêu không còn được giữ" in plan_status_text(plan, "vi")


def test_a_cheapest_plan_is_called_so_only_when_that_is_proved() -> None:
    proved = PLAN.model_copy(update={"objective": "cheapest"})
    open_ = proved.model_copy(update={"proved": False, "status": "feasible", "bound": Fraction(16000)})
    assert plan_status_text(proved, "vi").startswith("Rẻ nhất 16,734 tỷ đồng:")
    assert plan_status_text(open_, "vi").startswith("Rẻ nhất tìm được đến nay 16,734 tỷ đồng:")
