"""Middleware: where a request really came from, behind proxies the installation trusts, and only those.

Everything that notes an origin (journal, sign-in log) reads REMOTE_ADDR, which is set right here.
"""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import ip_address

from django.http import HttpRequest, HttpResponse

from luji.base.people.signin.passwords import options

FORWARDED = "HTTP_X_FORWARDED_FOR"
MOST = 20
"""Addresses looked at: a longer list is made up."""


class TrueOrigin:
    """Puts the nearest address that is no trusted proxy into REMOTE_ADDR."""

    def __init__(self, respond: Callable[[HttpRequest], HttpResponse]) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, the origin put right."""
        trusted = options().trusted_proxies
        if trusted:
            near = str(request.META.get("REMOTE_ADDR", ""))
            request.META["REMOTE_ADDR"] = true_origin(near, str(request.META.get(FORWARDED, "")), trusted)
        return self.respond(request)


def true_origin(near: str, forwarded: str, trusted: frozenset[str]) -> str:
    """The nearest address not trusted: whoever is trusted says truly whom they heard, nobody else does.

    What is no address ends the search: then the last one known counts.
    """
    said = [part.strip() for part in forwarded.split(",") if part.strip()][-MOST:]
    found = near
    while found in trusted and said:
        heard = said.pop()
        try:
            found = str(ip_address(heard))
        except ValueError:
            break
    return found
