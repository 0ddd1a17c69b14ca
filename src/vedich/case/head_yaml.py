"""`case.yaml`: read node by node, so that every problem has its line and a code keeps its zeros; and written."""

from __future__ import annotations

import json

import yaml

from vedich.case.head import FIELDS, HEAD, HeadCell, head_values, unknown_entry
from vedich.case.model import Case
from vedich.case.nearest import shown
from vedich.case.quarter import Quarter
from vedich.messages import Place, Problem

_GROUPS = frozenset(field.key.partition(".")[0] for field in FIELDS if "." in field.key)
_KEYS = frozenset(field.key for field in FIELDS)
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


def parse_head_yaml(content: str, problems: list[Problem]) -> dict[str, HeadCell] | None:
    """The entries of case.yaml by dotted key, each with its line; None if it is not YAML. Adds to `problems`."""
    try:
        # the pure-Python loader: the C one recurses on the C stack, which a crafted file could overflow
        root = yaml.compose(content, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else None
        problems.append(Problem("case.yaml.broken", Place(HEAD, line), {"reason": shown(error.problem or "")}))
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        reason = "" if isinstance(error, RecursionError) else str(error).partition("\n")[0]
        problems.append(Problem("case.yaml.broken", Place(HEAD), {"reason": shown(reason)}))
    else:
        cells: dict[str, HeadCell] = {}
        if isinstance(root, yaml.MappingNode):
            _entries(root, "", cells, problems)
            return cells
        problems.append(Problem("case.yaml.not_entries", Place(HEAD, 1)))
    return None


def _entries(node: yaml.MappingNode, prefix: str, cells: dict[str, HeadCell], problems: list[Problem]) -> None:
    seen = set()
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        key = prefix + (key_node.value if isinstance(key_node, yaml.ScalarNode) else "?")
        if key in seen:
            problems.append(Problem("case.head.twice", Place(HEAD, line, shown(key)), {"key": shown(key)}))
        elif key in _GROUPS and isinstance(value_node, yaml.MappingNode):
            _entries(value_node, f"{key}.", cells, problems)
        elif key in _GROUPS and isinstance(value_node, yaml.ScalarNode) and _is_null(value_node):
            pass
        elif key in _GROUPS:
            problems.append(Problem("case.head.not_group", Place(HEAD, line, key), {"key": key}))
        elif key not in _KEYS or (not prefix and "." in key):
            problems.append(unknown_entry(key, line))
        else:
            _value(key, value_node, line, cells, problems)
        seen.add(key)


def _value(key: str, node: yaml.Node, line: int, cells: dict[str, HeadCell], problems: list[Problem]) -> None:
    place = Place(HEAD, line, key)
    if isinstance(node, yaml.ScalarNode):
        if key == "unit.code" and node.style is None and node.value.replace("_", "").isdigit():
            problems.append(Problem("case.cell.code_is_number", place, {"found": shown(node.value)}))
        cells[key] = HeadCell(line, None if _is_null(node) else node.value)
    elif key == "adjustments" and isinstance(node, yaml.SequenceNode):
        parts = [part.value if isinstance(part, yaml.ScalarNode) else "" for part in node.value]
        cells[key] = HeadCell(line, "; ".join(parts))
    else:
        cells[key] = HeadCell(line, None)
        problems.append(Problem("case.head.not_scalar", place, {"key": key}))


def _is_null(node: yaml.ScalarNode) -> bool:
    return node.style is None and node.value in _NULLS


def head_yaml(case: Case) -> str:
    """case.yaml: the same bytes for equal cases; text always quoted, so that no code or name turns into a number."""
    lines, group = [], ""
    for key, value in head_values(case).items():
        outer, _, inner = key.partition(".")
        if value is None:
            continue
        if inner and outer != group:
            lines.append(f"{outer}:")
        group = outer
        lines.append(f"  {inner}: {_scalar(value)}" if inner else f"{key}: {_scalar(value)}")
    return "\n".join(lines) + "\n"


def _scalar(value: object) -> str:
    if isinstance(value, int | Quarter):
        return str(value)
    if isinstance(value, tuple):
        return json.dumps(list(value), ensure_ascii=False)
    return json.dumps(str(value), ensure_ascii=False)
