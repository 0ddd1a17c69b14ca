"""Whether a rulebook agrees with itself: one function a rule, every problem at once.

The schema says what a file may hold; these rules say what must fit together: sums, names, order, provenance.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from vedich.messages import Place, Problem
from vedich.rulebooks.schema import Adjustment, QuantityKind, Rulebook, Standard


def check(rulebook: Rulebook) -> tuple[Problem, ...]:
    """Every problem found; `values["subject"]` is the id of the part that a problem speaks of."""
    return tuple(problem for rule in _RULES for problem in rule(rulebook))


def _problem(
    rulebook: Rulebook,
    code: str,
    subject: str,
    values: Mapping[str, object] | None = None,
) -> Problem:
    return Problem(code, Place(file=rulebook.id), {"subject": subject, **(values or {})})


def _ids_are_unique(rulebook: Rulebook) -> Iterator[Problem]:
    kinds = (
        [c.id for c in rulebook.criteria],
        [s.id for s in rulebook.standards],
        [a.id for a in rulebook.adjustments],
        [q.id for q in rulebook.quantities],
        [g.id for g in rulebook.groups],
        *([level.id for level in q.levels] for q in rulebook.quantities),
    )
    for ids in kinds:
        for id_, count in Counter(ids).items():
            if count > 1:
                yield _problem(rulebook, "rulebook.id_twice", id_, {"count": count})


def _sources_exist(rulebook: Rulebook) -> Iterator[Problem]:
    known = rulebook.transcription.sources
    parts = [(criterion.id, criterion.source) for criterion in rulebook.criteria]
    parts += [(standard.id, standard.source) for standard in rulebook.standards]
    parts += [(adjustment.id, adjustment.source) for adjustment in rulebook.adjustments]
    parts += [(group.id, group.source) for group in rulebook.groups]
    parts += [("recognition", rulebook.recognition.source)]
    # The shared vocabulary brings whole addresses, not keys.
    parts += [(q.id, q.source) for q in rulebook.quantities if q.source and "://" not in q.source]
    for subject, source in parts:
        if source not in known:
            values = {"source": source, "known": ", ".join(known)}
            yield _problem(rulebook, "rulebook.source_unknown", subject, values)


def _clauses_are_given(rulebook: Rulebook) -> Iterator[Problem]:
    for criterion in rulebook.criteria:
        if criterion.clause is None:
            yield _problem(rulebook, "rulebook.clause_missing", criterion.id)


def _quantities_exist(rulebook: Rulebook) -> Iterator[Problem]:
    for standard in rulebook.standards:
        for quantity in standard.value.quantities if standard.value else ():
            if rulebook.quantity(quantity) is None:
                yield _problem(rulebook, "rulebook.quantity_unknown", standard.id, {"quantity": quantity})


def _scales_have_values(rulebook: Rulebook) -> Iterator[Problem]:
    for standard in rulebook.standards:
        if standard.scale is not None and standard.value is None:
            yield _problem(rulebook, "rulebook.value_missing", standard.id)


def _levels_fit(rulebook: Rulebook) -> Iterator[Problem]:
    """A scale of levels reads a quantity of levels; its ends are levels of it, the lower one first."""
    for standard in rulebook.standards:
        kind = _kind(rulebook, standard)
        if standard.scale is None or standard.value is None or kind is None:
            continue
        if standard.scale.is_levels != (kind.kind == "level") or (kind.levels and standard.value.ratio):
            yield _problem(rulebook, "rulebook.level_mismatch", standard.id, {"quantity": kind.id})
        elif standard.scale.is_levels:
            yield from _level_ends(rulebook, standard, kind)


def _level_ends(rulebook: Rulebook, standard: Standard, kind: QuantityKind) -> Iterator[Problem]:
    assert standard.scale is not None
    known = ", ".join(level.id for level in kind.levels)
    ends = [end for end in (standard.scale.at_min, standard.scale.at_max) if end is not None]
    unknown = [end for end in ends if kind.rank(str(end)) is None]
    for end in unknown:
        yield _problem(rulebook, "rulebook.level_unknown", standard.id, {"level": end, "known": known})
    if standard.scale.direction is not None:
        yield _problem(rulebook, "rulebook.level_direction", standard.id)
    ranks = [kind.rank(str(end)) or 0 for end in ends]
    if not unknown and ranks != sorted(ranks):
        yield _problem(rulebook, "rulebook.level_order", standard.id, {"known": known})


def _ends_lie_in_range(rulebook: Rulebook) -> Iterator[Problem]:
    for standard in rulebook.standards:
        kind = _kind(rulebook, standard)
        if standard.scale is None or standard.value is None or standard.value.ratio or kind is None:
            continue
        if kind.range is None:
            continue
        least, most = kind.range
        for end in (standard.scale.at_min, standard.scale.at_max):
            if isinstance(end, Decimal) and not least <= end / standard.value.times <= most:
                yield _problem(
                    rulebook,
                    "rulebook.end_out_of_range",
                    standard.id,
                    {"end": end, "least": least, "most": most},
                )


def _points_add_up(rulebook: Rulebook) -> Iterator[Problem]:
    """The points of a criterion's standards sum to its own; a sum with an unknown part says nothing."""
    for criterion in rulebook.criteria:
        rows = [standard.points for standard in criterion.standards]
        known = [points for points in rows if points is not None]
        if criterion.points is None or not rows or len(known) < len(rows) or rulebook.unplaced > 0:
            continue
        most = sum((points.max for points in known), Decimal(0))
        if most != criterion.points.max:
            yield _problem(
                rulebook,
                "rulebook.points_max_sum",
                criterion.id,
                {"sum": most, "stated": criterion.points.max},
            )
        minima = [points.min for points in known if points.min is not None]
        least = sum(minima, Decimal(0))
        if len(minima) == len(rows) and criterion.points.min not in (None, least):
            yield _problem(
                rulebook,
                "rulebook.points_min_sum",
                criterion.id,
                {"sum": least, "stated": criterion.points.min},
            )


