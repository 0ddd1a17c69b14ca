"""`why` in the terminal: the finding, the ways that are enough, the best that can be reached, what is not enough."""

from __future__ import annotations

from collections.abc import Iterator

from rich.padding import Padding
from rich.text import Text

from vedich.case.model import Case
from vedich.messages import text
from vedich.planning.why_result import Why
from vedich.reports.plan_terminal import BAD, GOOD
from vedich.reports.why_wording import Way, best_reachable, headline, not_enough, ways, ways_intro
from vedich.rulebooks import Rulebook


def why_lines(case: Case, rulebook: Rulebook, found: Why) -> Iterator[Text | Padding]:
    """The parts to print, in order."""
    yield Text(headline(found), GOOD if found.possible else BAD)
    if found.possible:
        return
    yield Text(ways_intro(found))
    for way in ways(case, rulebook, found):
        yield from _way_lines(way)
    best = best_reachable(case, rulebook, found)
    if best is not None:
        yield from _way_lines(best)
    sentences = not_enough(found)
    if sentences:
        yield Text("\n" + text("why.section.not_enough"), "bold")
        for sentence in sentences:
            yield Padding(Text(sentence), (0, 0, 0, 2), expand=False)
    if found.stopped:
        yield Text("\n" + text("why.stopped"))


def _way_lines(way: Way) -> Iterator[Text | Padding]:
    yield Text(f"\n{way.name}", "bold")
    for change in way.changes:
        yield Padding(Text(f"• {change}"), (0, 0, 0, 2), expand=False)
    yield Padding(Text(" ".join(way.notes), "dim"), (0, 0, 0, 2), expand=False)
