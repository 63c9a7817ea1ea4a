"""What follows from the journal: matters brought up to date and people told, once for every entry.

A verb that writes a few entries is followed at once, in its own transaction. Bulk loads are left to
`catch_up`, which the server and `luji tick` call; whatever was interrupted is done there again from the start
of the batch. Everything is made anew from rows and journal, so doing it twice changes nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import TypeVar

from django.db import transaction
from django.utils import timezone

from luji.base.kernel.text import Text
from luji.record.registers import registry as registries
from luji.record.registers.registry import Kept, Registry
from luji.record.registers.verbs.story import TAKE_OVER, acts_among
from luji.record.registers.work.addressees import Staff, all_of
from luji.record.registers.work.matters import Stand, done_states, nearest, timer_of
from luji.record.workflow import actions as journal
from luji.record.workflow.models import Entry, Follower, Hand, Matter, Timer, Wait
from luji.record.workflow.notices import STALE, Kind, Told, tell
from luji.record.workflow.spec import CREATE
from luji.record.workflow.stories import stories

Part = TypeVar("Part", Wait, Timer)
NAME = "matters"
AT_ONCE = 20
BATCH = 500
CHANGING = [field.name for field in Matter._meta.concrete_fields if field.name not in ("id", "subject")]
_LATER: ContextVar[bool] = ContextVar("later", default=False)


@contextmanager
def later() -> Iterator[None]:
    """Leave what is written inside to `catch_up`: for loads of many records, each by its own verb."""
    token = _LATER.set(True)
    try:
        yield
    finally:
        _LATER.reset(token)


def follow(first: int, last: int) -> None:
    """Called by the journal after entries `first` to `last` were written, in their transaction."""
    if _LATER.get() or last - first >= AT_ONCE:
        return
    see_to(registries.current(), list(Entry.objects.filter(number__range=(first, last)).order_by("number")))
    # Earlier entries may still be waiting: then the mark stays, and these are seen to again.
    Follower.objects.filter(name=NAME, number=first - 1).update(number=last)


def catch_up(registry: Registry | None = None, batch: int = BATCH) -> int:
    """See to the next entries nobody has seen to: one transaction; how many there were."""
    with transaction.atomic():
        # Before anything else, as every verb does: a verb that writes now would make the same matters.
        journal.hold()
        Follower.objects.get_or_create(name=NAME)
        mark = Follower.objects.select_for_update().get(name=NAME)
        ahead = Entry.objects.filter(number__gt=mark.number).order_by("number")
        entries = list(ahead[:batch])
        if entries:
            see_to(registry or registries.current(), entries)
            mark.number = entries[-1].number
            mark.save(update_fields=["number"])
    return len(entries)


def see_to(registry: Registry, entries: Sequence[Entry]) -> None:
    """Bring the matters of these entries up to date and tell people of what is not history."""
    now = timezone.now()
    subjects = dict.fromkeys(entry.subject for entry in entries)
    moved = {entry.subject for entry in entries if entry.verb != TAKE_OVER}
    found = stood(registry, subjects, now, only_work=subjects.keys() - moved)
    stands = {stand.kept.subject(stand.row.row): stand for stand in found}
    kept_up = refresh(stands)
    staff = Staff(registry.units, timezone.localdate(now))
    for entry in entries:
        if entry.subject in kept_up and entry.at >= now - STALE:
            for kind, numbers, title in telling(entry, stands[entry.subject], kept_up[entry.subject], staff):
                told = Told(kind, entry.subject, f"entry:{entry.number}", title, entry.at)
                tell(numbers - {entry.person, entry.behalf or ""}, told)


def stood(
    registry: Registry, subjects: Iterable[str], now: datetime, only_work: Collection[str] = ()
) -> Iterator[Stand]:
    """The records of these subjects with their acts: two queries for every register.

    Of `only_work` those that are done are left out: an old ledger taken over is mostly that.
    """
    by_register: dict[str, dict[int, None]] = {}
    for subject in subjects:
        name, _, row = subject.partition("/")
        if name in registry.kept and row.isdecimal():
            by_register.setdefault(name, {})[int(row)] = None
    for name, rows in by_register.items():
        kept = registry.kept[name]
        old = [row for row in rows if kept.subject(row) in only_work]
        found = list(kept.rows.filter(pk__in=list(rows)).exclude(pk__in=old, state__in=done_states(kept)))
        told = stories(kept.subject(row.row) for row in found) if found else {}
        for row in found:
            acts = tuple(acts_among(told.get(kept.subject(row.row), ())))
            yield Stand(kept, row, acts, registry.units, registry.calendar, now)


def refresh(stands: Mapping[str, Stand]) -> dict[str, Matter]:
    """Matters as their records stand now, saved with who they wait for and their clocks."""
    worth = {subject: stand for subject, stand in stands.items() if stand.worth}
    Matter.objects.filter(subject__in=stands.keys() - worth.keys()).delete()
    old = Matter.objects.in_bulk(list(worth), field_name="subject")
    clocks = _timers(worth, old)
    found: dict[str, Matter] = {}
    for subject, stand in worth.items():
        matter = found[subject] = stand.matter()
        matter.rank, matter.clock = nearest(clocks[subject])
        matter.pk = old[subject].pk if subject in old else None
    Matter.objects.bulk_update([m for s, m in found.items() if s in old], CHANGING, batch_size=100)
    Matter.objects.bulk_create([m for s, m in found.items() if s not in old])
    _attach(worth, found, clocks)
    return found


def telling(
    entry: Entry, stand: Stand, matter: Matter, staff: Staff
) -> Iterator[tuple[Kind, set[str], Text]]:
    """Whom an entry concerns and what they are told; the first that fits somebody counts."""
    kept, action = stand.kept, stand.kept.flow.actions.get(entry.verb)
    if action is None and entry.verb != CREATE:
        return
    if action is not None and action.returns:
        yield "returned", senders(stand, entry), said(kept, matter, action.label)
    if stand.acts[-1].at == entry.at and stand.acts[-1].name == entry.verb:  # still where it came to
        waits = [wait for wait in stand.waits() if not wait.owner]
        waiting = all_of(staff.waiting(wait, matter, kept) for wait in waits)
        yield "work", waiting, said(kept, matter, kept.flow.state_label(matter.state))
    if action is not None and action.notify:
        told = all_of(staff.nearest(role, matter, kept) for role in action.notify)
        yield "told", told, said(kept, matter, action.label)


def senders(stand: Stand, entry: Entry) -> set[str]:
    """Who filed the record, and who sent it on before it came back."""
    before = [act for act in stand.acts if act.at <= entry.at and act.name in stand.kept.flow.actions]
    handed = [act for act in before if not stand.kept.flow.actions[act.name].returns]
    return {stand.row.created_by} | (set(handed[-1].hat.identities) if handed else set())


def said(kept: Kept, matter: Matter, what: Text) -> Text:
    """A notice's title: register, number, what happened. Nothing a person wrote."""
    label, number = kept.spec.label, matter.number or matter.row
    return Text(f"{label.zh} {number}：{what.zh}", f"{label.en} {number}: {what.en}")


