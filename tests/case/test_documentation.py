"""docs/case-format.md and the catalogue follow the one description of the tables."""

import re
from pathlib import Path
from typing import get_args

import pytest

from vedich.case.head import FIELDS
from vedich.case.reference import with_reference
from vedich.case.tables import TABLES, Kind
from vedich.messages import LANGUAGES, has, text

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "case-format.md"
ROOM = ROOT / "src" / "vedich" / "case"


def test_the_tables_of_the_page_are_up_to_date() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert with_reference(page) == page, "run python -m vedich.case.reference docs/case-format.md"


def test_a_page_without_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="marks"):
        with_reference("# A page")


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.key)
def test_every_column_has_its_words_in_both_languages(table) -> None:
    for lang in LANGUAGES:
        assert 0 < len(table.title(lang)) <= 31  # the longest name a sheet may have
        headings = [table.heading(column, lang) for column in table.columns]
        assert len(set(headings)) == len(headings)
        for column in table.columns:
            assert text(f"case.note.{table.key}.{column.key}", lang)
            for choice in column.choices:
                assert text(f"case.choice.{table.key}.{column.key}.{choice}", lang)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.key)
def test_the_columns_are_the_fields_of_the_row(table) -> None:
    assert tuple(column.key for column in table.columns) == table.row.__slots__


def test_every_problem_that_the_room_reports_has_its_words() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in ROOM.glob("*.py"))
    codes = {f"case.cell.{name}" for name in re.findall(r'CellFault\(\s*"(\w+)"', source)}
    codes |= {f"case.workbook.{name}" for name in re.findall(r'Damaged\("(\w+)"', source)}
    codes |= set(re.findall(r'Problem\(\s*"([\w.]+)"', source))
    assert len(codes) > 50
    assert [code for code in sorted(codes) if not has(code)] == []


def test_every_kind_and_every_entry_is_described() -> None:
    assert all(has(f"case.kind.{kind}") for kind in get_args(Kind))
    assert all(field.label(lang) for field in FIELDS for lang in LANGUAGES)
