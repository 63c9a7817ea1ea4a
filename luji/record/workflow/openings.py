"""Who opened a record that waited for them, and when first: from then on they have it in hand.

One row for a person, a record and the act since which it waited; looking again adds nothing. Rows may be
deleted: time in hand then begins with the first change, as for records that nobody opened here.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import OperationalError, connection

from luji.record.workflow.cycle import Opened
from luji.record.workflow.models import Opening

LOG = logging.getLogger(__name__)
PATIENCE = 200
"""Milliseconds a page waits for a database that somebody else is writing to."""


def note(subject: str, since: datetime, person: str, at: datetime) -> None:
    """Keep the first opening of a record that waited `since`; one that cannot be written soon is let go."""
    if Opening.objects.filter(subject=subject, since=since, person=person).exists():
        return
    one = Opening(subject=subject, since=since, person=person, at=at)
    try:
        with _not_for_long():
            Opening.objects.bulk_create([one], ignore_conflicts=True)
    except OperationalError:
        LOG.info("an opening of %s was not kept: the database is busy", subject)


def of(subjects: Iterable[str]) -> dict[str, list[Opened]]:
    """The openings of each record that has some: one query."""
    found: dict[str, list[Opened]] = {}
    for one in Opening.objects.filter(subject__in=list(subjects)).order_by("pk"):
        found.setdefault(one.subject, []).append(Opened(one.at, one.person))
    return found


@contextmanager
def _not_for_long() -> Iterator[None]:
    """SQLite lets one write at a time: a page does not wait for a bulk load to end."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        (before,) = cursor.fetchone()
        cursor.execute(f"PRAGMA busy_timeout = {PATIENCE}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {int(before)}")
