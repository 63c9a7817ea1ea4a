"""In what capacity somebody acts: in a post of their own, or in one lent for a period (公出授权)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Post:
    """A role at a unit. People of a section act for the unit the section belongs to."""

    role: str
    unit: str


@dataclass(frozen=True, slots=True)
class Hat:
    """A person acting in a post, in their own right or on behalf of another."""

    person: str
    post: Post
    behalf: str | None = None

    @property
    def identities(self) -> frozenset[str]:
        """Everybody whose act this is: who does it and for whom. Four eyes need these to be disjoint."""
        return frozenset({self.person}) if self.behalf is None else frozenset({self.person, self.behalf})
