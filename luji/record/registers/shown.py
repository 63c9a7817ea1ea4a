"""How values of a record stand on a page: labels for codes and units, separators in numbers, masks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from luji.base.people import officers
from luji.base.people.units import UnitTree
from luji.base.ui.jinja import say
from luji.record.registers.attachments import Attached
from luji.record.registers.kinds import kind_of
from luji.record.registers.model import Row
from luji.record.registers.registry import Kept
from luji.record.registers.spec import STATE
from luji.record.registers.values import Value

NOTHING = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A value as text, and how it is set."""

    text: str
    numeric: bool = False
    state: str = ""
    files: tuple[Attached, ...] = ()


class Shown:
    """Says the values of one register in the reader's language."""

    def __init__(self, kept: Kept, units: UnitTree, bare: bool = False) -> None:
        self.kept, self.units, self.bare = kept, units, bare
        self._names: dict[str, str] = {}

    def value(self, name: str, value: Value) -> str:
        """One value of a field, or of the state; what names a person is masked unless bare."""
        if value is None or value == "":
            return NOTHING
        if name == STATE:
            return say(self.kept.flow.state_label(str(value)))
        field = self.kept.spec.fields.get(name)
        if field is None:
            return str(value)
        if field.personal and not self.bare:
            return masked(str(value))
        return kind_of(field).show(value, field, self)

    def named(self, number: str) -> str:
        """The name behind a police number, or the number."""
        if number not in self._names:
            self._names |= {number: number} | officers.name_of([number])
        return self._names[number]

    def learn(self, rows: Iterable[Row]) -> None:
        """Ask once for the names of everybody these rows mention."""
        people = [name for name, field in self.kept.spec.fields.items() if field.held == "person"]
        numbers = {str(number) for row in rows for name in people if (number := getattr(row, name))}
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

    def title(self, row: Row) -> str:
        """What a record is called: its title fields, else its key."""
        spec = self.kept.spec
        said = " ".join(filter(None, (self.value(n, getattr(row, n)) for n in spec.title)))
        return said or str(getattr(row, spec.key) or row.row)


def masked(text: str) -> str:
    """The first two characters and the last, stars between."""
    return text[:2] + "*" * max(len(text) - 3, 1) + text[-1:] if len(text) > 3 else "*" * len(text)
