"""Texts in pairs of characters: what an index of substrings holds, and what a word asks of it; pure.

Every two neighbouring characters of a word make a pair, and its last character stands alone. A word of two
characters or more can only lie in a text that has all its pairs; a word of one begins one of them. The index
never says yes by itself: pairs may lie apart, so the text is compared as well.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence

MARKS = {code: chr(0xE000 + code) for code in range(33, 127) if not chr(code).isalnum()}
BLANK, BETWEEN = " ", "\x00"  # no text of a record holds it


def pairs(word: str) -> list[str]:
    """The pairs of a word, each once; the last character stands alone."""
    return list(dict.fromkeys(word[at : at + 2] for at in range(len(word))))


def spelled(text: str | None) -> str:
    """The pairs of a folded text as SQLite's index reads them: between blanks, marks as private letters."""
    return BLANK.join(spelled_all([text or ""]))


def spelled_all(texts: Sequence[str]) -> list[str]:
    """The pairs of many texts, the signs of all of them laid side by side at once: sign, next sign, blank.

    A pair that comes twice stands there twice; an index keeps it once.
    """
    if not texts:
        return []
    flat = f" {BETWEEN} ".join(texts)
    for code, letter in MARKS.items():
        flat = flat.replace(chr(code), letter)
    # The first sign of a word ends no pair: a blank stands there instead.
    seconds = " ".join([f" {word[1:]}" if word else "" for word in flat.split(" ")])
    laid = array("I", " ".encode("utf-32-le")) * (3 * len(flat))
    laid[0::3] = array("I", flat.encode("utf-32-le"))
    laid[1::3] = array("I", f"{seconds[1:]} ".encode("utf-32-le")) if flat else array("I")
    return laid.tobytes().decode("utf-32-le").split(BETWEEN)


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
