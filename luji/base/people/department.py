"""The department as this installation declares it: its units, roles and ranks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from django.conf import settings

from luji.base.kernel.content import Content
from luji.base.kernel.text import Text
from luji.base.people.ranks import Rank, load_ranks
from luji.base.people.roles import Role, load_roles
from luji.base.people.units import UnitTree


@dataclass(frozen=True)
class Department:
    """Units, roles and ranks."""

    units: UnitTree
    roles: Mapping[str, Role]
    ranks: Mapping[str, Rank]

    def unit(self, code: str) -> Text:
        """The short name of a unit; its code where it is not declared any more."""
        return self.units.find(code).short if code in self.units else Text(code, code)

    def role(self, code: str) -> Text:
        """What a role is called."""
        return self.roles[code].label if code in self.roles else Text(code, code)

    def rank(self, code: str) -> Text:
        """What a rank is called."""
        return self.ranks[code].label if code in self.ranks else Text(code, code)


@cache
def current() -> Department:
    """The department of this process, read once. Raises `Refused` for a broken declaration."""
    content = Content.shipped(settings.LUJI_CONTENT)
    units = next(
        (
            found[0]
            for folder in reversed(content.folders)
            if (found := sorted((folder / "units").glob("*.yaml")))
        ),
        None,
    )
    return Department(
        UnitTree.load(units or content.file("units/units.yaml")),
        load_roles(content.files("posts")),
        load_ranks(content.files("people")),
    )
