"""Files and folders that appear whole or not at all: a killed run leaves no half-written output under its name."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def _staging_name(target: Path) -> str:
    return f".{target.name}."


@contextmanager
def whole_file(target: Path) -> Iterator[Path]:
    """Yield a path beside `target` to write to; on a clean exit it takes `target`'s name in one step.

    Raises OSError if the folder cannot be written to. On an exception the old `target`, if any, stays as it was.
    """
    target = Path(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=_staging_name(target), suffix=".partial", dir=target.parent)
    os.close(handle)
    staged = Path(name)
    try:
        yield staged
        with staged.open("rb+") as written:
            os.fsync(written.fileno())
        staged.chmod(0o666 & ~_umask())
        staged.replace(target)
    finally:
        staged.unlink(missing_ok=True)


@contextmanager
def whole_folder(target: Path) -> Iterator[Path]:
    """Yield a fresh folder beside `target`; on a clean exit it takes `target`'s name.

    Raises FileExistsError if `target` is there already and not empty.
    """
    target = Path(target)
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise FileExistsError(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    staged = Path(tempfile.mkdtemp(prefix=_staging_name(target), suffix=".partial", dir=target.parent))
    try:
        yield staged
        staged.chmod(0o777 & ~_umask())
        if target.exists():
            target.rmdir()
        staged.rename(target)
    finally:
        shutil.rmtree(staged, ignore_errors=True)


def write_text(target: Path, content: str) -> None:
    """Write `content` as UTF-8 with `\\n` line ends, whole or not at all."""
    with whole_file(target) as staged:
        staged.write_bytes(content.encode("utf-8"))


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
