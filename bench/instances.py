"""Seeded planning instances with tight money: the goals come within reach late in the horizon, not before.

A ward under NQ 111/2025 class III (23 standards) starts short of most minima. Works close the gaps by size, many
wait for the clearance of their land, clearance crews and supervisors are few, five sources pay (two carry over,
three lapse), some works may use some sources only, land auctions bring money back.

Money is calibrated, not picked: `bench/calibration.py` computes what the cheapest choice of projects costs,
dates apart, and the envelopes are scaled so that a little more than this has come in by the year of the target
quarter, about 70 % of the way. Everything is a function of (seed, size).
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from bench.calibration import cheapest_choice
from vedich.case import After, Capacity, Case, Demand, Effect, Figure, Funding, Option, Project, Receipt, load_checked
from vedich.rulebooks import Rulebook
from vedich.scoring.figures import figures_of
from vedich.scoring.rules import StandardRule, compile_for

EXAMPLE = Path(__file__).parents[1] / "examples/phuong-minh-hoa"
CREWS, SUPERVISORS = "Tổ GPMB", "Cán bộ giám sát"
# figures that works of any size move, and where a ward starts as a share of the minimum
SHARES = {
    "urban_road_length_km": (0.55, 0.75),
    "clean_water_share": (0.60, 0.80),
    "main_sewer_density": (0.55, 0.75),
    "wastewater_plant_load": (0.40, 0.70),
    "waste_treated_share": (0.60, 0.80),
    "cemetery_planned_share": (0.40, 0.70),
    "hospital_beds": (0.60, 0.80),
    "public_service_land_m2": (0.50, 0.75),
    "public_green_land_per_head": (0.40, 0.70),
}
COUNTS = ("education_facilities", "cultural_works", "sports_works", "commercial_works", "green_spaces_2ha")
LEVELS = ("planned_role", "actual_role", "transport_hub", "funeral_home", "architecture_regulation")
WHOLE = {"hospital_beds", "public_service_land_m2", *COUNTS}
SOURCES = (
    ("tinh", 0.40, True),
    ("huyen", 0.20, False),
    ("nsdp", 0.20, False),
    ("ct", 0.10, False),
    ("dat", 0.10, True),
)
POOLS = ((), (), (), (), ("tinh", "huyen", "nsdp"), ("tinh", "ct", "dat"))
STEP = 500  # costs and receipts are multiples of this, million VND
SLACK = 1.08  # lapsing money, restricted sources and whole quarters lose some of what comes in


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is to plan. `target`: the year (0 = first) in which the money for the goals is complete."""

    projects: int
    options: int
    quarters: int
    target: int


SIZES = {
    "20": Size(20, 2, 12, 1),
    "60": Size(60, 3, 20, 3),
    "150": Size(150, 3, 28, 4),
    "300": Size(300, 3, 40, 6),
}


def instance(seed: int, size: str = "60") -> tuple[Case, Rulebook]:
    """The case `seed` of `size` (a key of SIZES). Deterministic."""
    wanted = SIZES[size]
    base, rulebook, _ = load_checked(EXAMPLE)
    empty = {"receipts": (), "capacities": (), "demands": (), "risks": (), "targets": (), "projects": (), "options": ()}
    base = replace(base, quarters=wanted.quarters, effects=(), funding=(), **empty)
    return _Ward(random.Random(f"{size}/{seed}"), wanted, base, rulebook).case(), rulebook


