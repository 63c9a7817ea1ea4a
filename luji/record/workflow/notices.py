"""Notices: telling people once what happened, what they have not read, what goes out by e-mail.

`tell` is called inside the transaction of what it tells of. Nobody is told twice of one event, however many
processes try.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, cast

from django.db.models import QuerySet

from luji.base.kernel.text import Text
from luji.base.people.models import Account
from luji.record.workflow.models import MailChoice, Notice

Kind = Literal["work", "returned", "told", "reminder", "escalation"]
KINDS: Mapping[Kind, Text] = {
    "work": Text("待办", "to do"),
    "returned": Text("退回", "returned"),
    "told": Text("告知", "for your information"),
    "reminder": Text("到期提醒", "due soon"),
    "escalation": Text("超期催办", "overdue"),
}
STALE = timedelta(days=31)
"""What happened longer ago is history: after a long stop, or a bulk load of old records, nobody is told."""


@dataclass(frozen=True, slots=True)
class Told:
    """What to tell: `event` names what happened for ever; the title bears no name of a person."""

    kind: Kind
    subject: str
    event: str
    title: Text
    at: datetime


def tell(numbers: Iterable[str], told: Told) -> None:
    """Put a notice before each of these accounts that is open; whoever has it already keeps that."""
    accounts = list(Account.objects.filter(username__in=set(numbers), is_active=True))
    wanted = mailing(accounts, told.kind)
    Notice.objects.bulk_create(
        [
            Notice(
                account=account, at=told.at, kind=told.kind, subject=told.subject, event=told.event,
                title={"zh": told.title.zh, "en": told.title.en},
                mail_at=told.at if account.pk in wanted else None,
            )
            for account in accounts
        ],
        ignore_conflicts=True,
    )  # fmt: skip


def mailing(accounts: Iterable[Account], kind: str) -> frozenset[int]:
    """Which of the accounts want this kind by e-mail and have said where to."""
    chosen = MailChoice.objects.filter(account__in=list(accounts)).exclude(address="")
    return frozenset(
        pk for pk, kinds in chosen.values_list("account_id", "kinds") if kind in kinds.split(",")
    )


def of(account: Account) -> QuerySet[Notice]:
    """Everything somebody was told, the latest first."""
    return Notice.objects.filter(account=account)


def unread(account: Account) -> QuerySet[Notice]:
    """What somebody has not read."""
    return of(account).filter(read_at=None)


def mark_read(account: Account, at: datetime, ids: Iterable[int] | None = None) -> int:
    """Some of somebody's notices, or all, are read; how many were not before. Those of others stay."""
    open_ones = unread(account)
    if ids is not None:
        open_ones = open_ones.filter(pk__in=list(ids))
    return open_ones.update(read_at=at)


def read_about(account: Account, subject: str, at: datetime) -> int:
    """Whoever opens a record has read what was told of it."""
    return unread(account).filter(subject=subject).update(read_at=at)


def title_of(notice: Notice) -> Text:
    """What it says."""
    said = cast(Mapping[str, str], notice.title)
    return Text(said.get("zh", ""), said.get("en", ""))


def choose(account: Account, address: str, kinds: Iterable[str]) -> MailChoice:
    """What somebody wants by e-mail from now on; kinds that do not exist are left out."""
    wanted = set(kinds)
    found, _ = MailChoice.objects.update_or_create(
        account=account,
        defaults={"address": address, "kinds": ",".join(kind for kind in KINDS if kind in wanted)},
    )
    return found
