"""Reading and writing a case, whatever it is kept in: a folder, or an .xlsx workbook."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from vedich.case.folder import CASE_FILES, folder_files, read_folder
from vedich.case.located import LocatedCase
from vedich.case.model import Case
from vedich.case.nearest import shown
from vedich.files import whole_file, whole_folder
from vedich.messages import Problem, Refused

WORKBOOK_SUFFIX = ".xlsx"


def read(path: Path | str) -> Case:
    """Read a case folder or workbook. Raises Refused with every problem found; never writes."""
    return read_located(path).case


def read_located(path: Path | str) -> LocatedCase:
    """`read`, with the line of every row, so that checks can name it. Raises Refused."""
    path = Path(path)
    try:
        if path.is_dir():
            return read_folder(path)
        if not path.exists():
            raise Refused([Problem("case.path.missing", values={"path": shown(path)})])
        if path.suffix.lower() == WORKBOOK_SUFFIX:
            from vedich.case.workbook import read_workbook

            return read_workbook(path)
    except (OSError, ValueError) as error:  # ValueError: a path with a null byte
        raise _unreadable(path, error) from error
    raise Refused([Problem("case.path.kind", values={"path": shown(path.name)})])


def write(case: Case, path: Path | str, *, overwrite: bool = False) -> None:
    """Write `case` to a workbook if `path` ends in .xlsx, else to a folder; whole or not at all.

    Raises Refused if there is something at `path` already: always when it is not a case's, else unless `overwrite`.
    """
    path = Path(path)
    refuse_existing(path, overwrite=overwrite)
    try:
        if path.suffix.lower() == WORKBOOK_SUFFIX:
            from vedich.case.workbook_write import write_workbook

            with whole_file(path) as staged:
                write_workbook(case, staged)
        else:
            _write_folder(case, path)
    except OSError as error:
        raise write_failed(path, error) from error


def write_failed(path: Path, error: OSError) -> Refused:
    """The refusal to raise when the file system will not take a case."""
    return Refused([Problem("case.write.failed", values={"path": shown(path), "reason": error.strerror or ""})])


def refuse_existing(path: Path, *, overwrite: bool) -> None:
    """Raise Refused unless a case may be written to `path`: nothing there, or a case that `overwrite` gives up."""
    workbook = path.suffix.lower() == WORKBOOK_SUFFIX
    if not path.exists() or (not workbook and path.is_dir() and not any(path.iterdir())):
        return
    values: dict[str, object] = {"path": shown(path)}
    if workbook != path.is_file() or (not workbook and not path.is_dir()):
        raise Refused([Problem("case.write.not_a_case", values=values | {"others": shown(path.name)})])
    if not workbook and (others := sorted(set(os.listdir(path)) - CASE_FILES)):  # noqa: PTH208 - names only
        raise Refused([Problem("case.write.not_a_case", values=values | {"others": shown(", ".join(others))})])
    if not overwrite:
        raise Refused([Problem("case.write.exists", values=values)])


def _write_folder(case: Case, target: Path) -> None:
    """Write beside `target` first; an old case steps aside in one move and comes back if the second one fails."""
    files = folder_files(case)
    if not target.exists() or not any(target.iterdir()):
        with whole_folder(target) as staged:
            _fill(staged, files)
        return
    with tempfile.TemporaryDirectory(prefix=f".{target.name}.", suffix=".old", dir=target.parent) as aside:
        fresh, old = Path(aside) / "new", Path(aside) / "old"
        fresh.mkdir()
        fresh.chmod(target.stat().st_mode)
        _fill(fresh, files)
        target.rename(old)
        try:
            fresh.rename(target)
        except OSError:
            old.rename(target)
            raise


def _fill(folder: Path, files: dict[str, str]) -> None:
    for name, content in files.items():
        (folder / name).write_bytes(content.encode("utf-8"))


def _unreadable(path: Path, error: Exception) -> Refused:
    reason = (error.strerror or "") if isinstance(error, OSError) else ""
    return Refused([Problem("case.path.unreadable", values={"path": shown(path), "reason": reason})])
