"""Notices by e-mail: a queue in the table of notices, sent by whoever ticks, tried again when it fails.

A notice is claimed before it is sent: killed in between, it is sent again after a while, under the same
Message-ID, so that mail servers can tell. The subject line holds no name and nothing a person wrote.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction

from luji.record.workflow.models import MailChoice, Notice
from luji.record.workflow.notices import KINDS, Kind, title_of

CLAIM = timedelta(minutes=15)
AGAIN = (timedelta(minutes=2), timedelta(minutes=15), timedelta(hours=2), timedelta(hours=12))
BATCH = 20
Address = Callable[[str], str]


def on() -> bool:
    """Whether this installation sends e-mail at all."""
    return bool(settings.EMAIL_HOST)


def send_due(now: datetime, address: Address) -> int:
    """Send what is due; how many went out. `address` says where a record is to be found.

    A message that fails is tried four times more, later each time; then it is given up.
    """
    sent = 0
    for notice in claimed(now) if on() else ():
        try:
            message(notice, address).send()
        except (OSError, SMTPException):
            put_off(notice, now)
        else:
            Notice.objects.filter(pk=notice.pk).update(mail_at=None, mailed_at=now)
            sent += 1
    return sent


@transaction.atomic
def claimed(now: datetime) -> list[Notice]:
    """The notices to be sent now, put off for others until it is clear what became of them."""
    due = Notice.objects.filter(mail_at__lte=now).order_by("mail_at", "id")
    found = list(due.select_for_update().select_related("account")[:BATCH])
    Notice.objects.filter(pk__in=[notice.pk for notice in found]).update(mail_at=now + CLAIM)
    return found


def put_off(notice: Notice, now: datetime) -> None:
    """Later, or never when it failed too often."""
    again = now + AGAIN[notice.tries] if notice.tries < len(AGAIN) else None
    Notice.objects.filter(pk=notice.pk).update(mail_at=again, tries=notice.tries + 1)


def message(notice: Notice, address: Address) -> EmailMessage:
    """A notice as a message in both languages."""
    choice = MailChoice.objects.filter(account=notice.account).first()
    title, kind = title_of(notice), KINDS[_kind(notice)]
    where = address(notice.subject)
    body = f"{title.zh}\n{title.en}\n\n{where}\n\n路绩 Luji"
    return EmailMessage(
        subject=f"[{kind.zh}] {title.zh}",
        body=body,
        to=[choice.address] if choice and choice.address else [],
        headers={"Message-ID": f"<notice-{notice.pk}@luji>", "Auto-Submitted": "auto-generated"},
    )


def _kind(notice: Notice) -> Kind:
    return next((kind for kind in KINDS if kind == notice.kind), "told")
