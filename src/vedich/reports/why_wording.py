"""`why` in words, for the terminal and the page alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from vedich.case.model import Case
from vedich.messages import Lang, number_text, text
from vedich.planning.why_result import (
    Change,
    ChangeSet,
    ExtraCapacity,
    ExtraMoney,
    Finding,
    Kind,
    LaterDeadline,
    LowerGoal,
    Why,
)
from vedich.reports.numbers import money_text, quarter_text, value_text, worded
from vedich.rulebooks import Rulebook


@dataclass(frozen=True, slots=True)
class Way:
    """One set in words: its name, the changes, what it comes to and how certain it is."""

    name: str
    changes: tuple[str, ...]
    notes: tuple[str, ...]


def headline(found: Why, lang: Lang | None = None) -> str:
    """The finding in a sentence."""
    key = {True: "why.possible", False: "why.impossible", None: "why.unknown"}[found.possible]
    return text(key, lang, quarter=quarter_text(found.by, lang))


def ways(case: Case, rulebook: Rulebook, found: Why, lang: Lang | None = None) -> list[Way]:
    """The sets that are enough, without the lowered goal."""
    rows = [finding for finding in found.findings if finding.set is not None and "goal" not in finding.kinds]
    return [_way(case, rulebook, finding, number, lang) for number, finding in enumerate(rows, 1)]


def ways_intro(found: Why, lang: Lang | None = None) -> str:
    """What the list of ways says."""
    sets = [finding.set for finding in found.findings if "goal" not in finding.kinds and finding.set is not None]
    if not sets:
        beyond = [finding for finding in found.findings if "goal" not in finding.kinds]
        proved = any(len(finding.kinds) == 3 and finding.outcome == "impossible" for finding in beyond)
        return text("why.no_way_proved" if proved else "why.no_way", lang)
    return text("why.ways" if all(some.irreducible for some in sets) else "why.ways_open", lang)


def best_reachable(case: Case, rulebook: Rulebook, found: Why, lang: Lang | None = None) -> Way | None:
    """The goals lowered as little as can be."""
    for finding in found.findings:
        if finding.kinds == ("goal",) and finding.set is not None:
            words = tuple(change_text(case, rulebook, change, lang) for change in finding.set.changes)
            cost = money_text(finding.set.cost, lang)
            reached = text("why.best_reached", lang, quarter=quarter_text(finding.set.reached, lang), cost=cost)
            proof = text("why.proof.nearest" if finding.set.cheapest else "why.proof.nearest_open", lang)
            return Way(text("why.section.best", lang), words, (reached, proof))
    return None


def not_enough(found: Why, lang: Lang | None = None) -> list[str]:
    """What was looked at without a set, one sentence each."""
    return [
        text(
            f"why.not_enough.{finding.outcome}" + ("_together" if len(finding.kinds) > 1 else ""),
            lang,
            kinds=kinds_text(finding.kinds, lang),
            **({"quarter": quarter_text(found.by, lang)} if finding.outcome == "impossible" else {}),
        )
        for finding in found.findings
        if finding.set is None
    ]


def kinds_text(kinds: Sequence[Kind], lang: Lang | None = None) -> str:
    """`thêm vốn, thêm năng lực và lùi thời hạn`."""
    names = [text(f"why.kind.{kind}", lang) for kind in kinds]
    if len(names) == 1:
        return names[0]
    return text("why.and", lang, first=", ".join(names[:-1]), last=names[-1])


def _way(case: Case, rulebook: Rulebook, finding: Finding, number: int, lang: Lang | None) -> Way:
    assert finding.set is not None
    changes = tuple(change_text(case, rulebook, change, lang) for change in finding.set.changes)
    amounts = [change.amount for change in finding.set.changes if isinstance(change, ExtraMoney)]
    notes = _notes(finding.set, lang)
    if len(amounts) > 1:
        notes = (text("why.sum.money", lang, amount=money_text(sum(amounts), lang)), *notes)
    return Way(text("why.way", lang, number=number, kinds=kinds_text(finding.kinds, lang)), changes, notes)


def _notes(found: ChangeSet, lang: Lang | None) -> tuple[str, ...]:
    notes = [text("why.reached", lang, quarter=quarter_text(found.reached, lang), cost=money_text(found.cost, lang))]
    notes.append(text("why.proof.cheapest" if found.cheapest else "why.proof.open", lang))
    if not found.irreducible:
        notes.append(text("why.proof.reducible", lang))
    return tuple(notes)


def change_text(case: Case, rulebook: Rulebook, change: Change, lang: Lang | None = None) -> str:
    """One change as a phrase."""
    if isinstance(change, ExtraMoney):
        amount = money_text(change.amount, lang)
        return text("why.change.money", lang, amount=amount, source=change.source, year=change.year)
    if isinstance(change, ExtraCapacity):
        amount = number_text(change.amount, 0, lang)
        return text("why.change.capacity", lang, amount=amount, resource=change.resource, year=change.year)
    if isinstance(change, LaterDeadline):
        return _deadline_text(case, change, lang)
    return _goal_text(rulebook, change, lang)


def _deadline_text(case: Case, change: LaterDeadline, lang: Lang | None) -> str:
    dates = {"old": quarter_text(change.old, lang), "new": quarter_text(change.new, lang)}
    if change.of == "goal":
        return text("why.change.goal_date", lang, id=change.id, **dates)
    name = next(project.name for project in case.projects if project.project == change.id)
    return text("why.change.project", lang, id=change.id, name=name, **dates)


def _goal_text(rulebook: Rulebook, change: LowerGoal, lang: Lang | None) -> str:
    if change.measure == "quantity":
        return _quantity_text(rulebook, change, lang)
    old, new = Fraction(change.old), Fraction(change.new)
    values = {name: number_text(value, 2, lang) for name, value in (("old", old), ("new", new))}
    gap = number_text(old - new, 2, lang)
    if change.measure == "total":
        return text("why.change.total", lang, gap=gap, **values)
    if change.measure == "criterion":
        name = next(worded(criterion.label, lang) for criterion in rulebook.criteria if criterion.id == change.subject)
        return text("why.change.criterion", lang, name=name, gap=gap, **values)
    name = worded(rulebook.standard(change.subject or "").label, lang)
    return text("why.change.points", lang, goal=change.goal, name=name, **values)


def _quantity_text(rulebook: Rulebook, change: LowerGoal, lang: Lang | None) -> str:
    kind = rulebook.quantity(change.subject or "")
    name = change.subject if kind is None else worded(kind.label, lang)
    unit, levels = (None, ()) if kind is None else (kind.unit, kind.levels)
    old, new = (value_text(value, unit, lang, levels) for value in (change.old, change.new))
    return text("why.change.quantity", lang, goal=change.goal, name=name, old=old, new=new)
