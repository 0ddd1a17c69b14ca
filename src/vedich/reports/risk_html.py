"""How sure a plan is, as one page: the odds in words, their drawings and tables, what was assumed."""

from __future__ import annotations

from fractions import Fraction

from vedich.case.model import Case
from vedich.messages import Lang, text
from vedich.planning.result import Plan
from vedich.reports.numbers import point_text, worded
from vedich.reports.page import rendered
from vedich.reports.risk_chances import chance_curve
from vedich.reports.risk_fan import fan_chart
from vedich.reports.risk_inputs import input_groups
from vedich.reports.risk_tables import (
    chance_rows,
    driver_rows,
    fan_rows,
    heat_words,
    late_rows,
    short_rows,
    short_table,
)
from vedich.reports.risk_tornado import SHOWN, ranked, tornado
from vedich.reports.risk_wording import (
    basis,
    censored_text,
    driver_method,
    error_sentence,
    facts,
    headline,
    lapse_text,
    method_sentences,
)
from vedich.reports.trigger_section import trigger_section
from vedich.risk.result import Odds
from vedich.risk.trigger_result import Triggers
from vedich.rulebooks import Rulebook
from vedich.scoring.rules import compile_for

LATE_SHOWN = 8
UNSURE = 0.2  # half intervals of drivers beyond which their order says little


def risk_page(
    case: Case,
    plan: Plan,
    odds: Odds,
    lang: Lang,
    rulebook: Rulebook | None = None,
    triggers: Triggers | None = None,
) -> str:
    """One HTML file. `rulebook` gives the pass mark and the labels of figures; without it both are left out.

    `triggers`: early warnings to show with the odds.
    """
    late = late_rows(case, odds, lang)
    inputs = input_groups(case, odds, lang, rulebook)
    return rendered(
        "risk.html",
        lang,
        odds=odds,
        title=text("risk.title", lang, unit=case.unit.name),
        illustrative="illustrative" in (case.figures, plan.figures, odds.figures),
        rulebook_title=worded(rulebook.title, lang) if rulebook else odds.rulebook,
        headline=headline(odds, lang),
        basis=basis(odds, lang),
        facts=facts(odds, lang),
        notes=[note for note in (censored_text(odds, lang), lapse_text(plan, odds, lang)) if note],
        chance_curve=chance_curve(odds, lang),
        chances=chance_rows(odds, lang),
        fan=fan_chart(odds, pass_mark(case, rulebook), lang) if odds.fan else "",
        fan_note=fan_note(case, rulebook, lang),
        fan_rows=fan_rows(odds, lang),
        tornado=tornado(case, odds, lang, rulebook) if odds.drivers else "",
        drivers=driver_rows(case, odds, lang, rulebook),
        drawn=SHOWN,
        unsure=any(row.error > UNSURE for row in ranked(odds.drivers)[:SHOWN]),
        driver_method=driver_method(odds, lang),
        short=short_table(case, odds, lang),
        heat=heat_words(lang),
        short_rows=short_rows(case, odds, lang),
        late=late[:LATE_SHOWN],
        late_rest=late[LATE_SHOWN:],
        triggers=None if triggers is None else trigger_section(case, triggers, lang),
        inputs=inputs,
        assumed=sum(row.assumption for row in odds.inputs),
        method=method_sentences(odds, lang),
        error=error_sentence(odds, lang),
    )


def pass_mark(case: Case, rulebook: Rulebook | None) -> Fraction | None:
    """The total points that recognition needs in this locality; None: not known, or none."""
    return None if rulebook is None else compile_for(case, rulebook).total_at_least


def fan_note(case: Case, rulebook: Rulebook | None, lang: Lang) -> str:
    """That the pass mark alone is not the goal; empty without one."""
    mark = pass_mark(case, rulebook)
    return "" if mark is None else text("risk.fan.note", lang, points=point_text(mark, lang))
