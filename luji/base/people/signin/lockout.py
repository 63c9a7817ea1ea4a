"""Locking a name after repeated failed sign-ins, unless set otherwise: five close it for five minutes.

Failures are counted per name however it is spelled: accounts and directories take any letter case.
"""

from __future__ import annotations

import unicodedata
from datetime import datetime, timedelta

from django.db import transaction

from luji.base.people.models import FailedSignIns
from luji.base.people.signin.passwords import options

FORGOTTEN_AFTER = timedelta(hours=1)
LONGEST = 64


def key(username: str) -> str:
    """A name as its failures are counted: width, letter case and blanks make no other name of it."""
    return "".join(unicodedata.normalize("NFKC", username).casefold().split())[:LONGEST]


def locked_until(username: str, now: datetime) -> datetime | None:
    """When the name opens again; None when it is open."""
    kept = FailedSignIns.objects.filter(username=key(username), locked_until__gt=now).first()
    return kept.locked_until if kept else None


@transaction.atomic
def note_failure(username: str, now: datetime) -> datetime | None:
    """Count one failure; the time the name opens again when this one closed it.

    Failures older than an hour are forgotten, of every name.
    """
    FailedSignIns.objects.filter(last__lt=now - FORGOTTEN_AFTER).delete()
    counted = FailedSignIns.objects.select_for_update()
    kept, _ = counted.get_or_create(username=key(username), defaults={"last": now})
    if kept.locked_until is not None and kept.locked_until <= now:
        kept.failures, kept.locked_until = 0, None
    kept.failures += 1
    kept.last = now
    if kept.failures >= options().lock_failures:
        kept.locked_until = now + timedelta(minutes=options().lock_minutes)
    kept.save()
    return kept.locked_until


def forget(username: str) -> None:
    """Forget the failures of a name after a good sign-in."""
    FailedSignIns.objects.filter(username=key(username)).delete()
