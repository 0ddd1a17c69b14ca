"""Table 2A of NQ 111/2025/UBTVQH15 written down a second time: what ships must say the same."""

from decimal import Decimal

import pytest

from vedich.rulebooks import Standard, load

# id: class II minimum, maximum; class III minimum, maximum; points at the minimum, at the maximum.
TABLE = """
2A.I.01   province  region   commune  province  5.5  7
2A.I.02   province  region   commune  province  6    8
2A.II.03  200000    500000   20000    200000    5.5  7
2A.II.04  1000      1500     500      1000      4.5  6
2A.II.05  65        95       55       65        5.5  7
2A.III.06 province  region   commune  province  3    4
2A.III.07 6         8        4        6         4    5
2A.III.08 90        100      85       95        2    3
2A.III.09 3.5       4.5      3        3.5       2    3
2A.III.10 60        80       50       70        0.75 1
2A.III.11 80        90       70       80        2    3
2A.III.12 60        80       50       70        2    3
2A.III.13 1         2        project  facility  2.5  3
2A.III.14 35        40       30       35        3.75 5
2A.III.15 10        25       1        10        3.75 5
2A.III.16 10        20       2        10        3.75 5
2A.III.17 5         10       2        5         3    4
2A.III.18 5         10       2        5         2    3
2A.III.19 2         3        1.5      2         2    3
2A.III.20 2         4        1        2         3    4
2A.III.21 25        35       25       35        2    3
2A.III.22 6         8        2.5      7         2.5  3
2A.III.23 from_1_year from_3_years from_1_year from_3_years 4 5
"""
ROWS = [line.split() for line in TABLE.strip().splitlines()]
VALUES = {
    "2A.I.01": "planned_role",
    "2A.I.02": "actual_role",
    "2A.II.03": "population",
    "2A.II.04": "population/natural_area_km2",
    "2A.II.05": "non_farm_labour_share",
    "2A.III.06": "transport_hub",
    "2A.III.07": "urban_road_length_km/urban_construction_land_km2",
    "2A.III.08": "clean_water_share",
    "2A.III.09": "main_sewer_density",
    "2A.III.10": "wastewater_plant_load",
    "2A.III.11": "waste_treated_share",
    "2A.III.12": "cemetery_planned_share",
    "2A.III.14": "hospital_beds/population*10000",
    "2A.III.15": "education_facilities",
    "2A.III.16": "cultural_works",
    "2A.III.17": "sports_works",
    "2A.III.18": "commercial_works",
    "2A.III.19": "public_service_land_m2/population",
    "2A.III.20": "green_spaces_2ha",
    "2A.III.21": "green_area_km2/natural_area_km2*100",
    "2A.III.22": "public_green_land_per_head",
    "2A.III.23": "architecture_regulation",
}


def _end(text: str) -> Decimal | str:
    return Decimal(text) if text[0].isdigit() else text


def _value(standard: Standard) -> str:
    assert standard.value is not None
    times = "" if standard.value.times == 1 else f"*{standard.value.times}"
    return "/".join(standard.value.quantities) + times


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
@pytest.mark.parametrize(("rulebook", "first"), [("vn-urban-2025-class2", 1), ("vn-urban-2025-class3", 3)])
def test_a_row_has_the_thresholds_and_points_of_the_law(row: list[str], rulebook: str, first: int) -> None:
    standard = load(rulebook).standard(row[0])
    assert standard.scale is not None
    assert standard.points is not None
    assert (standard.scale.at_min, standard.scale.at_max) == (_end(row[first]), _end(row[first + 1]))
    assert (standard.points.min, standard.points.max) == (Decimal(row[5]), Decimal(row[6]))


@pytest.mark.parametrize("rulebook", ["vn-urban-2025-class2", "vn-urban-2025-class3"])
def test_every_row_reads_the_figures_of_its_definition(rulebook: str) -> None:
    funeral = {"vn-urban-2025-class2": "funeral_homes", "vn-urban-2025-class3": "funeral_home"}[rulebook]
    expected = {**VALUES, "2A.III.13": funeral}
    assert {s.id: _value(s) for s in load(rulebook).standards} == expected


@pytest.mark.parametrize("rulebook", ["vn-urban-2025-class2", "vn-urban-2025-class3"])
def test_the_table_has_no_row_more_and_no_row_less(rulebook: str) -> None:
    assert [s.id for s in load(rulebook).standards] == [row[0] for row in ROWS]


@pytest.mark.parametrize("rulebook", ["vn-urban-2025-class2", "vn-urban-2025-class3"])
def test_the_groups_and_the_pass_mark_are_those_of_the_law(rulebook: str) -> None:
    law = load(rulebook)
    points = {c.id: (c.points.min, c.points.max) for c in law.criteria if c.points}
    assert points == {
        "I": (Decimal("11.5"), Decimal(15)),
        "II": (Decimal("15.5"), Decimal(20)),
        "III": (Decimal(48), Decimal(65)),
    }
    assert law.recognition.total_at_least == 75
    assert law.recognition.each_criterion_at_least_its_min


@pytest.mark.parametrize("rulebook", ["vn-urban-2025-class2", "vn-urban-2025-class3"])
def test_heritage_halves_all_but_density_landscape_and_levels(rulebook: str) -> None:
    law = load(rulebook)
    (heritage,) = law.adjustments
    out, halved = heritage.changes
    levels = {s.id for s in law.standards if s.scale and s.scale.is_levels}
    landscape = {"2A.III.20", "2A.III.21", "2A.III.22", "2A.III.23"}
    assert (out.standards, out.not_considered) == (("2A.II.04",), True)
    assert halved.minimum_times == Decimal("0.5")
    assert set(halved.standards) == {row[0] for row in ROWS} - {"2A.II.04"} - landscape - levels


@pytest.mark.parametrize("rulebook", ["vn-urban-2025-class2", "vn-urban-2025-class3"])
def test_rows_that_count_works_say_so(rulebook: str) -> None:
    counted = {s.id for s in load(rulebook).standards if s.counts}
    works = {"2A.III.15", "2A.III.16", "2A.III.17", "2A.III.18", "2A.III.20"}
    assert counted == works | ({"2A.III.13"} if rulebook.endswith("class2") else set())
