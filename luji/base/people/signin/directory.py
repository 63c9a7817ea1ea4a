"""Signing in with the department's directory (LDAP), which checks the password by a bind as the user.

No password is kept here. Accounts exist already, or are made without any post where the settings say so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.db import transaction
from django.http import HttpRequest

from luji.base.kernel.problem import Refused
from luji.base.people import department
from luji.base.people.accounts import name_problems
from luji.base.people.by import installation
from luji.base.people.history import serve_from
from luji.base.people.models import Account
from luji.base.people.signin.passwords import options
from luji.base.people.signin.problems import NOT_ENTERED
from luji.base.people.telling import tell


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody proved elsewhere: the name and unit told there, empty when none is told."""

    username: str
    name: str
    unit: str


class LdapAccounts(BaseBackend):
    """Django's backend: somebody the directory lets in, with the account they have here."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **more: Any,
    ) -> Account | None:
        """The account; None when the directory does not know name and password.

        Raises `Refused`: PPL-371 no answer, PPL-372 two of the name, PPL-373 no account here.
        """
        del request, more
        wanted = options().ldap
        # A bind without a password is anonymous and succeeds: it proves nothing.
        if not wanted.url or not username or not password:
            return None
        # The library is large and needed only where a directory is set.
        from luji.base.people.signin import ldap  # noqa: PLC0415

        known = ldap.ask(wanted, username, password)
        return None if known is None else account_of(known, wanted.create, "ldap")

    def get_user(self, user_id: int) -> Account | None:
        """The account of a session, while it is open."""
        return Account.objects.filter(pk=user_id, is_active=True).first()


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
