"""On the page and in the workbook: why each project, which statutory group, and the riskiest dependencies."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tests.planning.random_cases import small_rulebook
from tests.planning.test_dependencies import chain
from tests.reports.samples import AFTER, BEFORE, CASE, PLAN, REJECTED, words
from tests.reports.test_pages import outline
from tests.reports.test_pages import words as words_of
from vedich.case import Capacity, Case, Effect, Funding, Receipt
from vedich.messages import LANGUAGES, Lang
from vedich.planning import Plan, dependencies, plan
from vedich.planning.achievement import assessments
from vedich.planning.dependencies import Dependency
from vedich.planning.reasons import Contribution, Reasons
from vedich.reports.dependency_wording import risks
from vedich.reports.plan_html import plan_page
from vedich.reports.plan_workbook import write_plan_workbook
from vedich.reports.project_groups import group_lines, groups
from vedich.reports.reason_wording import listed, why_text
from vedich.rulebooks import load

RULEBOOK = small_rulebook()
ROLE = "actual_role"


@cache
def planned() -> tuple[Case, Plan]:
    """Clearance, a road after it, another after that; the goal needs the last one's roads, and 400 tỷ are spent."""
    case, _ = chain(0, 1)
    names = ("GPMB khu A", "Đường trục", "Cầu")
    projects = [replace(p, name=name) for p, name in zip(case.projects, names, strict=True)]
    projects[1:] = [replace(p, field="technical_infrastructure", kind="Giao thông") for p in projects[1:]]
    costs = {"CLEAR": 40_000, "WORK0": 200_000, "WORK1": 159_500}
    case = replace(
        case,
        quarters=8,
        projects=tuple(projects),
        options=tuple(replace(option, cost=costs[option.project]) for option in case.options),
        effects=(*case.effects, Effect("WORK0", "o", "waste", Decimal("-12.5"))),
        receipts=(Receipt("CLEAR", "o", "land", 12_500, 0),),
        capacities=(Capacity("crew", 2027, Decimal(9)),),
        funding=(Funding("land", 2027, 500_000, None, None, True),),
        demands=(),
        sources=(),
        obligations=(),
        funding_order=None,
    )
    return case, plan(case, RULEBOOK, time_limit=60, in_child=False)


def page(lang: Lang, case: Case | None = None) -> str:
    found, result = planned()
    before, after = assessments(case or found, RULEBOOK, result)
    return plan_page(case or found, result, before, after, lang, RULEBOOK)


def reason(**changes: object) -> Reasons:
    row = Reasons("P", None, (), (), ())
    return replace(row, **changes)  # type: ignore[arg-type]


def adds(amount: Decimal | str, unit: str | None, quantity: str = "x", goals: tuple[str, ...] = ()) -> Contribution:
    return Contribution(quantity, None, unit, amount, (words("Tiêu chuẩn A", "Standard A"),), goals)


@pytest.mark.parametrize(
    ("row", "vietnamese", "english"),
    [
        (adds(Decimal("40"), "bed"), "Tiêu chuẩn A: thêm 40 giường bệnh", "Standard A: +40 hospital beds"),
        (adds(Decimal("1"), "bed"), "Tiêu chuẩn A: thêm 1 giường bệnh", "Standard A: +1 hospital bed"),
        (adds(Decimal("1234.5"), "km"), "Tiêu chuẩn A: thêm 1.234,5 km", "Standard A: +1,234.5 km"),
        (adds(Decimal("0.0231"), "km2"), "Tiêu chuẩn A: thêm 0,0231 km²", "Standard A: +0.0231 km²"),
        (adds(Decimal("-2.5"), "%"), "Tiêu chuẩn A: giảm 2,5 điểm phần trăm", "Standard A: −2.5 percentage points"),
        (adds(Decimal("-3"), "rank"), "Tiêu chuẩn A: lên 3 bậc", "Standard A: up 3 places"),
        (
            adds("province", "level", ROLE, ("g1",)),
            "Tiêu chuẩn A: đạt mức “cấp tỉnh” (mục tiêu g1)",
            "Standard A: reaches “province level” (goal g1)",
        ),
    ],
)
def test_what_a_project_adds_is_told_in_its_own_unit(row: Contribution, vietnamese: str, english: str) -> None:
    law = load("vn-urban-2025-class3")
    assert why_text(reason(contributions=(row,)), law, "vi") == vietnamese
    assert why_text(reason(contributions=(row,)), law, "en") == english


