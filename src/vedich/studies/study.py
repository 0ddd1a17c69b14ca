"""`study`: score, plan and risk of many cases, kept in Parquet, with their ranking and map."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from vedich.messages import Problem, Refused
from vedich.studies.available import require_parts
from vedich.studies.finding import find_cases
from vedich.studies.options import StudyOptions
from vedich.studies.progress import StudyProgress
from vedich.studies.result import Study

if TYPE_CHECKING:
    from distributed import Client

    from vedich.studies.study_case import Studied

WORKERS = 2
TIMINGS_FILE = "timings.csv"
ERRORS_FILE = "errors.txt"


def study(
    places: Sequence[str | Path],
    out: Path,
    options: StudyOptions | None = None,
    *,
    workers: int = WORKERS,
    scheduler: str | None = None,
    boundaries: Path | None = None,
    on_progress: Callable[[StudyProgress], None] | None = None,
) -> Study:
    """Study every case at `places` (cases, folders of cases, patterns); everything is written under `out`.

    `workers`: processes of this machine, unless `scheduler` gives the address of a Dask scheduler. `boundaries`: a
    GeoJSON of the units, coloured as `map.geojson`. A case that is finished under `out` with the same content and
    options is not computed again. Call it under `if __name__ == "__main__"`: the processes import the main module.

    Raises Refused when nothing can be begun; UnfinishedError when the run had to end, with all finished cases kept.
    """
    require_parts()
    from vedich.studies.boundaries import read_boundaries
    from vedich.studies.carrying_out import CarryingOut
    from vedich.studies.parts import Parts, write_study
    from vedich.studies.ranking import ranked, write_ranking
    from vedich.studies.unit_map import missing_on, write_map

    options = options or StudyOptions()
    cases = find_cases([str(place) for place in places], out)
    shapes = None if boundaries is None else read_boundaries(boundaries)
    _make(out)
    found = CarryingOut(cases, options, Parts(out), _workforce(workers, scheduler), on_progress or _ignore).run()
    rows = tuple(studied.row for studied in found)
    result = Study(
        scenarios=options.scenarios,
        seed=options.seed,
        planned=options.planned,
        rows=rows,
        ranking=ranked(rows),
        off_map=() if shapes is None else missing_on(shapes, rows),
    )
    write_study(rows, out)
    write_ranking(result, out)
    write_map(result, out, shapes)
    _write_beside(found, out)
    return result


def _workforce(workers: int, scheduler: str | None) -> Callable[[], AbstractContextManager[Client]]:
    def open_workforce() -> AbstractContextManager[Client]:
        from vedich.studies.workforce import local_workforce, remote_workforce

        return local_workforce(workers) if scheduler is None else remote_workforce(scheduler)

    return open_workforce


def _make(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        values = {"path": out, "reason": error.strerror or error}
        raise Refused([Problem("study.out.unusable", values=values)]) from error


def _write_beside(found: Sequence[Studied], out: Path) -> None:
    """What differs from run to run, apart from what does not: seconds, and faults as the developers need them."""
    import csv
    import io

    from vedich.files import write_text

    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(["name", "key", "seconds"])
    writer.writerows([studied.row.name, studied.row.key, f"{studied.seconds:.3f}"] for studied in found)
    write_text(out / TIMINGS_FILE, buffer.getvalue())
    faults = [f"{studied.row.name}\n{studied.fault}\n" for studied in found if studied.fault]
    if faults:
        write_text(out / ERRORS_FILE, "\n".join(faults))
    else:
        (out / ERRORS_FILE).unlink(missing_ok=True)


def _ignore(_: StudyProgress) -> None:
    """No one is watching."""
