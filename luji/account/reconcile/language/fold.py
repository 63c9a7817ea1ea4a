"""Folding: full-width and odd characters to one form, blanks dropped, every character's place kept."""

from __future__ import annotations

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
    " \t\r\n\v\f\u00a0\u3000\u200b\u200c\u200d\ufeff\u2002\u2003\u2009\u202f\u2028\u2029\x1c\x1d\x1e\x1f\x85"
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


def fold(original: str, start: int = 0, end: int | None = None) -> Folded:
    """Fold `original[start:end]`; places are counted in the whole original.

    A number broken by a line feed alone is one number: lines of a paragraph are only ever broken by the page.
    """
    end = len(original) if end is None else end
    chars: list[str] = []
    at = array("L")
    pending = broken = False
    for index in range(start, end):
        char = original[index]
        if char in _BLANK:
            broken = char == "\n" if not pending else broken and char in "\n\r"
            pending = bool(chars)
            continue
        char = one(char)
        if pending:
            pending = False
            if _keeps_blank(chars, char) and not (broken and char in _DIGITS and chars[-1] in _DIGITS):
                chars.append(" ")
                at.append(index - 1)
        chars.append(char)
        at.append(index)
    at.append(end)
    return Folded(_group(chars), at)


def _keeps_blank(before: list[str], after: str) -> bool:
    """A blank stays only where dropping it would glue two numbers or two Latin words together."""
    last = before[-1]
    if after in _DIGITS:
        return last in _DIGITS or (last.isascii() and last.isalpha())
    return last.isascii() and after.isascii() and last.isalnum() and after.isalnum()


def _group(chars: list[str]) -> str:
    """Commas between the digits of one number become ',', all others '，'."""
    for index, char in enumerate(chars):
        if char in ",，":
            chars[index] = "," if _is_group(chars, index) else "，"
    return "".join(chars)


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
    if left == "," or left == ".":
        return left == "," and before == 3
    return not (chars[index - before] == "0" and before > 1)
