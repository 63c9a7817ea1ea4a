"""What happened to people, told inside its transaction to whoever keeps the journal.

The journal lies on a floor above; it listens to `told`. A listener that fails takes the change back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.dispatch import Signal

from luji.base.people.by import By
from luji.base.people.models import Account

told = Signal()
"""Sent with `happened=Happened(…)`."""


@dataclass(frozen=True, slots=True)
class Happened:
    """A change as the journal wants it: what differs, before and after; never a password or a secret."""

    by: By
    verb: str
    subject: str
    before: Mapping[str, object] = field(default_factory=dict)
    after: Mapping[str, object] = field(default_factory=dict)
    reason: str = ""
    behalf: str | None = None


def tell(
    by: By,
    verb: str,
    account: Account,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
    reason: str = "",
) -> None:
    """Tell of a change to somebody. Must run inside its transaction: else RuntimeError."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a change is told inside its transaction")
    happened = Happened(by, verb, subject_of(account.username), before or {}, after or {}, reason)
    told.send(sender=Account, happened=happened)


def subject_of(number: str) -> str:
    """How the journal names a person."""
    return f"person/{number}"
