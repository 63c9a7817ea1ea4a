"""Tables of the forms given out, and of each record in them: whether it was answered, and when."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class IssuedForm(models.Model):
    """A form given out to an organisation; `number` is in its ticket and can be used once for each record."""

    number = models.CharField(max_length=32, unique=True)
    register = models.CharField(max_length=40)
    action = models.CharField(max_length=40)
    party = models.CharField(max_length=120)
    by = models.CharField(max_length=64)
    at = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        """The latest first."""

        ordering: ClassVar[list[str]] = ["-at", "-id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["register", "party"], name="partner_form_party"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.party}"


class IssuedRecord(models.Model):
    """One record of a form; `answered_at` is set when its answer was taken in, and then it is used up."""

    form = models.ForeignKey(IssuedForm, on_delete=models.PROTECT, related_name="records")
    row = models.BigIntegerField()
    answered_at = models.DateTimeField(null=True)
    taken_by = models.CharField(max_length=64, default="", blank=True)

    class Meta:
        """A record stands in a form once."""

        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["form", "row"], name="partner_form_record"),
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.row}"
