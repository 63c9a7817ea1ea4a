"""The table of papers made: number, the page as composed, the digest of its file, whether it is void."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Made(models.Model):
    """One paper. Rows are never deleted: a paper made in error is void, and its number stays used.

    `page` is the page as JSON, of which the masked copy is made; `digest` is the SHA-256 of the file as it
    was handed out, under which the archive keeps it.
    """

    kind = models.CharField(max_length=40)
    year = models.PositiveIntegerField()
    serial = models.PositiveIntegerField()
    number = models.CharField(max_length=80, unique=True)
    register = models.CharField(max_length=40)
    row = models.BigIntegerField()
    unit = models.CharField(max_length=40)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=64)
    page = models.TextField()
    digest = models.CharField(max_length=64)
    void_at = models.DateTimeField(null=True)
    void_by = models.CharField(max_length=64, default="", blank=True)
    void_reason = models.TextField(default="", blank=True)

    class Meta:
        """In the order of numbers; a record's papers are found by it."""

        ordering: ClassVar[list[str]] = ["kind", "year", "serial"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["kind", "year", "serial"], name="paper_number")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["register", "row"], name="paper_of_record")
        ]

    def __str__(self) -> str:
        return self.number
