"""Sources, obligations, claims and priorities: what they allow, how they are kept in files, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.case.refusal import found
from tests.case.sound import changed, law, sound_case, with_head, with_row
from tests.case.test_wrong_cases import found_in
from vedich.case import Case, Funding, Goal, ObligationCeiling, Project, Quarter, Source, check, read, write
from vedich.case.folder import CASE_FILES, folder_files
from vedich.case.tables import TABLES

NEW_TABLES = ("sources.csv", "obligations.csv")


# --- what sources allow ------------------------------------------------------------------------------
@given(st.integers(0, 10**15), st.decimals(0, 100, places=9))
def test_what_is_usable_is_the_whole_millions_left_after_the_contingency(amount, percent) -> None:
    case = with_head(sources=(Source("S", contingency_percent=percent),))
    usable = case.usable(Funding("S", 2026, amount, None, None, True))
    kept_of_hundred_milliards = (100 * 10**9 - int(percent * 10**9)) * amount  # integers only
    assert usable == kept_of_hundred_milliards // 10**11


@pytest.mark.parametrize(
    ("amount", "percent", "usable"),
    [(1000, "0", 1000), (1000, "100", 0), (999, "0.1", 998), (1, "0.000000001", 0), (3000, "33.3", 2001)],
)
def test_the_contingency_by_hand(amount, percent, usable) -> None:
    case = with_head(sources=(Source("S", None, (), Decimal(percent)),))
    assert case.usable(Funding("S", 2026, amount, None, None, True)) == usable
    assert case.usable(Funding("another", 2026, amount, None, None, True)) == amount


@pytest.mark.parametrize(
    ("funded_by", "only_for", "allowed"),
    [
        ((), (), True),
        (("S",), (), True),
        (("T",), (), False),
        ((), ("P",), True),
        ((), ("Cấp nước",), True),
        ((), ("Giao thông", "P"), True),
        ((), ("Giao thông",), False),
        (("S",), ("Giao thông",), False),
        (("T",), ("P",), False),
        (("T", "S"), ("P",), True),
    ],
)
def test_a_source_pays_for_what_names_it_and_what_it_is_for(funded_by, only_for, allowed) -> None:
    project = Project("P", "Nước", "Cấp nước", "candidate", (), None, None, funded_by)
    case = with_head(sources=(Source("S", only_for=only_for),))
    assert case.source_allows("S", project) is allowed


def test_a_project_without_a_kind_is_in_no_earmark_of_kinds() -> None:
    project = Project("P", "Nước", None, "candidate", (), None, None, ())
    assert not with_head(sources=(Source("S", only_for=("Cấp nước",)),)).source_allows("S", project)


# --- files -------------------------------------------------------------------------------------------
def rich() -> Case:
    """The sound case with every new column filled in."""
    case = with_head(funding_order="nq-70-2025")
    one, other = case.projects
    return replace(
        case,
        projects=(replace(one, field="technical_infrastructure", claim="carried_over"), replace(other, field="social")),
        goals=(case.goals[0], replace(case.goals[1], priority=2), replace(case.goals[2], priority=3)),
    )


@pytest.mark.parametrize("name", ["case", "case.xlsx"])
def test_every_new_column_comes_back_the_same(tmp_path, name) -> None:
    write(rich(), tmp_path / name)
    assert read(tmp_path / name) == rich()
    assert check(read(tmp_path / name), law()) == ()


def test_a_case_of_before_reads_as_it_did(tmp_path) -> None:
    """Without the new tables, columns and entry, everything has its default."""
    old = with_head(sources=(), obligations=())
    write(old, tmp_path / "old")
    for name in NEW_TABLES:
        (tmp_path / "old" / name).unlink()
    strip_columns(tmp_path / "old" / "projects.csv", 2)
    strip_columns(tmp_path / "old" / "goals.csv", 1)
    assert read(tmp_path / "old") == old
    assert "funding_order" not in (tmp_path / "old" / "case.yaml").read_text(encoding="utf-8")


def strip_columns(path, count) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("".join(line.rsplit(",", count)[0] + "\n" for line in lines), encoding="utf-8")


def test_defaults_are_written_as_empty_cells() -> None:
    case = with_head(sources=(Source("Ngân sách"),))
    files = folder_files(case)
    assert files["sources.csv"] == "source,name,only_for,contingency_percent\nNgân sách,,,\n"
    assert all(line.endswith(",,") for line in files["projects.csv"].splitlines()[1:])
    assert all(line.endswith(",") for line in files["goals.csv"].splitlines()[1:])


def test_defaults_may_be_written_out(tmp_path) -> None:
    case = with_head(sources=(Source("Ngân sách"),))
    write(case, tmp_path / "case")
    (tmp_path / "case" / "sources.csv").write_text("source,contingency_percent\nNgân sách,0.0\n", encoding="utf-8")
    assert read(tmp_path / "case") == case


def test_the_workbook_offers_fields_claims_and_orders(tmp_path) -> None:
    from openpyxl import load_workbook

    write(sound_case(), tmp_path / "case.xlsx")
    book = load_workbook(tmp_path / "case.xlsx")
    assert {"Quy định nguồn vốn", "Trần nghĩa vụ"} <= set(book.sheetnames)
    offered = "".join(str(rule.formula1) for rule in book["Dự án"].data_validations.dataValidation)
    assert "giao thông khác" in offered
    assert "chuyển tiếp" in offered
    head = "".join(str(rule.formula1) for rule in book["Hồ sơ"].data_validations.dataValidation)
    assert "NQ 70/2025/UBTVQH15" in head
    book.close()


def test_choices_fit_into_a_drop_down() -> None:
    from vedich.case.workbook_write import LONGEST_LIST, _source

    for table in TABLES:
        for column in table.columns:
            if column.choices:
                words = _source(table, column, 0)
                assert isinstance(words, list)
                assert len(",".join(words)) <= LONGEST_LIST
                assert not any("," in word for word in words)  # a comma would part the word in two


WRONG_CELLS = [
    ("sources.csv", "source,contingency_percent\nNgân sách,5%\n", "cell.number_writing", 2, "contingency_percent"),
    ("sources.csv", "source,only_for\nNgân sách,B1;;N1\n", "cell.empty_part", 2, "only_for"),
    ("sources.csv", "source,only_for\nNgân sách,B1; B1\n", "cell.repeated", 2, "only_for"),
    ("sources.csv", "name\nx\n", "heading.missing", 1, "source"),
    ("sources.csv", "source,reserve\nNgân sách,1\n", "heading.unknown", 1, "reserve"),
    ("obligations.csv", "year,at_most\n2026,-1\n", "cell.negative", 2, "at_most"),
    ("obligations.csv", "year,at_most\n26,1\n", "cell.not_year", 2, "year"),
    ("obligations.csv", "year,at_most\n2026,\n", "cell.missing", 2, "at_most"),
    ("goals.csv", "goal,kind,priority\nG1,recognition,0\n", "cell.not_positive", 2, "priority"),
    ("goals.csv", "goal,kind,priority\nG1,recognition,1.5\n", "cell.not_whole", 2, "priority"),
    ("projects.csv", "project,name,status,claim\nN1,x,running,nợ\n", "cell.not_choice", 2, "claim"),
    ("projects.csv", "project,name,status,field\nN1,x,running,roads\n", "cell.not_choice", 2, "field"),
]


@pytest.mark.parametrize(("file", "content", "code", "row", "column"), WRONG_CELLS)
def test_a_wrong_cell_is_found(tmp_path, file, content, code, row, column) -> None:
    write(sound_case(), tmp_path / "case")
    assert file in CASE_FILES
    (tmp_path / "case" / file).write_text(content, encoding="utf-8")
    assert found(tmp_path / "case") == [(code, file.removesuffix(".csv"), row, column)]


def test_an_order_nobody_knows_is_found(tmp_path) -> None:
    write(sound_case(), tmp_path / "case")
    with (tmp_path / "case" / "case.yaml").open("a", encoding="utf-8") as head:
        head.write("funding_order: nq-71-2025\n")
    assert [entry[0] for entry in found(tmp_path / "case")] == ["cell.not_choice"]


# --- checks ------------------------------------------------------------------------------------------
@pytest.mark.parametrize("percent", ["-0.000000001", "-5", "100.1", "1000"])
def test_a_contingency_outside_0_to_100_is_found(percent) -> None:
    case = changed("sources", 0, contingency_percent=Decimal(percent))
    assert found_in(case) == [("contingency", "sources", 2, "contingency_percent")]


@pytest.mark.parametrize("percent", ["0", "100", "33.333333333"])
def test_every_contingency_from_0_to_100_is_fine(percent) -> None:
    assert check(changed("sources", 0, contingency_percent=Decimal(percent)), law()) == ()


def test_a_source_without_money_is_found_with_the_nearest_one() -> None:
    case = with_row("sources", Source("Ngan sách"))
    assert found_in(case) == [("unknown", "sources", 3, "source")]
    assert "Ngân sách" in check(case, law())[0].part("example", "vi")


def test_an_earmark_names_projects_or_kinds() -> None:
    case = changed("sources", 0, only_for=("N1", "Cấp nước", "B1", "Cấp nướcc", "N2"))
    assert found_in(case) == [("earmark_unknown", "sources", 2, "only_for")] * 2
    assert [p.values["nearest"] for p in check(case, law())] == ["Cấp nước", "N1, B1, Cấp nước"]


def test_a_committed_project_that_no_source_may_pay_for_is_an_error() -> None:
    case = changed("sources", 0, only_for=("B1",))
    assert found_in(case) == [("no_source_allows", "projects", 2, "funded_by")]
    free = changed("options", 0, cost=0)
    assert found_in(replace(free, sources=case.sources)) == []


def test_a_candidate_that_no_source_may_pay_for_is_a_warning() -> None:
    case = changed("sources", 0, only_for=("Cấp nước",))
    assert found_in(case) == []
    assert found_in(case, "warning") == [("no_source_allows", "projects", 3, "funded_by")]


def test_a_project_that_is_done_needs_no_source() -> None:
    case = changed("projects", 0, status="done")
    assert found_in(replace(case, sources=(Source("Ngân sách", only_for=("B1",)),))) == []


@pytest.mark.parametrize("year", [2025, 2029])
def test_a_ceiling_outside_the_horizon_is_a_warning(year) -> None:
    case = with_row("obligations", ObligationCeiling(year, 1))
    assert found_in(case) == []
    assert found_in(case, "warning") == [("ceiling_outside", "obligations", 4, "year")]


def test_a_negative_ceiling_is_found() -> None:
    assert found_in(changed("obligations", 1, at_most=-1)) == [("negative", "obligations", 3, "at_most")]


@pytest.mark.parametrize("claim", ["debt", "underfunded", "carried_over"])
@pytest.mark.parametrize("status", ["candidate", "done"])
def test_a_claim_of_work_that_was_not_decided_or_is_done_is_a_warning(claim, status) -> None:
    case = changed("projects", 1, claim=claim, status=status)
    assert found_in(case) == []
    assert found_in(case, "warning") == [(f"claim_of_{status}", "projects", 3, "claim")]


@pytest.mark.parametrize("claim", ["debt", "underfunded", "carried_over", "new"])
@pytest.mark.parametrize("status", ["committed", "running"])
def test_decided_work_may_claim_any_place(claim, status) -> None:
    assert check(changed("projects", 0, claim=claim, status=status), law()) == ()


def test_a_priority_below_1_is_found() -> None:
    case = with_row("goals", Goal("G9", "recognition", None, None, None, 0))
    assert found_in(case) == [("goal_priority", "goals", 5, "priority")]


def test_an_order_before_its_day_of_effect_is_a_warning() -> None:
    case = with_head(funding_order="nq-70-2025", start=Quarter(2025, 1), quarters=16)
    assert ("order_not_in_force", "case", 1, "funding_order") in found_in(case, "warning")
    assert found_in(with_head(funding_order="nq-70-2025"), "warning") == []
    assert found_in(with_head(funding_order="nq-71")) == [("unknown", "case", 1, "funding_order")]


def test_all_problems_of_money_are_told_at_once() -> None:
    case = replace(
        changed("sources", 0, only_for=("X",), contingency_percent=Decimal(101)),
        obligations=(ObligationCeiling(2026, -1), ObligationCeiling(2026, 1)),
    )
    codes = [entry[0] for entry in found_in(case)]
    assert codes == ["twice", "earmark_unknown", "contingency", "no_source_allows", "negative"]


def test_a_share_held_back_is_exact_where_a_double_is_not() -> None:
    case = with_head(sources=(Source("S", contingency_percent=Decimal("0.1")),))
    amount = 10**15
    assert case.usable(Funding("S", 2026, amount, None, None, True)) == amount * Fraction(999, 1000)
