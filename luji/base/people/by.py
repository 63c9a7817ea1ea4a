"""Who does something to people, in what right, when and from where."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils import timezone

from luji.base.people.person import Person

ADMIN = "admin"
INSTALLATION = "luji"
"""The name under which the command line acts; nobody signs in by it."""


@dataclass(frozen=True, slots=True)
class By:
    """An actor of the verbs on people: `admin` says whether they keep the accounts."""

    number: str
    admin: bool = False
    origin: str = ""
    at: datetime = field(default_factory=timezone.now)

    @property
    def day(self) -> date:
        """The day here."""
        return timezone.localdate(self.at)

    @classmethod
    def of(cls, person: Person, origin: str = "") -> By:
        """Somebody signed in; only a post of their own makes them an administrator."""
        return cls(person.number, person.holds(ADMIN), origin)


def installation() -> By:
    """Whoever rules the machine: the command line, the demo."""
    return By(INSTALLATION, True, "command line")
