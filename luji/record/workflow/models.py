"""Tables of the journal, and of what follows from it: open matters, who they wait for, clocks, notices.

Everything but the journal and what people have read or chosen can be made anew from the journal.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import ClassVar

from django.conf import settings
from django.db import models

NEVER = datetime(9999, 12, 31, tzinfo=UTC)
"""The rank of a matter that no clock runs for."""


class ChainEnd(models.Model):
    """How long the chain is and the hash of its last entry; locked by whoever adds to it."""

    name = models.CharField(max_length=20, unique=True)
    count = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="", blank=True)

    def __str__(self) -> str:
        return f"{self.name}: {self.count}"


class Entry(models.Model):
    """One entry of the journal as it was hashed; `before` and `after` are in canonical spelling."""

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    person = models.CharField(max_length=64)
    behalf = models.CharField(max_length=64, null=True)
    verb = models.CharField(max_length=40)
    subject = models.CharField(max_length=120)
    origin = models.CharField(max_length=64, blank=True)
    reason = models.TextField(blank=True)
    before = models.TextField()
    after = models.TextField()
    previous = models.CharField(max_length=64, blank=True)
    algorithm = models.CharField(max_length=10)
    hash = models.CharField(max_length=64)

    class Meta:
        """In the order of writing; a record's story is found by its subject."""

        ordering: ClassVar[list[str]] = ["number"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["subject", "number"], name="journal_subject"),
            models.Index(fields=["person", "at"], name="journal_person"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.verb} {self.subject}"


class Follower(models.Model):
    """How far a reader of the journal has come: the number of the last entry it has seen to."""

    name = models.CharField(max_length=20, unique=True)
    number = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name}: {self.number}"


class Matter(models.Model):
    """A record as work: where it stands, since when, until when. Its title bears no masked field.

    `rank` is the nearest end of its running clocks, NEVER without one; `processing` the office's own
    minutes so far, `opened` None when it was taken over. Records taken over when they were done are none.
    """

    subject = models.CharField(max_length=120, unique=True)
    register = models.CharField(max_length=40)
    row = models.PositiveBigIntegerField()
    number = models.CharField(max_length=80, blank=True)
    title_zh = models.CharField(max_length=300, blank=True)
    title_en = models.CharField(max_length=300, blank=True)
    unit = models.CharField(max_length=40, blank=True)
    party = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=40)
    opened = models.DateTimeField(null=True)
    since = models.DateTimeField()
    finished = models.DateTimeField(null=True, blank=True)
    rank = models.DateTimeField(default=NEVER)
    clock = models.CharField(max_length=40, blank=True)
    processing = models.PositiveIntegerField(default=0)

    class Meta:
        """Listed by the end of their clocks."""

        ordering: ClassVar[list[str]] = ["rank", "since", "id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["unit", "finished", "rank"], name="matter_unit"),
            models.Index(fields=["rank", "since", "id"], name="matter_rank"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.state}"


class Wait(models.Model):
    """Who may take the next step: a role, in which scope; `barred` lists who may not (,number,number,).

    `owner` is who alone has it in hand: while the content is being written, whoever opened it.
    """

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="waits")
    action = models.CharField(max_length=40)
    role = models.CharField(max_length=40)
    scope = models.CharField(max_length=10)
    barred = models.TextField(blank=True)
    owner = models.CharField(max_length=64, blank=True)

    class Meta:
        """Found by role."""

        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["role", "matter"], name="wait_role")]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.action} {self.role}"


class Hand(models.Model):
    """Somebody who had a hand in a matter, and when last."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="hands")
    person = models.CharField(max_length=64)
    last = models.DateTimeField()

    class Meta:
        """Found by person, the latest first."""

        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["person", "-last"], name="hand_person")]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.person}"


class Opening(models.Model):
    """The first time somebody opened a record that had waited for them `since` the act before."""

    subject = models.CharField(max_length=120)
    since = models.DateTimeField()
    person = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        """One for each person and step."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["subject", "since", "person"], name="opening_once")
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.person} {self.at}"


class Timer(models.Model):
    """A running clock of a matter: its end, and when it must be looked at again.

    `told_until`: notices that fell due up to then were given; `due` is None while it stands still.
    """

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="timers")
    clock = models.CharField(max_length=40)
    started = models.DateTimeField()
    due = models.DateTimeField(null=True)
    told_until = models.DateTimeField()
    next_at = models.DateTimeField(null=True, db_index=True)

    class Meta:
        """One of each clock."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["matter", "clock"], name="timer_of_matter")
        ]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.clock}"


class Notice(models.Model):
    """Something somebody was told. `event` names what happened: nobody is told of it twice.

    `mail_at` is when to try to send it by e-mail (None: not, or done); `tries` how often that failed.
    """

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    at = models.DateTimeField()
    kind = models.CharField(max_length=12)
    subject = models.CharField(max_length=120)
    event = models.CharField(max_length=160)
    title = models.JSONField()
    read_at = models.DateTimeField(null=True, blank=True)
    mail_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        """The latest first."""

        ordering: ClassVar[list[str]] = ["-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["account", "event"], name="notice_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["account", "read_at", "-id"], name="notice_unread"),
            models.Index(fields=["mail_at"], name="notice_mail", condition=models.Q(mail_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.event}"


class MailChoice(models.Model):
    """Which notices somebody wants by e-mail, and where to; `kinds` as work,returned."""

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mail_choice"
    )
    address = models.EmailField(blank=True)
    kinds = models.CharField(max_length=120, blank=True)

    def __str__(self) -> str:
        return f"{self.account_id}: {self.kinds}"
