"""No NUL in what is asked for: no database column holds one, and PostgreSQL answers it with an error."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from luji.base.ui import errors

NUL = ("\x00", "%00")


class NoNul:
    """Middleware: an address with a NUL, plain or spelled, is a bad request; forms see to themselves."""

    def __init__(self, respond: Callable[[HttpRequest], HttpResponse]) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Refuse it before anything is looked up."""
        if any(nul in part for nul in NUL for part in (request.path, request.META.get("QUERY_STRING", ""))):
            return errors.bad_request(request)
        return self.respond(request)
