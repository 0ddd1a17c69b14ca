"""The odds and the early warnings as they stand in a terminal of 80 and of 120 columns, in both languages."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from rich.console import Console, RenderableType

from tests.reports.samples import CASE
from vedich.messages import Lang, set_language
from vedich.reports.risk_terminal import risk_lines
from vedich.reports.trigger_terminal import trigger_lines
from vedich.risk.result import (
    Chance,
    Delay,
    Driver,
    FanQuarter,
    Input,
    LateProject,
    MoneyShort,
    Odds,
    Spread,
)
from vedich.risk.trigger_result import Observable, Side, Trigger, Triggers

SHARES = (0, 0, 0, 0, 0, 0, 0.02, 0.4712, 0.71, 0.85, 0.85, 0.85)
CHANCES = tuple(
    Chance(quarter=f"{2027 + place // 4}Q{place % 4 + 1}", probability=share, error=0.005)
    for place, share in enumerate(SHARES)
)
ODDS = Odds(
    case="99999 Phường Thử",
    rulebook="small",
    figures="illustrative",
    planned="2028Q4",
    cost=16_734,
    scenarios=10_000,
    seed=1,
    on_time=CHANCES[7],
    chances=CHANCES,
    date=Spread(p10="2028Q4", p50="2029Q1", p90=None),
    delay=Delay(expected=1.25, tail=5.0, censored=0.15),
    fan=(FanQuarter(quarter="2027Q1", planned=5.5, p10=5.5, p50=5.5, p90=5.5),),
    short=(
        MoneyShort(source="Đất", year=2027, planned=1234, probability=0.553, expected=310, p90=812),
        MoneyShort(source="Ngân sách", year=2027, planned=3000, probability=0.01, expected=3, p90=0),
    ),
    drivers=(
        Driver(kind="delay", subject="Giải phóng mặt bằng", first=0.41, total=0.63, error=0.07),
        Driver(kind="funding", subject="Đất", first=0.2, total=0.3, error=0.05),
        Driver(kind="trend", subject="population", first=0.0, total=0.001, error=0.01),
    ),
    driver_method="sobol_saltelli_2010",
    late=(
        LateProject(
            project="YT01",
            planned="2028Q4",
            probability=0.62,
            expected=1.4,
            p90=4,
            waited_money=0.7,
            waited_capacity=0.2,
        ),
    ),
    inputs=(
        Input(
            risk="r",
            kind="delay",
            subject=None,
            year=None,
            distribution="triangular",
            low=0,
            likely=1,
            high=4,
            probability_percent=None,
            source="giả định",
            assumption=True,
            default=True,
        ),
    ),
    seconds=1.0,
)
FOUND = Triggers(
    case=ODDS.case,
    rulebook="small",
    figures="illustrative",
    planned="2028Q4",
    scenarios=10_000,
    seed=1,
    on_time=Chance(quarter="2029Q2", probability=0.71, error=0.005),
    half="2029Q1",
    triggers=(
        Trigger(
            observable=Observable(kind="money", subject="Đất", at="2027Q4", planned=5_000),
            verdict="crosses",
            threshold=4_300,
            below=Side(share=0.29, probability=0.36, error=0.012),
            above=Side(share=0.71, probability=0.85, error=0.008),
            information=0.074,
        ),
        Trigger(
            observable=Observable(kind="hectares", subject=None, at="2028Q1", planned=12.5),
            verdict="crosses",
            threshold=9.5,
            below=Side(share=0.12, probability=0.2, error=0.012),
            above=Side(share=0.88, probability=0.78, error=0.008),
            information=0.11,
        ),
        Trigger(
            observable=Observable(kind="finished", subject="GPMB01", at="2028Q2", planned=1),
            verdict="crosses",
            threshold=1,
            below=Side(share=0.12, probability=0.2, error=0.012),
            above=Side(share=0.88, probability=0.78, error=0.008),
            information=0.11,
        ),
    ),
    considered=87,
    seconds=1.0,
)


def _printed(parts: Iterable[RenderableType], width: int = 120) -> str:
    console = Console(width=width, highlight=False, markup=False, color_system=None)
    with console.capture() as capture:
        for part in parts:
            console.print(part)
    return capture.get()


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("width", [80, 120])
def test_nothing_is_cut_off_and_nothing_is_wider_than_the_terminal(width: int, lang: Lang) -> None:
    set_language(lang)
    for shown in (_printed(risk_lines(CASE, ODDS), width), _printed(trigger_lines(CASE, FOUND), width)):
        assert max(len(line) for line in shown.splitlines()) <= width
        assert "…" not in shown
        assert "{" not in shown


def test_the_headline_names_the_chance_its_error_and_the_bad_case() -> None:
    shown = _printed(risk_lines(CASE, ODDS))
    plain = shown.replace("\u00a0", " ")
    assert plain.startswith("Khả năng đạt mục tiêu đúng hạn (cuối quý IV/2028): 47% ± 1 điểm phần trăm.")
    assert "ít nhất 1,2 quý" in shown or "ít nhất 1,3 quý" in shown
    assert "15% số kịch bản không đạt trong kỳ kế hoạch" in shown


def test_chances_go_from_the_first_that_counts_to_where_they_rise_no_more() -> None:
    shown = _printed(risk_lines(CASE, ODDS))
    rows = [line.split("  ")[0] for line in shown.splitlines() if line.startswith("quý ")]
    assert rows == ["quý III/2028", "quý IV/2028", "quý I/2029", "quý II/2029"]


def test_rows_that_hardly_matter_are_left_to_the_files() -> None:
    shown = _printed(risk_lines(CASE, ODDS))
    assert "Chậm trễ – Giải phóng mặt bằng" in shown
    assert "population" not in shown
    assert "Ngân sách" not in shown
    assert "phân tích phương sai Sobol" in shown
    assert "1 trên 1 mục là giả định" in shown


def test_where_points_stand_for_the_delay_it_is_said() -> None:
    shown = _printed(risk_lines(CASE, ODDS.model_copy(update={"driver_response": "points"})))
    assert "tổng điểm cuối quý IV/2028" in " ".join(shown.split())


@pytest.mark.parametrize(
    ("method", "words"), [("not_computed", "không tính theo yêu cầu"), ("nothing_varies", "không điều gì chưa chắc")]
)
def test_why_there_are_no_drivers_is_said(method: str, words: str) -> None:
    assert words in _printed(risk_lines(CASE, ODDS.model_copy(update={"drivers": (), "driver_method": method})))


def test_a_sure_plan_has_short_tables() -> None:
    sure = ODDS.model_copy(
        update={"late": (), "short": (), "inputs": (), "delay": Delay(expected=0, tail=0, censored=0)}
    )
    shown = _printed(risk_lines(CASE, sure))
    assert "Không kịch bản nào chậm" in shown
    assert "Không dự án nào chậm" in shown
    assert "Không nguồn nào thiếu" in shown


def test_warnings_name_sign_mark_and_chances() -> None:
    shown = _printed(trigger_lines(CASE, FOUND))
    assert "khả năng đúng hạn xuống dưới 50%" in shown
    for words in (
        "Đến cuối quý IV/2027, vốn đã về từ nguồn Đất dưới 4,3 tỷ đồng (lộ trình: 5 tỷ đồng)",
        "diện tích đã giải phóng mặt bằng dưới 9,5 ha (lộ trình: 12,5 ha)",
        "Đến cuối quý II/2028, chưa xong GPMB01 Giải phóng mặt bằng bệnh viện",
        "Gặp ở 29% số kịch bản, khi đó khả năng đúng hạn 36% ± 2,4; không gặp: 85% ± 1,6.",
        "giải phóng đều",
    ):
        assert words in " ".join(shown.split())


def test_where_the_chance_is_low_already_the_signs_are_the_good_news() -> None:
    low = FOUND.model_copy(update={"on_time": FOUND.on_time.model_copy(update={"probability": 0.2})})
    shown = " ".join(_printed(trigger_lines(CASE, low)).split())
    assert "vốn đã về từ nguồn Đất từ 4,3 tỷ đồng trở lên" in shown
    assert "đã xong GPMB01" in shown
    assert "Gặp ở 71% số kịch bản, khi đó khả năng đúng hạn 85%" in shown


@pytest.mark.parametrize(
    ("probability", "half", "verdict", "words"),
    [
        (0.71, "2029Q1", "never", "Không dấu hiệu sớm nào"),
        (0.2, "2030Q1", "always", "--by 2030Q1"),
        (0.2, "2030Q1", "always", "vẫn dưới 50%"),
        (0.2, "2030Q1", "crosses", "mới từ 50% trở lên"),
        (0.2, None, "crosses", "--robust"),
        (0.71, "2029Q1", None, "87 dấu hiệu"),
        (0.2, "2030Q1", None, "không dấu hiệu sớm nào cho thấy sẽ kịp hạn"),
        (1.0, "2029Q1", None, "không có gì phải theo dõi"),
    ],
)
def test_the_finding_says_what_to_do(probability: float, half: str | None, verdict: str | None, words: str) -> None:
    mark = {} if verdict == "crosses" else {"threshold": None, "below": None, "above": None}
    rows = tuple(one.model_copy(update={"verdict": verdict, **mark}) for one in FOUND.triggers if verdict)
    on_time = FOUND.on_time.model_copy(update={"probability": probability})
    shown = _printed(
        trigger_lines(CASE, FOUND.model_copy(update={"on_time": on_time, "half": half, "triggers": rows}))
    )
    assert words in " ".join(shown.split())
