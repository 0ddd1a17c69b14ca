"""Writing a case as a workbook that an office can work in: headings, hidden keys, notes, drop-downs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from vedich.case.cell_numbers import survives_a_double
from vedich.case.folder import cell_text
from vedich.case.head import FIELDS, HEAD, head_values
from vedich.case.model import Case
from vedich.case.tables import TABLES, Column, Table
from vedich.case.workbook import GUIDE, LEFT_ALONE, sheet_title
from vedich.messages import has, text

LAST_LISTED_ROW = 2000  # drop-downs reach down to here
LONGEST_LIST = 255  # characters that a drop-down written in place may have
GUIDE_LINES = 6
_WIDTH = {"id": 18, "text": 42, "value": 14, "number": 12, "money": 16, "date": 12, "quarter": 12, "after": 22}
# what is typed into a text column stays as typed: a spreadsheet would make a date of 1/2 and a number of 007
_FORMAT = {"money": "money", "date": "date"} | dict.fromkeys(
    ("id", "text", "ids", "after", "shares", "quarter"), "text"
)
Lists = Mapping[str, Sequence[str]]  # quantity → what its value may be


def write_workbook(case: Case, path: Path, quantities: Sequence[str] = (), levels: Lists | None = None) -> None:
    """Write `case` to `path` (.xlsx). `quantities`: ids to offer; `levels`: names of the levels of a quantity.

    Numbers that a spreadsheet's double would change are written as text; no text becomes a formula or a link.
    """
    import xlsxwriter

    with xlsxwriter.Workbook(str(path), {"default_date_format": "dd/mm/yyyy"}) as book:
        book.set_properties({"created": datetime(2000, 1, 1)})  # equal cases, equal bytes
        formats = {
            "heading": book.add_format({"bold": True, "bg_color": "#D9E8F5", "text_wrap": True, "valign": "top"}),
            "key": book.add_format({"font_color": "#888888", "italic": True}),
            "date": book.add_format({"num_format": "dd/mm/yyyy"}),
            "money": book.add_format({"num_format": "#,##0"}),
            "text": book.add_format({"num_format": "@"}),
            "wrapped": book.add_format({"text_wrap": True, "valign": "top"}),
        }
        _guide(book, formats)
        _head(book, formats, case)
        offered = list(dict.fromkeys([*quantities, *(figure.quantity for figure in case.quantities)]))
        for table in TABLES:
            sheet = book.add_worksheet(sheet_title(table.key))
            _table(sheet, formats, table, getattr(case, table.key))
            _dropdowns(sheet, table, len(offered))
            if table.key == "quantities":
                _levels(sheet, case, levels or {})
        _lists(book, offered)


def _guide(book: Any, formats: dict[str, Any]) -> None:
    sheet = book.add_worksheet(sheet_title(GUIDE))
    sheet.set_column(0, 0, 100)
    for line in range(GUIDE_LINES):
        sheet.write_string(line, 0, text(f"case.guide.{line + 1}", "vi"), formats["wrapped"])


def _head(book: Any, formats: dict[str, Any], case: Case) -> None:
    """Column A the label, B the value, C a note, D (hidden) the key."""
    sheet = book.add_worksheet(sheet_title(HEAD))
    sheet.set_column(0, 0, 36)
    sheet.set_column(1, 1, 44)
    sheet.set_column(2, 2, 60)
    sheet.set_column(3, 3, 30, None, {"hidden": True})
    for column, name in enumerate(("key", "value", "note")):
        sheet.write_string(0, column, text(f"case.head_column.{name}", "vi"), formats["heading"])
    values = head_values(case)
    for line, field in enumerate(FIELDS, start=1):
        sheet.write_string(line, 0, field.label("vi"))
        value = values[field.key]
        if field.choices:
            value = value and text(f"case.choice.case.{field.key}.{value}", "vi")
            words = [text(f"case.choice.case.{field.key}.{choice}", "vi") for choice in field.choices]
            sheet.data_validation(line, 1, line, 1, {"validate": "list", "source": words})
        _cell(sheet, line, 1, value, formats)
        if has(f"case.head_note.{field.key}"):
            sheet.write_string(line, 2, text(f"case.head_note.{field.key}", "vi"), formats["key"])
        sheet.write_string(line, 3, field.key)
    sheet.freeze_panes(1, 0)


def _table(sheet: Any, formats: dict[str, Any], table: Table, rows: Sequence[object]) -> None:
    for number, column in enumerate(table.columns):
        sheet.set_column(number, number, _WIDTH.get(column.kind, 14), formats.get(_FORMAT.get(column.kind, "")))
        sheet.write_string(0, number, table.heading(column, "vi"), formats["heading"])
        sheet.write_comment(0, number, text(f"case.note.{table.key}.{column.key}", "vi"), {"x_scale": 2})
        sheet.write_string(1, number, column.key, formats["key"])
    sheet.set_row(0, 32)
    sheet.set_row(1, None, None, {"hidden": True})
    sheet.freeze_panes(2, 1)
    for line, row in enumerate(rows, start=2):
        for number, column in enumerate(table.columns):
            value = column.entered(row)
            if column.choices and value is not None:
                value = text(f"case.choice.{table.key}.{column.key}.{value}", "vi")
            _cell(sheet, line, number, value, formats)


def _cell(sheet: Any, line: int, column: int, value: object, formats: dict[str, Any]) -> None:
    """Numbers and dates as such where they come back the same, everything else as text."""
    if value is None or value == ():
        return
    if isinstance(value, bool | int):
        sheet.write_number(line, column, int(value))
    elif isinstance(value, Decimal) and survives_a_double(value):
        sheet.write_number(line, column, float(value))
    elif isinstance(value, date):
        sheet.write_datetime(line, column, value, formats["date"])
    else:
        sheet.write_string(line, column, cell_text(value), formats["text"])


def _dropdowns(sheet: Any, table: Table, offered: int) -> None:
    for number, column in enumerate(table.columns):
        source = _source(table, column, offered)
        if source:
            rule = {"validate": "list", "source": source, "error_type": "warning"}
            sheet.data_validation(2, number, LAST_LISTED_ROW, number, rule)


def _source(table: Table, column: Column, offered: int) -> list[str] | str | None:
    if column.choices:
        return [text(f"case.choice.{table.key}.{column.key}.{choice}", "vi") for choice in column.choices]
    if column.kind == "flag":
        return ["0", "1"]
    if column.key == "quantity" and offered:
        return f"='{_list_name()}'!$A$1:$A${offered}"
    return None


def _levels(sheet: Any, case: Case, levels: Lists) -> None:
    for line, figure in enumerate(case.quantities, start=2):
        names = levels.get(figure.quantity, ())
        if names and len(",".join(names)) <= LONGEST_LIST:
            sheet.data_validation(line, 1, line, 1, {"validate": "list", "source": list(names)})


def _list_name() -> str:
    return LEFT_ALONE + text("case.list", "vi")


def _lists(book: Any, offered: Sequence[str]) -> None:
    sheet = book.add_worksheet(_list_name())
    for line, name in enumerate(offered):
        sheet.write_string(line, 0, name)
    sheet.hide()
