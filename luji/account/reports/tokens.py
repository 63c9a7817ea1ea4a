"""Tokens of a text: numbers whole, other characters one by one; blanks and punctuation carry nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from luji.account.reports.numerals import hanzi

SCALES = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}
# One spelling for each way of saying a bound, before or after the number.
BOUNDS = {"超过": "超", "逾": "超", "余": "超", "多": "超", "不到": "不足", "≧": "≥", "≦": "≤"}
_CHARACTERS = "零〇一二两三四五六七八九十百千"
_NUMBER = re.compile(
    r"(?P<before>约|近|超过?|逾|不足|不到|[≥≤≧≦<>])?"
    r"(?P<sign>(?<![\d%])[+-](?=\d))?"
    r"(?:(?P<digits>\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\n?\.\n?\d+)?)(?:\n?(?P<over>[余多]))?"
    r"(?P<scale>(?:\n?[万亿]|[十百千])?[万亿]*)|(?P<hanzi>[" + _CHARACTERS + r"]+[万亿]*))"
    r"(?P<after>[余多](?![年月日的少]))?(?P<rate>[%‰])?"
)
_HANZI_LIMIT = 10_000
_ODD = {"\u2212": "-", "\u2013": "-", "\u3007": "零"}


@dataclass(frozen=True, slots=True)
class Token:
    """A number or a character at its place. `key` is the same for 1,234.50 and 1234.50, for 五 and 5.

    `bare` is the number without scale and rate, `bound` what was said beside it (超, 约, ≥), `measure` the
    character that follows it at once.
    """

    key: str
    start: int
    end: int
    number: bool = False
    bare: str = ""
    bound: str = ""
    measure: str = ""


def tokens(text: str) -> list[Token]:
    """The tokens of a text; places are those of the text as given."""
    return list(_tokens(folded(text)))


def folded(text: str) -> str:
    """Full-width digits and signs as narrow ones, every character still at its place."""
    return "".join(map(_fold, text))


def _fold(char: str) -> str:
    narrow = unicodedata.normalize("NFKC", _ODD.get(char, char))
    return narrow if len(narrow) == 1 else char


def _tokens(text: str) -> Iterator[Token]:
    at = 0
    while at < len(text):
        found = _NUMBER.match(text, at)
        if found:
            yield _number(found)
            at = found.end()
            continue
        if text[at].isalnum():
            yield Token(text[at].casefold(), at, at + 1)
        at += 1


def _number(found: re.Match[str]) -> Token:
    said = found.groupdict(default="")
    bound = said["before"] or said["over"] or said["after"]
    bound = BOUNDS.get(bound, bound)
    following = found.string[found.end() : found.end() + 1]
    place = (found.start(), found.end(), True)
    measure = following if following.isalnum() else ""
    if said["hanzi"]:
        key = said["hanzi"].replace("两", "二").replace("〇", "零")
        return Token(key, *place, key, bound, measure)
    value = Decimal(said["sign"] + said["digits"].replace(",", "").replace("\n", ""))
    scale = sum(SCALES[char] for char in said["scale"].strip())
    return Token(_key(value.scaleb(scale)) + said["rate"], *place, _key(value), bound, measure)


def _key(value: Decimal) -> str:
    if value == value.to_integral_value() and 0 <= value < _HANZI_LIMIT:
        return hanzi(int(value))
    return f"{value.normalize():f}"
