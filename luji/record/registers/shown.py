"""How values of a record stand on a page: labels for codes and units, separators in numbers, masks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from luji.base.people.units import UnitTree
from luji.base.ui.jinja import grouped, say
from luji.record.registers.model import Row
from luji.record.registers.registry import Kept
from luji.record.registers.spec import STATE
from luji.record.registers.values import Value

NUMERIC = frozenset({"integer", "decimal", "money"})
NOTHING = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A value as text, and how it is set."""

    text: str
    numeric: bool = False
    state: str = ""


class Shown:
    """Says the values of one register in the reader's language."""

    def __init__(self, kept: Kept, units: UnitTree, bare: bool = False) -> None:
        self.kept, self.units, self.bare = kept, units, bare

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
        if field.type == "code":
            return say(field.values[str(value)]) if str(value) in field.values else str(value)
        if field.type == "unit":
            return say(self.units.find(str(value)).short) if str(value) in self.units else str(value)
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        return grouped(value) if isinstance(value, int | Decimal) else _plain(value)

    def cells(self, row: Row, names: Iterable[str]) -> list[Cell]:
        """The cells of a line."""
        return [self.cell(row, name) for name in names]

    def cell(self, row: Row, name: str) -> Cell:
        """One cell."""
        field = self.kept.spec.fields.get(name)
        text = self.value(name, getattr(row, name))
        return Cell(text, field is not None and field.type in NUMERIC, row.state if name == STATE else "")

    def title(self, row: Row) -> str:
        """What a record is called: its title fields, else its key."""
        spec = self.kept.spec
        said = " ".join(filter(None, (self.value(n, getattr(row, n)) for n in spec.title)))
        return said or str(getattr(row, spec.key) or row.row)


def masked(text: str) -> str:
    """The first two characters and the last, stars between."""
    return text[:2] + "*" * max(len(text) - 3, 1) + text[-1:] if len(text) > 3 else "*" * len(text)


def _plain(value: Value) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
