"""The initials of Chinese words in pinyin: 隐患整改 is found by yhzg; pure."""

from __future__ import annotations

import os
import unicodedata
from functools import cache

# Only single characters are read here; the dictionary of phrases costs most of a second at every start.
os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")

from pypinyin.constants import PINYIN_DICT

FIRST, LAST = 0x4E00, 0x9FFF
# Characters of police work whose commonest reading in a dictionary is not theirs here.
HERE = {"长": "c", "曾": "z"}


def initials(text: str) -> str:
    """Every Chinese character replaced by the first letter of its reading, the rest as it is."""
    return text.translate(_letters())


def abbreviated(text: str) -> str:
    """The words of a folded text that hold Chinese, in initials; empty when none does."""
    made = (initials(word) for word in text.split(" ") if not word.isascii())
    return " ".join(dict.fromkeys(made))


@cache
def _letters() -> dict[int, str]:
    """Code of a character → letter, of the first reading the dictionary gives."""
    table = {code: _letter(reading) for code, reading in PINYIN_DICT.items() if FIRST <= code <= LAST}
    return table | {ord(character): letter for character, letter in HERE.items()}


def _letter(readings: str) -> str:
    return unicodedata.normalize("NFD", readings)[0].lower()
