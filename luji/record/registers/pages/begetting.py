"""Records opened from the lines of another: the links, the new form they prefill, and what came of them.

Nothing is saved by following a link: the form is shown for correction, and creating is the ordinary verb.
An address names a register, a record and a line only; the values are looked up for whoever asks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from luji.base.kernel.problem import Refused
from luji.base.people.person import units_above
from luji.base.people.visible import visible
from luji.base.ui.given import whole_number
from luji.base.ui.jinja import address, say
from luji.record.registers.begetting_problems import NO_LINE
from luji.record.registers.declared.spec import Begets
from luji.record.registers.fields.lines import typed
from luji.record.registers.model import Row
from luji.record.registers.pages.asking import Ask
from luji.record.registers.pages.beside import Link
from luji.record.registers.pages.forms import spelled_all
from luji.record.registers.pages.shown import Shown
from luji.record.registers.registry import Kept
from luji.record.registers.verbs import permission
from luji.record.registers.verbs.actions import fetch

FROM, ROW, BY, LINE = "from", "row", "by", "line"
MOST = 50
ICON = "arrow-right"


@dataclass(frozen=True, slots=True)
class Begotten:
    """A record that was opened from a line: its number, title, state in words and address."""

    number: str
    title: str
    state: str
    target: str


@dataclass(frozen=True, slots=True)
class Brood:
    """The records of one register that were opened from a record; `more` when there are too many to list."""

    label: str
    records: tuple[Begotten, ...]
    more: bool


def links(ask: Ask, row: Row) -> dict[str, tuple[tuple[Link, ...], ...]]:
    """Field of lines → for each line the links that open a record from it, for whoever may create it."""
    found: dict[str, list[list[Link]]] = {}
    for name, begets in ask.kept.spec.begets.items():
        lines = getattr(row, begets.rows) or []
        if not lines or not may_open(ask, ask.registry.find(begets.to), unit_of(ask.kept, row)):
            continue
        cells = found.setdefault(begets.rows, [[] for _ in lines])
        for number, cell in enumerate(cells, 1):
            query = {FROM: ask.kept.name, ROW: row.row, BY: name, LINE: number}
            cell.append(Link(say(begets.label), address("record-new", begets.to, **query), ICON))
    return {name: tuple(tuple(cell) for cell in cells) for name, cells in found.items()}


def may_open(ask: Ask, target: Kept, unit: str) -> bool:
    """Whether the person may create a record of that unit in the register."""
    above = units_above(ask.registry.units, unit)
    return permission.creating(target, ask.actor.person, unit, above) is not None


def unit_of(kept: Kept, row: Row) -> str:
    """The unit a record opened from this one is for: that of the record it comes from."""
    return str(getattr(row, kept.spec.unit) or "")


def prefilled(ask: Ask) -> dict[str, str]:
    """What a new form is to begin with by its address; nothing when the address names no origin.

    Raises `Refused`: REG-204 no such register, 203 not visible, 615 no such line, 201 not yours to create.
    """
    given = ask.request.GET
    if FROM not in given:
        return {}
    kept = ask.registry.find(given[FROM])
    row = fetch(ask.actor, kept, whole_number(given.get(ROW, "")))
    begets, line = _asked(ask, kept, row)
    unit = unit_of(kept, row)
    if not may_open(ask, ask.kept, unit):
        raise Refused([permission.no_creating(ask.registry, ask.kept, ask.actor.person, unit)])
    inner = kept.spec.fields[begets.rows]
    there = permission.values_of(kept, row) | dict(zip(inner.fields, typed(line, inner), strict=True))
    values: dict[str, Any] = {ask.kept.spec.unit: unit}
    values |= {field: there[source] for field, source in begets.fields.items()}
    return spelled_all(ask.kept, values | {begets.origin: getattr(row, kept.spec.key)})


def broods(ask: Ask, row: Row) -> Iterator[Brood]:
    """What was opened from a record, as far as the person may see it; registers without any are left out."""
    registry, number = ask.registry, getattr(row, ask.kept.spec.key)
    ways = dict.fromkeys((begets.to, begets.origin) for begets in ask.kept.spec.begets.values())
    for to, origin in ways if number else ():
        kept = registry.find(to)
        seen = visible(ask.actor.person, kept.rule, registry.units, registry.roles)
        if seen.nothing:
            continue
        rows = list(kept.rows.filter(seen.query, **{origin: number}).order_by("row")[: MOST + 1])
        if rows:
            shown = Shown(kept, registry.units)
            shown.learn(rows)
            told = tuple(_told(kept, shown, one) for one in rows[:MOST])
            yield Brood(say(kept.spec.label), told, len(rows) > MOST)


def _told(kept: Kept, shown: Shown, row: Row) -> Begotten:
    number = str(getattr(row, kept.spec.key) or row.row)
    state = say(kept.flow.state_label(row.state))
    return Begotten(number, shown.title(row), state, address("record", kept.name, row.row))


def _asked(ask: Ask, kept: Kept, row: Row) -> tuple[Begets, Mapping[str, Any]]:
    """The declaration and the line an address means. Raises `Refused` (REG-615)."""
    given = ask.request.GET
    begets = kept.spec.begets.get(given.get(BY, ""))
    lines = (getattr(row, begets.rows) or []) if begets else []
    number = whole_number(given.get(LINE, ""))
    if begets is None or begets.to != ask.kept.name or not 0 < number <= len(lines):
        asked = f"{given.get(BY, '')[:40]} {given.get(LINE, '')[:10]}"
        raise Refused([NO_LINE(register=kept.spec.label, asked=asked)])
    return begets, lines[number - 1]
