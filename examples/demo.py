"""The main job on both examples: score, targets, plan and its odds; one screen of results and where the reports are."""

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
    plan = report.with_suffix(".json")
    printed = vedich("plan", ward, "--html", report, "--xlsx", report.with_suffix(".xlsx"), "--json", plan)
    print(head(printed, 6), end="\n\n")
    print("…", flush=True)
    risk = out / "phuong-minh-hoa-muc-do-chac-chan.html"
    odds = risk.with_suffix(".json")
    sampled = ("--scenarios", "10000", "--seed", "1")
    files = ("--html", risk, "--xlsx", risk.with_suffix(".xlsx"), "--json", odds)
    printed = vedich("risk", ward, "--plan", plan, *sampled, *files)
    print(printed.split("\n\n")[0], end="\n\n")
    show_odds_in(report, ward, plan, odds)
    print(report.resolve())
    print(risk.resolve())


def show_odds_in(report: Path, folder: Path, plan: Path, odds: Path) -> None:
    """Write the page of the plan again, with its odds."""
    import vedich
    from vedich.planning import Plan
    from vedich.planning.achievement import assessments
    from vedich.reports.plan_html import plan_page
    from vedich.risk.result import Odds
    from vedich.rulebooks import load

    case = vedich.load(folder)
    law = load(case.rulebook)
    found = Plan.model_validate_json(plan.read_text(encoding="utf-8"))
    sure = Odds.model_validate_json(odds.read_text(encoding="utf-8"))
    before, after = assessments(case, law, found)
    report.write_text(plan_page(case, found, before, after, "vi", law, sure), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "build/demo"))
