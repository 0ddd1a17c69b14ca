"""Colours keep the contrast of WCAG 2.2 AA: 4.5:1 for text, 3:1 for shapes, on light, dark and printed paper."""

from __future__ import annotations

import re
from importlib import resources

import pytest

from vedich.reports.svg import drawing

Palette = dict[str, str]


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    digits = colour.lstrip("#")
    if len(digits) == 3:
        digits = "".join(d * 2 for d in digits)
    channels = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    high, low = sorted((luminance(first), luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def palettes(css: str) -> list[Palette]:
    """Every block of custom properties, each laid over the first."""
    blocks = [
        dict(re.findall(r"--(\w+):(#[0-9a-f]{3,6})", block)) for block in re.findall(r"\{([^{}]*--ink:[^{}]*)", css)
    ]
    return [blocks[0] | block for block in blocks]


PAGE = palettes(resources.files("vedich.reports").joinpath("templates/page.css").read_text(encoding="utf-8"))
DRAWING = palettes(drawing(1, 1, "x", "x", []))


def test_there_is_a_palette_for_light_dark_and_print() -> None:
    assert len(PAGE) == len(DRAWING) == 3


@pytest.mark.parametrize("palette", PAGE)
def test_text_of_a_page_can_be_read(palette: Palette) -> None:
    for text in ("ink", "soft", "accent", "good", "warn", "bad"):
        for paper in ("paper", "panel"):
            assert contrast(palette[text], palette[paper]) >= 4.5, (text, paper)
    for text, paper in (("good", "goodbg"), ("warn", "warnbg"), ("bad", "badbg"), ("ink", "goodbg")):
        assert contrast(palette[text], palette[paper]) >= 4.5, (text, paper)


@pytest.mark.parametrize("palette", DRAWING)
def test_text_and_shapes_of_a_drawing_can_be_seen(palette: Palette) -> None:
    for text in ("ink", "soft", "mark"):
        assert contrast(palette[text], palette["paper"]) >= 4.5, text
    for shape in ("bar", "must", "mark"):
        assert contrast(palette[shape], palette["paper"]) >= 3, shape
    assert contrast(palette["bar"], palette["pale"]) >= 3


@pytest.mark.parametrize("palette", PAGE)
def test_numbers_can_be_read_on_every_shade(palette: Palette) -> None:
    for shade in ("heat1", "heat2", "heat3", "heat4"):
        assert contrast(palette["ink"], palette[shade]) >= 4.5, shade
