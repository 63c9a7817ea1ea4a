"""Where words stand in a text as it was written, found as the search finds them; pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from markupsafe import Markup, escape

from luji.record.registers.search.initials import initials

AROUND = 24
Span = tuple[int, int]


def spans(text: str, words: Sequence[str]) -> list[Span]:
    """Begin and end of every place where a folded word stands, itself or by its initials; none overlap."""
    folded, origin = _folded(text)
    found = sorted(_found(folded, origin, words)) or sorted(_found(initials(folded), origin, words))
    kept: list[Span] = []
    for begin, end in found:
        if kept and begin <= kept[-1][1]:
            kept[-1] = (kept[-1][0], max(kept[-1][1], end))
        else:
            kept.append((begin, end))
    return kept


def excerpt(text: str, words: Sequence[str], around: int = AROUND) -> Markup:
    """The part of a text where the words stand, marked; its beginning when none does."""
    found = spans(text, words)
    first = max(found[0][0] - around, 0) if found else 0
    last = min((found[0][1] if found else 2 * around) + 2 * around, len(text))
    parts = [Markup("…") if first else Markup("")]
    at = first
    for begin, end in found:
        if end > last:
            break
        parts += [escape(text[at:begin]), Markup("<mark>"), escape(text[begin:end]), Markup("</mark>")]
        at = end
    parts += [escape(text[at:last]), Markup("…") if last < len(text) else Markup("")]
    return Markup("").join(parts)


def _folded(text: str) -> tuple[str, list[int]]:
    """The text as it is searched, one blank for all of them, and for each character where it came from."""
    made: list[str] = []
    origin: list[int] = []
    for at, character in enumerate(text):
        for one in unicodedata.normalize("NFKC", character).casefold():
            made.append(" " if one.isspace() else one)
            origin.append(at)
    return "".join(made), origin


def _found(folded: str, origin: Sequence[int], words: Sequence[str]) -> Iterator[Span]:
    for word in filter(None, words):
        at = folded.find(word)
        while at >= 0:
            yield origin[at], origin[at + len(word) - 1] + 1
            at = folded.find(word, at + len(word))
