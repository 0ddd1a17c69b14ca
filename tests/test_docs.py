"""Generated pages are what the code generates, and the pages that the README names exist."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_schemas_and_cli_reference_are_up_to_date() -> None:
    script = (
        "import sys; sys.path.insert(0, 'docs')\n"
        "from generate import pages\n"
        "stale = [p.name for p, text in pages().items() if not p.exists() or p.read_text(encoding='utf-8') != text]\n"
        "sys.exit('run python docs/generate.py: ' + ', '.join(stale) if stale else 0)"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_links_between_pages_lead_somewhere() -> None:
    pages = [ROOT / "README.md", ROOT / "README.vi.md", *(ROOT / "docs").glob("*.md")]
    for page in pages:
        for link in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / link).exists(), (page.name, link)


def test_both_commands_are_the_first_lines_of_the_readme() -> None:
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    assert [line.split("#")[0].strip() for line in lines[3:5]] == ["make demo", "make test"]
