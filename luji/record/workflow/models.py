"""Tables of the journal: its entries, and the end of the chain, which every writer holds while writing."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


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
