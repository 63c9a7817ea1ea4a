"""Points stay exact fractions until the one declared rounding: two decimals, half up, per line."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import floor

from luji.base.kernel.money import half_up

HUNDRED = Decimal(100)


def cents(points: Fraction | Decimal) -> int:
    """Hundredths of a point, rounded half up (四舍五入). 9.945 → 995."""
    return floor(Fraction(points) * 100 + Fraction(1, 2))


def of_cents(count: int) -> Decimal:
    """Points with two decimals from hundredths. 995 → 9.95."""
    return half_up(Decimal(count) / HUNDRED, 2)


def whole_cents(points: Decimal) -> bool:
    """Whether the points have no more than two decimals."""
    return Fraction(points) * 100 == int(points * 100)


def plain(number: Decimal | Fraction) -> str:
    """A parameter as people write it: 10, 0.5, 12.25; no exponent, no needless zeros."""
    text = f"{Decimal(number) if isinstance(number, Decimal) else _decimal(number):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _decimal(number: Fraction) -> Decimal:
    return Decimal(number.numerator) / Decimal(number.denominator)
