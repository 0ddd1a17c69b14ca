"""What a cell parser raises; the reader of the row turns it into a Problem with its place."""

from __future__ import annotations

from vedich.case.nearest import shown


class CellFault(Exception):  # noqa: N818 - a fault of the cell, found by a parser that worked
    """One cell cannot be read. `code` is a key of the catalogue, `values` fill its sentences."""

    def __init__(self, code: str, found: object = "", **values: object) -> None:
        super().__init__(code)
        self.code = f"case.cell.{code}"
        self.values: dict[str, object] = {"found": shown(found), **values}
