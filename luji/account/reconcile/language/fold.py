"""Folding: full-width and odd characters to one form, blanks dropped, every character's place kept."""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass

_PUNCTUATION = {
    ";": "；",
    ":": "：",
    "(": "（",
    ")": "）",
    "!": "！",
    "?": "？",
    "﹪": "%",
    "％": "%",
    "．": ".",
    "－": "-",
    "−": "-",
    "﹣": "-",
    "–": "—",
    "‐": "-",
    "‑": "-",
    "～": "~",
    "〜": "~",
    "＋": "+",
    "∕": "/",
    "／": "/",
    "﹙": "（",
    "﹚": "）",
    "［": "[",
    "］": "]",
    "〈": "《",
    "〉": "》",
    "｡": "。",
    "､": "、",
    "﹐": "，",
    "﹑": "、",
    "＂": '"',
    "＇": "'",
    "“": "“",
    "”": "”",
    "＝": "=",
    "∶": "∶",
    "︰": "∶",
    "㎡": "㎡",
    "，": "，",
    "≈": "约",
}
_BLANK = frozenset(
    "\u200b\u200c\u200d\u2060\ufeff" + "".join(c for c in map(chr, range(0x3001)) if c.isspace())
)
_DIGITS = frozenset("0123456789")


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text; `at[i]` is the place of its character i in the original, `at[-1]` the end."""

    text: str
    at: array[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the original of the folded stretch `start`..`end`."""
        if start >= end:
            return self.at[start], self.at[start]
        return self.at[start], self.at[end - 1] + 1


def one(char: str) -> str:
    """The folded form of one character (always one character)."""
    code = ord(char)
    if char in _PUNCTUATION:
        return _PUNCTUATION[char]
    if 0xFF10 <= code <= 0xFF19 or 0xFF21 <= code <= 0xFF3A or 0xFF41 <= code <= 0xFF5A:
        return chr(code - 0xFEE0)
    return char


_TABLE = {ord(char): folded for char, folded in _PUNCTUATION.items()} | {
    code: code - 0xFEE0
    for first, last in ((0xFF10, 0xFF19), (0xFF21, 0xFF3A), (0xFF41, 0xFF5A))
    for code in range(first, last + 1)
}
_RUNS = re.compile(f"[^{''.join(map(re.escape, sorted(_BLANK)))}]+")
_COMMA = re.compile("[,，]")


def fold(original: str, start: int = 0, end: int | None = None) -> Folded:
    """Fold `original[start:end]`; places are counted in the whole original.

    A number broken by a line feed alone is one number: lines of a paragraph are only ever broken by the page.
    """
    end = len(original) if end is None else end
    plain = original[start:end].translate(_TABLE)
    pieces: list[str] = []
    at = array("L")
    last = 0
    for run in _RUNS.finditer(plain):
        first = run.start()
        if pieces and _keeps_blank(pieces[-1][-1], plain[first]) and not _broken(plain, last, first):
            pieces.append(" ")
            at.append(start + first - 1)
        pieces.append(run.group())
        at.extend(range(start + first, start + run.end()))
        last = run.end()
    at.append(end)
    return Folded(_group("".join(pieces)), at)


def _broken(text: str, last: int, first: int) -> bool:
    """Whether only a line feed stands between two digits."""
    return text[last - 1] in _DIGITS and text[first] in _DIGITS and text[last:first].strip("\r") == "\n"


def _keeps_blank(last: str, after: str) -> bool:
    """A blank stays only where dropping it would glue two numbers or two Latin words together."""
    if after in _DIGITS:
        return last in _DIGITS or (last.isascii() and last.isalpha())
    return last.isascii() and after.isascii() and last.isalnum() and after.isalnum()


def _group(text: str) -> str:
    """Commas between the digits of one number become ',', all others '，'."""
    chars: list[str] | None = None
    for comma in _COMMA.finditer(text):
        chars = chars or list(text)
        chars[comma.start()] = "," if _is_group(chars, comma.start()) else "，"
    return "".join(chars) if chars else text


def _is_group(chars: list[str], index: int) -> bool:
    """One to three digits before (or an earlier group), exactly three after, no decimal point before."""
    after = 0
    while index + 1 + after < len(chars) and chars[index + 1 + after] in _DIGITS and after < 4:
        after += 1
    if after != 3:
        return False
    before = 0
    while before <= index - 1 and chars[index - 1 - before] in _DIGITS and before < 4:
        before += 1
    if not 1 <= before <= 3:
        return False
    left = chars[index - 1 - before] if before < index else ""
    if left in (",", "."):
        return left == "," and before == 3
    return not (chars[index - before] == "0" and before > 1)
