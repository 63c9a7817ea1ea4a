"""A number read from the text, with its unit, precision, bound and what it is said to be."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from luji.account.reconcile.judging.interval import Interval
from luji.account.reconcile.language.units import BARE, Unit

HALF = Decimal("0.5")


class Role(StrEnum):
    """What a number is said to be."""

    LEVEL = "level"  # an amount: income, people, cases
    CHANGE = "change"  # an amount by which something rose or fell
    GROWTH = "growth"  # the same in per cent
    SHARE = "share"  # part of a whole in per cent
    DONE = "done"  # completion of a budget or plan in per cent
    RATE = "rate"  # any other percentage or per mille
    POINTS = "points"  # percentage points
    BASE = "base"  # an amount named only as the base of a ratio
    SCORE = "score"
    OTHER = "other"  # years, item numbers, terms: no amount


class Bound(StrEnum):
    """How a printed number stands to the true one."""

    EXACT = "exact"
    OVER = "over"
    UNDER = "under"
    ABOUT = "about"


@dataclass(slots=True, eq=False)
class Quantity:
    """One number. `start`..`end` are places in the folded text of its passage, unit included.

    `value` is in the printed unit; `sign` is -1 where only the word says so (减少 3.59).
    """

    text: str
    value: Decimal
    decimals: int
    unit: Unit
    start: int
    number_end: int
    end: int
    bound: Bound = Bound.EXACT
    role: Role = Role.LEVEL
    sign: int = 1
    series: int = -1
    flags: frozenset[str] = field(default=frozenset())
    place: tuple[int, int] = (0, 0)
    table: bool = False

    @property
    def amount(self) -> Decimal:
        """The value in the smallest unit of its kind."""
        return self.value * self.unit.factor

    @property
    def half(self) -> Decimal:
        """Half a unit of the last printed digit; nothing for whole counts and for a bare 0."""
        if (not self.value and not self.decimals) or (
            self.unit.counts and self.decimals == 0 and self.unit.factor == 1
        ):
            return Decimal(0)
        return HALF.scaleb(-self.decimals) * self.unit.factor

    @property
    def step(self) -> Decimal:
        """One unit of the last printed digit, in the smallest unit of its kind."""
        return Decimal(1).scaleb(-self.decimals) * self.unit.factor

    def interval(self) -> Interval:
        """What the true value can have been, as printed."""
        around = Interval.around(self.amount, self.half)
        if self.bound is Bound.EXACT:
            return around
        slack = abs(self.amount) / 10
        if self.bound is Bound.OVER:
            return Interval(around.low, around.high + slack)
        if self.bound is Bound.UNDER:
            return Interval(around.low - slack, around.high)
        return Interval(around.low - slack, around.high + slack)

    def printed(self) -> str:
        """The number with its unit, as a reader sees it."""
        return f"{self.text}{self.unit.text}"


def bare(text: str, value: Decimal, decimals: int, start: int, end: int) -> Quantity:
    """A number without a unit."""
    return Quantity(text, value, decimals, BARE, start, end, end)
