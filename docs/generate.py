"""Writes the generated pages: JSON Schemas, the command-line reference, the defaults of risks.

A test holds them to the code.

Run `python docs/generate.py` after changing a result, the rulebook schema, a command or a default of risks.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

DOCS = Path(__file__).parent


def schemas() -> dict[str, dict[str, Any]]:
    """Every JSON contract by file name."""
    from vedich.reports.schemas import json_schemas
    from vedich.rulebooks.json_schema import schema_json

    return {**json_schemas(), "rulebook": schema_json()}


def cli_reference() -> str:
    """Every command with its help in English, as Markdown."""
    import typer
    from click import Context, Group

    from vedich.cli.main import build_app
    from vedich.messages import set_language

    set_language("en")
    root = typer.main.get_command(build_app())
    parts = ["# Command-line reference", "", "Generated from the commands (`python docs/generate.py`).", ""]

    def walk(command: Any, path: str) -> None:
        context = Context(command, info_name=path, terminal_width=100)
        if isinstance(command, Group) or hasattr(command, "commands"):
            if " " not in path:
                parts.extend([command.help or "", ""])
            for name, child in command.commands.items():
                walk(child, f"{path} {name}")
            return
        parts.extend([f"## {path}", "", command.help or "", ""])
        for parameter in command.params:
            names = ", ".join(getattr(parameter, "opts", [parameter.name]))
            if parameter.param_type_name == "argument":
                names = parameter.make_metavar(context) if parameter.metavar is None else parameter.metavar
            elif parameter.metavar:
                names = f"{names} {parameter.metavar}"
            if names != "--help":
                parts.append(f"- `{names}`: {getattr(parameter, 'help', None) or ''}")
        parts.append("")

    walk(root, "vedich")
    return "\n".join(parts).rstrip() + "\n"


def pages() -> dict[Path, str]:
    """Path → content of everything generated."""
    from vedich.risk.defaults_page import defaults_page

    found = {
        DOCS / "schemas" / f"{name}.json": json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        for name, schema in schemas().items()
    }
    found[DOCS / "cli.md"] = cli_reference()
    found[DOCS / "risk-defaults.md"] = defaults_page()
    return found


if __name__ == "__main__":
    for path, content in pages().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
