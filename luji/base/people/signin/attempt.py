"""One attempt to sign in: is the name open, is it them, is a second factor due; every attempt is logged."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth import BACKEND_SESSION_KEY, authenticate, login
from django.http import HttpRequest
from django.utils import timezone

from luji.base.kernel.problem import Problem, Refused
from luji.base.people.models import Account
from luji.base.people.signin import factor, lockout, log
from luji.base.people.signin.problems import HALF_OVER, LOCKED, NOT_KNOWN, ONE_TIME_OVER

HALF = "luji.half"
MUST_FACTOR = "luji.factor"
HALF_SECONDS = 300
"""How long a sign-in waits for its second factor."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: signed in, waiting for a code, or a problem."""

    problem: Problem | None = None
    waits: bool = False


def by_password(request: HttpRequest, username: str, password: str) -> Outcome:
    """Try a name and a password against every directory of people in turn."""
    now = timezone.now()
    closed = lockout.locked_until(username, now)
    if closed is not None:
        return _failed(request, username, "password", _locked(closed, now))
    try:
        found = authenticate(request, username=username, password=password)
    except Refused as refused:
        return _failed(request, username, "ldap", refused.problems[0])
    if found is None:
        closed = lockout.note_failure(username, now)
        problem = _locked(closed, now) if closed else NOT_KNOWN()
        return _failed(request, username, "password", problem)
    account = found
    how = "ldap" if "Ldap" in _backend(account) else "password"
    if account.one_time_until is not None and how == "password" and account.one_time_until <= now:
        return _failed(request, username, how, ONE_TIME_OVER())
    return known(request, account, how)


def known(request: HttpRequest, account: Account, how: str) -> Outcome:
    """Somebody proved who they are: sign them in, or wait for their second factor."""
    if factor.is_on(account):
        request.session.cycle_key()
        request.session[HALF] = {
            "account": account.pk, "backend": _backend(account), "how": how,
            "at": timezone.now().timestamp(),
        }  # fmt: skip
        return Outcome(waits=True)
    return _enter(request, account, _backend(account), how)


def by_code(request: HttpRequest, code: str) -> Outcome:
    """Try the second factor of a sign-in that waits for it; a wrong one counts as a failed sign-in."""
    now = timezone.now()
    half = request.session.get(HALF)
    if not half or now.timestamp() - half["at"] > HALF_SECONDS:
        request.session.pop(HALF, None)
        return Outcome(HALF_OVER())
    account = Account.objects.filter(pk=half["account"], is_active=True).first()
    if account is None:
        return Outcome(HALF_OVER())
    name = account.username
    closed = lockout.locked_until(name, now)
    if closed is not None:
        return _failed(request, name, "code", _locked(closed, now))
    try:
        how = factor.check(account, code, now)
    except Refused as refused:
        closed = lockout.note_failure(name, now)
        return _failed(request, name, "code", _locked(closed, now) if closed else refused.problems[0])
    del request.session[HALF]
    return _enter(request, account, half["backend"], how)


def _enter(request: HttpRequest, account: Account, backend: str, how: str) -> Outcome:
    lockout.forget(account.username)
    login(request, account, backend=backend)
    request.session[BACKEND_SESSION_KEY] = backend
    request.session[MUST_FACTOR] = factor.is_needed(account) and not factor.is_on(account)
    log.note(request, account.username, how, account)
    return Outcome()


def _failed(request: HttpRequest, username: str, how: str, problem: Problem) -> Outcome:
    log.note(request, username, how, Account.objects.filter(username=username).first(), problem.code)
    return Outcome(problem)


def _locked(until: datetime, now: datetime) -> Problem:
    return LOCKED(minutes=max(1, math.ceil((until - now).total_seconds() / 60)))


def _backend(account: Account) -> str:
    return str(getattr(account, "backend", "django.contrib.auth.backends.ModelBackend"))
