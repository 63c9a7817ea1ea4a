"""Paragraphs of a text: soft line wraps joined, headings and list items kept apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_ENDS = re.compile(r"[。！？!?]\s*$")
_GOES_ON = re.compile(r"[，、,（(]\s*$")
_STOPS = re.compile(r"[。！？!?；：]\s*$")
_ITEM = re.compile(
    r"^\s*[“\"]?(?:[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|[（(]\d{1,2}[）)]|\d{1,2}[、.．](?!\d)"
    r"|[①-⑳]|第[一二三四五六七八九十]+[章节部条]|[一二三四五六七八九]是|其中[：:])"
)
_STARTS_WITH_UNIT = re.compile(r"^\s*(?:[万亿]?[元人]|[%％‰个家项])")
NARROWEST, WIDEST = 40, 130


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of the text that is read as one."""

    start: int
    end: int


def width(line: str) -> int:
    """Columns a line takes on a terminal: two for wide characters."""
    return len(line) if line.isascii() else len(line.encode("gbk", "replace"))


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        yield at, stop
        at = stop + 1


def paragraphs(text: str, start: int, end: int, full: int = 0) -> list[Paragraph]:
    """The paragraphs of `text[start:end]`; `full` is the width at which the page breaks lines, 0 for none."""
    lines = [(a, b) for a, b in _lines(text, start, end)]
    widths = [width(text[a:b].rstrip()) for a, b in lines]
    found: list[Paragraph] = []
    begin: int | None = None
    for number, (a, b) in enumerate(lines):
        if not text[a:b].strip():
            if begin is not None:
                found.append(Paragraph(begin, lines[number - 1][1]))
            begin = None
            continue
        begin = a if begin is None else begin
        following = text[slice(*lines[number + 1])] if number + 1 < len(lines) else ""
        if not (full and _wraps(text[a:b], following, widths[number], full)):
            found.append(Paragraph(begin, b))
            begin = None
    if begin is not None:
        found.append(Paragraph(begin, lines[-1][1]))
    return found


def full_width(text: str, stretches: Sequence[tuple[int, int]]) -> int:
    """The width at which the page breaks lines; 0 when lines are as long as they like.

    Two lines tell it only when the first is the longer and stops in the middle of a sentence.
    """
    lines = [text[a:b].rstrip() for start, end in stretches for a, b in _lines(text, start, end)]
    widths = [width(line) for line in lines if line]
    if len(widths) < 2 or not NARROWEST <= max(widths) <= WIDEST:
        return 0
    if len(widths) == 2:
        first = next(line for line in lines if line)
        return widths[0] if widths[0] > widths[1] and not _STOPS.search(first) else 0
    near = sum(1 for w in widths if w >= max(widths) - 8)
    return max(widths) if near * 3 >= len(widths) else 0


def _wraps(line: str, following: str, columns: int, full: int) -> bool:
    """Whether the line is broken by the page and goes on in the next."""
    if not following.strip():
        return False
    if re.search(r"[，、]\s*$", line):
        return True
    if _ITEM.match(following):
        return False
    if columns >= full - 5:
        return not (_ENDS.search(line) and re.match(r"\s*[“\"]", following))
    if columns * 5 >= full * 4 and not _ENDS.search(line):
        return True
    if _ENDS.search(line):
        return False
    if re.match(r"^[。，、；：）]", following.strip()) or _GOES_ON.search(line):
        return True
    return bool(re.search(r"\d\s*$", line) and _STARTS_WITH_UNIT.match(following))
