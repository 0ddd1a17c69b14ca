"""What a study writes: Parquet to the byte, ranking, map."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import openpyxl
import pytest

from vedich.messages import Refused, set_language
from vedich.reports.study_tables import bad_lines, chance_text, headlines, ranking
from vedich.reports.study_workbook import write_study_workbook
from vedich.studies import Study, StudyRow
from vedich.studies.boundaries import read_boundaries
from vedich.studies.parts import Parts, read_study, schema, write_study
from vedich.studies.ranking import ranked, write_ranking
from vedich.studies.study_case import Studied
from vedich.studies.unit_map import by_unit, missing_on, write_map

MAP = Path(__file__).parents[3] / "shared/data/bac_ninh_communes.geojson"


def _row(name: str, **fields: object) -> StudyRow:
    given = {"key": name * 2, "name": name, "seed": 1, "status": "done", "unit_code": name, "unit_name": f"Xã {name}"}
    return StudyRow.model_validate(given | fields)


def _study(*rows: StudyRow) -> Study:
    return Study(scenarios=2000, seed=1, planned=True, rows=rows, ranking=ranked(rows))


NEAR = {"score_low": 70.0, "score_high": 72.5, "pass_mark": 75.0, "to_go": 5.0, "recognised": "no", "cost": 12500}
SAMPLE = _study(
    _row("a", **NEAR, reached="2029Q1", on_time=0.9996, p10="2029Q1", p90=None, plan_status="optimal", proved=True),
    _row("b", status="refused", problems_vi=("thiếu cột", "sai số"), problems_en=("no column", "bad number")),
    _row("c", **NEAR, reached="2028Q4", on_time=0.25, p90="2031Q2", plan_status="feasible", proved=False),
    _row("d", figures="illustrative", to_go=0.0, recognised="yes", score_low=80.0, score_high=80.0),
    _row("e", status="failed", unit_code=None, unit_name=None, problems_vi=("lỗi",), problems_en=("fault",)),
)


def test_columns_are_the_fields_of_a_row() -> None:
    assert schema().names == list(StudyRow.model_fields)


def test_rows_come_back_from_parquet_and_their_bytes_are_the_same(tmp_path: Path) -> None:
    for out in (tmp_path / "a", tmp_path / "b"):
        assert read_study(write_study(SAMPLE.rows, out)) == SAMPLE.rows
    assert (tmp_path / "a/study.parquet").read_bytes() == (tmp_path / "b/study.parquet").read_bytes()


def test_a_part_comes_back_unless_it_failed_or_is_damaged(tmp_path: Path) -> None:
    parts = Parts(tmp_path)
    for row in SAMPLE.rows:
        parts.write(Studied(row, 1.5))
    assert parts.read("aa") == Studied(SAMPLE.rows[0], 1.5)
    assert parts.read("bb") == Studied(SAMPLE.rows[1], 1.5)
    assert parts.read("ee") is None  # failed
    assert parts.read("zz") is None
    damaged = tmp_path / "parts/aa.parquet"
    damaged.write_bytes(damaged.read_bytes()[:-10])
    assert parts.read("aa") is None
    (tmp_path / "parts/bb.parquet").rename(tmp_path / "parts/xx.parquet")
    assert parts.read("xx") is None  # somebody else's


def test_the_order_is_points_to_go_then_date_then_chance_then_name() -> None:
    rows = (
        _row("no plan", to_go=1.0),
        _row("later", to_go=1.0, reached="2028Q2", on_time=0.9),
        _row("unsure", to_go=1.0, reached="2028Q1", on_time=0.2),
        _row("z same", to_go=1.0, reached="2028Q1", on_time=0.7),
        _row("no mark", reached="2027Q1", on_time=1.0),
        _row("a same", to_go=1.0, reached="2028Q1", on_time=0.7),
        _row("near", to_go=0.5),
        _row("refused", status="refused", to_go=0.0),
    )
    found = [rows[number].name for number in ranked(rows)]
    assert found == ["near", "a same", "z same", "unsure", "later", "no plan", "no mark"]


def test_the_ranking_for_programs_ends_with_those_without_a_place(tmp_path: Path) -> None:
    write_ranking(SAMPLE, tmp_path)
    with (tmp_path / "ranking.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["rank"], row["name"]) for row in rows] == [("1", "d"), ("2", "c"), ("3", "a"), ("", "b"), ("", "e")]
    assert (rows[2]["on_time"], rows[2]["proved"], rows[2]["p90"], rows[0]["figures"]) == (
        "0.9996",
        "1",
        "",
        "illustrative",
    )


def test_the_map_has_one_entry_a_unit_its_best_ranked_case() -> None:
    twice = _study(*SAMPLE.rows, _row("f", unit_code="c", unit_name="Xã c", to_go=0.1))
    units = by_unit(twice)
    assert list(units) == ["a", "b", "c", "d"]
    assert (units["c"]["to_go"], units["c"]["cases"], units["c"]["rank"]) == (0.1, 2, 2)
    assert (units["b"]["status"], units["b"]["rank"]) == ("refused", None)


def _collection(*codes: object) -> dict:
    features = [
        {"type": "Feature", "properties": {"code": code, "status": "own"}, "geometry": None, "id": number}
        for number, code in enumerate(codes)
    ]
    return {"type": "FeatureCollection", "bbox": [0.5, 1], "features": features}


def test_boundaries_get_the_values_of_their_units_beside_their_own(tmp_path: Path) -> None:
    file = tmp_path / "map.json"
    file.write_text(json.dumps(_collection("a", "zz", None)), encoding="utf-8")
    boundaries = read_boundaries(file)
    assert missing_on(boundaries, SAMPLE.rows) == ("b", "c", "d")
    write_map(SAMPLE, tmp_path / "out", boundaries)
    found = json.loads((tmp_path / "out/map.geojson").read_text(encoding="utf-8"))
    assert (found["bbox"], found["figures"]) == ([0.5, 1], "illustrative")
    own, other, nameless = (feature["properties"] for feature in found["features"])
    assert (own["code"], own["status"], own["to_go"], own["on_time"]) == ("a", "own", 5.0, 0.9996)
    assert list(own) == list(other) == list(nameless)
    assert other["to_go"] is None
    assert [feature["id"] for feature in found["features"]] == [0, 1, 2]
    write_map(SAMPLE, tmp_path / "out", None)
    assert not (tmp_path / "out/map.geojson").exists()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("{", "study.map.not_geojson"),
        ("[]", "study.map.not_geojson"),
        ('{"features": []}', "study.map.not_geojson"),
        ('{"features": [{"properties": 3}]}', "study.map.not_geojson"),
        ('{"features": [{"properties": null}]}', "study.map.no_codes"),
        ('{"features": [{"properties": {"ma": "1"}}]}', "study.map.no_codes"),
    ],
)
def test_what_is_no_map_of_units_is_refused(content: str, code: str, tmp_path: Path) -> None:
    (tmp_path / "map.json").write_text(content, encoding="utf-8")
    with pytest.raises(Refused) as refused:
        read_boundaries(tmp_path / "map.json")
    assert refused.value.problems[0].code == code
    assert all(refused.value.problems[0].text(lang) for lang in ("vi", "en"))


@pytest.mark.skipif(not MAP.exists(), reason="the province's boundaries are not here")
def test_the_boundaries_of_a_province_keep_their_shapes(tmp_path: Path) -> None:
    before = json.loads(MAP.read_text(encoding="utf-8"))
    study = _study(_row("x", unit_code="07840", unit_name="Hiệp Hòa", to_go=2.5))
    write_map(study, tmp_path, read_boundaries(MAP))
    after = json.loads((tmp_path / "map.geojson").read_text(encoding="utf-8"))
    assert [f["geometry"] for f in after["features"]] == [f["geometry"] for f in before["features"]]
    coloured = [f["properties"] for f in after["features"] if f["properties"]["to_go"] is not None]
    assert [(unit["code"], unit["name"], unit["to_go"]) for unit in coloured] == [("07840", "Hiệp Hòa", 2.5)]


def test_words_of_the_ranking_in_both_languages() -> None:
    first, second, third = ranking(SAMPLE)
    assert (first.unit, first.points, first.to_go, first.reached, first.on_time) == ("Xã d", "80", "0", "–", "–")
    assert (second.reached, second.on_time, second.p90, second.cost) == ("quý IV/2028", "25%", "quý II/2031", "12,5")
    assert (third.points, third.on_time, third.p90) == ("70 – 72,5", "99,9%", "ngoài kỳ")
    set_language("en")
    assert (ranking(SAMPLE)[2].reached, ranking(SAMPLE)[2].p90) == ("Q1 2029", "beyond")


def test_what_is_not_certain_is_never_shown_as_certain() -> None:
    assert chance_text(0.99999) == "99,9%"
    assert chance_text(1.0) == "100%"


def test_headlines_count_and_bad_cases_are_told_with_their_first_problem() -> None:
    words = headlines(SAMPLE)
    assert words[0] == "5 hồ sơ: 3 đã tính, 1 bị từ chối, 1 gặp lỗi."
    assert words[2] == "Trong 2 lộ trình, 1 có từ 80% khả năng đúng hạn, 1 dưới 50% (mỗi lộ trình 2.000 kịch bản)."
    assert bad_lines(SAMPLE, 9) == ["b: thiếu cột (và 1 lỗi khác)", "e: lỗi"]
    assert bad_lines(SAMPLE, 1, "en") == ["b: no column (and 1 more)"]


def test_the_workbook_ranks_and_says_what_is_made_up(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_study_workbook(SAMPLE, tmp_path / name, "vi")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["Xếp hạng", "Chưa tính được"]
    cells = [[cell.value for cell in row] for row in book["Xếp hạng"].iter_rows()]
    assert str(cells[1][0]).startswith("Số liệu minh họa")
    head = next(number for number, row in enumerate(cells) if row[0] == "Hạng")
    assert [row[:3] for row in cells[head + 1 :]] == [[1, "d", "Xã d"], [2, "c", "Xã c"], [3, "a", "Xã a"]]
    bad = [cell.value for row in book["Chưa tính được"].iter_rows() for cell in row]
    assert "bị từ chối" in bad and "thiếu cột\nsai số" in bad
