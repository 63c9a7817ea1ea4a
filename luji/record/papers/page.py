"""A paper composed: blocks of runs, kept as JSON, personal runs masked for publication; pure."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from luji.base.kernel.expression import Value as Read
from luji.base.kernel.expression import parse
from luji.base.kernel.problem import Problem, Refused
from luji.base.people.masking import masked
from luji.record.papers import binding
from luji.record.papers.binding import Bound
from luji.record.papers.problems import EMPTY_FIELD
from luji.record.papers.spec import Block, Paper
from luji.record.registers.declared.spec import Register
from luji.record.registers.search.identities import hidden

EMPTY = "／"


@dataclass(frozen=True, slots=True)
class Run:
    """Some words; `personal` ones are masked before publication."""

    text: str
    personal: bool = False


Line = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A block: its kind, its lines, and for a table how many cells are in each row."""

    kind: str
    lines: tuple[Line, ...]
    rows: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A whole paper: title, number, blocks."""

    title: str
    number: str
    parts: tuple[Part, ...]

    def dumped(self) -> str:
        """The page as canonical JSON: the same page gives the same text."""
        parts = [
            {
                "kind": p.kind,
                "rows": list(p.rows),
                "lines": [[[r.text, r.personal] for r in ln] for ln in p.lines],
            }
            for p in self.parts
        ]
        whole = {"title": self.title, "number": self.number, "parts": parts}
        return json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    def masked(self) -> Page:
        """What may be published: personal runs masked, and what they say masked wherever else it stands.

        So is whatever has the form of a plate, an identity number or a telephone, whoever wrote it where.
        """
        names = {run.text for part in self.parts for line in part.lines for run in line if run.personal}
        secret = sorted((name for name in names if len(name) > 1 and name != EMPTY), key=len, reverse=True)
        return Page(self.title, self.number, tuple(
            Part(p.kind, tuple(tuple(_masked(run, secret) for run in line) for line in p.lines), p.rows)
            for p in self.parts
        ))  # fmt: skip

    def words(self) -> str:
        """Everything it says, a line for each line."""
        lines = ["".join(run.text for run in line) for part in self.parts for line in part.lines]
        return "\n".join([self.title, self.number, *lines])


def loaded(text: str) -> Page:
    """A page from its JSON."""
    found = json.loads(text)
    parts = (
        Part(p["kind"], tuple(tuple(Run(t, bool(m)) for t, m in ln) for ln in p["lines"]), tuple(p["rows"]))
        for p in found["parts"]
    )
    return Page(found["title"], found["number"], tuple(parts))


def compose(
    paper: Paper,
    register: Register,
    number: str,
    value: Callable[[str], Read],
    words: Callable[[str, str], str],
) -> Page:
    """The paper of one record. `value` reads a field for conditions, `words` writes name and form out.

    Raises `Refused` (PAP-104) for every field that the paper needs and the record leaves empty.
    """
    standing = [b for b in paper.body if not b.when or parse(b.when).evaluate(value) is True]
    empty = _empty(paper, register, standing, words)
    if empty:
        raise Refused(empty)
    parts = tuple(_part(block, register, words) for block in standing)
    return Page(paper.title, number, parts)


def _empty(
    paper: Paper, register: Register, standing: Iterable[Block], words: Callable[[str, str], str]
) -> list[Problem]:
    needed = [
        b.name for block in standing for line in block.lines() for b in binding.places(line) if not b.optional
    ]
    return [
        EMPTY_FIELD(paper=paper.label, label=register.label_of(name))
        for name in dict.fromkeys((*paper.asks, *needed))
        if name in register.fields and not words(name, "")
    ]


def _part(block: Block, register: Register, words: Callable[[str, str], str]) -> Part:
    personal = {name: field.personal for name, field in register.fields.items()}
    lines = tuple(_line(line, personal, words) for line in block.lines())
    return Part(block.kind, lines, tuple(len(row) for row in block.table))


def _line(line: str, personal: Mapping[str, bool], words: Callable[[str, str], str]) -> Line:
    found: list[Run] = []
    for piece in binding.read(line):
        if isinstance(piece, Bound):
            nothing = "" if piece.form == "blank" else EMPTY
            found.append(Run(words(piece.name, piece.form) or nothing, personal.get(piece.name, False)))
        else:
            found.append(Run(piece))
    return tuple(found)


def _masked(run: Run, secret: Iterable[str]) -> Run:
    if run.personal:
        return run if run.text in ("", EMPTY) else Run(masked(run.text), True)
    text = run.text
    for name in secret:
        text = text.replace(name, masked(name))
    return Run(hidden(text))
