"""Whom to tell: the holders of roles at a unit, those standing in for them among them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from luji.base.people import posts
from luji.base.people.person import acting_unit
from luji.base.people.units import UnitTree
from luji.record.registers.registry import Kept
from luji.record.registers.work.matters import above
from luji.record.workflow.models import Matter, Wait


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody with a post, in their own right or lent to them (`behalf`: by whom)."""

    number: str
    unit: str
    party: str
    behalf: str = ""


@dataclass
class Staff:
    """Who holds which role on a day; asked once for each role."""

    units: UnitTree
    day: date
    _known: dict[str, list[Holder]] = field(default_factory=dict)

    def holders(self, role: str) -> list[Holder]:
        """Everybody with an open account who holds the role anywhere."""
        if role not in self._known:
            self._known[role] = list(self._asked(role))
        return self._known[role]

    def nearest(self, role: str, matter: Matter, kept: Kept) -> set[str]:
        """The holders at the matter's unit, else at the nearest one above; partners by their organisation."""
        if kept.spec.see.get(role) == "party":
            return {one.number for one in self.holders(role) if one.party and one.party == matter.party}
        for unit in above(self.units, matter.unit):
            found = {one.number for one in self.holders(role) if one.unit == unit}
            if found:
                return found
        return set()

    def waiting(self, wait: Wait, matter: Matter, kept: Kept) -> set[str]:
        """Those whom a step waits for: in its scope, able to see the record, not barred."""
        barred = set(wait.barred.split(",")) - {""}
        return {
            one.number
            for one in self.holders(wait.role)
            if barred.isdisjoint((one.number, one.behalf))
            and self._in_scope(one, wait.scope, matter)
            and self._sees(one, wait.role, matter, kept)
        }

    def _in_scope(self, one: Holder, scope: str, matter: Matter) -> bool:
        if scope == "any":
            return True
        chain = above(self.units, matter.unit)
        return one.unit == chain[0] if scope == "own" else one.unit in chain[1:]

    def _sees(self, one: Holder, role: str, matter: Matter, kept: Kept) -> bool:
        scope = kept.spec.see.get(role)
        if scope == "party":
            return bool(one.party) and one.party == matter.party
        chain = above(self.units, matter.unit)
        return scope == "any" or one.unit == matter.unit or (scope == "below" and one.unit in chain)

    def _asked(self, role: str) -> Iterator[Holder]:
        held = posts.holding(self.day).filter(role=role, account__is_active=True)
        own = list(held.values_list("account__username", "unit", "party"))
        for number, unit, party in own:
            yield Holder(number, acting_unit(self.units, unit), party)
        known = {(number, unit): party for number, unit, party in own}
        lent = posts.lent_on(self.day).filter(role=role, taker__is_active=True)
        for taker, giver, unit in lent.values_list("taker__username", "giver__username", "unit"):
            if (giver, unit) in known:
                yield Holder(taker, acting_unit(self.units, unit), known[giver, unit], giver)


def all_of(sets: Iterable[set[str]]) -> set[str]:
    """Everybody in any of them."""
    return set().union(*sets)
