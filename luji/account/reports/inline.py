"""One line of report text: words and bindings `{key}`, `{key|form}`, `{key.growth}`, `{@year}`.

Everything wrong in the line is collected, with the character it stands at.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from luji.account.reports.forms import DISPLAY, DOTTED, FORMS
from luji.account.reports.problems import (
    BAD_BINDING,
    TYPED_NUMBER,
    UNKNOWN_FIGURE,
    UNKNOWN_FORM,
    UNKNOWN_NAME,
)
from luji.account.reports.typed import typed_numbers
from luji.base.kernel.declaration import nearest
from luji.base.kernel.problem import Problem, ProblemKind, Where

NAMES = ("year", "unit", "unit.short", "date")
KEY = r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*"
BINDING = re.compile(rf"(?P<key>{KEY})(?:\|(?P<form>\w+))?")
NAME = re.compile(r"@(?P<name>[a-z.]+)")
BRACES = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Words:
    """Plain words between two bindings."""

    text: str


@dataclass(frozen=True, slots=True)
class Name:
    """A name known to every report: year, unit, unit.short, date."""

    name: str


@dataclass(frozen=True, slots=True)
class Binding:
    """A figure said in one of the forms."""

    key: str
    form: str = DISPLAY


Piece = Words | Name | Binding


@dataclass(frozen=True)
class Rules:
    """What a text may use: figure keys (None = any), and literals that may hold digits."""

    known: Collection[str] | None = None
    literals: tuple[str, ...] = ()


class Line:
    """One line parsed: its `pieces` and its `problems`."""

    def __init__(self, text: str, rules: Rules, where: Where, offset: int = 0) -> None:
        self._rules, self._where, self._offset = rules, where, offset
        self.pieces: list[Piece] = []
        self.problems: list[Problem] = []
        at = 0
        for found in BRACES.finditer(text):
            self._words(text, at, found.start())
            self._bound(found.group(1), found.start())
            at = found.end()
        self._words(text, at, len(text))
        self._typed(text)

    def _tell(self, kind: ProblemKind, at: int, **values: object) -> None:
        self.problems.append(kind(self._where, at=at + self._offset + 1, **values))

    def _words(self, text: str, start: int, end: int) -> None:
        words = text[start:end]
        for at, char in enumerate(words, start):
            if char in "{}":
                self._tell(BAD_BINDING, at, text=text[at : at + 20])
        if words:
            self.pieces.append(Words(words))

    def _typed(self, text: str) -> None:
        """Literals may stand across no binding; bindings are blanked so that offsets stay."""
        bare = BRACES.sub(lambda found: "\x00" * len(found.group()), text)
        for one in typed_numbers(bare, self._rules.literals):
            self._tell(TYPED_NUMBER, one.at, number=one.text)

    def _bound(self, inner: str, at: int) -> None:
        if name := NAME.fullmatch(inner):
            self._name(name["name"], at)
        elif binding := BINDING.fullmatch(inner):
            self._figure(binding["key"], binding["form"], at)
        else:
            self._tell(BAD_BINDING, at, text=f"{{{inner}}}")

    def _name(self, name: str, at: int) -> None:
        if name not in NAMES:
            self._tell(UNKNOWN_NAME, at, name=name, known="、".join(NAMES), **hints(name, NAMES))
        self.pieces.append(Name(name))

    def _figure(self, key: str, form: str | None, at: int) -> None:
        key, form = split_form(key, form)
        if form not in FORMS:
            self._tell(UNKNOWN_FORM, at, form=form, known="、".join(FORMS), **hints(form, FORMS))
        known = self._rules.known
        if known is not None and key not in known:
            self._tell(UNKNOWN_FIGURE, at, key=key, **hints(key, known))
        self.pieces.append(Binding(key, form))


def split_form(key: str, form: str | None) -> tuple[str, str]:
    """`violation.total.growth` means the growth of `violation.total`."""
    stem, _, last = key.rpartition(".")
    if form is None and stem and last in DOTTED:
        return stem, last
    return key, form or DISPLAY


def hints(word: str, known: Iterable[str]) -> dict[str, str]:
    """The two gaps `hint_zh` and `hint_en` of a message, empty when nothing is near."""
    near = nearest(word, known)
    if near is None:
        return {"hint_zh": "", "hint_en": ""}
    return {"hint_zh": f"，是否指「{near}」？", "hint_en": f", did you mean '{near}'?"}


def keys(pieces: Iterable[Piece]) -> Iterator[str]:
    """The figure keys the pieces bind, in order."""
    return (piece.key for piece in pieces if isinstance(piece, Binding))
