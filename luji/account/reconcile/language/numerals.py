"""Chinese numerals read as decimals: 三十二, 两成, 过半, 百分之五, 三分之一, 一百零八万."""

from __future__ import annotations

import re
from decimal import Decimal

_DIGIT = {c: i for i, c in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "○": 0,
    "两": 2,
    "壹": 1,
    "贰": 2,
    "叁": 3,
    "肆": 4,
    "伍": 5,
    "陆": 6,
    "柒": 7,
    "捌": 8,
    "玖": 9,
    "俩": 2,
}
_STEP = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_SHORT = {"廿": 20, "卅": 30}
_SCALE = {"万": 10_000, "亿": 100_000_000}
CHARS = "零〇○一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟廿卅半"

_FRACTION = re.compile(rf"([{CHARS}]+)分之([{CHARS}]+(?:点[{CHARS}]+)?)")
_TENTHS = re.compile(rf"([{CHARS}]+)成([{CHARS}])?")


def integer(text: str) -> int | None:
    """The whole number that a numeral says; None when it is none. Digit strings (二〇二六) are read too."""
    if not text or text in ("百", "千", "万", "亿", "半"):
        return None
    if all(c in _DIGIT for c in text) and len(text) > 1:
        return int("".join(str(_DIGIT[c]) for c in text))
    total = section = digit = 0
    last_step = 0
    for char in text:
        if char in _DIGIT:
            digit = _DIGIT[char]
        elif char in _SHORT:
            section += _SHORT[char]
            last_step = 10
        elif char in _STEP:
            section += (digit or 1) * _STEP[char]
            last_step, digit = _STEP[char], 0
        elif char in _SCALE:
            total = (
                (total + section + digit) * _SCALE[char]
                if char == "亿"
                else total + (section + digit) * _SCALE[char]
            )
            section = digit = 0
            last_step = _SCALE[char]
        else:
            return None
    if digit and last_step >= 100 and text[-2] not in "零〇":
        digit *= last_step // 10
    return total + section + digit


def decimal(text: str) -> Decimal | None:
    """The number that a numeral says, 三点五 and 一万二 included; None when it is none."""
    whole, point, rest = text.partition("点")
    value = integer(whole)
    if value is None:
        return None
    if not point:
        return Decimal(value)
    if not rest or any(c not in _DIGIT for c in rest):
        return None
    return Decimal(f"{value}.{''.join(str(_DIGIT[c]) for c in rest)}")


def fraction(text: str) -> Decimal | None:
    """The share in per cent that 三分之一, 百分之五, 两成, 三成五, 一半, 过半 or 半数 says; None for
    anything else.
    """
    found = _FRACTION.fullmatch(text)
    if found:
        below = Decimal(100) if found[1] == "百" else decimal(found[1])
        above = Decimal(100) if found[2] == "百" else decimal(found[2])
        if found[1] == "千":
            below = Decimal(1000)
        if not below or above is None:
            return None
        return above * 100 / below
    found = _TENTHS.fullmatch(text)
    if found:
        tens, ones = integer(found[1]), integer(found[2]) if found[2] else 0
        return None if tens is None or ones is None else Decimal(tens * 10 + ones)
    return Decimal(50) if text in ("一半", "过半", "半数", "大半") else None
