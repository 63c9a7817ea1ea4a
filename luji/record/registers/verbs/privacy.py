"""What of a record names a person: who reads and writes it, and what the journal tells of former fields."""

from __future__ import annotations

from collections.abc import Mapping

from luji.base.people.masking import masked
from luji.base.people.person import Person
from luji.record.registers.declared.spec import Field
from luji.record.registers.fields.values import Value
from luji.record.registers.model import Row
from luji.record.registers.registry import Kept


def reads(kept: Kept, person: Person) -> bool:
    """Whether somebody's posts read what names a person."""
    return person.acts_as(*kept.spec.personal)


def closed(kept: Kept, person: Person, row: Row | None) -> frozenset[str]:
    """The fields somebody neither reads nor writes in the forms of a record.

    They are open to the posts under `personal:`, to whoever filed the record and to those who handle it.
    """
    if row is None or row.created_by == person.number or reads(kept, person):
        return frozenset()
    if person.number in (getattr(row, name, None) for name in kept.flow.concerned):
        return frozenset()
    return frozenset(name for name, field in kept.spec.fields.items() if field.private)


def masks(kept: Kept, before: Mapping[str, Value], after: Mapping[str, Value]) -> list[str]:
    """The fields into which only the mask of what they hold would be written."""
    fields = kept.spec.fields
    return [
        name
        for name, value in after.items()
        if fields[name].personal
        and isinstance(value, str)
        and before.get(name)
        and value == masked(str(before[name]), fields[name].identity)
    ]


def declared(kept: Kept, name: str) -> Field | None:
    """The field of a name, or the one that had it before (`was:`); None when no field is known by it."""
    fields = kept.spec.fields
    return fields.get(name) or next((field for field in fields.values() if field.was == name), None)


def hides(kept: Kept, name: str) -> bool:
    """Whether what the journal tells under a name is for readers of personal fields; if in doubt it is."""
    field = declared(kept, name)
    return field is None or field.personal
