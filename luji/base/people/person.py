"""A person with the posts held on a day: what every permission is asked about; pure."""

from __future__ import annotations

from dataclasses import dataclass

from luji.base.people.units import UnitTree


@dataclass(frozen=True, slots=True)
class Held:
    """A post somebody holds: a role at a unit; `party` is the organisation a partner stands for."""

    role: str
    unit: str
    party: str = ""


@dataclass(frozen=True, slots=True)
class Lent:
    """A post of somebody else, lent for a period (公出授权); `giver` is their number."""

    held: Held
    giver: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody known by a police number or other login, with today's posts, own and lent."""

    number: str
    name: str
    unit: str
    posts: tuple[Held, ...] = ()
    lent: tuple[Lent, ...] = ()

    @property
    def roles(self) -> frozenset[str]:
        """The roles held anywhere in their own right."""
        return frozenset(held.role for held in self.posts)

    def holds(self, *roles: str) -> bool:
        """Whether any of the roles is held anywhere in their own right."""
        return not self.roles.isdisjoint(roles)

    def acts_as(self, *roles: str) -> bool:
        """Whether any of the roles is held anywhere, in their own right or lent by somebody."""
        return self.holds(*roles) or any(lent.held.role in roles for lent in self.lent)


def acting_unit(tree: UnitTree, code: str) -> str:
    """The unit a post acts for: people of a section act for the unit the section belongs to."""
    if code not in tree:
        return code
    unit = tree.find(code)
    return unit.parent if unit.kind == "section" and unit.parent else code


def units_above(tree: UnitTree, code: str) -> tuple[str, ...]:
    """The units above one, the nearest first."""
    found: list[str] = []
    above = tree.parent(code) if code in tree else None
    while above is not None:
        found.append(above.code)
        above = tree.parent(above.code)
    return tuple(found)
