"""Về Đích: scores a Vietnamese locality under the law in force, finds the gap and plans the way across it.

    import vedich
    case = vedich.load("examples/phuong-minh-hoa")
    vedich.score(case).total
    plan = vedich.plan(case, objective="cheapest", by="2030Q4")

The functions have the words of the command line, but for `odds`, which is `vedich risk` (`vedich.risk` is a room of the
engine), and `robust`, which is `vedich plan --robust`; a quarter is written 2030Q4, money is whole million VND. Each
brings in what it needs when it is called. `rulebook` (an id or a file) takes the place of the one that
the case names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from vedich.case import Case
    from vedich.planning import Alternatives, Buy, Impact, Plan, PlanDiff, Replan, Why
    from vedich.risk.result import Odds
    from vedich.risk.robust_result import Robust
    from vedich.risk.trigger_result import Triggers
    from vedich.rulebooks import Rulebook
    from vedich.scoring import Assessment

__version__ = "0.1.0"
__all__ = [
    "alternatives",
    "buy",
    "diff",
    "impact",
    "load",
    "odds",
    "plan",
    "replan",
    "robust",
    "score",
    "triggers",
    "why",
]


def load(path: str | Path, *, rulebook: str | None = None) -> Case:
    """The case of a folder or workbook, checked. Raises `vedich.messages.Refused` with everything that is wrong."""
    from vedich.case import load_checked

    return load_checked(path, rulebook=rulebook)[0]


def score(case: Case, *, at: str | None = None, rulebook: str | None = None) -> Assessment:
    """The assessment at the end of quarter `at` (None: by the figures as they are)."""
    from datetime import date

    from vedich.scoring import assess

    return assess(case, _law(case, rulebook), _quarter(at), today=date.today())


def plan(case: Case, *, by: str | None = None, rulebook: str | None = None, **options: Any) -> Plan:
    """The best funded programme, verified. `by`: the last quarter that counts.

    `options` as in `vedich.planning.plan`: `objective` (earliest, cheapest, most-points), `budget` (million VND),
    `time_limit` (seconds), `reproducible`, `seed`, `memory_gib`, `begin_with`, `on_progress`.
    """
    from vedich import planning

    return planning.plan(case, _law(case, rulebook), by=_quarter(by), **options)


def why(case: Case, by: str, *, rulebook: str | None = None, **options: Any) -> Why:
    """What would have to change for the goals to hold by the end of `by`. `options`: `time_limit`, `on_progress`."""
    from vedich import planning

    quarter = _quarter(by)
    assert quarter is not None
    return planning.why(case, _law(case, rulebook), quarter, **options)


def buy(case: Case, source: str, *, rulebook: str | None = None, **options: Any) -> Buy:
    """Earliest date and cost against extra money in `source`. `options`: `steps`, `step` (million VND), `year`, …"""
    from vedich import planning

    return planning.buy(case, _law(case, rulebook), source, **options)


def alternatives(case: Case, best: Plan, *, rulebook: str | None = None, **options: Any) -> Alternatives:
    """Plans almost as good as `best` and different. `options`: `count`, `within` (Fraction), `time_limit`, …"""
    from vedich import planning

    return planning.alternatives(case, _law(case, rulebook), best, **options)


def replan(case: Case, old: Plan, today: str, *, rulebook: str | None = None, **options: Any) -> Replan:
    """The earliest plan from quarter `today` with few changes to `old`. `options`: `keep` (million VND a change), …"""
    from vedich import planning

    quarter = _quarter(today)
    assert quarter is not None
    return planning.replan(case, _law(case, rulebook), old, quarter, **options)


def diff(before: Plan, after: Plan) -> PlanDiff:
    """What differs between two plans."""
    from vedich import planning

    return planning.compare(before, after)


def impact(case: Case, new: str, *, old: str | None = None, by: str | None = None, **options: Any) -> Impact:
    """What rulebook `new` does to the case's score, gaps, plan and cost. `old`: in place of the one the case names.

    `options`: `budget` (million VND), `time_limit` (seconds for each plan), `plans` (False: none), `on_progress`.
    """
    from vedich import planning, rulebooks

    return planning.impact(case, _law(case, old), rulebooks.load(new), by=_quarter(by), **options)


def odds(case: Case, plan: Plan, *, by: str | None = None, rulebook: str | None = None, **options: Any) -> Odds:
    """How sure `plan`, a plan of `case`, is. `by`: the quarter that counts as on time (None: the plan's date).

    `options` as in `vedich.risk.odds.odds`: `scenarios`, `seed`, `drivers`, `on_progress`.
    """
    from vedich.risk.odds import odds as odds_of

    return odds_of(case, _law(case, rulebook), plan, by=_quarter(by), **options)


def robust(
    case: Case, at_least: float, *, by: str | None = None, rulebook: str | None = None, **options: Any
) -> Robust:
    """The cheapest plan whose chance of the goals by `by` is `at_least`, or the most probable one.

    `options` as in `vedich.risk.robust.robust`: `budget` (million VND), `time_limit` (seconds), `scenarios`, `fresh`,
    `seed`, `memory_gib`, `on_progress`.
    """
    from vedich.risk.robust import robust as choose

    return choose(case, _law(case, rulebook), at_least=at_least, by=_quarter(by), **options)


def triggers(case: Case, plan: Plan, *, by: str | None = None, rulebook: str | None = None, **options: Any) -> Triggers:
    """Early warnings for `plan`, a plan of `case`. `options`: `scenarios`, `seed`, `on_progress`."""
    from vedich.risk.triggers import triggers as triggers_of

    return triggers_of(case, _law(case, rulebook), plan, by=_quarter(by), **options)


def _law(case: Case, rulebook: str | None) -> Rulebook:
    from vedich import rulebooks

    if rulebook is not None:
        return rulebooks.load(rulebook)
    return rulebooks.load(case.rulebook, None if case.rulebook in rulebooks.shipped() else case.home)


def _quarter(text: str | None) -> Any:
    from vedich.case import Quarter

    return None if text is None else Quarter.parse(text)
