"""`score_many` on 1,000,000 × 23 values: against openfisca-core computing the same table, and against copying it.

OpenFisca is the field's engine for law as code: each standard is a variable with a vectorised formula, each
criterion and the total sum them. Same thresholds (read from the same rulebook), same values, same results.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from bench.timing import best_of
from vedich.rulebooks import load
from vedich.scoring import compile_rulebook, score_many

CASES = 1_000_000
PERIOD = "2026-01"


def values_for(rules: Any, cases: int) -> np.ndarray:
    """Random values that fall on all parts of each scale."""
    rng = np.random.default_rng(1)
    columns = []
    for rule in rules:
        if rule.levels is not None:
            columns.append(rng.integers(0, len(rule.levels.levels), cases).astype(float))
        else:
            columns.append(rng.uniform(0, 1.4 * float(rule.at_max), cases))
    return np.column_stack(columns)


def openfisca_system(compiled: Any) -> Any:
    """A tax-benefit system with one input and one points variable a standard, one a criterion, and the total."""
    from openfisca_core.entities import build_entity
    from openfisca_core.periods import DateUnit
    from openfisca_core.taxbenefitsystems import TaxBenefitSystem
    from openfisca_core.variables import Variable

    entity = build_entity(key="locality", plural="localities", label="Locality", is_person=True)
    system = TaxBenefitSystem([entity])

    def add(name: str, formula: Any = None) -> None:
        body = {"value_type": float, "entity": entity, "definition_period": DateUnit.MONTH, "label": name}
        if formula is not None:
            body["formula"] = formula
        system.add_variable(type(name, (Variable,), body))

    def points(rule: Any, source: str) -> Any:
        low, high = float(rule.at_min), float(rule.at_max)
        least, most, flat = float(rule.p_min), float(rule.p_max), rule.levels is not None

        def formula(locality: Any, period: Any) -> np.ndarray:
            value = locality(source, period)
            between = least if flat else least + (most - least) * (value - low) / (high - low)
            return np.select([value >= high, value >= low], [most, between], 0.0)

        return formula

    def total(names: list[str]) -> Any:
        return lambda locality, period: sum(locality(name, period) for name in names)

    groups: dict[str, list[str]] = {}
    for number, rule in enumerate(compiled.rules):
        add(f"value_{number}")
        add(f"points_{number}", points(rule, f"value_{number}"))
        groups.setdefault(f"criterion_{rule.criterion}", []).append(f"points_{number}")
    for name, members in groups.items():
        add(name, total(members))
    add("total", total(list(groups)))
    return system


def main() -> None:
    """Print seconds and ratios."""
    from openfisca_core.simulation_builder import SimulationBuilder

    rulebook = load("vn-urban-2025-class3")
    compiled = compile_rulebook(rulebook)
    values = values_for(compiled.rules, CASES)
    system = openfisca_system(compiled)
    inputs = [np.ascontiguousarray(column, dtype=np.float32) for column in values.T]

    def openfisca() -> np.ndarray:
        simulation = SimulationBuilder().build_default_simulation(system, count=CASES)
        for number, column in enumerate(inputs):
            simulation.set_input(f"value_{number}", PERIOD, column)
        result: np.ndarray = simulation.calculate("total", PERIOD)
        return result

    ours = score_many(rulebook, values).total_low
    # OpenFisca computes in float32: a value within its rounding of a threshold may fall on the other side.
    agree = float(np.mean(np.abs(ours - openfisca()) < 0.01))
    mine = best_of(lambda: score_many(rulebook, values))
    theirs = best_of(openfisca)
    copy = best_of(values.copy, 5)
    print(f"score_many, {CASES:,} cases x {values.shape[1]} standards: {mine:.3f} s")
    print(f"  openfisca-core, the same table: {theirs:.3f} s; ratio {theirs / mine:.1f}x (goal 10x)")
    print(f"  totals agree in {agree:.4%} of the cases")
    print(f"  NumPy copy of the array (the memory limit): {copy:.3f} s; score_many takes {mine / copy:.1f} copies")
