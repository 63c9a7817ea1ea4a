"""Pages for what went wrong: each says what happened and what to do next."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from luji.base.kernel.problem import Problem, Refused


def page(
    request: HttpRequest, status: int, title: str, advice: str, problems: Sequence[Problem] = ()
) -> HttpResponse:
    """An error page with a title, what to do, and the numbered problems if any."""
    context = {"status": status, "title": title, "advice": advice, "problems": problems}
    return render(request, "ui/error.html", context, status=status)


@login_not_required
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    del exception
    return page(request, 400, _("The request cannot be read"), _("Go back and try again."))


@login_not_required
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    del exception
    advice = _("Your account may not see this page. Ask whoever keeps the accounts of your unit.")
    return page(request, 403, _("Not allowed"), advice)


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 of a form whose token is missing or old."""
    del reason
    advice = _("The form was open for too long, or cookies are blocked. Open the page again and repeat.")
    return page(request, 403, _("The form has expired"), advice)


@login_not_required
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    del exception
    advice = _("Check the address, or start from the first page.")
    return page(request, 404, _("There is no such page"), advice)


@login_not_required
def broken(request: HttpRequest) -> HttpResponse:
    """500: our mistake; the answer needs neither database nor data."""
    advice = _("This is our mistake, and it was written to the log. Try again; if it stays, report the time.")
    return page(request, 500, _("Something broke"), advice)


@login_not_required
def health(request: HttpRequest) -> HttpResponse:
    """200 while the process answers."""
    del request
    return HttpResponse("ok", content_type="text/plain")


class RefusedPages:
    """Middleware: an input that was refused becomes a page naming every problem and its cure."""

    def __init__(self, respond: Callable[[HttpRequest], HttpResponse]) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing is done here; only refusals matter."""
        return self.respond(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page for `Refused`; everything else is left to Django."""
        if not isinstance(exception, Refused):
            return None
        advice = _("What was asked for cannot be shown. Here is why, and what to do.")
        return page(request, 404, _("Not found as asked"), advice, exception.problems)
