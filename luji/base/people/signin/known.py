"""Somebody proved elsewhere, by a directory or an identity provider, and the account they have here."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from luji.base.kernel.problem import Refused
from luji.base.people import department
from luji.base.people.accounts import name_problems
from luji.base.people.by import installation
from luji.base.people.history import serve_from
from luji.base.people.models import Account
from luji.base.people.signin.problems import NOT_ENTERED
from luji.base.people.telling import tell


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody proved elsewhere: the name and unit told there, empty when none is told."""

    username: str
    name: str
    unit: str


def account_of(known: Known, create: bool, how: str) -> Account | None:
    """The account of somebody proved elsewhere; made without posts where that is allowed.

    None for a closed account. Raises `Refused` (PPL-373).
    """
    account = Account.objects.filter(username__iexact=known.username).first()
    if account is not None:
        return account if account.is_active else None
    if not create or name_problems(known.username):
        raise Refused([NOT_ENTERED(username=known.username[:64])])
    return _made(known, how)


@transaction.atomic
def _made(known: Known, how: str) -> Account:
    """A new account without posts and without a password of its own."""
    tree = department.current().units
    try:
        unit = tree.find(known.unit).code if known.unit else tree.root.code
    except Refused:  # the directory's unit is not one of ours: whoever keeps the accounts will say
        unit = tree.root.code
    account = Account(username=known.username, name=(known.name or known.username)[:80], unit=unit)
    account.set_unusable_password()
    account.save()
    by = installation()
    serve_from(account, by.day)
    tell(by, "person_create", account, after={"name": account.name, "unit": unit, "from": how})
    return account
