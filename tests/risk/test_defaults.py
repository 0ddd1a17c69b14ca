"""Defaults: the one that fits best counts, and no row without a source or the word that it is an assumption."""

from __future__ import annotations

import copy
from decimal import Decimal
from typing import Any, get_args

import pytest
from pydantic import ValidationError

from tests.case.sound import law, with_head
from vedich.case import RiskKind, check, is_assumption
from vedich.case.risk_kinds import NEEDS
from vedich.messages import LANGUAGES
from vedich.risk.defaults import DefaultRisk, default_of, defaults, read_defaults
from vedich.risk.defaults_page import defaults_page

ROW: dict[str, Any] = {
    "id": "d",
    "kind": "cost",
    "distribution": "triangular",
    "low": 95,
    "likely": 100,
    "high": 125,
    "source": {"vi": "Giả định.", "en": "Assumption."},
}


def read(**changes: object) -> DefaultRisk:
    """ROW with some entries changed, and without those that are None."""
    changed = {key: entry for key, entry in (copy.deepcopy(ROW) | changes).items() if entry is not None}
    return read_defaults({"rows": [changed]})[0]


@pytest.mark.parametrize("row", defaults(), ids=lambda row: row.id)
def test_every_default_has_a_clause_or_is_called_an_assumption(row) -> None:
    for lang in LANGUAGES:
        words = row.origin(lang)
        assert row.clause or is_assumption(words)
        assert is_assumption(words) is row.assumption
        assert ".." not in words and ",," not in words


@pytest.mark.parametrize(
    "changes",
    [
        {"source": None},
        {"source": {"vi": "Giả định."}},
        {"source": {"vi": "", "en": "Assumption."}},
        {"source": {"vi": "Luật Đất đai 2024", "en": "Land Law 2024"}},
        {"source": {"vi": "Giả định.", "en": "From experience."}},
        {"source": {"vi": "Theo kinh nghiệm.", "en": "Assumption."}},
        {"source": {"vi": "Luật Đất đai 2024", "en": "Land Law 2024"}, "clause": {"vi": " ", "en": " "}},
    ],
)
def test_a_default_without_its_origin_does_not_load(changes) -> None:
    with pytest.raises(ValidationError):
        read(**changes)


def test_a_default_with_its_clause_loads() -> None:
    row = read(source={"vi": "Luật Đất đai 2024", "en": "Land Law 2024"}, clause={"vi": "Điều 85", "en": "Art. 85"})
    assert not row.assumption
    assert row.risk(None, lang="vi").source == "Luật Đất đai 2024, Điều 85"
    assert row.risk(None, lang="en").source == "Land Law 2024, Art. 85"


@pytest.mark.parametrize(
    "changes", [{"low": 101}, {"high": 99}, {"likely": None, "low": 130}, {"common": 1.5}, {"kind": "freeze"}]
)
def test_a_default_out_of_order_does_not_load(changes) -> None:
    with pytest.raises(ValidationError):
        read(**changes)


def test_there_are_defaults_for_all_that_varies_and_none_for_events() -> None:
    for kind in get_args(RiskKind):
        assert (default_of(kind) is None) is NEEDS[kind].event
        assert (default_of(kind, "Lĩnh vực lạ") is None) is NEEDS[kind].event


@pytest.mark.parametrize("kind", ["Giải phóng mặt bằng", "GPMB", "gpmb và tái định cư", "Land clearance"])
def test_clearance_has_its_own_distribution(kind) -> None:
    for risk in ("cost", "delay"):
        own = default_of(risk, kind)
        assert own is not None and own.clearance
        assert own != default_of(risk, None)
        assert own != default_of(risk, "Cấp nước")


@pytest.mark.parametrize(
    ("risk", "project_kind", "wanted"),
    [
        ("cost", "Giao thông", "default-cost-roads"),
        ("cost", "Transport", "default-cost-roads"),
        ("cost", "Văn hóa", "default-cost"),
        ("cost", "Trường giao thông vận tải", "default-cost-roads"),
        ("delay", "Giao thông", "default-delay"),
        ("delay", "Đấu giá đất", "default-delay-auctions"),
        ("delay", "QUY HOẠCH", "default-delay-planning"),
        ("delay", None, "default-delay"),
        ("funding", "Giao thông", "default-funding"),
    ],
)
def test_the_first_default_that_matches_counts(risk, project_kind, wanted) -> None:
    found = default_of(risk, project_kind)
    assert found is not None
    assert found.id == wanted


def test_the_default_of_all_projects_is_the_last_of_its_kind() -> None:
    for kind in ("cost", "delay"):
        rows = [row for row in defaults() if row.kind == kind]
        assert [bool(row.words) or row.clearance for row in rows] == [True] * (len(rows) - 1) + [False]
    assert len({row.id for row in defaults()}) == len(defaults())


@pytest.mark.parametrize("row", defaults(), ids=lambda row: row.id)
def test_a_default_as_a_row_of_a_case_has_no_fault(row) -> None:
    about = {"source": "Ngân sách", "project": "N1", "quantity": "population"}[NEEDS[row.kind].about]
    one = row.risk(about, Decimal("1.3") if row.kind == "trend" else None)
    assert check(with_head(risks=(one,)), law()) == ()


def test_roads_have_the_mean_and_the_spread_of_their_source() -> None:
    """Mean overrun 20 %, standard deviation 30 %: the 10 % and 90 % points are 1.2816 deviations away."""
    row = default_of("cost", "Giao thông")
    assert row is not None
    assert (row.distribution, row.likely) == ("normal", 120)
    assert row.low == round(120 - 1.2816 * 30) and row.high == round(120 + 1.2816 * 30)


@pytest.mark.parametrize(("growth", "half"), [("1.3", "0.65"), ("-0.05", "0.025"), ("0", "0")])
def test_a_default_trend_is_a_share_of_the_growth_whatever_its_sign(growth, half) -> None:
    row = default_of("trend")
    assert row is not None
    risk = row.risk("population", Decimal(growth))
    assert (risk.low, risk.likely, risk.high) == (-Decimal(half), 0, Decimal(half))


def test_a_default_trend_needs_the_growth() -> None:
    row = default_of("trend")
    assert row is not None
    with pytest.raises(ValueError, match="growth"):
        row.risk("population")


def test_the_page_shows_every_default_with_its_source() -> None:
    page = defaults_page()
    for row in defaults():
        assert row.origin("en") in page
