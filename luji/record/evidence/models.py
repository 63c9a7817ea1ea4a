"""Tables of the archive: what each file is, and who brought it for which record."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class StoredFile(models.Model):
    """A file of the archive under its SHA-256; a photograph with what it says of itself.

    `looks` is the 64-bit dHash, signed; latitude and longitude are WGS84 degrees.
    """

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField()
    media = models.CharField(max_length=100)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    taken_at = models.DateTimeField(null=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    looks = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.sha256[:12]} {self.media}"


class FileUse(models.Model):
    """A file brought by somebody, and the record and field it was then put into.

    Without a register it waits: brought in a form that is not saved yet. A use is never taken back, even when
    the record no longer shows the file: the journal still names it.
    """

    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="uses")
    name = models.CharField(max_length=200)
    by = models.CharField(max_length=64)
    at = models.DateTimeField()
    register = models.CharField(max_length=40, default="", blank=True)
    row = models.BigIntegerField(null=True)
    field = models.CharField(max_length=40, default="", blank=True)
    act = models.CharField(max_length=40, default="", blank=True)
    used_at = models.DateTimeField(null=True)
    doubts = models.JSONField(default=list, blank=True)

    class Meta:
        """Found by the record, or by who brought it."""

        ordering: ClassVar[list[str]] = ["id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["register", "row"], name="file_use_record"),
            models.Index(fields=["by", "register"], name="file_use_bringer"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.register}/{self.row}"
