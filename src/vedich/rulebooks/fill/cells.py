"""Cells of a completion workbook as typed values; what cannot be read becomes a located problem."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from vedich.messages import LANGUAGES, Place, Problem, Refused, has, text
from vedich.rulebooks.fill.columns import FIRST_ROW, Column, Sheet

T = TypeVar("T")
Cell = Any  # what the workbook reader gives: str, float, int, bool, date, datetime


@dataclass
class Findings:
    """The problems of one workbook, gathered so that all can be told at once."""

    file: str
    problems: list[Problem] = field(default_factory=list)

    def add(self, code: str, sheet: Sheet, row: int | None, column: str | None = None, **values: object) -> None:
        """Note a problem at a cell; its heading and its key both name the column."""
        kind = "column" if has(f"rulebook.fill.column.{column}") else "field"
        heading = text(f"rulebook.fill.{kind}.{column}") if column else None
        place = Place(sheet.title(), row, heading, self.file)
        self.problems.append(Problem(code, place, values))

    def raise_any(self) -> None:
        """Raise Refused if there is a problem."""
        if self.problems:
            raise Refused(self.problems)


@dataclass(frozen=True)
class Record:
    """One line of a sheet: its row number as a reader sees it, and its cells by column key."""

    sheet: Sheet
    row: int
    cells: dict[str, Cell]
    findings: Findings

    @property
    def blank(self) -> bool:
        return not any(self.text(column.key) for column in self.sheet.columns)

    def text(self, key: str) -> str | None:
        """Trimmed NFC text; a whole number without its .0; None where nothing stands."""
        cell = self.cells.get(key, "")
        if isinstance(cell, float) and cell.is_integer():
            cell = int(cell)
        shown = unicodedata.normalize("NFC", str(cell)).strip()
        return shown or None

    def number(self, key: str) -> Decimal | None:
        """A number, or text such as 12,5; text that may mean 1500 or 1.5 is refused."""
        return self._read(key, number_of, "rulebook.fill.number")

    def day(self, key: str) -> date | None:
        """A day: a date cell, 2026-11-23 or 23/11/2026."""
        return self._read(key, day_of, "rulebook.fill.day")

    def choice(self, key: str, choices: tuple[str, ...]) -> str | None:
        """One of `choices`, by its key or its words in either language."""
        words = {choice: _words(f"rulebook.fill.choice.{choice}", choice) for choice in choices}

        def read(cell: Cell) -> str:
            wanted = str(cell).strip().casefold()
            return next(choice for choice, names in words.items() if wanted in names)

        shown = ", ".join(text(f"rulebook.fill.choice.{choice}") for choice in choices)
        return self._read(key, read, "rulebook.fill.choice_unknown", choices=shown)

    def flag(self, key: str) -> bool | None:
        """Yes or no, in either language."""
        if isinstance(self.cells.get(key), bool):
            return bool(self.cells[key])
        chosen = self.choice(key, ("yes", "no"))
        return None if chosen is None else chosen == "yes"

    def complain(self, code: str, key: str, **values: object) -> None:
        """Note a problem of this cell."""
        self.findings.add(code, self.sheet, self.row, key, **values)

    def _read(self, key: str, read: Callable[[Cell], T], code: str, **values: object) -> T | None:
        if self.text(key) is None:
            return None
        try:
            return read(self.cells[key])
        except (ValueError, ArithmeticError, StopIteration):
            self.complain(code, key, found=self.text(key), **values)
            return None


def number_of(cell: Cell) -> Decimal:
    """Raises ValueError on what is not clearly one number."""
    if isinstance(cell, bool):
        raise ValueError(cell)
    if isinstance(cell, int | float):
        number = Decimal(repr(cell))
        if not number.is_finite():
            raise ValueError(cell)
        return number.quantize(Decimal(1)) if number == number.to_integral_value() else number
    written = str(cell).strip()
    if re.fullmatch(r"-?\d{1,3}[.,]\d{3}", written) or not re.fullmatch(r"-?\d+([.,]\d+)?", written):
        raise ValueError(cell)
    return Decimal(written.replace(",", "."))


def day_of(cell: Cell) -> date:
    """Raises ValueError on what is not a day."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    written = str(cell).strip()
    if match := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", written):
        return date(int(match[3]), int(match[2]), int(match[1]))
    return date.fromisoformat(written)


def _words(key: str, *more: str) -> set[str]:
    return {text(key, lang).casefold() for lang in LANGUAGES} | {word.casefold() for word in more}


def open_workbook(path: Path) -> Any:
    """The workbook. Raises Refused if it is not one that can be read."""
    import python_calamine

    try:
        return python_calamine.CalamineWorkbook.from_path(str(path))
    except (OSError, ValueError, python_calamine.CalamineError):
        raise Refused([Problem("rulebook.fill.not_a_workbook", Place(file=path.name))]) from None


def records_of(book: Any, sheet: Sheet, findings: Findings) -> tuple[Record, ...]:
    """The lines of a sheet that hold anything. A missing sheet or column is a problem."""
    wanted = {sheet.title(lang) for lang in LANGUAGES}
    name = next((name for name in book.sheet_names if unicodedata.normalize("NFC", name) in wanted), None)
    if name is None:
        findings.add("rulebook.fill.sheet_missing", sheet, None, name=sheet.title())
        return ()
    rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    places = {column.key: _find(sheet, column, rows[: FIRST_ROW - 1]) for column in sheet.columns}
    for key, place in places.items():
        if place is None:
            findings.add("rulebook.fill.column_missing", sheet, 1, key, key=key)
    records = (
        Record(sheet, number, {k: cells[p] for k, p in places.items() if p is not None}, findings)
        for number, cells in enumerate(rows, 1)
        if number >= FIRST_ROW
    )
    return tuple(record for record in records if not record.blank)


def _find(sheet: Sheet, column: Column, heads: list[list[Cell]]) -> int | None:
    names = _words(f"rulebook.fill.column.{column.key}", column.key)
    for head in heads:
        for place, cell in enumerate(head):
            if unicodedata.normalize("NFC", str(cell)).strip().casefold() in names:
                return place
    return None
