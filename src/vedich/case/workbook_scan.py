"""What a workbook's values alone do not show: formulas, merged and percent cells; and whether it is safe to open.

A look through the zip file and its XML before any other program reads it. Every part is unpacked under a limit,
so that a small file cannot unfold into gigabytes, and document types (where XML bombs live) are refused.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

LARGEST_UNPACKED = 150_000_000  # bytes of all parts together
MOST_PARTS = 2_000
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
MOST_CELLS = 4_000_000  # of the rectangle that holds every entered cell of a sheet
_CHUNK = 1 << 16
_CELL = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_LITERAL = re.compile(r'"[^"]*"|\\.')
_BUILT_IN_PERCENTS = frozenset({"9", "10"})
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

Attributes = dict[str, str]


class Damaged(Exception):  # noqa: N818 - says what the file is
    """The workbook cannot be opened. `code` is a key of the catalogue."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = f"case.workbook.{code}"


@dataclass(slots=True)
class SheetScan:
    """Cells of one sheet that a value reader would misread, each by its name (`B7`)."""

    name: str
    formulas: list[str] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    percents: list[str] = field(default_factory=list)


def cell_position(name: str) -> tuple[int, int]:
    """`B7` → (7, 2): row and column, both from 1. Raises Damaged."""
    match = _CELL.fullmatch(name)
    if match is None:
        raise Damaged("damaged")
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    row = int(match[2])
    if not (1 <= row <= LAST_ROW and column <= LAST_COLUMN):
        raise Damaged("damaged")
    return row, column


def scan(content: bytes) -> list[SheetScan]:
    """Look through an .xlsx file. Raises Damaged if it is none, is encrypted, broken or far too large."""
    if content.startswith(_OLE):
        raise Damaged("encrypted")
    if not zipfile.is_zipfile(io.BytesIO(content)):
        raise Damaged("not_a_zip")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_size(archive)
            percents = _percent_styles(archive)
            return [_scan_sheet(archive, name, part, percents) for name, part in _sheets(archive)]
    except Damaged:
        raise
    except Exception as error:
        # zipfile and expat answer crafted bytes with a dozen kinds of errors: all of them mean a broken file
        raise Damaged("damaged") from error


def _check_size(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    names = [part.filename for part in parts]
    if any(part.flag_bits & 1 for part in parts):
        raise Damaged("encrypted")
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise Damaged("too_large")
    if len(set(names)) < len(names):
        raise Damaged("damaged")  # two parts of one name: two readers would see two workbooks
    for name in names:  # the sizes above are claims; reading to the end compares them and the checksum
        with archive.open(name) as part:
            while part.read(_CHUNK):
                pass


def _parse(archive: zipfile.ZipFile, part: str, start: Callable[[str, Attributes], None]) -> None:
    parser = expat.ParserCreate(namespace_separator="}")

    def refuse(*_: object) -> None:
        raise Damaged("damaged")

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = lambda name, attributes: start(_local(name), attributes)
    with archive.open(part) as file:
        parser.ParseFile(file)


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    targets: dict[str, str] = {}
    found: list[tuple[str, str]] = []

    def relation(element: str, attributes: Attributes) -> None:
        if element == "Relationship":
            targets[attributes["Id"]] = attributes["Target"]

    def sheet(element: str, attributes: Attributes) -> None:
        if element == "sheet":
            links = [value for key, value in attributes.items() if "}" in key and _local(key) == "id"]
            found.append((attributes["name"], links[0]))

    _parse(archive, "xl/_rels/workbook.xml.rels", relation)
    _parse(archive, "xl/workbook.xml", sheet)
    for name, link in found:
        part = posixpath.normpath(posixpath.join("xl", targets[link])).lstrip("/")
        if part.startswith("xl/worksheets/"):
            yield name, part


def _percent_styles(archive: zipfile.ZipFile) -> frozenset[str]:
    """The style numbers (`s` of a cell) under which 0.85 is shown as 85 %."""
    if "xl/styles.xml" not in archive.namelist():
        return frozenset()
    formats = set(_BUILT_IN_PERCENTS)
    styles: list[str] = []
    inside: list[str] = [""]

    def start(element: str, attributes: Attributes) -> None:
        if element == "numFmt" and "%" in _LITERAL.sub("", attributes.get("formatCode", "")):
            formats.add(attributes.get("numFmtId", ""))
        elif element in {"cellXfs", "cellStyleXfs", "dxfs"}:
            inside[0] = element
        elif element == "xf" and inside[0] == "cellXfs":
            styles.append(attributes.get("numFmtId", "0"))

    _parse(archive, "xl/styles.xml", start)
    return frozenset(str(index) for index, number in enumerate(styles) if number in formats)


class _SheetReader:
    """Follows the elements of one sheet: where it stands, and what it has seen there."""

    def __init__(self, name: str, percents: frozenset[str]) -> None:
        self.found = SheetScan(name)
        self.percents = percents
        self.row = self.column = 0
        self.cell: Attributes = {}
        self.first = (LAST_ROW + 1, LAST_COLUMN + 1)
        self.last = (0, 0)

    def start(self, element: str, attributes: Attributes) -> None:
        if element == "row":
            self.row = int(attributes.get("r", self.row + 1))
            self.column = 0
        elif element == "c":
            self.cell = attributes
            self._place(attributes.get("r"))
        elif element == "f":
            self.found.formulas.append(self._name())
        elif element in {"v", "is"}:
            self._value()
        elif element == "mergeCell":
            cell_position(attributes["ref"].partition(":")[0])
            self.found.merged.append(attributes["ref"])

    def _place(self, name: str | None) -> None:
        self.row, self.column = (self.row, self.column + 1) if name is None else cell_position(name)

    def _name(self) -> str:
        letters, column = "", self.column
        while column:
            column, letter = divmod(column - 1, 26)
            letters = chr(65 + letter) + letters
        return f"{letters}{self.row}"

    def _value(self) -> None:
        if not (1 <= self.row <= LAST_ROW and 1 <= self.column <= LAST_COLUMN):
            raise Damaged("damaged")
        self.first = (min(self.first[0], self.row), min(self.first[1], self.column))
        self.last = (max(self.last[0], self.row), max(self.last[1], self.column))
        # a reader lays out the whole rectangle from A1: one stray cell at the far corner would fill the memory
        if self.last[0] * self.last[1] > MOST_CELLS:
            raise Damaged("too_large")
        kind = self.cell.get("t", "n")
        if kind == "e":
            self.found.errors.append(self._name())
        elif kind == "n" and self.cell.get("s", "0") in self.percents:
            self.found.percents.append(self._name())


def _scan_sheet(archive: zipfile.ZipFile, name: str, part: str, percents: frozenset[str]) -> SheetScan:
    reader = _SheetReader(name, percents)
    _parse(archive, part, reader.start)
    return reader.found
