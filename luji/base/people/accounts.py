"""Verbs on accounts: create one, give it a password, close it, open it, let a locked name in again."""

from __future__ import annotations

import re
import secrets
from datetime import date

from django.db import transaction
from django.utils import timezone

from luji.base.kernel.problem import Problem, Refused
from luji.base.people import guards, history
from luji.base.people.by import INSTALLATION, By, installation
from luji.base.people.models import Account
from luji.base.people.signin import lockout, passwords, sessions
from luji.base.people.signin.problems import BAD_USERNAME, NO_ACCOUNT, USERNAME_TAKEN
from luji.base.people.telling import tell

USERNAME = re.compile(r"[A-Za-z0-9._@-]{1,64}")
ONE_TIME = "abcdefghijkmnpqrstuvwxyz23456789"
"""Signs of one-time passwords: none that is taken for another."""


@transaction.atomic
def create(username: str, password: str, unit: str, name: str, by: By | None = None) -> Account:
    """A new account of the unit with code `unit`.

    Raises `Refused`: PPL-103 name taken, PPL-104 weak password, PPL-105 bad name, PPL-301 not allowed.
    """
    by = guards.keeper(by, unit)
    account = Account(username=username, unit=unit, name=name)
    problems = [*name_problems(username), *passwords.problems(password, account)]
    if problems:
        raise Refused(problems)
    passwords.give(account, password, by.at)
    history.serve_from(account, by.day)
    tell(by, "person_create", account, after={"name": name, "unit": unit})
    return account


@transaction.atomic
def ensure(username: str, password: str, unit: str, name: str) -> Account:
    """The account, made or changed to what is told: calling it twice changes nothing. Raises `Refused`."""
    account = Account.objects.filter(username=username).first()
    if account is None:
        return create(username, password, unit, name)
    was = (account.unit, account.name, account.is_active)
    account.unit, account.name, account.is_active = unit, name, True
    if was != (unit, name, True):
        account.save()
        history.correct(account, timezone.localdate())
        before = {"unit": was[0], "name": was[1], "open": was[2]}
        tell(installation(), "person_edit", account, before, {"unit": unit, "name": name, "open": True})
    if not account.check_password(password):
        set_password(username, password)
        account.refresh_from_db()
    return account


@transaction.atomic
def set_password(username: str, password: str, by: By | None = None) -> None:
    """Give the account a new password; its sessions end. Raises `Refused` (PPL-104 weak, PPL-106 unknown)."""
    account = find(username)
    by = guards.keeper(by, account.unit)
    passwords.give(account, password, by.at)
    sessions.end_all(account)
    tell(by, "reset_password", account)


@transaction.atomic
def reset_password(account: Account, by: By) -> str:
    """A one-time password, told this once; the owner must change it. Sessions end, the name is let in again.

    Raises `Refused` (PPL-301, PPL-302).
    """
    guards.keeper(by, account.unit)
    guards.not_oneself(by, account)
    password = one_time()
    passwords.give(account, password, by.at, hours=passwords.options().one_time_hours)
    sessions.end_all(account)
    lockout.forget(account.username)
    tell(by, "reset_password", account, after={"until": account.one_time_until})
    return password


@transaction.atomic
def close(username: str, by: By | None = None, reason: str = "", last: date | None = None) -> None:
    """Close the account: it stays for the record and cannot sign in; its sessions end.

    `last` is the person's last day of service. Raises `Refused`: PPL-106, PPL-301, 302, PPL-303 last
    administrator.
    """
    account = find(username)
    by = guards.keeper(by, account.unit)
    guards.not_oneself(by, account)
    with guards.an_administrator_stays(by.day):
        account.is_active, account.left = False, last or account.left
        account.save()
    sessions.end_all(account)
    tell(by, "close_account", account, {"open": True}, {"open": False, "left": account.left}, reason)


@transaction.atomic
def reopen(account: Account, by: By, reason: str = "") -> str:
    """Open a closed account again with a one-time password, which is given back.

    Raises `Refused` (PPL-301, PPL-302).
    """
    guards.keeper(by, account.unit)
    guards.not_oneself(by, account)
    account.is_active, account.left = True, None
    account.save()
    if history.serving_on(account, by.day) is None:
        history.serve_from(account, by.day)
    tell(by, "open_account", account, {"open": False}, {"open": True}, reason)
    return reset_password(account, by)


@transaction.atomic
def unlock(account: Account, by: By) -> None:
    """Let a name in again that failed sign-ins closed. Raises `Refused` (PPL-301)."""
    guards.keeper(by, account.unit)
    lockout.forget(account.username)
    tell(by, "unlock", account)


def find(username: str) -> Account:
    """The account with a number or login. Raises `Refused` (PPL-106)."""
    account = Account.objects.filter(username=username).first()
    if account is None:
        raise Refused([NO_ACCOUNT(username=username[:64])])
    return account


def one_time() -> str:
    """A one-time password: five signs, a dash, five signs, a dash, five signs; 75 bits."""
    while True:
        made = "-".join("".join(secrets.choice(ONE_TIME) for _ in range(5)) for _ in range(3))
        if any(map(str.isdigit, made)):
            return made


def name_problems(username: str) -> list[Problem]:
    """Why nobody new can have this name; empty when somebody can."""
    if not USERNAME.fullmatch(username) or username.lower() == INSTALLATION:
        return [BAD_USERNAME(username=username[:80])]
    if Account.objects.filter(username__iexact=username).exists():
        return [USERNAME_TAKEN(username=username)]
    return []
