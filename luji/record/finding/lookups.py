"""The verb of looking a plate or a person up, with a reason, and the reading of who looked up what.

Both are journalled in the transaction in which they find: nobody sees a result that was not told. What was
looked up stands in the journal only, never in an address.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any, Literal

from django.db import transaction
from django.db.models import Q, QuerySet

from luji.base.kernel.problem import Problem, Refused
from luji.base.kernel.text import Text
from luji.base.people import officers
from luji.base.people.person import Held
from luji.base.ui.jinja import say
from luji.record.finding import problems
from luji.record.finding.hits import Group, Hit, named, seen, shown_for
from luji.record.finding.marks import excerpt
from luji.record.finding.spec import LookUps, load_rules
from luji.record.registers.registry import Kept
from luji.record.registers.search import gramindex, identities
from luji.record.registers.search.among import among
from luji.record.registers.verbs.actor import Actor
from luji.record.workflow import actions as journal
from luji.record.workflow.journal import Record
from luji.record.workflow.models import Entry
from luji.record.workflow.spelling import restored

LOOK_UP, READ = "look_up", "read_look_ups"
SUBJECTS: dict[str, str] = {"plate": "look_up/plate", "person": "look_up/person"}
LIST = "look_up/list"
LEAST = {"plate": 4, "person": 2}
MOST, MOST_REASON, LEAST_REASON = 40, 500, 4
EACH = 20
PAGE = 50
RARE = 5000


@dataclass(frozen=True)
class Asked:
    """A look-up as it is asked for; `names` says whether the value is a plate or a person's."""

    names: Literal["plate", "person"]
    value: str
    purpose: str = ""
    reason: str = ""
    case: str = ""


@dataclass(frozen=True)
class Filters:
    """What of the look-ups somebody wants to read: who, from when to when, what, and words of the reason."""

    who: str = ""
    names: str = ""
    start: date | None = None
    end: date | None = None
    words: str = ""
    value: str = ""
    before: int = 0


@dataclass(frozen=True)
class Told:
    """One look-up as it was journalled."""

    number: int
    at: datetime
    person: str
    unit: str
    names: str
    value: str
    purpose: str
    case: str
    reason: str
    found: int


@cache
def rules() -> LookUps:
    """The rules of this installation, read once."""
    # The content is known once the registers' apps are loaded.
    from luji.record.registers.models import CONTENT, ROLES  # noqa: PLC0415

    return load_rules(CONTENT.file("lookups/lookups.yaml"), ROLES)


@transaction.atomic
def look_up(actor: Actor, asked: Asked) -> list[Group]:
    """The records that name the plate or person and that the actor may see, journalled with the reason.

    Raises `Refused` (FND-101 … 107) with every reason why not; then nothing was searched.
    """
    held = _held(actor, rules().who)
    if held is None:
        raise Refused([problems.NOT_FOR_YOU(allowed=_labels(actor, rules().who))])
    journal.hold()
    wrong = list(_wrong(actor, asked))
    if wrong:
        raise Refused(wrong)
    groups = _search(actor, asked)
    told: dict[str, object] = {
        "names": asked.names, "value": asked.value.strip(), "purpose": asked.purpose,
        "case": asked.case.strip(), "found": {group.kept.name: len(group.hits) for group in groups},
        "role": held.role, "unit": held.unit,
    }  # fmt: skip
    subject = SUBJECTS[asked.names]
    journal.write([_record(actor, LOOK_UP, subject, told, asked.reason.strip())])
    return groups


@transaction.atomic
def read(actor: Actor, filters: Filters) -> list[Told]:
    """The look-ups the actor watches over, the latest first; that they were read is journalled.

    Raises `Refused` (FND-108).
    """
    watched = [held for held in actor.person.posts if held.role in rules().supervise]
    if not watched:
        raise Refused([problems.NOT_YOURS_TO_READ(allowed=_labels(actor, tuple(rules().supervise)))])
    journal.hold()
    found = [_told(entry) for entry in _entries(actor, watched, filters)[: PAGE + 1]]
    asked: dict[str, object] = {
        "who": filters.who, "names": filters.names, "value": filters.value, "words": filters.words,
        "start": filters.start, "end": filters.end, "shown": min(len(found), PAGE),
        "role": watched[0].role, "unit": watched[0].unit,
    }  # fmt: skip
    journal.write([_record(actor, READ, LIST, asked, "")])
    return found


def may_look_up(actor: Actor) -> bool:
    """Whether any post of the person may look up."""
    return _held(actor, rules().who) is not None


def may_read(actor: Actor) -> bool:
    """Whether any post of the person watches over look-ups."""
    return actor.person.holds(*rules().supervise)


