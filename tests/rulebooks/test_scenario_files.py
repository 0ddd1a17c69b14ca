"""The form of the scenario files: enough of them, and every name in them exists."""

from typing import Any

import pytest
import yaml

from vedich.rulebooks import load, shipped
from vedich.rulebooks.vocabulary import DATA

LEAST = {
    "vn-nrd-2026": 3,
    "vn-urban-2022-class4": 3,
    "vn-urban-2025-class1": 4,
    "vn-urban-2025-class2": 6,
    "vn-urban-2025-class3": 6,
}
every = pytest.mark.parametrize("id_", shipped())


def _scenarios(id_: str) -> list[dict[str, Any]]:
    scenarios: list[dict[str, Any]] = yaml.safe_load((DATA / f"{id_}.scenarios.yaml").read_text(encoding="utf-8"))
    return scenarios


@every
def test_a_rulebook_has_enough_scenarios_of_different_names(id_: str) -> None:
    names = [scenario["name"] for scenario in _scenarios(id_)]
    assert len(set(names)) == len(names) >= LEAST[id_]


@every
def test_a_scenario_names_only_figures_standards_and_adjustments_that_exist(id_: str) -> None:
    law = load(id_)
    for scenario in _scenarios(id_):
        assert set(scenario["figures"]) <= {quantity.id for quantity in law.quantities}
        assert set(scenario["expect"]["standards"]) <= {standard.id for standard in law.standards}
        assert set(scenario["adjustments"]) <= {adjustment.id for adjustment in law.adjustments}
        assert scenario["expect"]["recognised"] in {"yes", "no", "unknown"}
