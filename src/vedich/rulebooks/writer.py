"""Writing a rulebook as the YAML that `load` reads back equal."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from vedich.files import write_text
from vedich.rulebooks.schema import Rulebook
from vedich.rulebooks.spelling import spelt
from vedich.rulebooks.vocabulary import own_quantities


class _Dumper(yaml.SafeDumper):
    """Decimals as plain numbers, short leaf blocks on one line, no anchors."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def _number(dumper: yaml.SafeDumper, value: Decimal) -> yaml.Node:
    digits = spelt(value)
    return dumper.represent_scalar(f"tag:yaml.org,2002:{'float' if '.' in digits else 'int'}", digits)


def _list(dumper: yaml.SafeDumper, value: list[Any]) -> yaml.Node:
    plain = all(not isinstance(item, dict | list) for item in value)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=plain)


_Dumper.add_representer(Decimal, _number)
_Dumper.add_representer(list, _list)


def write_rulebook(rulebook: Rulebook, path: Path) -> None:
    """Write `rulebook` to `path`, whole or not at all. The shared vocabulary is left out: `load` adds it."""
    write_text(path, rulebook_yaml(rulebook))


def rulebook_yaml(rulebook: Rulebook) -> str:
    """The text of the file."""
    own = rulebook.model_copy(update={"quantities": own_quantities(rulebook.quantities)})
    data = _lists(own.model_dump(mode="python", by_alias=True, exclude_defaults=True))
    written: str = yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110)
    return written


def _lists(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _lists(inner) for key, inner in value.items()}
    if isinstance(value, tuple):
        return [_lists(inner) for inner in value]
    return value
