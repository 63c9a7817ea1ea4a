"""Tables of people: accounts, the posts they hold, the failed sign-ins that lock a name for a while."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class Account(AbstractBaseUser):
    """Somebody who may sign in: `username` is the police number or another login, `unit` a unit code.

    What an account may do comes from posts, not from flags here.
    """

    username = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=80)
    unit = models.CharField(max_length=40)
    is_active = models.BooleanField(default=True)
    created = models.DateTimeField(auto_now_add=True)

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

    class Meta:
        """The oldest first."""

        ordering: ClassVar[list[str]] = ["start", "id"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["role", "unit"])]

    def __str__(self) -> str:
        return f"{self.account} {self.role} {self.unit}"
