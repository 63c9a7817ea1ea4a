"""Whole numbers in Chinese characters, and the marks of the four heading levels (一、（一）1.（1）)."""

from __future__ import annotations

DIGITS = "零一二三四五六七八九"
PLACES = ("", "十", "百", "千")
GROUPS = ("", "万", "亿", "万亿")
LEVELS = 4


def hanzi(number: int) -> str:
    """The number as a report writes it: 三, 十二, 一百零五, 二万三千. Raises ValueError beyond 16 digits."""
    if number < 0:
        return "负" + hanzi(-number)
    if number >= 10**16:
        raise ValueError(f"too large to be written in characters: {number}")
    if number == 0:
        return DIGITS[0]
    said = _groups(number)
    return said.removeprefix("一") if said.startswith("一十") else said


def mark(level: int, number: int) -> str:
    """The mark before the `number`th heading of `level` 1 to 4: 一、 · （一） · 1. · （1）."""
    if not 1 <= level <= LEVELS:
        raise ValueError(f"a heading has level 1 to {LEVELS}, not {level}")
    forms = (f"{hanzi(number)}、", f"（{hanzi(number)}）", f"{number}.", f"（{number}）")
    return forms[level - 1]


def _groups(number: int) -> str:
    """Groups of four digits, with one 零 wherever a gap is passed over."""
    said, gap = "", False
    for power in range(len(GROUPS) - 1, -1, -1):
        group = number // 10_000**power % 10_000
        if group == 0:
            gap = bool(said)
            continue
        if said and (gap or group < 1000):
            said += DIGITS[0]
        said += _four(group) + GROUPS[power]
        gap = False
    return said


def _four(group: int) -> str:
    said, gap = "", False
    for power in range(3, -1, -1):
        digit = group // 10**power % 10
        if digit == 0:
            gap = bool(said)
            continue
        said += (DIGITS[0] if gap else "") + DIGITS[digit] + PLACES[power]
        gap = False
    return said
