"""In what capacity somebody acts: a post of their own, or one given to them for a period (公出授权)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Post:
    """A role at a unit. People of a section act for the unit the section belongs to."""

    role: str
    unit: str


@dataclass(frozen=True, slots=True)
class Delegation:
    """`giver` lets `taker` act in one post from `start` to `end` (both days inside), by a document."""

    giver: str
    taker: str
    post: Post
    start: date
    end: date
    document: str = ""

    def in_force(self, day: date) -> bool:
        """Whether it holds on a day."""
        return self.start <= day <= self.end


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


def hats(
    person: str, posts: Mapping[str, Collection[Post]], delegations: Iterable[Delegation], day: date
) -> list[Hat]:
    """Every capacity in which a person may act on a day, their own posts first.

    Only a post the giver holds in their own right can be delegated: what was received is not passed on.
    """
    own = [Hat(person, post) for post in posts.get(person, ())]
    given = [
        Hat(person, d.post, d.giver)
        for d in delegations
        if d.taker == person and d.giver != person and d.in_force(day) and d.post in posts.get(d.giver, ())
    ]
    return own + given
