"""Loading a rulebook: a shipped one by its id, or a file of an office's own."""

from __future__ import annotations

from dataclasses import replace
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from pydantic import ValidationError

from vedich.messages import Place, Problem, Refused, text
from vedich.rulebooks.checks import check
from vedich.rulebooks.document import YamlDocument, read_document
from vedich.rulebooks.explain import explain
from vedich.rulebooks.schema import Criterion, Rulebook, Standard, Words
from vedich.rulebooks.vocabulary import DATA, with_vocabulary


@cache
def shipped() -> tuple[str, ...]:
    """The ids of the rulebooks that come with Về Đích, sorted."""
    files = (f.name for f in DATA.glob("vn-*.yaml") if not f.name.endswith(".scenarios.yaml"))
    return tuple(sorted(name.removesuffix(".yaml") for name in files))


def load(id_or_path: str | Path, home: Path | None = None) -> Rulebook:
    """The rulebook of a shipped id, or of a YAML file (relative to `home`, the folder of the case).

    Rows declared as not transcribed stand in the result as standards without value, scale and points; the
    shared vocabulary of figures is added to its quantities. Raises Refused with every problem of the file and
    its line.
    """
    name = str(id_or_path)
    if name in shipped():
        return _load_shipped(name)
    path = Path(name) if home is None else home / name
    if not path.is_file():
        near = next(iter(get_close_matches(name, shipped(), n=1)), shipped()[0])
        values = {"name": name, "shipped": ", ".join(shipped()), "near": near}
        raise Refused([Problem("rulebook.not_found", values=values)])
    return _load_file(path)


@cache
def _load_shipped(id_: str) -> Rulebook:
    return _load_file(DATA / f"{id_}.yaml")


def _load_file(path: Path) -> Rulebook:
    document = read_document(path)
    try:
        written = Rulebook.model_validate(document.data)
    except ValidationError as error:
        raise Refused(explain(error, document)) from None
    rulebook = _complete(written)
    problems = tuple(_located(problem, document) for problem in check(rulebook))
    if any(problem.severity == "error" for problem in problems):
        raise Refused(problems)
    return rulebook


def _complete(written: Rulebook) -> Rulebook:
    return written.model_copy(
        update={
            "criteria": tuple(_with_missing_rows(criterion) for criterion in written.criteria),
            "quantities": with_vocabulary(written.quantities),
        }
    )


def _with_missing_rows(criterion: Criterion) -> Criterion:
    """Write out the rows that the law has and the file does not, so that nobody takes them for settled."""
    missing = criterion.not_transcribed
    if missing is None:
        return criterion
    rows = tuple(
        Standard(
            id=f"{missing.prefix}{n}",
            label=Words(
                vi=text("rulebook.not_transcribed", "vi", n=n, count=missing.count),
                en=text("rulebook.not_transcribed", "en", n=n, count=missing.count),
            ),
            clause=criterion.clause or criterion.label.vi,
            source=criterion.source,
            confidence="low",
            value=None,
            unit=None,
            scale=None,
            points=None,
        )
        for n in range(1, missing.count + 1)
    )
    return criterion.model_copy(update={"standards": criterion.standards + rows, "not_transcribed": None})


def _located(problem: Problem, document: YamlDocument) -> Problem:
    """The problem with the line of the block it speaks of."""
    line = document.line_of_id(str(problem.values.get("subject", "")))
    return replace(problem, place=Place(file=document.name, row=line))