def test_a_phrase_has_every_reason_there_is() -> None:
    full = reason(
        mandatory="running",
        contributions=(adds(Decimal(1), "km"), adds(Decimal(2), "km"), adds(Decimal(3), "km")),
        receipts=(("Đất", 12_500),),
        waiting=("A", "B"),
    )
    assert why_text(full, RULEBOOK, "vi", 1) == (
        "Bắt buộc: đang thực hiện; Tiêu chuẩn A: thêm 1 km; và 2 nội dung khác; thu về 12,5 tỷ đồng (Đất); "
        "2 dự án chờ: A, B"
    )
    assert why_text(full, RULEBOOK, "en").count("Standard A") == 3
    assert why_text(reason(), RULEBOOK, "vi") == "Hồ sơ không cho thấy lý do"


def test_a_goal_on_a_figure_is_told_by_the_name_of_the_figure() -> None:
    row = Contribution("roads", words("Đường", "Roads"), "km", Decimal(3), (), ("g1", "g2"))
    assert why_text(reason(contributions=(row,)), RULEBOOK, "vi") == "Đường: thêm 3 km (các mục tiêu g1, g2)"


def test_of_many_that_wait_the_first_are_named() -> None:
    assert listed(("A", "B", "C", "D", "E"), "vi") == "A, B, C, D, E"
    assert listed(("A", "B", "C", "D", "E", "F"), "vi") == "A, B, C, D và 2 dự án khác"


def test_the_page_says_why_each_project_is_chosen() -> None:
    said = words_of(page("vi"))
    assert "Thu về 12,5 tỷ đồng (land); 2 dự án chờ: WORK0, WORK1" in said
    assert "Chữ: giảm 12,5 điểm phần trăm; 1 dự án chờ: WORK1" in said
    assert "thêm 10 km (mục tiêu g)" in said


def test_the_page_tells_the_riskiest_dependencies_in_plain_words() -> None:
    said = words_of(page("vi"))
    assert "GPMB khu A xong muộn 1 quý là lỡ mục tiêu quý III/2028; 2 dự án, 359,5 tỷ đồng chờ dự án này." in said
    assert "CLEAR: phải xong đúng quý II/2027. Chờ dự án này: WORK0, WORK1." in said
    assert "Ngoài ra 1 dự án phải xong đúng hạn, muộn 1 quý là lỡ: WORK1." in said
    assert "Chỉ tính thứ tự trước sau giữa các dự án." in said
    english = words_of(page("en"))
    assert (
        "GPMB khu A: finished 1 quarter late, the goals of Q3 2028 are missed; 2 projects, VND 359.5 billion, wait"
    ) in english


def test_the_page_shows_the_statutory_groups_with_what_limits_their_certainty() -> None:
    said = words_of(page("vi"))
    assert said.count("nhóm B") == 1 + 1 and said.count("nhóm C ") == 1  # a tag each, and the end of group C's note
    assert "Nhóm B (Điều 10 Luật 58/2024/QH15, hiệu lực từ 01/01/2025; chép từ nguồn thứ cấp" in said
    assert "1 dự án, 200 tỷ đồng." in said and "1 dự án, 159,5 tỷ đồng." in said
    assert "Luật 90/2025/QH15 có sửa đổi Luật này" in said


def test_nothing_is_said_of_groups_where_no_project_has_a_field() -> None:
    case, found = planned()
    bare = replace(case, projects=tuple(replace(project, field=None) for project in case.projects))
    assert groups(bare, found) == {} and group_lines(bare, found, "vi") == []
    assert "nhóm" not in words_of(page("vi", bare))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_new_parts_keep_the_page_balanced_and_composed(lang: Lang) -> None:
    made = page(lang)
    assert outline(made).open == []
    assert unicodedata.is_normalized("NFC", made)


