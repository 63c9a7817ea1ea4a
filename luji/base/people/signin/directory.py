"""Signing in with the department's directory (LDAP), which checks the password by a bind as the user.

No password is kept here. Accounts exist already, or are made without any post where the settings say so.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from luji.base.people.models import Account
from luji.base.people.signin.known import account_of
from luji.base.people.signin.passwords import options


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