def _timers(worth: Mapping[str, Stand], old: Mapping[str, Matter]) -> dict[str, list[Timer]]:
    known = {
        (timer.matter_id, timer.clock, timer.started): timer.told_until
        for timer in Timer.objects.filter(matter__in=[matter.pk for matter in old.values()])
    }
    found: dict[str, list[Timer]] = {}
    for subject, stand in worth.items():
        pk = old[subject].pk if subject in old else 0
        listed = found.setdefault(subject, [])
        for name, reading, started in () if stand.final else stand.readings():
            told = known.get((pk, name, started), max(started, stand.now - STALE))
            listed.append(timer_of(name, reading, started, stand.now, told))
    return found


def _attach(
    worth: Mapping[str, Stand], found: Mapping[str, Matter], clocks: Mapping[str, list[Timer]]
) -> None:
    """Who each matter waits for, who had a hand in it, its clocks: those of before go."""
    for table in (Wait, Hand, Timer):
        table.objects.filter(matter__in=[matter.pk for matter in found.values()]).delete()
    waits: list[Wait] = []
    hands: list[Hand] = []
    timers: list[Timer] = []
    for subject, matter in found.items():
        stand = worth[subject]
        waits += [_of(matter, wait) for wait in stand.waits()]
        hands += [Hand(matter=matter, person=who, last=at) for who, at in stand.hands().items()]
        timers += [_of(matter, timer) for timer in clocks[subject]]
    Wait.objects.bulk_create(waits)
    Hand.objects.bulk_create(hands)
    Timer.objects.bulk_create(timers)


def _of(matter: Matter, one: Part) -> Part:
    one.matter = matter
    return one
