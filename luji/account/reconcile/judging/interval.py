"""Intervals of exact decimals: what a printed, rounded number can have been."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

ZERO = Decimal(0)
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Interval:
    """All values from `low` to `high`, both inside."""

    low: Decimal
    high: Decimal

    @classmethod
    def point(cls, value: Decimal) -> Interval:
        """One value only."""
        return cls(value, value)

    @classmethod
    def around(cls, value: Decimal, half: Decimal) -> Interval:
        """`value` give or take `half`."""
        return cls(value - half, value + half)

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.low - other.high, self.high - other.low)

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.low)

    def times(self, factor: Decimal) -> Interval:
        """Every value multiplied by `factor`."""
        ends = (self.low * factor, self.high * factor)
        return Interval(min(ends), max(ends))

    def over(self, other: Interval) -> Interval | None:
        """The quotient; None when the divisor may be zero."""
        if other.low <= 0 <= other.high:
            return None
        ends = [a / b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(ends), max(ends))

    def meets(self, other: Interval) -> bool:
        """Whether the two have a value in common."""
        return self.low <= other.high and other.low <= self.high

    def gap(self, other: Interval) -> Decimal:
        """The distance between the two; zero when they meet."""
        return max(ZERO, self.low - other.high, other.low - self.high)

    def width(self) -> Decimal:
        """From end to end."""
        return self.high - self.low

    def middle(self) -> Decimal:
        """The value half way."""
        return (self.low + self.high) / 2


def total(parts: list[Interval]) -> Interval:
    """The sum of all parts; zero of none."""
    return Interval(sum((p.low for p in parts), ZERO), sum((p.high for p in parts), ZERO))


def percent_of(part: Interval, whole: Interval, per: int = 100) -> Interval | None:
    """What percentage (or per mille) the part is of the whole; None when the whole may be zero."""
    quotient = part.over(whole)
    return quotient.times(Decimal(per)) if quotient else None


def growth(now: Interval, before: Interval) -> Interval | None:
    """The change from `before` to `now` in per cent; None when the base may be zero."""
    quotient = now.over(before)
    if quotient is None:
        return None
    return Interval(quotient.low * HUNDRED - HUNDRED, quotient.high * HUNDRED - HUNDRED)


def growth_by_change(now: Interval, change: Interval) -> Interval | None:
    """The change in per cent of what was before it: change / (now - change).

    Now and change are taken as independent, and the quotient is monotone in both, so its ends are exact.
    """
    ends = []
    for present in (now.low, now.high):
        for moved in (change.low, change.high):
            before = present - moved
            if before <= 0:
                return None
            ends.append(moved / before * HUNDRED)
    return Interval(min(ends), max(ends))
