"""Lists an input offers while somebody writes: officers near the reader, records the reader may see."""

from __future__ import annotations

from luji.base.people import officers
from luji.base.people.person import units_above
from luji.base.people.visible import visible
from luji.record.registers.declared.spec import Field
from luji.record.registers.pages.asking import Ask
from luji.record.registers.pages.shown import Shown

PEOPLE = "people"
MOST = 200

Offered = list[tuple[str, str]]


class Suggestions:
    """The lists of one form, each made when first asked for: id → (what is written, what it is)."""

    def __init__(self, ask: Ask) -> None:
        self.ask = ask
        self.lists: dict[str, Offered] = {}
        self._names: dict[str, str] = {}

    def list_of(self, field: Field) -> str:
        """The id of the list an input of this field offers; empty when it offers none."""
        if field.held == "person":
            if PEOPLE not in self.lists:
                self.lists[PEOPLE] = self._people()
            return PEOPLE
        if field.held == "reference":
            name = f"records-{field.to}"
            if name not in self.lists:
                self.lists[name] = self._records(field.to)
            return name
        return ""

    def told(self, field: Field, text: str) -> str:
        """What stands in the input: of a number the name and the number."""
        if field.held != "person" or not text:
            return text
        if text not in self._names:
            self._names |= {text: ""} | officers.name_of([text])
        name = self._names[text]
        return written(text, name) if name else text

    def _people(self) -> Offered:
        units = self.ask.registry.units
        own = self.ask.actor.person.unit
        top = next(iter(units_above(units, own)), own)
        near = officers.choices(units.subtree(top)) if top in units else []
        self._names |= dict(near)
        return [(written(number, name), "") for number, name in near]

    def _records(self, to: str) -> Offered:
        """The latest records of a register the reader may see; others are found by their number."""
        registry = self.ask.registry
        kept = registry.find(to)
        seen = visible(self.ask.actor.person, kept.rule, registry.units, registry.roles)
        rows = list(kept.rows.filter(seen.query).order_by("-row")[:MOST])
        shown = Shown(kept, registry.units)
        shown.learn(rows)
        return [(str(getattr(row, kept.spec.key)), shown.title(row)) for row in rows]


def written(number: str, name: str) -> str:
    """A person as an input holds one: 张三（080123）."""
    return f"{name}（{number}）"


def number_of(text: str) -> str:
    """The number of the person an input holds, or the text where nobody or several people are meant."""
    return officers.find(text) or text if text.strip() else text
