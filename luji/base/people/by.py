"""Who does something to people, in what right, when and from where."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils import timezone

from luji.base.people.person import Person
from luji.base.people.units import UnitTree

ADMIN = "admin"
INSTALLATION = "luji"
"""The name under which the command line acts; nobody signs in by it."""


@dataclass(frozen=True, slots=True)
class By:
    """An actor of the verbs on people; `keeps` are the units whose accounts they keep (None: of all)."""

    number: str
    keeps: frozenset[str] | None = frozenset()
    origin: str = ""
    at: datetime = field(default_factory=timezone.now)

    @property
    def admin(self) -> bool:
        """Whether they keep any account."""
        return self.keeps is None or bool(self.keeps)

    def keeps_unit(self, code: str) -> bool:
        """Whether they keep the accounts of a unit."""
        return self.keeps is None or code in self.keeps

    @property
    def day(self) -> date:
        """The day here."""
        return timezone.localdate(self.at)

    @classmethod
    def of(cls, person: Person, tree: UnitTree, origin: str = "") -> By:
        """Somebody signed in; an administrator's post of their own keeps its unit and those below."""
        posts = [held.unit for held in person.posts if held.role == ADMIN]
        keeps = {code for unit in posts for code in (tree.subtree(unit) if unit in tree else [unit])}
        return cls(person.number, frozenset(keeps), origin)


def installation() -> By:
    """Whoever rules the machine: the command line, the demo."""
    return By(INSTALLATION, None, "command line")
