"""Verbs on saved views: save one for oneself or the unit, drop one, and which somebody has."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q

from luji.base.kernel.problem import Refused
from luji.base.people.models import Account
from luji.base.people.person import Person
from luji.record.registers.registry import Kept
from luji.record.registers.saved.models import View
from luji.record.registers.surface_problems import NO_SUCH_VIEW, SHARE_NEEDS_POST, TOO_MANY_VIEWS, VIEW_NAME

NAME_LENGTH, MOST, QUERY_LENGTH = 40, 30, 4_000


@transaction.atomic
def save(account: Account, person: Person, kept: Kept, name: str, query: str, shared: bool) -> View:
    """Keep a view; one of the same name is replaced. Raises `Refused` (REG-580 … 582)."""
    name = " ".join(name.split())
    own = View.objects.filter(account=account, register=kept.name)
    wrong = []
    if not 0 < len(name) <= NAME_LENGTH or not name.isprintable():
        wrong.append(VIEW_NAME(most=NAME_LENGTH))
    if shared and not person.posts:
        wrong.append(SHARE_NEEDS_POST())
    if own.exclude(name=name).count() >= MOST:
        wrong.append(TOO_MANY_VIEWS(most=MOST))
    if wrong:
        raise Refused(wrong)
    unit = person.posts[0].unit if shared else ""
    own.filter(name=name).delete()
    return View.objects.create(
        account=account, register=kept.name, name=name, unit=unit, query=query[:QUERY_LENGTH]
    )


def drop(account: Account, kept: Kept, key: int) -> None:
    """Delete one of one's own. Raises `Refused` (REG-579)."""
    gone, _each = View.objects.filter(pk=key, account=account, register=kept.name).delete()
    if not gone:
        raise Refused([NO_SUCH_VIEW()])


def of(person: Person, kept: Kept) -> list[View]:
    """Somebody's own views, and those shared with the units where they hold a post."""
    units = {held.unit for held in person.posts}
    mine = Q(account__username=person.number) | Q(unit__in=units)
    return list(View.objects.filter(mine, register=kept.name))
