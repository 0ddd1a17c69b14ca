"""What a new rulebook does, in words: the finding, what to beware of, the goals, the plans."""

from __future__ import annotations

from vedich.case import Case, Quarter
from vedich.messages import Lang, date_text, has, number_text, text
from vedich.planning.impact_result import GoalUnder, Impact, Law, Turn
from vedich.planning.result import Plan
from vedich.reports.numbers import money_text, points_text, quarter_text, worded
from vedich.reports.plan_wording import cost_proved, date_proved, headline_text, proof_sentences, shown
from vedich.rulebooks import Rulebook

# What weighs most comes first.
TURNS: tuple[Turn, ...] = (
    "newly_unmet",
    "gap_changed",
    "points_changed",
    "newly_unknown",
    "newly_met",
    "newly_known",
    "no_longer_asked",
)


def headline(found: Impact, lang: Lang | None = None) -> str:
    """The two totals in a sentence."""
    points = {"before": points_text(found.old.total, lang), "after": points_text(found.new.total, lang)}
    shorts = {"old": worded(found.old.short, lang), "new": worded(found.new.short, lang)}
    return text("impact.headline", lang, **points, **shorts)


def law_title(law: Law, found: Impact, lang: Lang | None = None) -> str:
    """`Theo bộ mới: Đô thị loại II (NQ 111/2025)`."""
    return text(f"impact.law.{'old' if law is found.old else 'new'}", lang, short=worded(law.short, lang))


def days_text(law: Law, lang: Lang | None = None) -> str:
    """The days of effect."""
    first = date_text(law.in_force_from, lang)
    if law.in_force_to is None:
        return text("impact.days.from", lang, first=first)
    return text("impact.days.span", lang, first=first, last=date_text(law.in_force_to, lang))


def warnings(found: Impact, old: Rulebook, new: Rulebook, lang: Lang | None = None) -> list[str]:
    """What keeps the comparison from being taken at its word."""
    labels = {a.id: worded(a.label, lang) for book in (old, new) for a in book.adjustments}
    sentences = []
    for law in (found.old, found.new):
        short = worded(law.short, lang)
        if law.transcription == "partial":
            values = {"missing": law.not_transcribed, "total": law.standards}
            sentences.append(text("impact.warning.partial", lang, short=short, **values))
        sentences += _force_warnings(found, law, short, lang)
        if law.set_aside:
            names = "; ".join(labels.get(name, name) for name in law.set_aside)
            sentences.append(text("impact.warning.set_aside", lang, short=short, names=names))
    return [*sentences, text("impact.warning.stopped", lang)] if found.stopped else sentences


def _force_warnings(found: Impact, law: Law, short: str, lang: Lang | None) -> list[str]:
    """At the start of the plan; or, if all is well then, on the day that the plan reaches the goals."""
    if law.at_start != "yes":
        day = law.in_force_from if law.at_start == "not_yet" else law.in_force_to
        assert day is not None
        values = {"short": short, "quarter": quarter_text(found.start, lang), "day": date_text(day, lang)}
        return [text(f"impact.warning.{law.at_start}", lang, **values)]
    if law.plan is None or law.plan.reached is None or not shown(law.plan):
        return []
    state = law.in_force(Quarter.parse(law.plan.reached))
    if state == "yes":
        return []
    quarter = quarter_text(law.plan.reached, lang)
    return [text(f"impact.warning.reached_{state}", lang, short=short, quarter=quarter)]


def goals_lead(found: Impact, lang: Lang | None = None) -> str:
    """That all goals can be asked of both, in a sentence; empty if not."""
    goals = (*found.old.goals, *found.new.goals)
    plain = all(goal.asked == "yes" and goal.standard in {None, goal.subject} for goal in goals)
    return text("impact.goals.all", lang) if plain else ""


