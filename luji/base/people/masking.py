"""How what names a vehicle or a person stands where not everybody may read it, kind by kind; pure."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

Names = Literal["", "plate", "person"]

STAR = "*"
LONG = 20
NUMBER = 8
PLATE = re.compile(r"([\u4e00-\u9fff][A-Z])[\s·•・.\-_]*([A-Z0-9\u4e00-\u9fff]{4,7})")
WITH_NUMBER = re.compile(r"([^（）()]+)([（(])(\w+)([）)])")
"""Somebody's name with a number behind it."""


def masked(text: str, names: Names = "") -> str:
    """Enough to tell two entries apart, not enough to know whose they are; `names` is what a field holds.

    Plate: 湘N*****, province and office only, nothing of one of another form. Number (identity, licence,
    telephone, police number): its first two signs, and the last two of eight or more. Name: 张**. What is
    longer than anything that only names is six stars.
    """
    text = text.strip()
    flat = unicodedata.normalize("NFKC", text).upper()
    if plate := PLATE.fullmatch(flat):
        return plate[1] + STAR * len(plate[2])
    if names == "plate":
        return STAR * min(len(text), NUMBER)
    if one := WITH_NUMBER.fullmatch(text):
        return f"{masked(one[1])}{one[2]}{masked(one[3])}{one[4]}"
    if len(text) > LONG:
        return STAR * 6
    if not any(sign.isdigit() for sign in text):
        return text[:1] + STAR * (len(text) - 1) if len(text) > 1 else STAR * len(text)
    tail = 2 if len(text) >= NUMBER else 0
    head = 2 if len(text) > 3 else 0
    return text[:head] + STAR * (len(text) - head - tail) + (text[-tail:] if tail else "")
