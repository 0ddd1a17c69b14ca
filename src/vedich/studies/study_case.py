"""The one task of a study: a case's content in, its row out. Pure: no clock, no disk of its own, no state."""

from __future__ import annotations

import time
import traceback
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

import vedich
from vedich.messages import LANGUAGES, Problem, Refused
from vedich.studies.content import CaseContent, key_of
from vedich.studies.opening import checked, read_case
from vedich.studies.options import StudyOptions
from vedich.studies.result import StudyRow

Fields = dict[str, object]
DECIMALS = 9  # of what is computed in floating point


@dataclass(frozen=True, slots=True)
class Studied:
    """A row, and what is told beside it: seconds that it took, and of a fault the traceback."""

    row: StudyRow
    seconds: float = 0.0
    fault: str | None = None


def study_case(content: CaseContent, options: StudyOptions) -> Studied:
    """Score, plan and risk of one case. Never raises for what is wrong with the case: the row says it."""
    begun = time.perf_counter()
    fields: Fields = {"key": key_of(content, options), "name": content.name, "seed": options.seed}
    fault = None
    try:
        if options.version != vedich.__version__:
            fields |= failed("study.worker.version", {"here": vedich.__version__, "there": options.version})
        else:
            _study(content, options, fields)
            fields["status"] = "done"
    except Refused as refused:
        fields |= refused_fields(refused.problems)
    except Exception as error:
        fields |= failed("study.case.fault", {"error": type(error).__name__})
        fault = traceback.format_exc()
    return Studied(StudyRow.model_validate(fields), time.perf_counter() - begun, fault)


def refused_fields(problems: Iterable[Problem]) -> Fields:
    """Status and problems of a row that is refused; warnings stay out of it."""
    errors = [problem for problem in problems if problem.severity == "error"]
    return {"status": "refused"} | _told(errors)


def failed(code: str, values: Mapping[str, object]) -> Fields:
    """Status and problem of a row that could not be computed."""
    return {"status": "failed"} | _told([Problem(code, values=values)])


def _told(problems: list[Problem]) -> Fields:
    return {f"problems_{lang}": tuple(problem.text(lang) for problem in problems) for lang in LANGUAGES}


def _study(content: CaseContent, options: StudyOptions, fields: Fields) -> None:
    """Fill in `fields` step by step, so that a late refusal keeps what is known. Raises Refused."""
    located = read_case(content)
    case = located.case
    fields |= {"unit_code": case.unit.code, "unit_name": case.unit.name, "figures": case.figures}
    case, law = checked(located, content, options.rulebook)
    fields["rulebook"] = law.id
    from vedich.scoring import assess

    found = assess(case, law)
    mark = found.total_at_least
    statuses = [standard.status for standard in found.standards]
    fields |= {
        "score_low": float(found.total.low),
        "score_high": float(found.total.high),
        "pass_mark": None if mark is None else float(mark),
        "to_go": None if mark is None else float(max(Fraction(0), mark - found.total.low)),
        "recognised": found.recognised,
        "standards_unmet": statuses.count("unmet"),
        "standards_unknown": statuses.count("unknown") + statuses.count("not_transcribed"),
    }
    if not options.planned:
        return
    from vedich.planning import plan

    # This process is the child that a search gets elsewhere: if it falls, the scheduler starts another one. The work is
    # counted, not the time, so that a plan does not depend on the machine.
    best = plan(case, law, time_limit=options.seconds, reproducible=True, seed=options.seed, in_child=False)
    fields |= {"plan_status": best.status, "reached": best.reached, "cost": best.cost, "proved": best.proved}
    if best.reached is None or not options.scenarios:
        return
    from vedich.risk.odds import odds

    chance = odds(case, law, best, scenarios=options.scenarios, seed=options.seed, drivers=False)
    fields |= {
        "on_time": round(chance.on_time.probability, DECIMALS),
        "on_time_error": round(chance.on_time.error, DECIMALS),
        "p10": chance.date.p10,
        "p50": chance.date.p50,
        "p90": chance.date.p90,
        "expected_delay": round(chance.delay.expected, DECIMALS),
        "tail_delay": round(chance.delay.tail, DECIMALS),
        "censored": round(chance.delay.censored, DECIMALS),
        "scenarios": chance.scenarios,
    }
