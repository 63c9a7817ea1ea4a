"""A line of a paper's template: words, and places such as `{driver}`, `{plate?}`, `{fine|capital}`; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

PIECE = re.compile(r"\{(?P<name>@?[a-z][a-z0-9_]*)(?P<optional>\?)?(?:\|(?P<form>[a-z]+))?\}")
BRACE = re.compile(r"[{}]")


@dataclass(frozen=True, slots=True)
class Bound:
    """A place to be filled: its field (or `@number` …), whether it may be empty, how it is written."""

    name: str
    optional: bool = False
    form: str = ""


class Broken(ValueError):
    """A brace that neither opens nor closes a place."""


def read(line: str) -> tuple[str | Bound, ...]:
    """The pieces of a line in order. Raises `Broken`."""
    found: list[str | Bound] = []
    at = 0
    for match in PIECE.finditer(line):
        found.append(line[at : match.start()])
        found.append(Bound(match["name"], match["optional"] is not None, match["form"] or ""))
        at = match.end()
    found.append(line[at:])
    if any(isinstance(piece, str) and BRACE.search(piece) for piece in found):
        raise Broken(line)
    return tuple(piece for piece in found if piece != "")


def places(line: str) -> list[Bound]:
    """The places of a line. Raises `Broken`."""
    return [piece for piece in read(line) if isinstance(piece, Bound)]
