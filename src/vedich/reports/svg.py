"""The few SVG parts that the drawings share: escaped text, themed colours, patterns, one accessible frame.

Colours are CSS variables with a light and a dark value; every text keeps at least 4.5:1 and every shape or its
outline 3:1 against the paper (WCAG 2.2 AA). Series take the colours of Okabe and Ito (2008) and differ in
pattern too.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

# XML 1.0 has no place for these, not even escaped.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

_LIGHT = (
    "--ink:#1b1f24;--soft:#525b66;--grid:#c5ccd4;--paper:#fff;--bar:#0b5cad;--must:#12385f;--pale:#d6e6f7;"
    "--mark:#b3261e;--s0:#0072b2;--s1:#e69f00;--s2:#009e73;--s3:#d55e00;--s4:#cc79a7;--s5:#56b4e9"
)
_DARK = (
    "--ink:#e6e9ec;--soft:#a9b3be;--grid:#414b56;--paper:#14181d;--bar:#7db8f5;--must:#cfe5ff;--pale:#22384f;"
    "--mark:#ff9c94;--s0:#4aa8e0;--s1:#f0b642;--s2:#3cc79e;--s3:#f08a4b;--s4:#e0a3c6;--s5:#8fd0f5"
)
_STYLE = f"""
.vd{{{_LIGHT};font-family:"Noto Sans","Liberation Sans",Arial,sans-serif;font-size:12px;color:var(--ink)}}
.vd text{{fill:var(--ink)}}
.vd .soft{{fill:var(--soft)}}
.vd .strong{{font-weight:700}}
.vd .markt{{fill:var(--mark);font-weight:700}}
.vd .halo{{stroke:var(--paper);stroke-width:3.5px;paint-order:stroke;stroke-linejoin:round}}
.vd .paper{{fill:var(--paper)}}
.vd .grid{{stroke:var(--grid);stroke-width:1}}
.vd .axis{{stroke:var(--soft);stroke-width:1}}
.vd .band{{fill:var(--grid);fill-opacity:.28}}
.vd .bar{{fill:var(--bar)}}
.vd .must{{fill:var(--must)}}
.vd .edge{{fill:none;stroke:var(--ink);stroke-width:1}}
.vd .outline{{fill:none;stroke:var(--ink);stroke-width:2;stroke-dasharray:6 3}}
.vd .pale{{fill:var(--pale)}}
.vd .possible{{fill:var(--pale);stroke:var(--bar);stroke-width:1.5;stroke-dasharray:4 3}}
.vd .line{{fill:none;stroke:var(--bar);stroke-width:2.5;stroke-linejoin:round}}
.vd .upper{{fill:none;stroke:var(--bar);stroke-width:1.2;stroke-dasharray:3 4}}
.vd .planned{{fill:none;stroke:var(--must);stroke-width:2;stroke-dasharray:8 4;stroke-linejoin:round}}
.vd .whisker{{stroke:var(--ink);stroke-width:1.5}}
.vd .hover{{fill:transparent}}
.vd .dot{{fill:var(--bar)}}
.vd .mark{{stroke:var(--mark);stroke-width:2}}
.vd .halo-line{{stroke:var(--paper);stroke-width:6}}
.vd .dash{{stroke-dasharray:7 4}}
.vd .hatchline{{stroke:var(--bar);stroke-width:2.5}}
.vd .mustline{{stroke:var(--must);stroke-width:2.5}}
.vd .cut{{stroke:var(--paper);stroke-width:1.6}}
.vd .cutdot{{fill:var(--paper)}}
@media (prefers-color-scheme:dark){{.vd{{{_DARK}}}}}
@media print{{.vd{{{_LIGHT};-webkit-print-color-adjust:exact;print-color-adjust:exact}}}}
""".strip()

_NARROW = frozenset("iljtfrI.,:;'|!()[]/ -ìíịỉĩ")
_WIDE = frozenset("mwMW%@—ƯỜƠ●")


def escaped(value: object) -> str:
    """`value` as text that may stand in an element or an attribute."""
    return html.escape(_FORBIDDEN.sub("", str(value)), quote=True)


def element(name: str, content: str = "", /, **attributes: object) -> str:
    """One element. `class_` and `text_anchor` become `class` and `text-anchor`; an attribute None is left out."""
    shown = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_number(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{shown}>{content}</{name}>" if content else f"<{name}{shown}/>"


def _number(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".")
    return escaped(value)


def label(x: float | str, y: float, words: str, /, class_: str | None = None, **attributes: object) -> str:
    """A line of text at a point; `words` are escaped here."""
    return element("text", escaped(words), x=x, y=y, class_=class_, **attributes)


def title(words: str) -> str:
    """What a pointer or a screen reader is told about the element that holds it."""
    return element("title", escaped(words))


def drawing(
    width: int | str, height: int, name: str, description: str, parts: Iterable[str], *, class_: str = ""
) -> str:
    """The frame: one `<svg role="img">` with title, description, style and paper. `width` may be `100%`."""
    content = (
        title(name)
        + element("desc", escaped(description))
        + f"<style>{_STYLE}</style>"
        + element("rect", width="100%", height="100%", class_="paper")
        + "".join(parts)
    )
    return element(
        "svg",
        content,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width} {height}" if isinstance(width, int) else None,
        width=width,
        height=height,
        role="img",
        aria_label=name,
        class_=f"vd {class_}".strip(),
    )


def text_width(words: str, size: float = 12) -> float:
    """About how wide `words` are in a sans-serif face, in user units; on the wide side."""
    ems = (0.34 if c in _NARROW else 0.9 if c in _WIDE else 0.69 if c.isupper() else 0.575 for c in words)
    return sum(ems) * size


def shortened(words: str, width: float, size: float = 12) -> str:
    """`words`, or their beginning with an ellipsis if they are wider than `width`."""
    if text_width(words, size) <= width:
        return words
    kept = words
    while kept and text_width(kept + "…", size) > width:
        kept = kept[:-1]
    return kept.rstrip() + "…"
