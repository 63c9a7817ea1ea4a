"""Who calls the interface: the session of a browser with its CSRF token, or a person's token."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja.security import APIKeyCookie, HttpBearer

from luji.base.kernel.problem import Refused
from luji.record.api import tokens
from luji.record.api.problems import READ_ONLY

READS = "luji.api.reads"
ORIGIN_LENGTH = 64


class ByToken(HttpBearer):
    """Authorization: Bearer luji_…"""

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        """The person's account, or None."""
        found = tokens.find(token, origin_of(request))
        if found is None:
            return None
        request.user = found.account
        request.META[READS] = not found.writes
        return found.account


class BySession(APIKeyCookie):
    """The cookie of a browser that is signed in; what writes needs the CSRF token too."""

    param_name = settings.SESSION_COOKIE_NAME

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        """The person's account, or None."""
        del key
        return request.user if request.user.is_authenticated else None


def refuse_reader(request: HttpRequest) -> None:
    """Raise `Refused` (API-002) when the token may only read."""
    if request.META.get(READS):
        raise Refused([READ_ONLY()])


def origin_of(request: HttpRequest) -> str:
    """The address a call comes from."""
    return str(request.META.get("REMOTE_ADDR", ""))[:ORIGIN_LENGTH]
