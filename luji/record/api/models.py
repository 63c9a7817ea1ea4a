"""The table of tokens: each a key of one person, kept only as a hash, for reading or writing, for a time."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models


class Token(models.Model):
    """A key by which a program acts for a person. `hash` is sha256 of the secret, which is told once."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="tokens")
    name = models.CharField(max_length=60)
    hash = models.CharField(max_length=64, unique=True)
    writes = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used = models.DateTimeField(null=True)
    last_origin = models.CharField(max_length=64, default="", blank=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        """The latest first."""

        ordering: ClassVar[list[str]] = ["-made_at", "-id"]

    def __str__(self) -> str:
        return f"{self.name} ({self.account_id})"
