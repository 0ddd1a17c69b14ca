"""The tables that pages, drawings and the workbook share."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.reports.samples import CASE, PLAN
from vedich.case.model import Funding
from vedich.planning.result import Choice
from vedich.reports.plan_tables import available, chosen, domains, money, not_chosen


def test_chosen_projects_come_by_start_with_the_names_of_the_case() -> None:
    rows = chosen(CASE, PLAN)
    assert [row.project.project for row in rows] == ["GPMB01", "KH01", "YT01"]
    assert [row.option for row in rows] == ["A", "Trọn gói", "Quy mô 40 giường"]
    assert [row.mandatory for row in rows] == [True, True, False]
    assert [row.clearance for row in rows] == [True, False, False]


def test_a_plan_of_another_case_is_refused() -> None:
    stranger = Choice(project="ZZ", option="A", start="2027Q1", finish="2027Q1", cost=1)
    with pytest.raises(KeyError):
        chosen(CASE, PLAN.model_copy(update={"choices": (stranger,)}))


def test_domains_keep_the_order_of_the_case_and_add_up() -> None:
    groups = domains(CASE, PLAN)
    assert [group.name for group in groups] == ["Y tế", "Giải phóng mặt bằng", None]
    assert sum(group.cost for group in groups) == PLAN.cost


def test_projects_left_out_are_neither_chosen_nor_done() -> None:
    assert [project.project for project in not_chosen(CASE, PLAN)] == ["GT09"]


def test_money_adds_up_by_source_and_by_year() -> None:
    table = money(CASE, PLAN)
    assert table.sources == ("Ngân sách", "Đất")
    assert table.years == (2027, 2028)
    assert [table.of_year(year) for year in table.years] == [4234, 12500]
    assert [table.of_source(source) for source in table.sources] == [7000, 9734]
    assert table.total == PLAN.cost


def test_a_source_that_lapses_starts_each_year_afresh() -> None:
    lapsing = replace(CASE, funding=CASE.funding[:2], receipts=())
    assert available(lapsing, PLAN) == {2027: 9000, 2028: 4000}


def test_a_source_that_carries_over_keeps_what_is_unspent() -> None:
    carrying = replace(CASE, funding=CASE.funding[2:], receipts=())
    assert available(carrying, PLAN) == {2027: 5000, 2028: 1000 + 5000 - 1234}


def test_receipts_count_from_the_year_in_which_they_can_be_used() -> None:
    # Clearance ends in 2027Q2; with a lag of one quarter its receipt is usable in 2027Q4, with two in 2028Q1.
    without = available(replace(CASE, receipts=()), PLAN)
    assert available(CASE, PLAN)[2027] == without[2027] + 700
    later = replace(CASE, receipts=(replace(CASE.receipts[0], lag_quarters=2),))
    assert available(later, PLAN) == {2027: without[2027], 2028: without[2028] + 700}


def test_receipts_of_projects_left_out_bring_nothing() -> None:
    left_out = replace(CASE, receipts=(replace(CASE.receipts[0], project="GT09"),))
    assert available(left_out, PLAN) == available(replace(CASE, receipts=()), PLAN)


def test_money_of_years_without_spending_in_between_is_kept_in_view() -> None:
    late = PLAN.spending[-1].model_copy(update={"year": 2029})
    plan = PLAN.model_copy(update={"spending": (*PLAN.spending[:2], late)})
    case = replace(CASE, funding=(*CASE.funding, Funding("Đất", 2029, 9000, None, None, True)))
    assert money(case, plan).years == (2027, 2028, 2029)
    assert money(case, plan).of_year(2028) == 0
