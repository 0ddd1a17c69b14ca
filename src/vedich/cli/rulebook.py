"""`vedich rulebook`: list, show, check, compare and complete rulebooks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from vedich.cli.options import JsonOption, LangOption
from vedich.cli.output import Output, save
from vedich.messages import text

if TYPE_CHECKING:
    from vedich.rulebooks import Rulebook

IdArgument = Annotated[str, typer.Argument(metavar="ID|FILE", help=text("cli.rulebook.id"), show_default=False)]


def build_app() -> typer.Typer:
    """The sub-commands, with help in the current language."""
    app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
    for name, command in (
        ("list", list_shipped),
        ("show", show),
        ("check", check),
        ("diff", diff),
        ("fill", fill),
        ("schema", schema),
    ):
        app.command(name, help=text(f"cli.rulebook.{name}.help"))(command)
    return app


def list_shipped(json: JsonOption = None, lang: LangOption = None) -> None:
    from vedich.rulebooks import load, shipped

    output = Output(json)
    books = [load(id_) for id_ in shipped()]
    output.json({"rulebooks": [_summary(book) for book in books]})
    if not output.quiet:
        from vedich.reports.rulebook_table import rulebook_list

        output.show(rulebook_list(books))


def _summary(book: Rulebook) -> dict[str, Any]:
    return {
        "id": book.id,
        "title": book.title.model_dump(),
        "number": book.issued.number,
        "in_force": {"from": book.in_force.from_, "to": book.in_force.to},
        "transcription": book.transcription.status,
        "standards": book.standards_total,
        "transcribed": sum(standard.transcribed for standard in book.standards),
    }


def show(id_: IdArgument, json: JsonOption = None, lang: LangOption = None) -> None:
    from vedich.rulebooks import load

    book = load(id_)
    output = Output(json)
    output.json(book)
    if not output.quiet:
        from vedich.reports.rulebook_table import rulebook_lines

        for part in rulebook_lines(book):
            output.show(part)


def check(
    file: Annotated[str | None, typer.Argument(metavar="[FILE]", help=text("cli.rulebook.file"))] = None,
    json: JsonOption = None,
    lang: LangOption = None,
) -> None:
    from vedich.rulebooks import load, shipped

    output = Output(json)
    books = [load(name) for name in ([file] if file else shipped())]
    output.json({"ok": True, "rulebooks": [_summary(book) for book in books]})
    for book in books:
        missing = book.standards_total - sum(standard.transcribed for standard in book.standards)
        output.say("cli.rulebook.good", id=book.id, standards=book.standards_total, missing=missing)


def diff(a: IdArgument, b: IdArgument, json: JsonOption = None, lang: LangOption = None) -> None:
    from dataclasses import asdict

    from vedich.rulebooks import load
    from vedich.rulebooks.diff import diff as compare

    output = Output(json)
    change = compare(load(a), load(b))
    output.json(_plain(asdict(change)))
    if not change:
        output.say("cli.rulebook.same")
    elif not output.quiet:
        from vedich.reports.rulebook_table import diff_lines

        for line in diff_lines(change):
            output.show(line)


def _plain(value: Any) -> Any:
    """Labels inside a dataclass as plain dictionaries."""
    if hasattr(value, "model_dump"):
        return value.model_dump()
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    return [_plain(part) for part in value] if isinstance(value, list | tuple) else value


def fill(
    id_: IdArgument,
    out: Annotated[Path, typer.Argument(metavar="OUT.xlsx", help=text("cli.rulebook.out"), show_default=False)],
    read: Annotated[Path | None, typer.Option("--read", metavar="FILE", help=text("cli.rulebook.read"))] = None,
    json: JsonOption = None,
    lang: LangOption = None,
) -> None:
    from vedich.rulebooks import load
    from vedich.rulebooks.fill import read_fill, write_fill
    from vedich.rulebooks.writer import write_rulebook

    book = load(id_)
    output = Output(json)
    if read is None:
        save(out, lambda path: write_fill(book, path))
        output.json({"rulebook": book.id, "sheet": str(out)})
        output.wrote(out)
        output.say("cli.rulebook.fill.next", id=id_, path=out)
        return
    filled = read_fill(out, book)
    save(read, lambda path: write_rulebook(filled, path))
    output.json(_summary(filled))
    output.wrote(read)


def schema(lang: LangOption = None) -> None:
    from vedich.rulebooks.json_schema import schema_json

    Output("-").json(schema_json())
