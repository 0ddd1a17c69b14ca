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
    """What is tried, the most telling first: where there is little time, not all of it is."""
    some, middle, least = SHARES
    little, more = SPARE
    return (
        Trial(earlier=EARLIER[0]),
        Trial(money=middle, work=middle),
        Trial(spare=little),
        Trial(earlier=EARLIER[1]),
        Trial(money=some, work=some),
        Trial(growth=least),
        Trial(money=middle, work=middle, spare=little),
        Trial(earlier=EARLIER[0], money=middle, work=middle),
        Trial(spare=more),
        Trial(money=least, work=least),
        Trial(money=middle),
        Trial(work=middle),
        Trial(earlier=EARLIER[2]),
        Trial(earlier=EARLIER[1], money=middle, work=middle),
        Trial(money=middle, work=middle, spare=little, growth=least),
    )
