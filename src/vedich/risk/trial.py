"""What candidates are planned against: an earlier date, less money, dearer and longer work, points to spare."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from vedich.risk.robust_result import Buffer

EARLIER = (1, 2, 4)  # quarters
SHARES = (0.4, 0.25, 0.1)  # chances that money is shorter, or work dearer or longer, than planned for
SPARE = (Fraction(2, 100), Fraction(5, 100))  # of the points that the goals ask


@dataclass(frozen=True, slots=True)
class Trial:
    """What a candidate is planned against. `earlier`: quarters before the date asked for."""

    earlier: int = 0
    money: float | None = None
    work: float | None = None
    spare: Fraction | None = None
    growth: float | None = None

    @property
    def buffers(self) -> tuple[Buffer, ...]:
        """In words."""
        told: list[Buffer] = []
        if self.earlier:
            told.append("time")
        if self.money is not None or self.work is not None:
            told.append("money")
        if self.spare is not None or self.growth is not None:
            told.append("points")
        return tuple(told)

    def asks_no_less_than(self, other: Trial) -> bool:
        """Whether whatever is impossible under `other` is so under this."""
        return (
            self.earlier >= other.earlier
            and _severity(self.money) >= _severity(other.money)
            and _severity(self.work) >= _severity(other.work)
            and (self.spare or 0) >= (other.spare or 0)
            and _severity(self.growth) >= _severity(other.growth)
        )


def _severity(share: float | None) -> float:
    return 0.0 if share is None else 1 - share


def trials() -> tuple[Trial, ...]:
    """What is tried, in the order in which it is: an earlier date, less of everything, each alone, some together."""
    middle, least = SHARES[1], SHARES[-1]
    return (
        *(Trial(earlier=quarters) for quarters in EARLIER),
        *(Trial(money=share, work=share) for share in SHARES),
        Trial(money=middle),
        Trial(work=middle),
        *(Trial(spare=share) for share in SPARE),
        Trial(growth=least),
        *(Trial(earlier=quarters, money=middle, work=middle) for quarters in EARLIER[:2]),
        Trial(money=middle, work=middle, spare=SPARE[0], growth=least),
    )
