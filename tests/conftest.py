"""What all tests share: Vietnamese unless a test asks for English, and the examples' paths."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from vedich.messages import set_language

ROOT = Path(__file__).parent.parent


@pytest.fixture(autouse=True)
def vietnamese() -> Iterator[None]:
    set_language("vi")
    yield
    set_language("vi")


@pytest.fixture
def examples() -> Path:
    return ROOT / "examples"
