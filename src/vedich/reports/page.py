"""The frame of every page: one self-contained HTML file, no script, no outside request (CSP says so too)."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from vedich.messages import Lang, text

if TYPE_CHECKING:
    from jinja2 import Environment


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("vedich.reports", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def rendered(template: str, lang: Lang, **values: Any) -> str:
    """`template` in `lang`: there `t("key", name=value)` reads the catalogues and `svg(drawing)` embeds."""
    from markupsafe import Markup

    def words(key: str, /, **placeholders: object) -> str:
        return text(key, lang, **placeholders)

    return _environment().get_template(template).render(lang=lang, t=words, svg=Markup, **values)
