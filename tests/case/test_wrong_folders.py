"""Case folders whose files are broken: wrong encodings, broken CSV and YAML, wrong headings."""

from __future__ import annotations

import random

import pytest

from tests.case.refusal import found, refused
from tests.case.sound import sound_case
from vedich.case import read, write
from vedich.case.tables import TABLES
from vedich.messages import Refused


@pytest.fixture
def folder(tmp_path):
    write(sound_case(), tmp_path / "case")
    return tmp_path / "case"


def edit(path, old: str, new: str) -> None:
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new, 1), encoding="utf-8")


# --- encodings and CSV -------------------------------------------------------------------------------
@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "cp1258", "latin-1"])
@pytest.mark.parametrize("table", ["projects", "funding"])
def test_another_encoding_is_refused(folder, table, encoding) -> None:
    content = (folder / f"{table}.csv").read_text(encoding="utf-8")
    (folder / f"{table}.csv").write_bytes(content.encode(encoding, errors="replace").replace(b"?", b"\xe2"))
    problems = found(folder)
    assert {problem[1] for problem in problems} == {table}
    assert problems[0][0] in {"file.encoding", "heading.unknown"}


def test_the_line_of_a_byte_that_is_not_utf8_is_named(folder) -> None:
    with (folder / "funding.csv").open("ab") as file:
        file.write(b"\xff\xfe")
    assert found(folder) == [("file.encoding", "funding", 5, None)]


@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_common_csv_is_read(folder, bom, delimiter, end) -> None:
    content = (folder / "funding.csv").read_text(encoding="utf-8").replace(",", delimiter).replace("\n", end)
    (folder / "funding.csv").write_bytes(bom + content.encode())
    assert read(folder) == sound_case()


def test_a_quote_that_never_closes_is_refused(folder) -> None:
    with (folder / "funding.csv").open("a", encoding="utf-8") as file:
        file.write('"Vay,2028,1,,,0\n')
    assert found(folder) == [("file.csv", "funding", None, None)]


def test_an_enormous_field_is_refused(folder) -> None:
    with (folder / "funding.csv").open("a", encoding="utf-8") as file:
        file.write("x" * 200_000 + ",2028,1,,,0\n")
    assert found(folder) == [("file.csv", "funding", None, None)]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.key)
def test_a_missing_table_is_an_empty_one(folder, table) -> None:
    (folder / f"{table.key}.csv").unlink()
    assert getattr(read(folder), table.key) == ()


def test_a_file_without_headings_is_refused(folder) -> None:
    (folder / "goals.csv").write_bytes(b"")
    assert found(folder) == [("table.no_headings", "goals", 1, None)]


def test_a_table_file_that_is_a_folder_is_refused(folder) -> None:
    (folder / "goals.csv").unlink()
    (folder / "goals.csv").mkdir()
    assert found(folder) == [("path.unreadable", "goals", None, None)]


@pytest.mark.parametrize(("name", "nearest"), [("project.csv", "projects.csv"), ("Fundings.csv", "funding.csv")])
def test_a_table_nobody_knows_is_refused(folder, name, nearest) -> None:
    (folder / name).write_text("a,b\n")
    assert found(folder)[0][0] == "folder.unknown_table"
    assert nearest in refused(folder)[0].values["nearest"]


def test_more_rows_than_a_case_has_are_refused(folder) -> None:
    with (folder / "capacities.csv").open("a", encoding="utf-8") as file:
        file.writelines(f"Tổ {n},2026,1\n" for n in range(20_001))
    assert found(folder) == [("table.too_long", "capacities", 20_002, None)]


# --- headings ----------------------------------------------------------------------------------------
HEADINGS = [
    ("carry_over", "carryover", ["heading.unknown", "heading.missing"]),
    ("low", "lowest", ["heading.unknown"]),
    ("low", "amount", ["heading.twice"]),
    ("low", "Số dự kiến (triệu đồng)", ["heading.twice"]),
    ("source,", "", ["heading.missing", *["table.cell_without_heading"] * 3]),
]


@pytest.mark.parametrize(("old", "new", "codes"), HEADINGS)
def test_wrong_headings_are_found(folder, old, new, codes) -> None:
    edit(folder / "funding.csv", old, new)
    problems = [p for p in found(folder) if p[0].split(".")[0] in {"heading", "table"}]
    assert [problem[0] for problem in problems] == codes
    assert {problem[1] for problem in problems} == {"funding"}
    assert problems[0][2] == 1


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.key)
def test_headings_may_be_vietnamese_or_english(folder, table, lang) -> None:
    path = folder / f"{table.key}.csv"
    content = path.read_text(encoding="utf-8")
    titles = ",".join(f'"{table.heading(column, lang)}"' for column in table.columns)
    path.write_text(titles + content[content.index("\n") :], encoding="utf-8")
    assert read(folder) == sound_case()


