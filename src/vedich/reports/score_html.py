"""The assessment of one locality as a page to read, print and file."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import get_args

from vedich.messages import Lang, number_text, text
from vedich.reports.numbers import point_text, points_text, rounded_up, value_text, worded
from vedich.reports.page import rendered
from vedich.reports.score_bar import score_bar
from vedich.reports.wording import (
    age_text,
    gap_text,
    gap_to_max_text,
    levels_of,
    moment_text,
    recognised_text,
    status_symbol,
    status_text,
    step_text,
    thresholds_text,
    transcription_text,
)
from vedich.rulebooks import Rulebook
from vedich.scoring.result import Assessment, CriterionScore, Input, StandardScore, Status


def score_page(assessment: Assessment, rulebook: Rulebook, lang: Lang) -> str:
    """One HTML file. `rulebook` is the one the assessment was made under: labels of levels and provisions."""
    adjustments = {a.id: worded(a.label, lang) for a in rulebook.adjustments}
    total = assessment.total
    return rendered(
        "score.html",
        lang,
        assessment=assessment,
        title=text("report.score.title", lang, unit=assessment.unit_name),
        rulebook_title=worded(assessment.rulebook_title, lang),
        transcription=transcription_text(assessment.transcription, lang),
        moment=moment_text(assessment, lang),
        adjustments=[adjustments.get(id_, id_) for id_ in assessment.adjustments],
        verdict=recognised_text(assessment.recognised, lang),
        total=points_text(total, lang),
        most=point_text(assessment.total_max, lang),
        least=None if assessment.total_at_least is None else point_text(assessment.total_at_least, lang),
        short_of=_short_of(assessment, lang),
        bar=score_bar(text("report.score.total", lang), total, assessment.total_at_least, assessment.total_max, lang),
        counts=_counts(assessment, lang),
        criteria=[_criterion(assessment, rulebook, criterion, lang) for criterion in assessment.criteria],
        uncertain=not total.known,
    )


def _short_of(assessment: Assessment, lang: Lang) -> str | None:
    """How many points are certainly missing to the pass mark; None if none are."""
    if assessment.total_at_least is None or assessment.total.high >= assessment.total_at_least:
        return None
    short: Fraction = assessment.total_at_least - assessment.total.high
    return text("report.score.short_of", lang, points=number_text(rounded_up(short), 2, lang))


def _counts(assessment: Assessment, lang: Lang) -> list[dict[str, object]]:
    found = Counter(standard.status for standard in assessment.standards)
    statuses: tuple[Status, ...] = get_args(Status)
    return [
        {"status": s, "symbol": status_symbol(s), "word": status_text(s, lang), "count": found[s]}
        for s in statuses
        if found[s]
    ]


def _criterion(assessment: Assessment, rulebook: Rulebook, criterion: CriterionScore, lang: Lang) -> dict[str, object]:
    met = {True: "met", False: "unmet", None: "unknown"}[criterion.met]
    name = text("report.score.criterion", lang, id=criterion.id, label=worded(criterion.label, lang))
    return {
        "id": criterion.id,
        "name": name,
        "met": met,
        "met_words": text(f"report.score.criterion_{met}", lang),
        "points": points_text(criterion.points, lang),
        "least": None if criterion.min is None else point_text(criterion.min, lang),
        "most": None if criterion.max is None else point_text(criterion.max, lang),
        "bar": score_bar(name, criterion.points, criterion.min, criterion.max, lang),
        "rows": [
            _row(standard, rulebook, lang) for standard in assessment.standards if standard.criterion == criterion.id
        ],
    }


def _row(standard: StandardScore, rulebook: Rulebook, lang: Lang) -> dict[str, object]:
    levels = levels_of(rulebook, standard.gap_quantity)
    to_max = gap_to_max_text(standard, lang) if standard.status != "full" else ""
    return {
        "id": standard.id,
        "label": worded(standard.label, lang),
        "status": standard.status,
        "symbol": status_symbol(standard.status),
        "status_words": status_text(standard.status, lang),
        "value": value_text(standard.value, standard.unit, lang, levels)
        if standard.inputs
        else text("report.none", lang),
        "dates": list(dict.fromkeys(age_text(i, lang) for i in standard.inputs if i.value is not None)),
        "thresholds": thresholds_text(standard, rulebook, lang),
        "points": points_text(standard.points, lang),
        "most": None if standard.points_max is None else point_text(standard.points_max, lang),
        "gap": gap_text(standard, lang),
        "to_max": text("report.score.to_max", lang, gap=to_max) if to_max else "",
        "clause": standard.clause,
        "law": text(
            "report.score.text_source",
            lang,
            source=standard.source,
            confidence=text(f"report.confidence.{standard.confidence}", lang),
        ),
        "inputs": [_figure(figure, rulebook, lang) for figure in standard.inputs],
        "steps": [step_text(step, standard, rulebook, lang) for step in standard.steps],
    }


def _figure(figure: Input, rulebook: Rulebook, lang: Lang) -> dict[str, object]:
    levels = levels_of(rulebook, figure.quantity)
    notes = []
    if figure.value is not None:
        notes.append(age_text(figure, lang))
    if figure.reported is not None and figure.reported != figure.value:
        reported = value_text(figure.reported, figure.unit, lang, levels)
        notes.append(text("report.score.as_reported", lang, value=reported))
    if figure.growth_per_year is not None and figure.growth_kind is not None:
        growth = number_text(figure.growth_per_year, 2, lang)
        if figure.growth_kind == "amount":
            growth = value_text(figure.growth_per_year, figure.unit, lang)
        notes.append(text(f"report.score.growth_{figure.growth_kind}", lang, growth=growth))
    if figure.value is not None:
        source = figure.source or text("report.value.no_source", lang)
        notes.append(text("report.score.source", lang, source=source))
    return {
        "name": figure.quantity if figure.label is None else worded(figure.label, lang),
        "value": value_text(figure.value, figure.unit, lang, levels),
        "notes": notes,
    }
