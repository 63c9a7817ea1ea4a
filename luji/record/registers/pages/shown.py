"""How values of a record stand on a page: labels for codes and units, separators in numbers, masks."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from luji.base.people import officers
from luji.base.people.masking import masked
from luji.base.people.units import UnitTree
from luji.base.ui.jinja import say
from luji.record.registers.declared.spec import STATE, Field
from luji.record.registers.fields.kinds import kind_of
from luji.record.registers.fields.lines import typed
from luji.record.registers.fields.values import Value
from luji.record.registers.model import Row
from luji.record.registers.pages.beside import Link
from luji.record.registers.pages.galleries import Attached
from luji.record.registers.registry import Kept
from luji.record.registers.verbs.privacy import declared

NOTHING = ""
BROAD = 14


@dataclass(frozen=True, slots=True)
class Lines:
    """Sub-rows as a table; `links` are what each line leads to, none where no line leads anywhere."""

    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    links: tuple[tuple[Link, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A value as text, and how it is set; `target` is where it leads."""

    text: str
    numeric: bool = False
    state: str = ""
    files: tuple[Attached, ...] = ()
    target: str = ""
    lines: Lines | None = None

    @property
    def long(self) -> bool:
        """Whether it may take two lines of a table: a character as wide as high counts twice."""
        head = self.text[:BROAD]
        return len(self.text) + sum(unicodedata.east_asian_width(one) in "WF" for one in head) > BROAD


class Shown:
    """Says the values of one register in the reader's language."""

    def __init__(self, kept: Kept, units: UnitTree, bare: bool = False) -> None:
        self.kept, self.units, self.bare = kept, units, bare
        self._names: dict[str, str] = {}

    def value(self, name: str, value: Value) -> str:
        """One value of a field, or of the state; what names a person is masked unless bare.

        So is what a field held that is no longer declared: nobody can say any more what it was.
        """
        if value is None or value == "":
            return NOTHING
        if name == STATE:
            return say(self.kept.flow.state_label(str(value)))
        field = declared(self.kept, name)
        if field is None:
            return str(value) if self.bare else masked(str(value))
        return self._said(value, field)

    def told(self, name: str, value: Value) -> str:
        """A value as the history tells it: sub-rows in full, one after the other."""
        field = declared(self.kept, name)
        if field is None or field.held != "rows" or not isinstance(value, list):
            return self.value(name, value)
        return "；".join("，".join(c.text or "—" for c in line) for line in self._lines(value, field).rows)

    def _said(self, value: Value, field: Field) -> str:
        if value is None or value == "":
            return NOTHING
        said = kind_of(field).show(value, field, self)
        return masked(said, field.identity) if field.personal and not self.bare else said

    def _lines(self, value: list[Any], field: Field) -> Lines:
        headings = tuple(say(inner.label) for inner in field.fields.values())
        kinds = [(inner, kind_of(inner).numeric) for inner in field.fields.values()]
        rows = tuple(
            tuple(Cell(self._said(one, inner), numeric)
                  for one, (inner, numeric) in zip(typed(line, field), kinds, strict=True))
            for line in value
        )  # fmt: skip
        return Lines(headings, rows)

    def named(self, number: str) -> str:
        """The name behind a police number, or the number."""
        if number not in self._names:
            self._names |= {number: number} | officers.name_of([number])
        return self._names[number]

    def learn(self, rows: Iterable[Row]) -> None:
        """Ask once for the names of everybody these rows mention."""
        numbers = set(mentioned(self.kept.spec.fields, rows))
        if unknown := numbers - self._names.keys():
            self._names |= {number: number for number in unknown} | officers.name_of(unknown)

    def cells(self, row: Row, names: Iterable[str]) -> list[Cell]:
        """The cells of a line."""
        return [self.cell(row, name) for name in names]

    def cell(self, row: Row, name: str) -> Cell:
        """One cell."""
        field = self.kept.spec.fields.get(name)
        text = self.value(name, getattr(row, name))
        numeric = field is not None and kind_of(field).numeric
        return Cell(text, numeric, row.state if name == STATE else "")

    def full(self, row: Row, name: str, target: Callable[[str, str], str]) -> Cell:
        """One cell as the page of a record has it: sub-rows as a table, a reference with its link.

        `target` gives the address of a record of a register, empty when the reader may not see it.
        """
        field, value = self.kept.spec.fields.get(name), getattr(row, name)
        cell = self.cell(row, name)
        if field is not None and value and field.held == "rows":
            return replace(cell, lines=self._lines(value, field))
        if field is not None and value and field.held == "reference":
            return replace(cell, target=target(field.to, value))
        return cell

    def title(self, row: Row) -> str:
        """What a record is called: its title fields, else its key."""
        spec = self.kept.spec
        said = " ".join(filter(None, (self.value(n, getattr(row, n)) for n in spec.title)))
        return said or str(getattr(row, spec.key) or row.row)


def mentioned(fields: Mapping[str, Field], rows: Iterable[Row]) -> Iterator[str]:
    """The police numbers records mention, in their sub-rows too."""
    people = [name for name, field in fields.items() if field.held == "person"]
    inner = [(n, i) for n, f in fields.items() for i, one in f.fields.items() if one.held == "person"]
    for row in rows:
        yield from (str(number) for name in people if (number := getattr(row, name)))
        yield from (line[i] for name, i in inner for line in getattr(row, name) or () if i in line)
