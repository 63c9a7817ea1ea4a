"""Texts in pairs of characters: what an index of substrings holds, and what a word asks of it; pure.

Every two neighbouring characters of a word make a pair, and its last character stands alone. A word of two
characters or more can only lie in a text that has all its pairs; a word of one begins one of them. The index
never says yes by itself: pairs may lie apart, so the text is compared as well.
"""

from __future__ import annotations

from collections.abc import Iterable
from operator import add

MARKS = {code: chr(0xE000 + code) for code in range(33, 127) if not chr(code).isalnum()}


def pairs(word: str) -> list[str]:
    """The pairs of a word, each once; the last character stands alone."""
    return list(dict.fromkeys(word[at : at + 2] for at in range(len(word))))


def spelled(text: str | None) -> str:
    """The pairs of a folded text as SQLite's index reads them: between blanks, marks as private letters."""
    flat = (text or "").translate(MARKS)
    found = set(map(add, flat, flat[1:] + " "))
    return " ".join([one.rstrip(" ") for one in found if one[0] != " "])


def fts_query(words: Iterable[str]) -> str:
    """What SQLite's FTS5 is asked for words of a folded text; empty when nothing is asked."""
    asked: list[str] = []
    for word in words:
        plain = word.translate(MARKS)
        asked += [f'"{one}"' for one in pairs(plain)[:-1]] if len(word) > 1 else [f'"{plain}"*']
    return " ".join(dict.fromkeys(asked))


def ts_query(words: Iterable[str]) -> str:
    """The same for PostgreSQL's tsquery."""
    asked: list[str] = []
    for word in words:
        ends = [] if len(word) > 1 else [f"{_quoted(word)}:*"]
        asked += ends or [_quoted(one) for one in pairs(word)[:-1]]
    return " & ".join(dict.fromkeys(asked))


def _quoted(lexeme: str) -> str:
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"
