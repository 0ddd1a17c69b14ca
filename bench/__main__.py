"""Run the benchmarks named, or all of them."""

from __future__ import annotations

import sys


def main() -> None:
    from bench import command_line, planning, scoring

    known = {"scoring": scoring.main, "cli": command_line.main, "planning": planning.main}
    for name in sys.argv[1:] or known:
        known[name]()


if __name__ == "__main__":
    main()
