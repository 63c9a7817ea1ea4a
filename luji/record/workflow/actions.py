"""The one verb on the journal: write at its end, inside the transaction of the change it tells of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from django.db import transaction

from luji.base.kernel.problem import Problem
from luji.record.workflow import bulk, journal
from luji.record.workflow.journal import Anchor, Record, Sealed
from luji.record.workflow.models import ChainEnd, Entry
from luji.record.workflow.spelling import restored

CHAIN = "journal"
READ = 500
Follower = Callable[[int, int], None]
FOLLOWERS: list[Follower] = []
"""Told the numbers of the first and the last entry written, in the same transaction."""


def write(records: Sequence[Record]) -> None:
    """Add records to the chain, one entry each. Must run inside a transaction: else RuntimeError."""
    end = hold()
    made: list[tuple[object, ...]] = []
    for record in records:
        previous, number = end.hash, end.count + 1
        sealed = journal.sealed(number, record, previous)
        made.append(_entry(number, record, previous, sealed))
        end.count, end.hash = number, sealed.hash
    bulk.insert(Entry, made)
    end.save(update_fields=["count", "hash"])
    for follow in FOLLOWERS if made else ():
        follow(end.count - len(made) + 1, end.count)


def hold() -> ChainEnd:
    """Take the end of the chain and keep it until the transaction ends: writers come one after the other.

    Must run inside a transaction: else RuntimeError.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("the journal is written together with the change it tells of")
    ChainEnd.objects.get_or_create(name=CHAIN)
    return ChainEnd.objects.select_for_update().get(name=CHAIN)


def story(subject: str) -> list[Entry]:
    """What happened to one record, the oldest first."""
    return list(Entry.objects.filter(subject=subject))


def verify() -> list[Problem]:
    """Whether the whole chain holds and ends where it should; empty when it does."""
    end = ChainEnd.objects.filter(name=CHAIN).first()
    known = Anchor(end.count, end.hash) if end else None
    return journal.verify(_chain(Entry.objects.iterator(READ)), known)


def record_of(entry: Entry) -> Record:
    """The record an entry holds."""
    return Record(
        at=entry.at,
        person=entry.person,
        verb=entry.verb,
        subject=entry.subject,
        before=restored(entry.before),
        after=restored(entry.after),
        origin=entry.origin,
        behalf=entry.behalf,
        reason=entry.reason,
    )


def _entry(number: int, record: Record, previous: str, sealed: Sealed) -> tuple[object, ...]:
    """The columns of an entry in the order of its table."""
    return (
        number, record.at, record.person, record.behalf, record.verb, record.subject, record.origin,
        record.reason, sealed.before, sealed.after, previous, "sha256", sealed.hash,
    )  # fmt: skip


def _chain(entries: Iterable[Entry]) -> Iterator[journal.Entry]:
    for entry in entries:
        yield journal.Entry(entry.number, record_of(entry), entry.previous, entry.algorithm, entry.hash)
