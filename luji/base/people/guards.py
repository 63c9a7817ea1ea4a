"""What no verb on people may break: who keeps accounts, never one's own, and an administrator stays."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from luji.base.kernel.problem import Refused
from luji.base.people import department
from luji.base.people.by import ADMIN, By, installation
from luji.base.people.models import Account, Appointment
from luji.base.people.post_problems import LAST_ADMIN, NOT_ADMIN, NOT_ONESELF, OTHER_UNIT


def keeper(by: By | None, *units: str) -> By:
    """Whoever acts, when they keep the accounts of these units; nobody named is the installation itself.

    Raises `Refused`: PPL-301 no administrator, PPL-304 of other units only.
    """
    if by is None:
        return installation()
    if not by.admin:
        raise Refused([NOT_ADMIN()])
    others = [department.current().unit(unit) for unit in dict.fromkeys(units) if not by.keeps_unit(unit)]
    if others:
        raise Refused([
            OTHER_UNIT(units="、".join(t.zh for t in others), units_en=", ".join(t.en for t in others))
        ])  # fmt: skip
    return by


def not_oneself(by: By, account: Account) -> None:
    """Raise `Refused` (PPL-302) when somebody acts on their own account."""
    if by.number == account.username:
        raise Refused([NOT_ONESELF()])


@contextmanager
def an_administrator_stays(day: date, last: date | None = None) -> Iterator[None]:
    """Runs a change; refuses it (PPL-303) when it takes the last administrator away.

    `last` is the last day of the post that is ended: the day after counts as well.
    """
    days = {day} | ({last + timedelta(days=1)} if last and last >= day else set())
    before = {one for one in days if administrators(one).exists()}
    yield
    if any(not administrators(one).exists() for one in before):
        raise Refused([LAST_ADMIN()])


def administrators(day: date) -> QuerySet[Account]:
    """The open accounts that hold the administrator's post on a day."""
    held = Appointment.objects.filter(Q(end=None) | Q(end__gte=day), role=ADMIN, start__lte=day)
    return Account.objects.filter(is_active=True, pk__in=held.values("account"))