def _wrong(actor: Actor, asked: Asked) -> Iterator[Problem]:
    value, reason = identities.plain(asked.value), asked.reason.strip()
    if len(value) < LEAST[asked.names]:
        yield problems.TOO_SHORT(least=LEAST[asked.names])
    if len(value) > MOST:
        yield problems.TOO_LONG(most=MOST)
    purpose = rules().purposes.get(asked.purpose)
    if purpose is None:
        yield problems.NO_PURPOSE()
    elif purpose.number and not asked.case.strip():
        yield problems.NO_CASE(purpose=purpose.label)
    if len(reason) < LEAST_REASON or len(set(reason)) == 1:
        yield problems.NO_REASON(least=LEAST_REASON)
    since = actor.at - timedelta(hours=1)
    done = Entry.objects.filter(person=actor.person.number, at__gt=since, verb=LOOK_UP).count()
    if done >= rules().most_per_hour:
        yield problems.TOO_MANY(done=done)


def _search(actor: Actor, asked: Asked) -> list[Group]:
    """Register by register: the value anywhere in what names somebody, an officer's number as a whole."""
    value = identities.plain(asked.value)
    number = officers.find(asked.value.strip().replace("\x00", "")) if asked.names == "person" else None
    found = []
    for kept in actor.registry.kept.values():
        rows = seen(actor, kept)
        hits = _hits(actor, kept, rows, value, number) if rows is not None else []
        if hits:
            found.append(Group(kept, hits[:EACH], len(hits) > EACH))
    return found


def _hits(actor: Actor, kept: Kept, rows: QuerySet[Any], value: str, number: str | None) -> list[Hit]:
    """The latest records of one register; those of an officer are found by the number too."""
    query = _within(kept, value)
    if number is not None:
        whole = identities.plain(number)
        query = _within(kept, whole, whole=True) | (Q(pk__in=[]) if value == whole else query)
    shown = shown_for(actor, kept)
    found = ((row, *named(kept, shown, row)) for row in rows.filter(query).order_by("-row")[: EACH + 1])
    return [
        Hit(row, excerpt(number, []), excerpt(title, []), _state(kept, row.state))
        for row, number, title in found
    ]


def _within(kept: Kept, value: str, whole: bool = False) -> Q:
    """Rows that name the value, by the index where that helps."""
    rare = gramindex.rows_with(kept.model, [value], RARE, "named")
    near = Q() if rare is None else among(rare)
    if not whole:
        return near & Q(named__contains=value)
    between = (
        Q(named__contains=f" {value} ") | Q(named__startswith=f"{value} ") | Q(named__endswith=f" {value}")
    )
    return near & (between | Q(named=value))


def _entries(actor: Actor, watched: list[Held], filters: Filters) -> QuerySet[Entry]:
    """The journalled look-ups of the units watched over, narrowed as asked."""
    subjects = [SUBJECTS[filters.names]] if filters.names in SUBJECTS else list(SUBJECTS.values())
    rows = Entry.objects.filter(subject__in=subjects).filter(_units(actor, watched)).order_by("-number")
    if filters.who:
        number = officers.find(filters.who) or filters.who
        rows = rows.filter(person=number)
    if filters.start:
        rows = rows.filter(at__date__gte=filters.start)
    if filters.end:
        rows = rows.filter(at__date__lte=filters.end)
    if filters.words:
        rows = rows.filter(Q(reason__contains=filters.words) | Q(after__contains=filters.words))
    if filters.value:
        rows = rows.filter(after__icontains=filters.value)
    return rows.filter(number__lt=filters.before) if filters.before else rows


def _units(actor: Actor, watched: list[Held]) -> Q:
    query, units = Q(pk__in=[]), actor.registry.units
    for held in watched:
        if rules().supervise[held.role] == "any":
            return ~Q(pk__in=[])
        for code in units.subtree(held.unit) if held.unit in units else [held.unit]:
            query |= Q(after__contains=f'"unit":"{code}"')
    return query


def _told(entry: Entry) -> Told:
    after = restored(entry.after)
    found = sum(after["found"].values())
    return Told(entry.number, entry.at, entry.person, after["unit"], after["names"], after["value"],
                after["purpose"], after["case"], entry.reason, found)  # fmt: skip


def _record(actor: Actor, verb: str, subject: str, after: dict[str, object], reason: str) -> Record:
    return Record(actor.at, actor.person.number, verb, subject, {}, after, actor.origin, None, reason)


def _held(actor: Actor, roles: tuple[str, ...]) -> Held | None:
    return next((held for held in actor.person.posts if held.role in roles), None)


def _labels(actor: Actor, roles: tuple[str, ...]) -> Text:
    said = [actor.registry.roles[name].label for name in roles]
    return Text("、".join(one.zh for one in said), ", ".join(one.en for one in said))


def _state(kept: Kept, state: str) -> str:
    return say(kept.flow.state_label(state))