def test_without_a_rulebook_the_page_leaves_reasons_and_dependencies_out() -> None:
    said = words_of(plan_page(CASE, PLAN, BEFORE, AFTER, "vi"))
    assert "Vì sao chọn" not in said and "phụ thuộc" not in said


def test_where_no_delay_of_others_can_lose_the_date_the_page_says_so() -> None:
    rows = (Dependency("YT01", False, "2028Q4", None, None, (), 0),)
    told = risks(CASE, PLAN, rows, "vi")
    assert told is not None and told.rows == ()
    assert told.title == "Mối phụ thuộc rủi ro nhất"
    assert told.others == "Không dự án nào chậm mà kéo dự án khác chậm theo đến mức lỡ mục tiêu quý IV/2028."
    assert risks(CASE, PLAN, (), "vi") is None


def test_time_to_spare_and_the_number_that_wait_are_told_as_they_are() -> None:
    row = Dependency("GPMB01", True, "2027Q2", 3, "2028Q1", ("YT01",), 12_500)
    told = risks(CASE, PLAN, (row, row, row), "vi")
    assert told is not None and told.title == "Ba mối phụ thuộc rủi ro nhất"
    assert told.rows[0].clearance
    assert told.rows[0].sentence == (
        "Giải phóng mặt bằng bệnh viện xong muộn 4 quý là lỡ mục tiêu quý IV/2028; 1 dự án, 12,5 tỷ đồng chờ dự án này."
    )
    assert told.rows[0].detail == ("GPMB01: dự kiến xong quý II/2027, chậm nhất quý I/2028. Chờ dự án này: YT01.")


def workbook(path: Path, result: Plan | None = None) -> dict[str, list[list[object]]]:
    case, found = planned()
    target = path / "plan.xlsx"
    write_plan_workbook(case, result or found, target, "vi", RULEBOOK)
    book = CalamineWorkbook.from_path(str(target))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_the_workbook_has_reasons_and_groups_beside_the_projects(tmp_path: Path) -> None:
    rows = workbook(tmp_path)["Dự án được chọn"]
    head = next(row for row in rows if row[0] == "Mã dự án")
    assert head[8:] == ["Vì sao chọn", "Nhóm dự án", "Căn cứ xếp nhóm"]
    by_code = {row[0]: row for row in rows}
    assert by_code["CLEAR"][8:] == ["Thu về 12,5 tỷ đồng (land); 2 dự án chờ: WORK0, WORK1", "", ""]
    assert by_code["WORK0"][9] == "nhóm B" and "Điều 10 Luật 58/2024/QH15" in str(by_code["WORK0"][10])
    assert by_code["WORK1"][9] == "nhóm C" and "Chưa đọc Điều 11" in str(by_code["WORK1"][10])
    assert by_code["Tổng"][7] == 399_500


def test_the_workbook_has_the_time_to_spare_of_every_project(tmp_path: Path) -> None:
    book = workbook(tmp_path)
    rows = book["Thời gian dư của dự án"]
    assert [row[0] for row in rows[-3:]] == ["CLEAR", "WORK0", "WORK1"]
    assert rows[-3][2:] == ["quý II/2027", 0, "quý II/2027", 2, 359_500, "WORK0, WORK1"]
    told = [row[1] for row in book["Tóm tắt"] if "phụ thuộc" in str(row[0])]
    assert str(told[0]).startswith("GPMB khu A xong muộn 1 quý")


def test_a_plan_that_was_not_accepted_has_neither(tmp_path: Path) -> None:
    rejected = planned()[1].model_copy(update={"verified": False})
    assert list(workbook(tmp_path, rejected)) == ["Tóm tắt"]
    assert "Vì sao chọn" not in words_of(plan_page(CASE, REJECTED, BEFORE, AFTER, "vi", RULEBOOK))


def test_the_rows_behind_the_page_are_those_of_the_engine() -> None:
    case, found = planned()
    assert [(row.project, row.slack) for row in dependencies(case, RULEBOOK, found)] == [
        ("CLEAR", 0),
        ("WORK0", 0),
        ("WORK1", 0),
    ]
