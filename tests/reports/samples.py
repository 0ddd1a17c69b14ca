"""Small results made by hand: a rulebook of five rows, its assessments, a case of four projects and its plan."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from vedich.case.model import Case, Funding, Option, Project, Receipt, Unit
from vedich.case.quarter import Quarter
from vedich.planning.result import Choice, GoalDate, Payment, Plan, QuarterScore, Shortfall, Spending, Stage
from vedich.rulebooks import Rulebook, Words
from vedich.scoring.result import Assessment, CriterionScore, Input, Interval, StandardScore, Step

SOURCE = "Chi cục Thống kê <https://example.org/a?b=1&c=2>"


def words(vi: str, en: str) -> Words:
    return Words(vi=vi, en=en)


def interval(low: str | int, high: str | int | None = None) -> Interval:
    return Interval(low=Fraction(low), high=Fraction(low if high is None else high))


def figure(
    quantity: str, label: Words, unit: str, value: str | None, *, as_of: date | None = date(2025, 12, 31)
) -> Input:
    number = None if value is None else Fraction(value)
    return Input(
        quantity=quantity,
        label=label,
        unit=unit,
        reported=number,
        value=number,
        as_of=as_of,
        growth_per_year=None,
        growth_kind=None,
        source=SOURCE,
        age_months=11 if as_of else None,
    )


BEDS = words("Số giường bệnh", "Hospital beds")
PEOPLE = words("Dân số", "Population")
ROLE = words("Vai trò đô thị", "Urban role")

beds = StandardScore(
    id="S1",
    criterion="I",
    label=words("Giường bệnh trên 10.000 dân", "Hospital beds per 10,000 people"),
    value=Fraction(162, 58000) * 10000,
    unit="bed/10000 people",
    at_min=Fraction(30),
    at_max=Fraction(35),
    points=interval(0),
    points_min=Fraction("3.75"),
    points_max=Fraction(5),
    status="unmet",
    gap=Fraction(12),
    gap_to_max=Fraction(41),
    gap_quantity="hospital_beds",
    gap_unit="bed",
    clause="Bảng 1, mục 1",
    source="Bản chép thử",
    confidence="high",
    inputs=(figure("hospital_beds", BEDS, "bed", "162"), figure("population", PEOPLE, "person", "58000")),
    steps=(Step(rule="score.step.unmet", values={"least": Fraction(30)}),),
)
role = StandardScore(
    id="S2",
    criterion="I",
    label=ROLE,
    value="commune",
    unit="level",
    at_min="commune",
    at_max="province",
    points=interval("5.5"),
    points_min=Fraction("5.5"),
    points_max=Fraction(7),
    status="met",
    gap=Fraction(0),
    gap_to_max=Fraction(1),
    gap_quantity="actual_role",
    gap_unit="level",
    clause="Bảng 1, mục 2",
    source="Bản chép thử",
    confidence="medium",
    inputs=(),
    steps=(Step(rule="score.step.level_met", values={"at_min": "commune", "points": Fraction("5.5")}),),
)
water = beds.model_copy(
    update={
        "id": "S3",
        "criterion": "II",
        "label": words("Tỷ lệ dân số dùng nước sạch", "People with clean water"),
        "value": None,
        "unit": "%",
        "at_min": Fraction(85),
        "at_max": Fraction(95),
        "points": interval(0, 3),
        "points_min": Fraction(2),
        "points_max": Fraction(3),
        "status": "unknown",
        "gap": None,
        "gap_to_max": None,
        "gap_quantity": "clean_water_share",
        "gap_unit": "%",
        "inputs": (figure("clean_water_share", words("Tỷ lệ nước sạch", "Clean water share"), "%", None, as_of=None),),
        "steps": (Step(rule="score.step.unknown", values={"cap": Fraction(3)}),),
    }
)
untold = water.model_copy(
    update={
        "id": "S4",
        "label": words("Tiêu chuẩn chưa chép", "Row not transcribed"),
        "at_max": None,
        "points_min": None,
        "status": "not_transcribed",
        "points": interval(0, 5),
        "points_max": Fraction(5),
    }
)
rank = beds.model_copy(
    update={
        "id": "S5",
        "criterion": "II",
        "label": words("Thứ hạng thu hút đầu tư", "Investment rank"),
        "value": Fraction(13),
        "unit": "rank",
        "at_min": Fraction(10),
        "at_max": Fraction(10),
        "gap": Fraction(3),
        "gap_to_max": Fraction(3),
        "gap_quantity": "investment_rank",
        "gap_unit": "rank",
        "inputs": (),
        "steps": (),
    }
)

RULEBOOK = Rulebook.model_validate(
    {
        "id": "small",
        "title": {"vi": "Bộ tiêu chí thử", "en": "Trial criteria set"},
        "short": {"vi": "Thử", "en": "Trial"},
        "issued": {"number": "1/2026", "date": "2026-01-01", "by": {"vi": "Cơ quan thử", "en": "Trial body"}},
        "in_force": {"from": "2026-01-01"},
        "transcription": {"status": "secondary", "sources": {"a": "Bản chép thử"}},
        "standards_total": 5,
        "total_max": 25,
        "recognition": {"total_at_least": 15, "clause": "Điều 1", "source": "a"},
        "criteria": [
            {"id": "I", "label": {"vi": "Nhóm một", "en": "Group one"}, "source": "a", "points": None},
            {"id": "II", "label": {"vi": "Nhóm hai", "en": "Group two"}, "source": "a", "points": None},
        ],
        "adjustments": [
            {
                "id": "mountain",
                "label": {"vi": "Đô thị miền núi", "en": "Mountain urban area"},
                "clause": "Điều 2",
                "source": "a",
                "confidence": "high",
                "changes": [],
            }
        ],
        "quantities": [
            {
                "id": "actual_role",
                "label": {"vi": "Vai trò", "en": "Role"},
                "unit": "level",
                "kind": "level",
                "levels": [
                    {"id": "none", "label": {"vi": "chưa có", "en": "none"}},
                    {"id": "commune", "label": {"vi": "cấp xã", "en": "commune level"}},
                    {"id": "province", "label": {"vi": "cấp tỉnh", "en": "province level"}},
                ],
            }
        ],
    }
)

BEFORE = Assessment(
    rulebook="small",
    rulebook_title=words("Bộ tiêu chí thử", "Trial criteria set"),
    transcription="secondary",
    unit_code="99999",
    unit_name="Phường <script>alert(1)</script> Thử",
    figures="illustrative",
    at=None,
    adjustments=("mountain",),
    total=interval("5.5", "13.5"),
    total_at_least=Fraction(15),
    total_max=Fraction(25),
    recognised="no",
    criteria=(
        CriterionScore(
            id="I",
            label=words("Nhóm một", "Group one"),
            points=interval("5.5"),
            min=Fraction(9),
            max=Fraction(12),
            met=False,
        ),
        CriterionScore(
            id="II",
            label=words("Nhóm hai", "Group two"),
            points=interval(0, 8),
            min=None,
            max=None,
            met=None,
        ),
    ),
    standards=(beds, role, water, untold, rank),
)
AFTER = BEFORE.model_copy(
    update={
        "at": "2028Q4",
        "total": interval("15.25"),
        "recognised": "yes",
        "standards": (
            beds.model_copy(
                update={"value": Fraction(36), "points": interval(5), "status": "full", "gap": Fraction(0)}
            ),
            role.model_copy(update={"value": "province", "points": interval(7), "status": "full"}),
            water,
            untold,
            rank,
        ),
    }
)


def project(id_: str, name: str, kind: str | None, status: str = "candidate") -> Project:
    return Project(id_, name, kind, status, (), None, None, ())  # type: ignore[arg-type]


CASE = Case(
    unit=Unit("99999", BEFORE.unit_name),
    rulebook="small",
    start=Quarter(2027, 1),
    quarters=12,
    figures="illustrative",
    projects=(
        project("YT01", "Bệnh viện <script>alert(2)</script> & trạm y tế", "Y tế"),
        project("GPMB01", "Giải phóng mặt bằng bệnh viện", "Giải phóng mặt bằng", "running"),
        project("KH01", "Công trình chưa xếp lĩnh vực", None, "committed"),
        project("GT09", "Đường ven sông", "Giao thông"),
        project("XX00", "Công trình đã xong", "Y tế", "done"),
    ),
    options=(
        Option("YT01", "A", "Quy mô 40 giường", 4, 12500, ()),
        Option("GPMB01", "A", None, 2, 3000, ()),
        Option("KH01", "A", "Trọn gói", 1, 1234, ()),
        Option("GT09", "A", None, 4, 90000, ()),
    ),
    funding=(
        Funding("Ngân sách", 2027, 9000, None, None, False),
        Funding("Ngân sách", 2028, 4000, None, None, False),
        Funding("Đất", 2027, 5000, None, None, True),
        Funding("Đất", 2028, 1000, None, None, True),
    ),
    receipts=(Receipt("GPMB01", "A", "Đất", 700, 1),),
)
PLAN = Plan(
    case="99999",
    rulebook="small",
    figures="illustrative",
    status="optimal",
    objective="earliest",
    by=None,
    budget=None,
    at="2028Q4",
    reached="2028Q4",
    not_before="2028Q4",
    proved=True,
    cost=16734,
    bound=Fraction(16734),
    goals=(GoalDate(goal="recognition", priority=1, reached="2028Q4", not_before="2028Q4", proved=True),),
    shortfall=Shortfall(quarter="2028Q3", least=Fraction(3, 4), found=Fraction(3, 4), agrees=True),
    ended="complete",
    stages=(
        Stage(name="date", value=Fraction(7), bound=Fraction(7), proved=True, seconds=0.5),
        Stage(name="cost", value=Fraction(16734), bound=Fraction(16734), proved=True, seconds=1.5),
    ),
    choices=(
        Choice(project="YT01", option="A", start="2028Q1", finish="2028Q4", cost=12500),
        Choice(project="GPMB01", option="A", start="2027Q1", finish="2027Q2", cost=3000),
        Choice(project="KH01", option="A", start="2027Q3", finish="2027Q3", cost=1234),
    ),
    spending=(
        Spending(project="GPMB01", source="Ngân sách", year=2027, amount=3000),
        Spending(project="KH01", source="Đất", year=2027, amount=1234),
        Spending(project="YT01", source="Ngân sách", year=2028, amount=4000),
        Spending(project="YT01", source="Đất", year=2028, amount=8500),
    ),
    payments=(
        Payment(project="GPMB01", source="Ngân sách", quarter="2027Q1", amount=1500),
        Payment(project="GPMB01", source="Ngân sách", quarter="2027Q2", amount=1500),
        Payment(project="KH01", source="Đất", quarter="2027Q3", amount=1234),
        Payment(project="YT01", source="Ngân sách", quarter="2028Q1", amount=4000),
        Payment(project="YT01", source="Đất", quarter="2028Q4", amount=8500),
    ),
    score=tuple(
        QuarterScore(
            quarter=str(Quarter(2027, 1) + step),
            total=interval("5.5", "13.5") if step < 7 else interval("15.25"),
            recognised="no" if step < 7 else "yes",
            goals_met=step >= 7,
            met=("recognition",) if step >= 7 else (),
        )
        for step in range(12)
    ),
    verified=True,
    seconds=2.0,
)
IMPOSSIBLE = PLAN.model_copy(
    update={
        "status": "impossible",
        "at": None,
        "reached": None,
        "goals": (),
        "shortfall": None,
        "not_before": None,
        "proved": True,
        "cost": None,
        "bound": None,
        "stages": (),
        "choices": (),
        "spending": (),
        "payments": (),
        "verified": False,
    }
)
UNKNOWN = IMPOSSIBLE.model_copy(update={"status": "unknown", "proved": False, "not_before": "2027Q3", "seconds": 60.2})
REJECTED = PLAN.model_copy(update={"verified": False})
