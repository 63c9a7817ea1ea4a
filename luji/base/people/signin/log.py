"""The log of attempts to sign in: who, when, from where, with what success; kept at least six months."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.http import HttpRequest
from django.utils import timezone

from luji.base.people.models import Account, SignIn
from luji.base.people.signin.passwords import options
from luji.base.people.signin.sessions import agent_of, origin_of


def note(request: HttpRequest, username: str, how: str, account: Account | None, problem: str = "") -> None:
    """Note an attempt; `problem` is the number of what was told, empty when it succeeded."""
    SignIn.objects.create(
        at=timezone.now(), username=username[:64], account=account, good=not problem, how=how,
        problem=problem, origin=origin_of(request), agent=agent_of(request),
    )  # fmt: skip


def sweep(now: datetime) -> int:
    """Forget what is older than it must be kept; how many."""
    return SignIn.objects.filter(at__lt=now - timedelta(days=options().log_days)).delete()[0]


def latest(account: Account, most: int = 10) -> list[SignIn]:
    """The last attempts under somebody's name."""
    return list(SignIn.objects.filter(username=account.username)[:most])