def goal_text(case: Case, rulebooks: tuple[Rulebook, Rulebook], goal: GoalUnder, lang: Lang | None = None) -> str:
    """A goal as the case states it, with the name of what it names."""
    subject = goal.subject or ""
    labels = {s.id: worded(s.label, lang) for book in rulebooks for s in book.standards}
    labels |= {kind.id: worded(kind.label, lang) for book in rulebooks for kind in book.quantities}
    named = f"{labels[subject]} ({subject})" if subject in labels and goal.kind == "standard" else labels.get(subject)
    return text(f"impact.goal.{goal.kind}", lang, goal=goal.goal, subject=named or subject)


def asked_text(goal: GoalUnder, lang: Lang | None = None) -> str:
    """How one rulebook takes the goal."""
    values = {"standard": goal.standard or ""}
    if goal.asked == "yes" and goal.standard not in {None, goal.subject}:
        return text("impact.asked.as", lang, **values)
    return text(f"impact.asked.{goal.asked}", lang, **values)


def difference_sentences(found: Impact, lang: Lang | None = None) -> list[str]:
    """From one plan to the other; empty unless there are both."""
    first, second = found.old.plan, found.new.plan
    if found.diff is None or first is None or second is None or not (shown(first) and shown(second)):
        return []
    sentences = [*_date_sentence(found, first, second, lang), *_cost_sentence(found, first, second, lang)]
    if found.diff.changes:
        counts = {name: len(getattr(found.diff, name)) for name in ("dropped", "added", "moved")}
        sentences.append(text("impact.plan.projects", lang, same=found.diff.same, **counts))
    if not all(date_proved(plan) and cost_proved(plan) for plan in (first, second)):
        sentences.append(text("impact.plan.open", lang))
    return sentences


def _date_sentence(found: Impact, first: Plan, second: Plan, lang: Lang | None) -> list[str]:
    if found.later is None or first.reached is None or second.reached is None:
        return []
    quarters = {"before": quarter_text(first.reached, lang), "after": quarter_text(second.reached, lang)}
    if found.later == 0:
        return [text("impact.plan.same_date", lang, after=quarters["after"])]
    key = f"impact.plan.{'later' if found.later > 0 else 'sooner'}"
    count = abs(found.later)
    one = f"{key}.one"
    return [text(one if count == 1 and has(one) else key, lang, count=count, **quarters)]


def _cost_sentence(found: Impact, first: Plan, second: Plan, lang: Lang | None) -> list[str]:
    if found.extra_cost is None or first.cost is None or second.cost is None:
        return []
    costs = {"before": money_text(first.cost, lang), "after": money_text(second.cost, lang)}
    if found.extra_cost == 0:
        return [text("impact.plan.same_cost", lang, after=costs["after"])]
    key = f"impact.plan.{'dearer' if found.extra_cost > 0 else 'cheaper'}"
    return [text(key, lang, amount=money_text(abs(found.extra_cost), lang), **costs)]


def plan_sentences(law: Law, lang: Lang | None = None) -> list[str]:
    """The plan under one rulebook: what was found and what is proved, or why none was sought."""
    if law.planning == "not_asked" or (law.planning == "planned" and law.plan is None):
        return [text("impact.plan.not_asked", lang)]
    if law.plan is None:
        reasons = [
            text(f"impact.plan.why.{goal.asked}", lang, goal=goal.goal, subject=goal.subject, standard=goal.standard)
            for goal in law.goals
            if goal.asked != "yes"
        ]
        return [text("impact.plan.cannot_be_asked", lang), *reasons]
    sentences = [headline_text(law.plan, lang), *proof_sentences(law.plan, lang)]
    if not law.plan.found:
        if not law.total.known:
            sentences.append(text("impact.plan.unknown_rows", lang))
        impossible = law.plan.status == "impossible"
        sentences.append(text("impact.plan.next", lang, id=law.id) if impossible else text("report.next.time", lang))
    return sentences


def turn_text(found: Impact, turn: Turn, lang: Lang | None = None) -> str:
    """How many standards turn in this way."""
    return text(f"impact.turn.{turn}", lang, count=number_text(len(found.turned(turn)), 0, lang))
