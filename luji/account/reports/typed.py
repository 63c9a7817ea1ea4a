"""Finds numbers typed into a text: digits of any script, and Chinese numerals that are quantities.

A report's numbers must come from figures. What looks like a number but is a name (三会一课) has to
be declared as a literal; everything else found here is refused by the template.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

# 一 alone is mostly a word (一般, 统一, 进一步), so it counts only before a measure word or inside a run.
ALWAYS = "〇零二三四五六七八九十百千万亿两廿卅"
MEASURES = (
    "个条次起处名人家篇项场批公里元天日月年周季度台件张份户座段岁倍成"
    "半届期轮组支队类种级层降增辆只套例宗位本部"
)
# 伍, 陆, 拾 are common words and names; the capitals of vouchers count only in a run.
CAPITALS = "壹贰叁肆伍陆柒捌玖拾佰仟"
RUNS = re.compile(
    f"[一{ALWAYS}]*[{ALWAYS}][一{ALWAYS}]*|一{{2,}}|一(?=[{MEASURES}])|[{CAPITALS}]{{2,}}[{CAPITALS}{ALWAYS}]*"
)


@dataclass(frozen=True, slots=True)
class Typed:
    """A typed number and the offset (from 0) at which it begins."""

    text: str
    at: int


def typed_numbers(text: str, literals: Iterable[str] = ()) -> list[Typed]:
    """Every number standing in `text` outside the declared literals, in order."""
    bare = mask(text, literals)
    return sorted([*_digits(bare), *_hanzi(bare)], key=lambda found: found.at)


def mask(text: str, literals: Iterable[str]) -> str:
    """The text with every literal blanked out, offsets kept; longer literals go first."""
    for literal in sorted(literals, key=len, reverse=True):
        text = text.replace(literal, " " * len(literal))
    return text


def _hanzi(text: str) -> Iterator[Typed]:
    for found in RUNS.finditer(text):
        yield Typed(found.group(), found.start())


def _digits(text: str) -> Iterator[Typed]:
    """Runs of digits with the points and commas inside them; also ①, Ⅳ, ½ and full-width forms."""
    start: int | None = None
    for at, char in enumerate(f"{text} "):
        if _is_numeric(char):
            start = at if start is None else start
        elif start is not None and not (char in ".,．，·" and _is_numeric(text[at + 1 : at + 2])):
            yield Typed(text[start:at], start)
            start = None


def _is_numeric(char: str) -> bool:
    if not char or "CJK UNIFIED" in unicodedata.name(char, "") or char == "〇":
        return False
    return unicodedata.numeric(char, None) is not None
