"""Early warnings in the terminal: the finding, and each sign with its chances."""

from __future__ import annotations

from collections.abc import Iterator

from rich.padding import Padding
from rich.text import Text

from vedich.case.model import Case
from vedich.reports.trigger_wording import HALF, detail_text, findings, headline, remarks, sign_text
from vedich.risk.trigger_result import Triggers


def trigger_lines(case: Case, found: Triggers) -> Iterator[Text | Padding]:
    """The parts to print, in order."""
    low = found.on_time.probability < HALF
    yield Text(headline(found), "bold")
    for sentence in findings(found):
        yield Text(sentence)
    for trigger in found.triggers:
        yield Padding(Text(f"• {sign_text(case, trigger, low=low)}", "bold"), (1, 0, 0, 2), expand=False)
        yield Padding(Text(detail_text(trigger, low=low)), (0, 0, 0, 4), expand=False)
    if found.triggers:
        for number, sentence in enumerate(remarks(found)):
            yield Padding(Text(sentence, "dim"), (number == 0, 0, 0, 0), expand=False)
