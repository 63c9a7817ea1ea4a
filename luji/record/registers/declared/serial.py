"""Numbers a register gives by a pattern: `YH{year}-{serial:4}` → YH2020-0001, counted anew each year."""

from __future__ import annotations

import re
from functools import lru_cache

_HOLE = re.compile(r"\{(year|serial(?::(\d))?)\}")


def is_pattern(pattern: str) -> bool:
    """Whether the pattern has exactly one counter, at most one year, and nothing else in braces."""
    holes = [found[1].split(":")[0] for found in _HOLE.finditer(pattern)]
    left = _HOLE.sub("", pattern)
    return holes.count("serial") == 1 and holes.count("year") <= 1 and not {"{", "}"} & set(left)


def made(pattern: str, year: int, serial: int) -> str:
    """The number with that counter."""
    digits = next(int(f[2] or 1) for f in _HOLE.finditer(pattern) if f[1] != "year")
    return _HOLE.sub(lambda f: str(year) if f[1] == "year" else str(serial).zfill(digits), pattern)


def counter(pattern: str, number: str) -> tuple[int | None, int] | None:
    """(year, counter) of a number made by the pattern; None when it is not of it."""
    found = _form(pattern).fullmatch(number)
    if found is None:
        return None
    year = found.groupdict().get("year")
    return (int(year) if year else None), int(found["serial"])


def prefix(pattern: str, year: int) -> str:
    """What the numbers of a year begin with, up to the counter."""
    return made(pattern.split("{serial", maxsplit=1)[0] + "{serial}", year, 0)[:-1]


@lru_cache(maxsize=64)
def _form(pattern: str) -> re.Pattern[str]:
    text, at = "", 0
    for hole in _HOLE.finditer(pattern):
        text += re.escape(pattern[at : hole.start()])
        text += r"(?P<year>\d{4})" if hole[1] == "year" else rf"(?P<serial>\d{{{hole[2] or 1},12}})"
        at = hole.end()
    return re.compile(text + re.escape(pattern[at:]))