@dataclass
class _Ward:
    rng: random.Random
    size: Size
    base: Case
    rulebook: Rulebook
    projects: list[Project] = field(default_factory=list)
    options: list[Option] = field(default_factory=list)
    effects: list[Effect] = field(default_factory=list)
    demands: list[Demand] = field(default_factory=list)
    receipts: list[Receipt] = field(default_factory=list)

    def case(self) -> Case:
        self._lower_figures()
        clearances = [self._add_clearance(n) for n in range(round(0.15 * self.size.projects))]
        auctions = max(1, round(0.03 * self.size.projects))
        for number in range(auctions):
            self._add_auction(number, clearances)
        self._add_works(self.size.projects - len(clearances) - auctions, clearances)
        case = replace(
            self.base,
            projects=tuple(self.projects),
            options=tuple(self.options),
            effects=tuple(self.effects),
            demands=tuple(self.demands),
            receipts=tuple(self.receipts),
        )
        case = replace(case, capacities=self._capacities(case), funding=self._funding(case, 1.0))
        cost, used = cheapest_choice(case, self.rulebook, self._target_quarter)
        crews, supervisors = self._loads(used)
        return replace(
            case, capacities=self._capacities(case, crews, supervisors), funding=self._funding(case, SLACK * cost)
        )

    @property
    def _target_quarter(self) -> int:
        return 4 * self.size.target + 2

    def _rules(self) -> dict[str, StandardRule]:
        return {
            rule.standard.value.subject: rule
            for rule in compile_for(self.base, self.rulebook).rules
            if rule.standard.value is not None
        }

    def _lower_figures(self) -> None:
        """Start short of the minima, so that most of them need works."""
        rules, figures = self._rules(), figures_of(self.base, self.rulebook, None)
        starts: dict[str, Decimal | str] = dict.fromkeys(COUNTS, Decimal(0))
        starts |= dict.fromkeys(LEVELS, "none") | {"planned_role": "commune"}
        for quantity, (low, high) in SHARES.items():
            unit = self._unit(rules[quantity], figures)
            least = Fraction(rules[quantity].at_min or 0) / unit
            starts[quantity] = _rounded(quantity, float(least) * self.rng.uniform(low, high))
        rows = []
        for row in self.base.quantities:
            level = isinstance(starts.get(row.quantity), str)
            value = starts.get(row.quantity, row.value)
            grows: dict[str, None] = {"growth_per_year": None, "growth_kind": None} if level else {}
            rows.append(replace(row, value=value, **grows))
        self.base = replace(self.base, quantities=tuple[Figure, ...](rows))

    @staticmethod
    def _unit(rule: StandardRule, figures: dict[str, object]) -> Fraction:
        source = rule.standard.value
        assert source is not None
        unit = Fraction(source.times)
        return unit / figures[source.ratio[1]].value if source.ratio else unit  # type: ignore[attr-defined]

    # --- projects ------------------------------------------------------------------------------

    def _project(self, name: str, kind: str, after: tuple[After, ...], first: int = 0, last: int | None = None) -> None:
        start = self.base.start
        window = (start + first if first else None, None if last is None else start + last)
        self.projects.append(Project(name, name, kind, "candidate", after, *window, self.rng.choice(POOLS)))

    def _option(self, name: str, option: str, quarters: int, cost: float, demand: tuple[str, int]) -> None:
        self.options.append(Option(name, option, None, quarters, max(1, round(cost / STEP)) * STEP, ()))
        self.demands.append(Demand(name, option, demand[0], Decimal(demand[1])))

    def _add_clearance(self, number: int) -> str:
        """Land clearance: no effect of its own; may open only from some quarter on."""
        name = f"G{number:03d}"
        opens = self.rng.choice([0, 0, 0, 1, 2, 4])
        self._project(name, "clearance", (), first=opens)
        quarters, cost = self.rng.randint(1, 3), self.rng.uniform(3000, 15000)
        self._option(name, "o0", quarters, cost, (CREWS, 1))
        if self.size.options > 2:
            self._option(name, "o1", quarters + 1, 0.85 * cost, (CREWS, 1))
        return name

    def _add_auction(self, number: int, clearances: list[str]) -> None:
        """Prepares land that is auctioned: costs first, brings somewhat more later, to the land fund."""
        name = f"A{number:03d}"
        self._project(name, "auction", (After(self.rng.choice(clearances), 0),))
        cost = self.rng.uniform(15000, 40000)
        for option, quarters in (("o0", 2), ("o1", 4)):
            self._option(name, option, quarters, cost * (1 if option == "o0" else 0.9), (SUPERVISORS, 1))
            gain = round(cost * self.rng.uniform(1.15, 1.35) / STEP) * STEP
            self.receipts.append(Receipt(name, option, "dat", gain, self.rng.randint(0, 2)))

    def _add_works(self, number: int, clearances: list[str]) -> None:
        subjects = [name for name in LEVELS for _ in range(2)] if number > 30 else list(LEVELS)
        subjects += [name for name in COUNTS for _ in range(max(2, number // 30) if number > 30 else 1)]
        weights = list(SHARES)
        subjects += [weights[n % len(weights)] for n in range(number - len(subjects))]
        self.rng.shuffle(subjects)
        gains = self._full_gains(subjects)
        works: list[str] = []
        for index, subject in enumerate(subjects):
            name = f"P{index:03d}"
            after = []
            if self.rng.random() < 0.35:
                after.append(After(self.rng.choice(clearances), self.rng.choice([0, 0, 1])))
            if works and self.rng.random() < 0.12:
                after.append(After(self.rng.choice(works), 0))
            self._add_work(name, subject, tuple(after), gains[index])
            works.append(name)

    def _full_gains(self, subjects: list[str]) -> list[float]:
        """What each work adds at full size: together about 1.1 times the way from today to the maximum."""
        rules, figures = self._rules(), figures_of(self.base, self.rulebook, None)
        sizes = [self.rng.uniform(0.6, 1.4) for _ in subjects]
        total = {s: sum(size for other, size in zip(subjects, sizes, strict=True) if other == s) for s in subjects}
        gains = []
        for subject, size in zip(subjects, sizes, strict=True):
            way = 0.0
            if subject not in LEVELS:
                value = figures[subject].value
                assert isinstance(value, Fraction)
                way = float(Fraction(rules[subject].at_max or 0) / self._unit(rules[subject], figures) - value)
            gains.append(1.1 * way * size / total[subject])
        return gains

    def _add_work(self, name: str, subject: str, after: tuple[After, ...], gain: float) -> None:
        """Options: full, three quarters and half of the work; smaller ones are dearer or cheaper for what they do."""
        last = self.size.quarters - self.rng.randint(2, 4) if self.rng.random() < 0.1 else None
        self._project(name, "work", after, last=last)
        full = self.rng.uniform(10000, 60000)
        length = self.rng.randint(2, 4) + round(full / 20000)
        men = self.rng.choice([1, 1, 2])
        for index in range(self.size.options):
            share = 1 - 0.25 * index
            cost = full * share * self.rng.uniform(0.85, 1.15)
            self._option(name, f"o{index}", max(1, length - index), cost, (SUPERVISORS, men))
            self.effects.append(Effect(name, f"o{index}", subject, self._amount(subject, gain * share, index)))

    def _amount(self, subject: str, gain: float, index: int) -> Decimal | str:
        if subject not in LEVELS:
            return max(_rounded(subject, gain), Decimal(1) if subject in WHOLE else Decimal("0.01"))
        rule = self._rules()[subject]
        assert rule.levels is not None
        rank = rule.at_max if index == 0 else rule.at_min
        return rule.levels.levels[int(rank or 0)].id

    # --- money and capacities ------------------------------------------------------------------

    def _loads(self, used: set[tuple[str, str]]) -> tuple[float, float]:
        """Crew and supervisor quarters that the cheapest choice takes."""
        lengths = {(option.project, option.option): option.quarters for option in self.options}
        loads = dict.fromkeys((CREWS, SUPERVISORS), 0.0)
        for row in self.demands:
            key = (row.project, row.option)
            loads[row.resource] += (key in used) * lengths[key] * float(row.amount)
        return loads[CREWS], loads[SUPERVISORS]

    def _capacities(self, case: Case, crews: float = 1e6, supervisors: float = 1e6) -> tuple[Capacity, ...]:
        """Crews could clear what is needed in half of the time to the target, supervisors see to it in two thirds."""
        quarters = self._target_quarter + 1
        amounts = ((CREWS, crews / (0.5 * quarters)), (SUPERVISORS, supervisors / (0.67 * quarters)))
        years = range(case.start.year, case.horizon[-1].year + 1)
        return tuple(
            Capacity(resource, year, Decimal(max(2, round(amount)))) for resource, amount in amounts for year in years
        )

    def _funding(self, case: Case, needed: float) -> tuple[Funding, ...]:
        """Envelopes whose sum up to the target year is `needed`, in uneven years, growing by 5 % a year."""
        years = range(case.start.year, case.horizon[-1].year + 1)
        rng = random.Random(self.rng.getrandbits(32))
        shares = {
            (name, year): share * 1.05 ** (year - years[0]) * rng.uniform(0.8, 1.2)
            for name, share, _ in SOURCES
            for year in years
        }
        until = years[0] + self.size.target
        unit = needed / sum(share for (_, year), share in shares.items() if year <= until)
        return tuple(
            Funding(name, year, round(unit * shares[name, year] / STEP) * STEP, None, None, carries)
            for name, _, carries in SOURCES
            for year in years
        )


def _rounded(quantity: str, value: float) -> Decimal:
    if quantity in WHOLE:
        return Decimal(round(value))
    return Decimal(str(round(value, 3)))
