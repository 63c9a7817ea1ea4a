"""Verbs on accounts: create one, give it a new password, close it."""

from __future__ import annotations

import re

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation

from luji.base.kernel.problem import Problem, Refused
from luji.base.people.models import Account
from luji.base.people.sign_in_problems import BAD_USERNAME, NO_ACCOUNT, USERNAME_TAKEN, WEAK_PASSWORD

USERNAME = re.compile(r"[A-Za-z0-9._@-]{1,64}")


@transaction.atomic
def create(username: str, password: str, unit: str, name: str) -> Account:
    """A new account of the unit with code `unit`.

    Raises `Refused`: PPL-103 name taken, PPL-104 weak password, PPL-105 bad name.
    """
    account = Account(username=username, unit=unit, name=name)
    problems = [*_name_problems(username), *_password_problems(password, account)]
    if problems:
        raise Refused(problems)
    account.set_password(password)
    account.save()
    return account


@transaction.atomic
def ensure(username: str, password: str, unit: str, name: str) -> Account:
    """The account, made or changed to what is told: calling it twice changes nothing. Raises `Refused`."""
    account = Account.objects.filter(username=username).first()
    if account is None:
        return create(username, password, unit, name)
    account.unit, account.name, account.is_active = unit, name, True
    account.save()
    if not account.check_password(password):
        set_password(username, password)
        account.refresh_from_db()
    return account


def set_password(username: str, password: str) -> None:
    """Give the account a new password. Raises `Refused` (PPL-104 weak, PPL-106 unknown)."""
    account = _find(username)
    problems = _password_problems(password, account)
    if problems:
        raise Refused(problems)
    account.set_password(password)
    account.save()


def close(username: str) -> None:
    """Close the account: it stays for the record and cannot sign in. Raises `Refused` (PPL-106)."""
    account = _find(username)
    account.is_active = False
    account.save()


def _find(username: str) -> Account:
    account = Account.objects.filter(username=username).first()
    if account is None:
        raise Refused([NO_ACCOUNT(username=username)])
    return account


def _name_problems(username: str) -> list[Problem]:
    if not USERNAME.fullmatch(username):
        return [BAD_USERNAME(username=username)]
    if Account.objects.filter(username__iexact=username).exists():
        return [USERNAME_TAKEN(username=username)]
    return []


def _password_problems(password: str, account: Account) -> list[Problem]:
    """Django's own reasons, said in both languages."""
    try:
        validate_password(password, account)
    except ValidationError as error:
        with translation.override("zh-hans"):
            why = "".join(str(m) for m in error.messages)
        with translation.override("en"):
            why_en = " ".join(str(m) for m in error.messages)
        return [WEAK_PASSWORD(why=why.rstrip("。"), why_en=why_en.rstrip("."))]
    return []
