"""docs/rulebook-format.md shows what really ships."""

import re
from pathlib import Path

from vedich.rulebooks import load, shipped
from vedich.rulebooks.schema import Rulebook
from vedich.rulebooks.vocabulary import DATA

PAGE = (Path(__file__).parents[2] / "docs" / "rulebook-format.md").read_text(encoding="utf-8")


def test_the_excerpt_stands_in_the_shipped_file() -> None:
    excerpt = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)[0]
    assert excerpt in (DATA / "vn-urban-2025-class3.yaml").read_text(encoding="utf-8")


def test_every_shipped_rulebook_is_listed_with_its_status() -> None:
    for id_ in shipped():
        line = next(line for line in PAGE.splitlines() if line.startswith("|") and f"`{id_}`" in line)
        assert f"`{load(id_).transcription.status}`" in line


def test_every_top_level_key_is_documented() -> None:
    for name in Rulebook.model_fields:
        assert f"`{name}`" in PAGE
