"""The table of saved views: a list's filters, words, order and columns under a name."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models


class View(models.Model):
    """A view of one register, somebody's own or, with a `unit`, of all who hold a post there."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="views")
    register = models.CharField(max_length=40)
    name = models.CharField(max_length=40)
    unit = models.CharField(max_length=40, default="", blank=True)
    query = models.TextField(default="", blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """In the order they were made."""

        ordering: ClassVar[list[str]] = ["id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["register", "unit"], name="saved_view_of"),
        ]

    def __str__(self) -> str:
        return f"{self.register}: {self.name}"
