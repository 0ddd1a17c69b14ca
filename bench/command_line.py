"""`vedich score` on a workbook, whole process: against its goal of one second and the bare interpreter."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from bench.timing import best_of

EXAMPLE = Path(__file__).parents[1] / "examples/phuong-minh-hoa"
GOAL = 1.0


def main() -> None:
    """Print seconds and ratios."""
    vedich = [sys.executable, "-m", "vedich"]
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder) / "case.xlsx"
        subprocess.run([*vedich, "convert", EXAMPLE, book], check=True, capture_output=True)
        seconds = best_of(lambda: subprocess.run([*vedich, "score", book], check=True, capture_output=True), 5)
    bare = best_of(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True), 5)
    print(
        f"vedich score case.xlsx, whole process: {seconds:.2f} s; {GOAL / seconds:.1f}x inside its goal of {GOAL:.0f} s"
    )
    print(f"  python -c pass: {bare:.2f} s; ratio {seconds / bare:.0f}")
