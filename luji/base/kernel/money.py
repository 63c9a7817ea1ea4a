"""Amounts of money in 元, kept as exact decimals; a float is refused."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

WAN = Decimal(10_000)
FEN = Decimal("0.01")


def exact(number: Decimal | int | str) -> Decimal:
    """The number as a finite Decimal. Raises TypeError for a float, ValueError for no number."""
    if isinstance(number, bool) or not isinstance(number, Decimal | int | str):
        raise TypeError(f"an exact number is needed, not {type(number).__name__}")
    try:
        value = Decimal(number)
    except ArithmeticError as error:
        raise ValueError(f"not a number: {number!r}") from error
    if not value.is_finite():
        raise ValueError(f"not a finite number: {number!r}")
    return value


def half_up(number: Decimal, decimals: int) -> Decimal:
    """Rounded the way reports round (四舍五入, away from zero at the half)."""
    return number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount in 元 (CNY). `Money("12.34")`, `Money.wan("56.78")`; adds exactly."""

    yuan: Decimal

    def __init__(self, yuan: Decimal | int | str) -> None:
        object.__setattr__(self, "yuan", exact(yuan))

    @classmethod
    def wan(cls, amount: Decimal | int | str) -> Money:
        """From an amount in 万元."""
        return cls(exact(amount) * WAN)

    @classmethod
    def total(cls, amounts: Iterable[Money]) -> Money:
        """The exact sum; zero of none."""
        return cls(sum((a.yuan for a in amounts), Decimal(0)))

    def in_wan(self, decimals: int = 2) -> Decimal:
        """The amount in 万元, rounded half up to `decimals`."""
        return half_up(self.yuan / WAN, decimals)

    def in_yuan(self) -> Decimal:
        """The amount in 元, rounded half up to the 分."""
        return half_up(self.yuan, 2)

    def __add__(self, other: Money) -> Money:
        return Money(self.yuan + other.yuan)

    def __sub__(self, other: Money) -> Money:
        return Money(self.yuan - other.yuan)

    def __neg__(self) -> Money:
        return Money(-self.yuan)

    def __mul__(self, factor: Decimal | int) -> Money:
        return Money(self.yuan * exact(factor))

    def __bool__(self) -> bool:
        return bool(self.yuan)

    def __str__(self) -> str:
        return f"{self.in_yuan():,}元"
