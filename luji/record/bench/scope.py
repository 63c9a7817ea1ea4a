"""Which matters somebody sees, and which of them wait for them: queries, the same rules as the verbs ask."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.db.models import Exists, OuterRef, Q, QuerySet

from luji.base.people.person import Held, Person
from luji.base.people.units import UnitTree
from luji.base.people.visible import See
from luji.record.registers.registry import Registry
from luji.record.registers.verbs.permission import hats_of
from luji.record.workflow.hats import Hat
from luji.record.workflow.models import Matter, Wait

NOTHING = Q(pk__in=[])


def seen(registry: Registry, person: Person) -> QuerySet[Matter]:
    """The matters of records somebody may look at, of all registers."""
    query = NOTHING
    for held in (*person.posts, *(lent.held for lent in person.lent)):
        for see, names in by_scope(registry, held.role).items():
            part = _seen(see, held, registry.units)
            if part is not None:
                query |= Q(register__in=names) & part
    return Matter.objects.filter(query)


def waiting(registry: Registry, person: Person) -> QuerySet[Matter]:
    """The matters whose next step somebody may take."""
    steps = Wait.objects.filter(open_to(registry, person), matter=OuterRef("pk"))
    return seen(registry, person).filter(Exists(steps))


def open_to(registry: Registry, person: Person) -> Q:
    """The waits that are open to somebody in one of their capacities: in scope, not barred, not another's."""
    query = NOTHING
    for hat in hats_of(person):
        query |= _open_to(hat, registry.units)
    return query


def by_scope(registry: Registry, role: str) -> Mapping[See, list[str]]:
    """The registers a role sees something of, by how much."""
    found: dict[See, list[str]] = {}
    for name, kept in registry.kept.items():
        if role in kept.spec.see:
            found.setdefault(kept.spec.see[role], []).append(name)
    return found


def works(registry: Registry, person: Person) -> bool:
    """Whether any of somebody's posts has a part in any register: to open records or to take steps."""
    roles = {hat.post.role for hat in hats_of(person)}
    return any(not roles.isdisjoint(_parts(registry, name)) for name in registry.kept)


def _parts(registry: Registry, name: str) -> Iterator[str]:
    flow = registry.kept[name].flow
    yield from flow.create
    for action in flow.actions.values():
        yield from action.who


def _seen(see: See, held: Held, units: UnitTree) -> Q | None:
    if see == "any":
        return Q()
    if see == "party":
        return Q(party=held.party) if held.party else None
    codes = units.subtree(held.unit) if see == "below" and held.unit in units else [held.unit]
    return Q(unit__in=codes)


def _open_to(hat: Hat, units: UnitTree) -> Q:
    unit = hat.post.unit
    below = [code for code in units.subtree(unit) if code != unit] if unit in units else []
    scope = Q(scope="any") | Q(scope="own", matter__unit=unit) | Q(scope="parent", matter__unit__in=below)
    mine = Q(owner="")
    free = Q()
    for number in sorted(hat.identities):
        mine |= Q(owner=number)
        free &= ~Q(barred__contains=f",{number},")
    return Q(role=hat.post.role) & scope & mine & free
