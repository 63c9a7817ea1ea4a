"""Tables of people: accounts, where they served, the posts they hold or lend, and how they sign in."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class Account(AbstractBaseUser):
    """Somebody who may sign in: `username` is the police number or another login, `unit` a unit code.

    What an account may do comes from posts, not from flags here. `unit`, `rank` and `title` are those of the
    service in force. A password given by somebody else is good until `one_time_until` and must be changed.
    """

    username = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=80)
    unit = models.CharField(max_length=40)
    rank = models.CharField(max_length=40, blank=True, default="")
    title = models.CharField(max_length=80, blank=True, default="")
    entered = models.DateField(null=True, blank=True)
    left = models.DateField(null=True, blank=True)
    is_active = models.BooleanField(default=True)
    created = models.DateTimeField(auto_now_add=True)
    password_set = models.DateTimeField(null=True, blank=True)
    one_time_until = models.DateTimeField(null=True, blank=True)

    objects = BaseUserManager["Account"]()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name", "unit"]

    class Meta:
        """Listed by unit, then by login."""

        ordering: ClassVar[list[str]] = ["unit", "username"]

    def __str__(self) -> str:
        return f"{self.name} ({self.username})"


class FailedSignIns(models.Model):
    """Failed sign-ins under one name since the last good one, whether or not such an account exists.

    Counting unknown names too keeps the answers alike, so that nobody learns which names exist.
    """

    username = models.CharField(max_length=64, unique=True)
    failures = models.PositiveIntegerField(default=0)
    last = models.DateTimeField()
    locked_until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.username}: {self.failures}"


class Appointment(models.Model):
    """A post held by somebody: a role at a unit for a time; both days inside, no `end` while it lasts.

    `party` is the organisation a partner stands for. A transfer ends one and begins another.
    """

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="appointments")
    role = models.CharField(max_length=40)
    unit = models.CharField(max_length=40)
    party = models.CharField(max_length=120, default="", blank=True)
    start = models.DateField()
    end = models.DateField(null=True, blank=True)
    document = models.CharField(max_length=120, default="", blank=True)

    class Meta:
        """The oldest first."""

        ordering: ClassVar[list[str]] = ["start", "id"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["role", "unit"])]

    def __str__(self) -> str:
        return f"{self.account} {self.role} {self.unit}"


class Service(models.Model):
    """Where somebody served, in which rank and title; both days inside, no `end` while it lasts."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="services")
    unit = models.CharField(max_length=40)
    rank = models.CharField(max_length=40, blank=True, default="")
    title = models.CharField(max_length=80, blank=True, default="")
    start = models.DateField()
    end = models.DateField(null=True, blank=True)
    document = models.CharField(max_length=120, default="", blank=True)

    class Meta:
        """The oldest first."""

        ordering: ClassVar[list[str]] = ["start", "id"]

    def __str__(self) -> str:
        return f"{self.account} {self.unit} {self.start}"


class Delegation(models.Model):
    """公出授权: `giver` lets `taker` act in one post from `start` to `end`, both days inside, by a document.

    Taken back, it stops at once (`revoked`).
    """

    giver = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="lent")
    taker = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="borrowed")
    role = models.CharField(max_length=40)
    unit = models.CharField(max_length=40)
    start = models.DateField()
    end = models.DateField()
    document = models.CharField(max_length=120, default="", blank=True)
    made_by = models.CharField(max_length=64)
    made = models.DateTimeField()
    revoked = models.DateTimeField(null=True, blank=True)

    class Meta:
        """The latest first."""

        ordering: ClassVar[list[str]] = ["-start", "-id"]

    def __str__(self) -> str:
        return f"{self.giver} → {self.taker} {self.role} {self.unit}"


class PastPassword(models.Model):
    """The hash of a password somebody had before; it may not come back soon."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="past_passwords")
    password = models.CharField(max_length=128)
    kept = models.DateTimeField()

    class Meta:
        """The latest first."""

        ordering: ClassVar[list[str]] = ["-kept", "-id"]

    def __str__(self) -> str:
        return f"{self.account} {self.kept}"


class SecondFactor(models.Model):
    """The secret of somebody's one-time codes (RFC 6238), encrypted; not in use until `confirmed`.

    `last_step` is the time step of the last code taken: neither it nor an earlier one is taken again.
    """

    account = models.OneToOneField(Account, on_delete=models.CASCADE, related_name="second_factor")
    secret = models.CharField(max_length=400)
    confirmed = models.DateTimeField(null=True, blank=True)
    last_step = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.account)


class RecoveryCode(models.Model):
    """The keyed hash of a code that replaces the second factor once."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="recovery_codes")
    hash = models.CharField(max_length=64)
    used = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return str(self.account)


class Sitting(models.Model):
    """A session of somebody signed in: from where, since when, last seen when."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="sittings")
    key = models.CharField(max_length=40, unique=True)
    started = models.DateTimeField()
    seen = models.DateTimeField()
    origin = models.CharField(max_length=64, blank=True)
    agent = models.CharField(max_length=200, blank=True)

    class Meta:
        """The latest first."""

        ordering: ClassVar[list[str]] = ["-started", "-id"]

    def __str__(self) -> str:
        return f"{self.account} {self.started}"


class SignIn(models.Model):
    """One attempt to sign in, good or not: kept at least six months, as the law on networks wants."""

    at = models.DateTimeField()
    username = models.CharField(max_length=64)
    account = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="sign_ins")
    good = models.BooleanField()
    how = models.CharField(max_length=12)
    problem = models.CharField(max_length=12, blank=True)
    origin = models.CharField(max_length=64, blank=True)
    agent = models.CharField(max_length=200, blank=True)

    class Meta:
        """The latest first; found by name and by time."""

        ordering: ClassVar[list[str]] = ["-at", "-id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["username", "at"], name="people_sign_in_name"),
            models.Index(fields=["at"], name="people_sign_in_at"),
        ]

    def __str__(self) -> str:
        return f"{self.at} {self.username} {self.good}"