def _criteria_add_up(rulebook: Rulebook) -> Iterator[Problem]:
    points = [criterion.points.max for criterion in rulebook.criteria if criterion.points is not None]
    total = sum(points, Decimal(0))
    if len(points) == len(rulebook.criteria) and total != rulebook.total_max:
        yield _problem(rulebook, "rulebook.total_sum", rulebook.id, {"sum": total, "stated": rulebook.total_max})


def _all_standards_are_here(rulebook: Rulebook) -> Iterator[Problem]:
    """As many standards as the law has; fewer only where the file says that it is partial."""
    short = rulebook.unplaced
    if short < 0 or (short > 0 and rulebook.transcription.status != "partial"):
        values = {"count": len(rulebook.standards), "stated": rulebook.standards_total}
        yield _problem(rulebook, "rulebook.standards_count", rulebook.id, values)


def _adjustments_fit(rulebook: Rulebook) -> Iterator[Problem]:
    standards = {standard.id: standard for standard in rulebook.standards}
    criteria = {criterion.id for criterion in rulebook.criteria}
    for adjustment in rulebook.adjustments:
        if adjustment.id in adjustment.excludes:
            yield _problem(rulebook, "rulebook.excludes_itself", adjustment.id)
        for change in adjustment.changes:
            for id_ in change.standards:
                if id_ not in standards and rulebook.unplaced <= 0:
                    yield _problem(rulebook, "rulebook.adjusts_unknown", adjustment.id, {"part": id_})
            for id_ in change.criteria_min:
                if id_ not in criteria:
                    yield _problem(rulebook, "rulebook.adjusts_unknown", adjustment.id, {"part": id_})
            if not (change.standards or change.criteria_min or change.total_at_least is not None):
                yield _problem(rulebook, "rulebook.changes_nothing", adjustment.id)
        yield from _minima_can_be_reduced(rulebook, adjustment, standards)


def _minima_can_be_reduced(
    rulebook: Rulebook, adjustment: Adjustment, standards: dict[str, Standard]
) -> Iterator[Problem]:
    """A level cannot be halved, and a smaller minimum would make a lower-is-better row harder, not easier."""
    for change in adjustment.changes:
        if change.minimum_times is None:
            continue
        if not 0 < change.minimum_times <= 1:
            yield _problem(rulebook, "rulebook.times_not_a_share", adjustment.id, {"times": change.minimum_times})
        for id_ in change.standards:
            if id_ in standards and not reducible(standards[id_]):
                yield _problem(rulebook, "rulebook.minimum_not_reducible", adjustment.id, {"part": id_})


def reducible(standard: Standard) -> bool:
    """Whether a share of the row's minimum makes sense: a number, more is better, or not known yet."""
    return standard.scale is None or not (standard.scale.is_levels or standard.scale.lower_is_better)


def _days_are_in_order(rulebook: Rulebook) -> Iterator[Problem]:
    force = rulebook.in_force
    if force.to is not None and force.to < force.from_:
        yield _problem(rulebook, "rulebook.in_force_order", rulebook.id, {"start": force.from_, "end": force.to})
    if rulebook.issued.date > force.from_:
        values = {"issued": rulebook.issued.date, "start": force.from_}
        yield _problem(rulebook, "rulebook.in_force_before_issue", rulebook.id, values)


def _provenance_is_honest(rulebook: Rulebook) -> Iterator[Problem]:
    """Official: who compared it with the gazette, when, no row missing. Else a note says what is open."""
    transcription = rulebook.transcription
    if transcription.status != "official":
        if transcription.note is None:
            yield _problem(rulebook, "rulebook.note_missing", rulebook.id, {"status": transcription.status})
        return
    if transcription.verified_on is None or transcription.verified_by is None:
        yield _problem(rulebook, "rulebook.not_verified", rulebook.id)
    missing = [standard.id for standard in rulebook.standards if not standard.transcribed]
    if missing or rulebook.unplaced > 0:
        count = len(missing) + max(rulebook.unplaced, 0)
        yield _problem(rulebook, "rulebook.official_with_gaps", rulebook.id, {"count": count})


def _kind(rulebook: Rulebook, standard: Standard) -> QuantityKind | None:
    return rulebook.quantity(standard.value.subject) if standard.value else None


_RULES: tuple[Callable[[Rulebook], Iterator[Problem]], ...] = (
    _ids_are_unique,
    _sources_exist,
    _clauses_are_given,
    _quantities_exist,
    _scales_have_values,
    _levels_fit,
    _ends_lie_in_range,
    _points_add_up,
    _criteria_add_up,
    _all_standards_are_here,
    _adjustments_fit,
    _days_are_in_order,
    _provenance_is_honest,
)
