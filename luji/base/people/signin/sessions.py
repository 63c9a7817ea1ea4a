"""Sessions: noted at sign-in, limited in number, idleness and length, ended from elsewhere."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet
from django.dispatch import Signal
from django.http import HttpRequest
from django.utils import timezone

from luji.base.kernel.problem import Problem
from luji.base.people.models import Account, Sitting
from luji.base.people.signin.passwords import options
from luji.base.people.signin.problems import SESSION_IDLE, SESSION_OLD

STARTED, SEEN = "luji.started", "luji.seen"
BROWSERS = (("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
SYSTEMS = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("Windows", "Windows"), ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)  # fmt: skip
NOTED_EVERY = 60
"""Seconds between two notes of the last request: not every page writes to the database."""
ended = Signal()
"""Sent with `account` wherever the sessions of an account are ended: whatever else opens doors ends then."""


def begin(request: HttpRequest, account: Account) -> None:
    """Note the session just made; the oldest above the limit end."""
    now = timezone.now()
    if not request.session.session_key:
        request.session.create()
    request.session[STARTED] = request.session[SEEN] = int(now.timestamp())
    Sitting.objects.update_or_create(
        key=str(request.session.session_key),
        defaults={
            "account": account, "started": now, "seen": now, "origin": origin_of(request),
            "agent": agent_of(request),
        },
    )  # fmt: skip
    kept = open_of(account, now).values_list("pk", flat=True)[: options().session_most]
    _end(Sitting.objects.filter(account=account).exclude(pk__in=list(kept)))


def over(request: HttpRequest, now: datetime) -> Problem | None:
    """Why the session is over, ending it; None while it goes on."""
    at, wanted = int(now.timestamp()), options()
    started = int(request.session.get(STARTED, at))
    seen = int(request.session.get(SEEN, at))
    if at - started >= wanted.session_hours * 3600:
        problem = SESSION_OLD(hours=wanted.session_hours)
    elif at - seen >= wanted.session_idle_minutes * 60:
        problem = SESSION_IDLE(minutes=wanted.session_idle_minutes)
    else:
        return None
    Sitting.objects.filter(key=str(request.session.session_key)).delete()
    logout(request)
    return problem


def note(request: HttpRequest, now: datetime) -> None:
    """Note that the session is used, at most once a minute."""
    at = int(now.timestamp())
    if at - int(request.session.get(SEEN, 0)) < NOTED_EVERY:
        return
    request.session.setdefault(STARTED, at)
    request.session[SEEN] = at
    Sitting.objects.filter(key=str(request.session.session_key)).update(seen=now)


def open_of(account: Account, now: datetime) -> QuerySet[Sitting]:
    """The sessions that go on, the latest first."""
    wanted = options()
    return Sitting.objects.filter(
        account=account,
        seen__gt=now - timedelta(minutes=wanted.session_idle_minutes),
        started__gt=now - timedelta(hours=wanted.session_hours),
    )


@transaction.atomic
def end_all(account: Account, but: str | None = None) -> int:
    """End every session of an account, but the one with the key `but`; how many. `ended` is sent."""
    ended.send(sender=Account, account=account)
    return _end(Sitting.objects.filter(account=account).exclude(key=but or ""))


def renew(request: HttpRequest, account: Account) -> None:
    """Keep this session through a change of password: it gets a new key, and its note with it."""
    was = str(request.session.session_key)
    update_session_auth_hash(request, account)
    Sitting.objects.filter(key=was).update(key=str(request.session.session_key))


def forget_old(now: datetime) -> None:
    """Sweep the notes of sessions that are long over."""
    _end(Sitting.objects.filter(started__lt=now - timedelta(hours=options().session_hours + 1)))


def origin_of(request: HttpRequest) -> str:
    """The address a request came from."""
    return str(request.META.get("REMOTE_ADDR", ""))[:64]


def agent_of(request: HttpRequest) -> str:
    """What the browser calls itself."""
    return str(request.META.get("HTTP_USER_AGENT", ""))[:200]


def device_of(agent: str) -> str:
    """A browser and its system in two words, from what it calls itself; empty when it says nothing known."""
    found = (next((name for mark, name in names if mark in agent), "") for names in (BROWSERS, SYSTEMS))
    return " · ".join(part for part in found if part)


def _end(sittings: QuerySet[Sitting]) -> int:
    keys = list(sittings.values_list("key", flat=True))
    if keys:
        Session.objects.filter(session_key__in=keys).delete()
        Sitting.objects.filter(key__in=keys).delete()
    return len(keys)
