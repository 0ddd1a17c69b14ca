"""What is wrong with an input, told to the person who can mend it: where, what, a valid example, the next step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, cast

from vedich.messages.catalogue import Lang, entry, has, language, text


@dataclass(frozen=True, slots=True)
class Place:
    """Where a problem stands. `row` is the line a reader sees in the file or sheet (the first line is 1)."""

    table: str | None = None
    row: int | None = None
    column: str | None = None
    file: str | None = None

    def text(self, lang: Lang | None = None) -> str:
        parts = []
        if self.file is not None:
            parts.append(text("problem.place.file", lang, file=self.file))
        if self.table is not None:
            parts.append(text("problem.place.table", lang, table=_table_name(self.table, lang)))
        if self.row is not None:
            parts.append(text("problem.place.row", lang, row=self.row))
        if self.column is not None:
            parts.append(text("problem.place.column", lang, column=self.column))
        return ", ".join(parts)


def _table_name(table: str, lang: Lang | None) -> str:
    """The key of a case's table with the title its sheet has; another name as it is."""
    title = f"case.table.{table}"
    return f"{table} ({text(title, lang)})" if has(title) else table


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem; `code` is its key in the catalogues, where it has `what`, `example` and `next`."""

    code: str
    place: Place = field(default_factory=Place)
    values: Mapping[str, object] = field(default_factory=dict)
    severity: Literal["error", "warning"] = "error"

    def part(self, name: Literal["what", "example", "next"], lang: Lang | None = None) -> str:
        """One of the three sentences of the problem, filled in. Empty where the catalogue has none."""
        words = cast("dict[str, str]", entry(self.code)[lang or language()]).get(name, "")
        return words.format(**self.values) if words else ""

    def text(self, lang: Lang | None = None) -> str:
        """Place, reason, example and next step as one paragraph."""
        place = self.place.text(lang)
        sentences = [f"{place}: {self.part('what', lang)}" if place else self.part("what", lang)]
        if example := self.part("example", lang):
            sentences.append(text("problem.example", lang, example=example))
        if step := self.part("next", lang):
            sentences.append(step)
        return " ".join(sentences)


class Refused(Exception):  # noqa: N818 - the caller reads "the input was refused", not "an error occurred"
    """The input cannot be used. Carries every problem found, not the first one only."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(problem.text("en") for problem in self.problems))
