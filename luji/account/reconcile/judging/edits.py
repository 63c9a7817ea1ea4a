"""Slips of the hand: whether one printed number becomes another by a slip people make when copying."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

Slip = Literal["transposed", "digit", "shifted", "lost", "doubled"]

WORDS: dict[str, tuple[str, str]] = {
    "transposed": ("数字颠倒", "digits transposed"),
    "digit": ("一位数字不同", "one digit differs"),
    "shifted": ("小数点移位", "decimal point shifted"),
    "lost": ("漏了一位数字", "a digit was lost"),
    "doubled": ("多了一位数字", "a digit too many"),
    "unit": ("单位不一致", "another unit"),
}


def digits(value: Decimal, decimals: int) -> str:
    """The digits of the absolute value printed with `decimals` places, without the point."""
    return f"{abs(value):.{decimals}f}".replace(".", "")


def slip_between(printed: Decimal, meant: Decimal, decimals: int) -> Slip | None:
    """How `meant` became `printed`, both with `decimals` places; None when no single slip explains it."""
    if (printed < 0) != (meant < 0) and printed != 0 and meant != 0:
        return None
    if is_shift(printed, meant):
        return "shifted"
    a, b = digits(printed, decimals), digits(meant, decimals)
    if len(a) == len(b):
        return _same_length(a, b)
    if len(a) + 1 == len(b) and _drops_to(b, a):
        return "lost"
    if len(a) == len(b) + 1 and _drops_to(a, b):
        return "doubled"
    return None


def is_shift(printed: Decimal, meant: Decimal) -> bool:
    """Whether the two differ by the place of the decimal point alone (up to four places)."""
    if not printed or not meant or printed == meant:
        return False
    return any(printed * 10**k == meant or meant * 10**k == printed for k in range(1, 5))


def _same_length(a: str, b: str) -> Slip | None:
    places = [i for i, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
    if len(places) == 1:
        return "digit"
    if len(places) == 2:
        i, j = places
        if a[i] == b[j] and a[j] == b[i]:
            return "transposed"
    return None


def _drops_to(long: str, short: str) -> bool:
    """Whether `short` is `long` without one of its digits."""
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def variants(printed: Decimal, decimals: int) -> Iterator[tuple[Slip, Decimal]]:
    """Every number from which the printed one may have come by one slip (not the printed one itself)."""
    text = digits(printed, decimals)
    sign = -1 if printed < 0 else 1
    seen = {text}
    for slip, other in _variant_digits(text):
        if other in seen or (len(other) > 1 + decimals and other[0] == "0"):
            continue
        seen.add(other)
        yield slip, sign * Decimal(other).scaleb(-decimals)
    for k in (1, -1, 2, -2):
        yield "shifted", printed.scaleb(k)


def _variant_digits(text: str) -> Iterator[tuple[Slip, str]]:
    for i in range(len(text) - 1):
        if text[i] != text[i + 1]:
            yield "transposed", text[:i] + text[i + 1] + text[i] + text[i + 2 :]
    for i in range(len(text)):
        for digit in "0123456789":
            if digit != text[i]:
                yield "digit", text[:i] + digit + text[i + 1 :]
    for i in range(len(text) + 1):
        for digit in "0123456789":
            yield "lost", text[:i] + digit + text[i:]


def is_telling(residual: Decimal, grain: Decimal) -> bool:
    """Whether a residual that a slip explains is unlikely to be what an incomplete list left over.

    In units of the list's last digit (`grain`) it must be at least a hundred: a small rest is explained
    by a slip too easily.
    """
    return grain > 0 and abs(residual) >= 100 * grain
