"""A case as bytes: what a worker on another machine needs, and what the key of its row is computed from."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from vedich.case import read_located
from vedich.case.folder import CASE_FILES, HEAD_FILE, LARGEST_FILE
from vedich.case.nearest import shown
from vedich.case.workbook import LARGEST_FILE as LARGEST_WORKBOOK
from vedich.messages import Problem, Refused
from vedich.rulebooks import shipped
from vedich.studies.options import RulebookFile, StudyOptions


@dataclass(frozen=True, slots=True)
class CaseContent:
    """A case folder or workbook. `name`: of the folder or the file. `files`: file name and bytes, by name; a workbook
    is one file. `rulebook`: the file that the case names, None where it names a shipped one or one that is not there.
    """

    name: str
    folder: bool
    files: tuple[tuple[str, bytes], ...]
    rulebook: RulebookFile | None


def is_case_folder(path: Path) -> bool:
    """Whether a folder is meant as a case: it has a head, or tables whose head was forgotten."""
    return any((path / name).is_file() for name in CASE_FILES)


def read_content(path: Path) -> CaseContent:
    """The bytes of the case at `path`. Raises Refused when they cannot be read."""
    folder = path.is_dir()
    try:
        # A file that is too large is read one byte past the limit: enough to be refused for it.
        if folder:
            paths = sorted(file for file in path.iterdir() if file.name == HEAD_FILE or file.suffix.lower() == ".csv")
            files = tuple((file.name, _bytes(file, LARGEST_FILE)) for file in paths if file.is_file())
        else:
            files = ((path.name, _bytes(path, LARGEST_WORKBOOK)),)
    except OSError as error:
        values = {"path": shown(path.name), "reason": error.strerror or ""}
        raise Refused([Problem("case.path.unreadable", values=values)]) from error
    return CaseContent(path.name, folder, files, _own_rulebook(path))


def read_rulebook(id_or_path: str) -> str | RulebookFile:
    """What `--rulebook` names: a shipped id as it is, a file with its bytes. The caller has loaded it before."""
    if id_or_path in shipped():
        return id_or_path
    path = Path(id_or_path)
    return RulebookFile(path.name, path.read_bytes())


def key_of(content: CaseContent, options: StudyOptions) -> str:
    """A name for the row that follows from `content` and `options`: 32 hexadecimal digits."""
    digest = hashlib.sha256()

    def add(part: str | bytes) -> None:
        data = part.encode("utf-8", "surrogateescape") if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big") + data)

    for option in (options.version, options.scenarios, options.seed, float(options.seconds), options.planned):
        add(repr(option))
    add(content.name)
    add("folder" if content.folder else "workbook")
    for name, data in content.files:
        add(name)
        add(data)
    for law in (content.rulebook, options.rulebook):
        add(type(law).__name__)
        if isinstance(law, RulebookFile):
            add(law.name)
            add(law.content)
        elif law is not None:
            add(law)
    return digest.hexdigest()[:32]


def _bytes(path: Path, most: int) -> bytes:
    with path.open("rb") as file:
        return file.read(most + 1)


def _own_rulebook(path: Path) -> RulebookFile | None:
    """The rulebook file beside the case; where there is none the worker says so."""
    try:
        case = read_located(path).case
    except Refused:
        return None
    if case.rulebook in shipped() or case.home is None:
        return None
    file = case.home / case.rulebook
    try:
        return RulebookFile(file.name, file.read_bytes()) if file.is_file() else None
    except (OSError, ValueError):
        return None
