"""Whether the parts that only studies need are installed."""

from __future__ import annotations

from importlib.util import find_spec

from vedich.messages import Problem, Refused

NEEDED = ("dask", "distributed", "pyarrow")


def require_parts() -> None:
    """Raise Refused, with the command that installs them, when Dask or pyarrow is not there."""
    missing = [name for name in NEEDED if not _is_there(name)]
    if missing:
        raise Refused([Problem("study.parts_missing", values={"missing": ", ".join(missing)})])


def _is_there(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except ValueError:  # a module that is taken out of sys.modules by None
        return False
