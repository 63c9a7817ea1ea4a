"""What a search finds in all registers somebody may look into: the number itself first, then the latest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from markupsafe import Markup

from luji.base.people import officers
from luji.base.people.person import Person
from luji.base.people.posts import PARTNER
from luji.base.people.visible import visible
from luji.base.ui.jinja import say
from luji.record.finding.marks import excerpt, spans
from luji.record.registers.declared import serial
from luji.record.registers.model import Row
from luji.record.registers.pages.shown import Shown
from luji.record.registers.registry import Kept
from luji.record.registers.search import identities
from luji.record.registers.search.initials import initials
from luji.record.registers.search.listing import Asked, filtered, holding
from luji.record.registers.search.sought import words_of
from luji.record.registers.verbs.actor import Actor

NOTHING = Markup("")
EACH = 5
PEOPLE = 8


@dataclass(frozen=True)
class Hit:
    """A record that was found: what it is called, its state, and where the words stand in it."""

    row: Row
    number: Markup
    title: Markup
    state: str
    place: str = ""
    excerpt: Markup = NOTHING


@dataclass(frozen=True)
class Group:
    """The records found in one register, and whether there are more."""

    kept: Kept
    hits: list[Hit]
    more: bool


@dataclass(frozen=True)
class Colleague:
    """Somebody of the department whose name or initials fit."""

    number: str
    name: Markup
    plain: str
    unit: str


def find(actor: Actor, text: str, each: int = EACH) -> list[Group]:
    """What the words find, register by register; nothing for a text that names a vehicle or a person."""
    words = words_of(text)
    if not words or identities.found_in(text):
        return []
    found = (_in_register(actor, kept, text.strip(), words, each) for kept in actor.registry.kept.values())
    groups = [group for group in found if group is not None]
    return sorted(groups, key=lambda group: not any(_exact(one, text) for one in group.hits))


def colleagues(actor: Actor, text: str) -> list[Colleague]:
    """Those whose number, name or initials begin with the text, or whose name holds it; not for partners."""
    words = words_of(text)
    if len(words) != 1 or actor.person.roles <= {PARTNER} or len(words[0]) < 2:
        return []
    return list(_colleagues(actor, words[0]))


def seen(actor: Actor, kept: Kept) -> QuerySet[Any] | None:
    """The rows somebody may see; None when there are none to see; withdrawn ones are not searched."""
    found = visible(actor.person, kept.rule, actor.registry.units, actor.registry.roles)
    if found.nothing:
        return None
    return kept.rows.filter(filtered(actor.registry.units, kept, Asked()) & found.query)


def shown_for(actor: Actor, kept: Kept) -> Shown:
    """How this person reads the register."""
    return Shown(kept, actor.registry.units, _bare(actor.person, kept))


def named(kept: Kept, shown: Shown, row: Row) -> tuple[str, str]:
    """The number of a record and its title without that number."""
    number = str(getattr(row, kept.spec.key) or row.row)
    return number, shown.title(row).removeprefix(number).strip()


def _in_register(actor: Actor, kept: Kept, text: str, words: Sequence[str], each: int) -> Group | None:
    rows = seen(actor, kept)
    if rows is None:
        return None
    key = kept.spec.key
    exact = list(rows.filter(**{f"{key}__in": {text, text.upper()}})[:1]) if _may_be_key(kept, text) else []
    others = holding(kept, rows, words).exclude(pk__in=[row.pk for row in exact])
    taken = [*exact, *others.order_by("-row")[: each + 1 - len(exact)]]
    if not taken:
        return None
    shown = shown_for(actor, kept)
    return Group(kept, [_hit(kept, shown, row, words) for row in taken[:each]], len(taken) > each)


def _may_be_key(kept: Kept, text: str) -> bool:
    """Whether a text can be the number of a record of this register: asked of the table only then."""
    field = kept.spec.fields[kept.spec.key]
    return field.type != "serial" or any(serial.counter(field.pattern, t) for t in (text, text.upper()))


def _hit(kept: Kept, shown: Shown, row: Row, words: Sequence[str]) -> Hit:
    spec = kept.spec
    number, title = named(kept, shown, row)
    place, found = "", NOTHING
    if not spans(title, words) and not spans(number, words):
        for name in spec.list_.search:
            text = "" if spec.fields[name].names else shown.value(name, getattr(row, name))
            if spans(text, words):
                place, found = say(spec.label_of(name)), excerpt(text, words)
                break
    state = say(kept.flow.state_label(row.state))
    return Hit(row, excerpt(number, words), excerpt(title, words), state, place, found)


def _colleagues(actor: Actor, word: str) -> Iterator[Colleague]:
    units = actor.registry.units
    plain = identities.plain(word)
    near = Q(name__contains=word) | Q(username__startswith=plain) if not word.isascii() else Q()
    count = 0
    for number, name, unit in officers.serving().filter(near).values_list("username", "name", "unit"):
        short = initials(name).casefold()
        if not (plain in name or number.casefold().startswith(plain) or short.startswith(plain)):
            continue
        yield Colleague(
            number, excerpt(name, [word]), name, say(units.find(unit).short) if unit in units else unit
        )
        count += 1
        if count == PEOPLE:
            return


def _exact(hit: Hit, text: str) -> bool:
    return hit.number.striptags().casefold() == text.strip().casefold()


def _bare(person: Person, kept: Kept) -> bool:
    return person.acts_as(*kept.spec.personal)
