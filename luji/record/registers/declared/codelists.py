"""Lists of codes as a regulation has them: each code with its label from a day until a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import pairwise
from pathlib import Path

from pydantic import Field as Declare
from pydantic import PrivateAttr, field_validator

from luji.base.kernel.declaration import Declared, Tree, bind, parse_file
from luji.base.kernel.problem import Problem, Refused, Where
from luji.base.kernel.text import Text
from luji.record.registers.field_problems import NO_CODES, TERM_BACKWARDS, TERMS_OVERLAP

MOST_DAYS = 1_000


class Term(Declared):
    """A code's label for a time; both days inside, open where none is given. `also` are further labels."""

    label: Text
    from_: date | None = Declare(None, alias="from")
    until: date | None = None
    also: tuple[str, ...] = ()
    source: str = ""
    note: Text | None = None

    def holds(self, day: date) -> bool:
        """Whether the code may be chosen on that day."""
        return (self.from_ is None or self.from_ <= day) and (self.until is None or day <= self.until)


class CodeList(Declared):
    """A list declared in content/codes/NAME.yaml; a code may have several terms, one after the other."""

    label: Text | None = None
    source: str = ""
    note: Text | None = None
    codes: dict[str, tuple[Term, ...]]

    _days: dict[date, dict[str, Text]] = PrivateAttr(default_factory=dict)

    @field_validator("codes", mode="before")
    @classmethod
    def _one_term(cls, given: object) -> object:
        if not isinstance(given, Mapping):
            return given
        return {code: terms if isinstance(terms, list) else [terms] for code, terms in given.items()}

    def at(self, day: date) -> dict[str, Text]:
        """Code → label, of those in force on a day."""
        if day not in self._days:
            if len(self._days) > MOST_DAYS:
                self._days.clear()
            found = {c: next((t for t in terms if t.holds(day)), None) for c, terms in self.codes.items()}
            self._days[day] = {code: term.label for code, term in found.items() if term is not None}
        return self._days[day]

    def also(self) -> dict[str, tuple[str, ...]]:
        """Code → every further label it has or had."""
        return {code: tuple(_words(terms)) for code, terms in self.codes.items()}


def load_codes(paths: Iterable[Path]) -> dict[str, CodeList]:
    """Every list by the name of its file; a later file of the same name replaces an earlier one.

    Raises `Refused` with the mistakes of all files.
    """
    found: dict[str, CodeList] = {}
    wrong: list[Problem] = []
    for path in paths:
        try:
            found[path.stem] = from_tree(parse_file(path))
        except Refused as refused:
            wrong.extend(refused.problems)
    if wrong:
        raise Refused(wrong)
    return found


def from_tree(tree: Tree) -> CodeList:
    """The list of parsed YAML. Raises `Refused` (REG-521 … 523)."""
    found = bind(tree, CodeList)
    wrong = [problem for code in found.codes for problem in _check(code, found, tree.where("codes", code))]
    if not found.codes:
        wrong.append(NO_CODES(tree.where("codes")))
    if wrong:
        raise Refused(wrong)
    return found


def _check(code: str, found: CodeList, where: Where) -> Iterator[Problem]:
    terms = found.codes[code]
    for term in terms:
        if term.from_ and term.until and term.until < term.from_:
            yield TERM_BACKWARDS(where, code=code, first=term.from_, last=term.until)
    for earlier, later in pairwise(terms):
        if later.from_ is None or earlier.until is None or earlier.until >= later.from_:
            last = earlier.until or "…"
            yield TERMS_OVERLAP(where, code=code, last=last, first=later.from_ or "…")


def _words(terms: tuple[Term, ...]) -> Iterator[str]:
    current = terms[-1].label
    for term in terms:
        yield from (word for word in (term.label.zh, term.label.en) if word not in (current.zh, current.en))
        yield from term.also
