"""Run the benchmarks named, or all of them. Options go to `planning`."""

from __future__ import annotations

import sys
from collections.abc import Callable


def main() -> None:
    from bench import command_line, planning, risk, robust, scoring

    names = [word for word in sys.argv[1:] if word in {"scoring", "cli", "planning", "risk", "robust"}]
    options = [word for word in sys.argv[1:] if word not in names]
    if options and names != ["planning"]:
        sys.exit("python -m bench [scoring] [cli] [risk] [robust] [planning [--help]]")
    known: dict[str, Callable[[], None]] = {
        "scoring": scoring.main,
        "cli": command_line.main,
        "risk": risk.main,
        "robust": robust.main,
        "planning": lambda: planning.main(options),
    }
    for name in names or known:
        known[name]()


if __name__ == "__main__":
    main()
