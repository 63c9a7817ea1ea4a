"""Middleware of the signed-in: sessions end when idle or old; what must be done first comes first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils import timezone

from luji.base.people.models import Account
from luji.base.people.signin import passwords, sessions
from luji.base.people.signin.attempt import MUST_FACTOR

ALWAYS = frozenset({"sign-out", "language", "health", "own-password", "own-factor"})
"""Pages that may be used before everything else."""
MUST = "luji.must"
"""Where a request says what must be done first; pages then offer nothing else."""


class Sessions:
    """Ends sessions that are over, notes those that go on, sends to the password or the second factor."""

    def __init__(self, respond: Callable[[HttpRequest], HttpResponse]) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Everything happens once the page is known."""
        return self.respond(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """The answer instead of the page, or None."""
        del view, args, kwargs
        if not request.user.is_authenticated:
            return None
        now = timezone.now()
        problem = sessions.over(request, now)
        if problem is not None:
            back = {"next": request.get_full_path() if request.method == "GET" else "/", "over": problem.code}
            return HttpResponseRedirect(f"{resolve_url('sign-in')}?{urlencode(back)}")
        sessions.note(request, now)
        must = due(request)
        request.META[MUST] = must
        name = request.resolver_match.url_name if request.resolver_match else ""
        return HttpResponseRedirect(resolve_url(must)) if must and name not in ALWAYS else None


def due(request: HttpRequest) -> str:
    """The page that comes before everything else: another password, a second factor; empty when none."""
    account = cast(Account, request.user)
    if passwords.must_change(account, timezone.now()):
        return "own-password"
    return "own-factor" if request.session.get(MUST_FACTOR) else ""
