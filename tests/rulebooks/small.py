"""A small rulebook file that is right, from which each test breaks one thing."""

from pathlib import Path

SMALL = """\
id: small-law
title: {vi: "Bộ tiêu chí thử", en: "A trial rulebook"}
short: {vi: "Thử", en: "Trial"}
issued:
  number: 1/2026
  date: 2026-01-02
  by: {vi: "Cơ quan", en: "An authority"}
in_force: {from: 2026-02-01, to: null}
transcription:
  status: secondary
  sources: {book: "https://example.org/law"}
  note: {vi: "Bản thử.", en: "A trial."}
standards_total: 3
total_max: 10
recognition:
  total_at_least: 7
  each_criterion_at_least_its_min: true
  clause: "Điều 1"
  source: book
criteria:
  - id: A
    label: {vi: "Nhóm A", en: "Group A"}
    clause: "Mục A"
    source: book
    points: {min: 6.5, max: 10}
    standards:
      - id: A.1
        label: {vi: "Dân số", en: "Population"}
        clause: "Mục A.1"
        value: {quantity: population}
        unit: person
        scale: {at_min: 1000, at_max: 2000}
        points: {min: 3, max: 4}
        source: book
        confidence: high
      - id: A.2
        label: {vi: "Lao động", en: "Labour"}
        clause: "Mục A.2"
        value: {quantity: non_farm_labour_share}
        unit: "%"
        scale: {at_min: 50, at_max: 60}
        points: {min: 1.5, max: 3}
        source: book
        confidence: high
      - id: A.3
        label: {vi: "Vai trò", en: "Role"}
        clause: "Mục A.3"
        value: {quantity: planned_role}
        unit: level
        scale: {at_min: commune, at_max: province}
        points: {min: 2, max: 3}
        source: book
        confidence: high
adjustments:
  - id: hills
    label: {vi: "Vùng đồi", en: "Hills"}
    clause: "Điều 2"
    source: book
    confidence: high
    changes:
      - {standards: [A.1], minimum_times: 0.5}
"""


def write_small(folder: Path, old: str = "", new: str = "") -> Path:
    """`SMALL` with the first `old` replaced by `new`, as a file."""
    assert old in SMALL
    path = folder / "small.yaml"
    path.write_text(SMALL.replace(old, new, 1) if old else SMALL, encoding="utf-8")
    return path


def line_of(part: str) -> int:
    """The line of the first occurrence of `part`."""
    return SMALL[: SMALL.index(part)].count("\n") + 1
