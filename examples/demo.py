"""The main job on both examples: score, targets, plan; one screen of results and the path of the report."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
VEDICH = Path(sys.executable).with_name("vedich")


def vedich(*arguments: str | Path) -> str:
    """Run a verb and return what it printed; its warnings are left out here."""
    done = subprocess.run([VEDICH, *arguments], capture_output=True, text=True, check=False)
    if done.returncode > 1:
        sys.exit(done.stderr)
    return done.stdout


def head(printed: str, lines: int) -> str:
    """The first lines."""
    return "\n".join(printed.splitlines()[:lines])


def main(out: Path) -> None:
    """Score both examples, plan the ward, and say where the reports are."""
    out.mkdir(parents=True, exist_ok=True)
    district, ward = HERE / "hiep-hoa-2023", HERE / "phuong-minh-hoa"
    for rulebook in ("vn-urban-2022-class4", "vn-urban-2025-class3", "vn-urban-2025-class2"):
        page = out / f"hiep-hoa-{rulebook}.html"
        print(head(vedich("score", district, "--rulebook", rulebook, "--html", page), 3), end="\n\n")
    print("\n".join(vedich("targets", district).splitlines()[-3:]), end="\n\n")
    print(head(vedich("score", ward, "--html", out / "phuong-minh-hoa.html"), 7), end="\n\n")
    print("…", flush=True)
    report = out / "phuong-minh-hoa-lo-trinh.html"
    files = ("--html", report, "--xlsx", report.with_suffix(".xlsx"), "--json", report.with_suffix(".json"))
    printed = vedich("plan", ward, *files)
    print(head(printed, 6), end="\n\n")
    print(report.resolve())


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "build/demo"))
