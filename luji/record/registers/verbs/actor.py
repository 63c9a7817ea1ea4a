"""Who does something with records, when, and from where: given to every verb."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from luji.base.people.person import Person
from luji.record.registers.registry import Registry


@dataclass(frozen=True)
class Actor:
    """Who does something, when, and from which address."""

    registry: Registry
    person: Person
    at: datetime
    origin: str = ""

    @property
    def day(self) -> date:
        """The day here."""
        return timezone.localdate(self.at)
