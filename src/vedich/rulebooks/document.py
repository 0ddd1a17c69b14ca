"""A rulebook file as it stands: its data, and on which line each part was written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from vedich.messages import Place, Problem, Refused

Path_ = tuple[str | int, ...]


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML without a traceback for 2026-13-45: what is not a day stays the text that was written."""


def _day(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> object:
    try:
        return loader.construct_yaml_timestamp(node)
    except ValueError:
        return node.value


_Loader.add_constructor("tag:yaml.org,2002:timestamp", _day)


@dataclass(frozen=True)
class YamlDocument:
    """One YAML mapping read from `name`, and the nodes it was built from."""

    name: str
    data: dict[str, Any]
    node: yaml.MappingNode

    def resolve(self, path: Path_) -> tuple[Path_, int]:
        """The part of `path` that exists in the file, and its line (the first is 1)."""
        node: yaml.Node = self.node
        line, found = 1, []
        for step in path:
            child = _child(node, step)
            if child is None:
                break
            found.append(step)
            node, line = child
        return tuple(found), line

    def name_of(self, path: Path_) -> str:
        """A path as people read it: items of lists by their `id` if they have one; the file for the root."""
        names, here = [], self.data
        for step in path:
            try:
                here = here[step]  # type: ignore[index]
            except (KeyError, IndexError, TypeError):
                names.append(str(step))
                continue
            known = isinstance(step, int) and isinstance(here, dict) and "id" in here
            names.append(str(here["id"]) if known else str(step + 1) if isinstance(step, int) else step)
        return " › ".join(names) or self.name

    def line_of_id(self, id_: str) -> int | None:
        """The line of the first block whose `id` is `id_`."""
        for mapping in _mappings(self.node, set()):
            for key, value in mapping.value:
                if key.value == "id" and value.value == id_:
                    return int(key.start_mark.line) + 1
        return None


def read_document(path: Path) -> YamlDocument:
    """Read a YAML file whose top is a mapping. Raises Refused: unreadable, not YAML, a key given twice."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _refused(path.name, "rulebook.not_utf8") from None
    except OSError as error:
        raise _refused(path.name, "rulebook.unreadable", reason=error.strerror or "") from None
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        data = None if node is None else loader.construct_document(node)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        line = None if mark is None else mark.line + 1
        raise _refused(path.name, "rulebook.yaml_broken", line) from None
    finally:
        loader.dispose()
    if not isinstance(data, dict):
        raise _refused(path.name, "rulebook.not_a_mapping", 1)
    if twice := tuple(_keys_given_twice(path.name, node)):
        raise Refused(twice)
    return YamlDocument(path.name, data, node)


def _refused(name: str, code: str, row: int | None = None, **values: object) -> Refused:
    return Refused([Problem(code, Place(file=name, row=row), values)])


def _child(node: yaml.Node, step: str | int) -> tuple[yaml.Node, int] | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        child = node.value[step]
        return child, child.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(step):
                return value, key.start_mark.line + 1
    return None


def _mappings(node: yaml.Node, seen: set[int]) -> Iterator[yaml.MappingNode]:
    """Every mapping below `node`, once each even where aliases repeat it."""
    if id(node) in seen:
        return
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        yield node
        for _, value in node.value:
            yield from _mappings(value, seen)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _mappings(value, seen)


def _keys_given_twice(name: str, root: yaml.Node) -> Iterator[Problem]:
    """YAML itself would keep the last one in silence, and a threshold would be lost."""
    for mapping in _mappings(root, set()):
        seen: set[str] = set()
        for key, _ in mapping.value:
            if isinstance(key, yaml.ScalarNode):
                if key.value in seen:
                    place = Place(file=name, row=key.start_mark.line + 1)
                    yield Problem("rulebook.key_twice", place, {"key": key.value})
                seen.add(key.value)