def test_a_cell_beyond_the_headings_is_found(folder) -> None:
    with (folder / "capacities.csv").open("a", encoding="utf-8") as file:
        file.write("Tổ GPMB,2029,1,ghi thêm\n")
    assert found(folder) == [("table.cell_without_heading", "capacities", 5, None)]


# --- case.yaml ---------------------------------------------------------------------------------------
HEADS = [
    ('code: "07840"', "code: 07840", ("cell.code_is_number", "unit.code")),
    ('code: "07840"', "code: 12345", ("cell.code_is_number", "unit.code")),
    ('code: "07840"', "cod: x", ("head.unknown", "unit.cod")),
    ('  name: "Xã Hiệp Hòa"', "", ("head.missing", "unit.name")),
    ("vedich-case/1", "vedich-case/9", ("cell.format", "format")),
    ("start: 2026Q1", "start: 01/2026", ("cell.not_quarter", "start")),
    ("start: 2026Q1", "start:", ("head.missing", "start")),
    ("start: 2026Q1", "start: [2026Q1]", ("head.not_scalar", "start")),
    ("start: 2026Q1", "begin: 2026Q1", ("head.unknown", "begin")),
    ("quarters: 12", "quarters: -12", ("cell.not_positive", "quarters")),
    ("quarters: 12", "quarters: 1e1", ("cell.number_writing", "quarters")),
    ("quarters: 12", "quarters: twelve", ("cell.not_number", "quarters")),
    ("quarters: 12", "quarters: 12\nquarters: 13", ("head.twice", "quarters")),
    ('figures: "reported"', "figures: real", ("cell.not_choice", "figures")),
    ("adjustments: []", "adjustments: [a, a]", ("cell.repeated", "adjustments")),
    ("adjustments: []", "published_targets: 5", ("head.not_group", "published_targets")),
    ("adjustments: []", "published_targets: {total: 29}", ("head.missing", "published_targets.as_of")),
]


@pytest.mark.parametrize(("old", "new", "expected"), HEADS)
def test_wrong_entries_of_the_head_are_found(folder, old, new, expected) -> None:
    edit(folder / "case.yaml", old, new)
    problems = found(folder)
    assert expected in [(problem[0], problem[3]) for problem in problems]
    assert all(problem[1] == "case" and problem[2] for problem in problems)


BROKEN_YAML = [
    "",
    "# nothing",
    "- a\n- b\n",
    "vedich",
    "a: [",
    "a: b: c",
    "\tstart: 1",
    "start: *nobody",
    '"',
    "%",
    "a: !!python/object:os.system {}\n? [b]\n: c",
    "[" * 3000,
    "{a: " * 3000,
    "\x00",
    "a: &x [*x]",
]


@pytest.mark.parametrize("content", BROKEN_YAML)
def test_a_head_that_is_no_yaml_of_entries_is_refused(folder, content) -> None:
    (folder / "case.yaml").write_text(content, encoding="utf-8")
    assert {problem[1] for problem in found(folder)} == {"case"}


def test_a_folder_without_head_is_no_case(tmp_path) -> None:
    assert found(tmp_path) == [("folder.no_head", "case", None, None)]


@pytest.mark.parametrize("seed", range(30))
def test_random_bytes_are_refused_not_tripped_over(folder, seed) -> None:
    noise = random.Random(seed)
    name = noise.choice(["case.yaml", *(f"{table.key}.csv" for table in TABLES)])
    (folder / name).write_bytes(noise.randbytes(noise.randrange(1, 3000)))
    assert {problem[1] for problem in found(folder)} == {name.partition(".")[0]}


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_file_is_read_or_refused(folder, seed) -> None:
    noise = random.Random(seed)
    path = noise.choice(sorted(folder.iterdir()))
    content = bytearray(path.read_bytes())
    for _ in range(3):
        content[noise.randrange(len(content))] = noise.choice(b'",;\n[{:\xff\x00-9')
    path.write_bytes(content)
    try:
        assert read(folder).quarters
    except Refused:
        assert refused(folder)
