"""The units' boundaries as an office has them: a GeoJSON whose features carry the unit's code."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vedich.case.nearest import shown
from vedich.messages import Place, Problem, Refused

CODE = "code"


@dataclass(frozen=True, slots=True)
class Boundaries:
    """A FeatureCollection (RFC 7946) as it was read."""

    collection: Mapping[str, Any]

    @property
    def codes(self) -> frozenset[str]:
        """The codes of its features."""
        return frozenset(_code(feature) for feature in self.collection["features"])

    def with_values(
        self, units: Mapping[str, Mapping[str, object]], nothing: Mapping[str, object], members: dict[str, object]
    ) -> str:
        """The collection as GeoJSON, a line a feature, each with its unit's values beside its own properties (whose
        names go first); `nothing` for a unit without a case; `members` beside the features."""
        lines = []
        for feature in self.collection["features"]:
            own = feature.get("properties") or {}
            values = units.get(_code(feature), nothing)
            properties = {**own, **{name: value for name, value in values.items() if name not in own}}
            lines.append(json.dumps(feature | {"properties": properties}, ensure_ascii=False, separators=(",", ":")))
        head = {name: part for name, part in self.collection.items() if name != "features"} | members
        opening = json.dumps(head, ensure_ascii=False, separators=(",", ":"))[:-1]
        return opening + ',"features":[\n' + ",\n".join(lines) + "\n]}\n"


def read_boundaries(path: Path) -> Boundaries:
    """The boundaries in `path`. Raises Refused when it is not a GeoJSON of units with codes."""
    place = Place(file=shown(path))
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise Refused([Problem("study.map.unreadable", place, {"reason": error.strerror or ""})]) from error
    except ValueError as error:
        raise Refused([Problem("study.map.not_geojson", place)]) from error
    features = content.get("features") if isinstance(content, dict) else None
    if not isinstance(features, list) or not features or not all(map(_is_feature, features)):
        raise Refused([Problem("study.map.not_geojson", place)])
    if not any(map(_code, features)):
        raise Refused([Problem("study.map.no_codes", place, {"property": CODE})])
    return Boundaries(content)


def _is_feature(feature: object) -> bool:
    return isinstance(feature, dict) and isinstance(feature.get("properties") or {}, dict)


def _code(feature: Mapping[str, Any]) -> str:
    """The unit's code as text, or nothing."""
    return str((feature.get("properties") or {}).get(CODE) or "")
