"""What happens whenever somebody signs in, by any way: the session is noted, the day's chores are done."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.http import HttpRequest
from django.utils import timezone

from luji.base.people import history
from luji.base.people.models import Account, Sitting
from luji.base.people.signin import log, sessions

_done: dict[str, date] = {}


def connect() -> None:
    """Listen; called once when the app is ready."""
    user_logged_in.connect(signed_in, dispatch_uid="luji.people.in")
    user_logged_out.connect(signed_out, dispatch_uid="luji.people.out")


def signed_in(sender: object, request: HttpRequest, user: Account, **more: Any) -> None:
    """Note the session."""
    del sender, more
    daily()
    sessions.begin(request, user)


def signed_out(sender: object, request: HttpRequest, user: Account | None, **more: Any) -> None:
    """Forget the note of the session."""
    del sender, user, more
    Sitting.objects.filter(key=str(request.session.session_key)).delete()


def daily() -> None:
    """Once a day in each process: transfers take effect, old notes are swept."""
    now = timezone.now()
    day = timezone.localdate(now)
    if _done.get("day") == day:
        return
    history.settle(day)
    log.sweep(now)
    sessions.forget_old(now)
    _done["day"] = day
